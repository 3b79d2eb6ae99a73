"""What planners type comes through as they meant it, never as a computer would rather have it."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from app.content.ages import Ages, AgesProblem, parse_ages
from app.content.models import Checked, Service
from app.content.wording import Wording, WordingGuide, count_words, reading_grade, sentences
from app.content.yaml_source import parse_yaml, read_yaml
from tests.content.folders import PANTRY


def read_listing(*changes: tuple[str, str]) -> Service:
    text = PANTRY
    for right, wrong in changes:
        assert text.count(right) == 1
        text = text.replace(right, wrong)
    value = parse_yaml(text).value
    assert isinstance(value, list)
    return Service.model_validate(value[0])


@pytest.mark.parametrize(
    "typed",
    ["no", "on", "yes", "off", "y", "N", "12:30", "1e3", "0x1F", "0141 496 0001", "08001111",
     "2026-11-22", "1_000", ".5", "=", "<<", "true", "NULL", "1.10", "+44 141", "£2.50",
     "café", "Home-Start", "5-12", "24 hours", "a: b"],
)  # fmt: skip
def test_every_scalar_is_the_text_that_was_typed(typed: str) -> None:
    quoted = f'"{typed}"' if ": " in typed else typed
    assert parse_yaml(f"- who_for: {quoted}\n").value == [{"who_for": typed}]


@pytest.mark.parametrize("empty", ["", "~", "null"])
def test_an_empty_value_is_nothing(empty: str) -> None:
    assert parse_yaml(f"- who_for: {empty}\n").value == [{"who_for": None}]


@pytest.mark.parametrize("empty", ["~", "null", ""])
def test_quotes_keep_words_that_look_empty(empty: str) -> None:
    assert parse_yaml(f'- who_for: "{empty}"\n').value == [{"who_for": empty}]


UNKNOWN: dict[str, Callable[[Service], object]] = {
    "level": lambda service: service.level,
    "kinds": lambda service: service.kinds or None,
    "ways": lambda service: service.ways or None,
    "who_for": lambda service: service.who_for,
    "welcomes": lambda service: service.welcomes or None,
    "ages": lambda service: service.ages if service.ages.known else None,
    "cost_note": lambda service: service.cost_note,
    "contacts": lambda service: service.contacts or None,
    "places": lambda service: service.places or None,
    "hours": lambda service: service.hours if service.hours.known else None,
    "hours_note": lambda service: service.hours_note,
    "access_note": lambda service: service.access_note,
    "checked": lambda service: service.checked,
    "sources": lambda service: service.sources or None,
    "sources_dated": lambda service: service.sources_dated,
    "imported": lambda service: service.imported,
    "planners_note": lambda service: service.planners_note,
}
SHORT = """\
- id: a
  name: A
  provider: B
  summary: C.
  needs: food
  areas: glasgow
  edited: 2026-11-22
"""


@pytest.mark.parametrize("unknown", ["", "not known", "not yet", "Not known", "NOT YET", "unknown"])
@pytest.mark.parametrize("field", UNKNOWN)
def test_not_known_is_the_same_as_not_there(field: str, unknown: str) -> None:
    value = parse_yaml(f"{SHORT}  {field}: {unknown}\n").value
    assert isinstance(value, list)
    assert UNKNOWN[field](Service.model_validate(value[0])) is None


@pytest.mark.parametrize("unknown", ["not known", "not yet", "", "unknown"])
def test_an_unknown_choice_has_its_own_value(unknown: str) -> None:
    service = read_listing(
        ("cost: low cost", f"cost: {unknown}"),
        ("how: just turn up", f"how: {unknown}"),
        ("interpreter: yes", f"interpreter: {unknown}"),
    )
    assert (service.cost, service.reach_in.how) == ("not known", "not known")
    assert service.languages.interpreter == "not known"
    assert service.reach_in.next == "We show you round."


def test_a_listing_says_what_was_written() -> None:
    service = read_listing()
    assert service.needs == ("food", "money")
    assert [(contact.way, contact.value) for contact in service.contacts] == [
        ("phone", "0141 496 0001"),
        ("website", "https://pantry.example.org"),
    ]
    assert service.languages.interpreter == "yes"
    assert service.hours.describe() == (
        "Monday to Thursday: 9am to 4:30pm",
        "Friday: 9am to 12 noon",
    )
    assert service.checked == Checked(
        on=date(2026, 11, 20), how="phone", by="locality planner", next=date(2027, 5, 20)
    )
    assert service.edited == date(2026, 11, 22)
    assert not service.crisis


def test_one_value_may_stand_for_a_list() -> None:
    service = read_listing(("[food, money]", "food"), ("spoken: [Polish]", "spoken: Polish"))
    assert service.needs == ("food",)
    assert service.languages.spoken == ("Polish",)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0141  496   0001", "0141 496 0001"),
        ("116 123", "116 123"),
        ("999", "999"),
        ("0800 1111", "0800 1111"),
        ("+44 141 496 0001", "+44 141 496 0001"),
    ],
)
def test_numbers_people_dial_are_kept_as_people_read_them(typed: str, kept: str) -> None:
    assert read_listing(("0141 496 0001", typed)).contacts[0].value == kept


@pytest.mark.parametrize("typed", ["g51 3uu", "G513UU", "G51  3UU", "G51 3UU"])
def test_a_postcode_is_tidied(typed: str) -> None:
    assert read_listing(("G51 3UU", typed)).places[0].postcode == "G51 3UU"


def test_a_closing_time_before_opening_runs_past_midnight() -> None:
    service = read_listing(("Fri 9:00-12:00", "Fri 22:00-2:00"))
    assert service.hours.describe()[-1] == "Friday: 10pm to 2am the next day"


def test_times_of_the_first_contact_stand_in_for_the_service() -> None:
    hours = "  hours:\n    - Mon-Thu 9:00-16:30\n    - Fri 9:00-12:00\n"
    phone = "phone: 0141 496 0001"
    service = read_listing((hours, ""), (phone, f"{phone}\n      hours: 24 hours"))
    assert not service.hours.known
    assert service.all_hours == service.contacts[0].hours


@pytest.mark.parametrize(
    ("field", "value"), [("name", "Other"), ("needs", ()), ("checked", None), ("status", "paused")]
)
def test_a_listing_cannot_be_changed_once_read(field: str, value: object) -> None:
    service = read_listing()
    with pytest.raises(ValidationError, match="frozen"):
        setattr(service, field, value)
    for part in (service.contacts[0], service.places[0], service.reach_in, service.languages):
        with pytest.raises(ValidationError, match="frozen"):
            setattr(part, next(iter(type(part).model_fields)), "other")


@pytest.mark.parametrize(
    ("typed", "ages"),
    [
        ("0-5", Ages(0, 5)),
        ("5 to 12", Ages(5, 12)),
        ("5–12", Ages(5, 12)),
        ("16+", Ages(16)),
        ("16 and over", Ages(16)),
        ("over 16", Ages(17)),
        ("under 12", Ages(None, 11)),
        ("up to 12", Ages(None, 12)),
        ("12 and under", Ages(None, 12)),
        ("5 - 12 years", Ages(5, 12)),
        ("over 16 years old", Ages(17)),
        ("Any age", Ages(any_age=True)),
        ("all ages", Ages(any_age=True)),
        ("not known", Ages()),
        ("", Ages()),
        ("12-18, to 25 if care experienced", Ages(12, 18, care_experienced_to_25=True)),
    ],
)
def test_ages_are_read_as_planners_write_them(typed: str, ages: Ages) -> None:
    assert parse_ages(typed) == ages


@pytest.mark.parametrize("typed", ["kids", "5", "5-", "-5", "5-12 months", "a-b", "12-5", "５-9x"])
def test_other_ages_are_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(AgesProblem, match=" → write "):
        parse_ages(typed)


@pytest.mark.parametrize(
    ("typed", "age", "admitted"),
    [
        ("5-12", 4, False), ("5-12", 5, True), ("5-12", 12, True), ("5-12", 13, False),
        ("16+", 15, False), ("16+", 99, True), ("under 12", 0, True), ("under 12", 12, False),
        ("any age", 0, True), ("not known", 7, None),
        ("12-18, to 25 if care experienced", 25, True),
        ("12-18, to 25 if care experienced", 26, False),
    ],
)  # fmt: skip
def test_ages_admit_whole_years_with_both_ends(typed: str, age: int, admitted: bool | None) -> None:
    assert parse_ages(typed).admits(age) is admitted


@given(st.integers(0, 120), st.integers(0, 120))
def test_ages_that_are_described_can_be_read_again(one: int, other: int) -> None:
    ages = Ages(min(one, other), max(one, other))
    words = ages.describe().removeprefix("Ages ").removeprefix("Age ")
    assert parse_ages(words if " to " in words else f"{words}-{words}") == ages


@given(st.text())
def test_ages_are_read_or_refused_never_worse(typed: str) -> None:
    with suppress(AgesProblem):
        ages = parse_ages(typed)
        assert ages.youngest is None or ages.oldest is None or ages.youngest <= ages.oldest


YAML_SIGNS = st.text(st.sampled_from("ab01 \n\t-:#&*!|>'\"%@`{}[],?~\\\r\x85\u2028\x00é"))


@given(st.one_of(st.text(), YAML_SIGNS))
def test_no_text_makes_the_reader_fall_over(text: str) -> None:
    source = parse_yaml(text)
    lines = len(text.splitlines()) + 1
    assert all(1 <= problem.line <= lines and problem.message for problem in source.problems)


@given(st.binary())
def test_no_bytes_make_the_reader_fall_over(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_bytes(content)
    assert all(problem.line >= 1 for problem in read_yaml(path).problems)


GUIDE = WordingGuide(
    [Wording("respite", "a break", ""), Wording("carer", "you", ""),
     Wording("young carer", "a child who helps", "")]
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("We offer respite.", ["respite"]),
        ("RESPITE for a young carer", ["respite", "young carer"]),
        ("A carer, and a young carer.", ["carer", "young carer"]),
        ("Carers and respites", []),
        ("respite-care", []),
        ("", []),
    ],
)
def test_cold_words_are_found_whole_and_longest_first(text: str, terms: list[str]) -> None:
    assert [wording.term for wording in GUIDE.find(text)] == terms


def test_the_list_of_words_may_be_saved_by_a_spreadsheet(tmp_path: Path) -> None:
    path = tmp_path / "wording.csv"
    path.write_bytes(
        b"\xef\xbb\xbfterm,better,reason,source\r\n"
        b"respite,a break,cold,families\r\n,,,\r\nLAC (label),child,cold,families\r\n"
    )
    found = list(WordingGuide.read(path).find("LAC, LAC (label) and respite"))
    assert found == [Wording("respite", "a break", "cold")]


def test_an_empty_list_of_words_finds_nothing() -> None:
    assert list(WordingGuide(()).find("anything at all")) == []


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("", 0.0),
        ("The cat sat on the mat.", 0.39 * 6 + 11.8 * 6 / 6 - 15.59),
        ("You can call. We will help.", 0.39 * 3 + 11.8 * 6 / 6 - 15.59),
        ("Asylum", 0.39 + 11.8 * 3 - 15.59),
    ],
)
def test_the_reading_grade_is_the_published_sum(text: str, grade: float) -> None:
    assert reading_grade(text) == pytest.approx(grade)


def test_words_and_sentences_are_counted_as_a_reader_would() -> None:
    assert sentences("Call us. We’ll listen! Why not?") == ["Call us.", "We’ll listen!", "Why not?"]
    assert count_words("We’ll call 0141 for you") == 5
