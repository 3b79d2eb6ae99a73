"""Every way a search can end, reached as a family would reach it. None is a dead end."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.content.dangers import Danger
from app.places import Ambiguous, NotAPlace, UnknownPostcode
from app.search.directory import Directory
from app.search.find import crisis_lines
from app.search.outcomes import (
    CrisisFirst,
    Found,
    NothingExact,
    Outcome,
    OutsideArea,
    Request,
    UnclearPlace,
)
from app.search.understanding import understand
from tests.search.outcomes import NOW, Held, ask, expect, ids

GLASGOW_LINES = frozenset(
    {
        "nowhere-to-sleep-tonight-out-of-hours-line",
        "homelessness-help-office-hours",
        "emergency-social-work-help",
    }
)
AYRSHIRE_LINES = frozenset(
    {"homeless-tonight-south-ayrshire-out-of-hours", "ayrshire-out-of-hours-social-work"}
)
SUICIDE, TONIGHT, CHILD = "i want to die", "nowhere to sleep tonight", "child in danger"
DANGERS = [
    "suicide",
    "abuse_now",
    "child_unsafe",
    "nowhere_tonight",
    "medical",
    "harm_others",
    "emergency",
]


# Found ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "near", "need"),
    [
        ("food", "G51", "food"),
        ("food near Govan", "", "food"),
        ("nae money for messages", "KA7", "food"),
        ("my wee boy wont sleep", "G33 3AB", "parenting"),
        ("carers", "Maybole", "carers"),
        ("i look after my mum", "Troon", "carers"),
    ],
)
def test_help_is_found(directory: Directory, words: str, near: str, need: str) -> None:
    found = expect(Found, ask(directory, words, near))
    assert found.understood.place is not None
    assert need in found.hits[0].service.needs


def test_the_place_box_wins_over_a_place_in_the_words(directory: Directory) -> None:
    found = expect(Found, ask(directory, "food near Govan", "KA7"))
    assert [area.slug for area in found.understood.areas] == ["south-ayrshire", "scotland"]


def test_a_place_in_the_words_is_not_searched_for(directory: Directory) -> None:
    found = expect(Found, ask(directory, "food near Govan"))
    assert found.understood.words == ("food",)


def test_nothing_asked_shows_everything_there_is(directory: Directory) -> None:
    found = expect(Found, ask(directory))
    assert found.total == len(directory.catalogue.live)


@pytest.mark.parametrize("words", ["   ", "!!! ??", "\u200b", "___"])
def test_words_without_a_letter_are_no_words(directory: Directory, words: str) -> None:
    assert expect(Found, ask(directory, words)).total == len(directory.catalogue.live)


def test_a_pressed_topic_comes_before_what_was_typed(directory: Directory) -> None:
    found = expect(Found, ask(directory, "damp flat", needs=("money",)))
    assert [match.slug for match in found.understood.needs][:2] == ["money", "housing"]


def test_a_topic_nobody_has_is_passed_over(directory: Directory) -> None:
    found = expect(Found, ask(directory, needs=("nonsense", "food", "food")))
    assert [match.slug for match in found.understood.needs] == ["food"]


def test_an_area_pressed_shows_what_is_for_it_and_all_of_scotland(directory: Directory) -> None:
    found = expect(Found, ask(directory, needs=("housing",), area="south-ayrshire", limit=99))
    areas = {area for hit in found.hits for area in hit.service.areas}
    assert areas <= {"south-ayrshire", "scotland", "glasgow"}
    assert all({"south-ayrshire", "scotland"} & set(hit.service.areas) for hit in found.hits)


def test_a_whole_council_pressed_shows_help_in_its_parts(directory: Directory) -> None:
    found = expect(Found, ask(directory, needs=("food",), area="glasgow", limit=99))
    assert "the-govan-pantry" in ids(found.hits)
    assert "ruchazie-pantry" in ids(found.hits)


def test_an_area_nobody_has_is_no_area(directory: Directory) -> None:
    assert expect(Found, ask(directory, "food", area="atlantis")).understood.areas == ()


# CrisisFirst ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "danger", "first"),
    [
        (SUICIDE, "suicide", "samaritans"),
        (TONIGHT, "nowhere_tonight", "nowhere-to-sleep-tonight-out-of-hours-line"),
        ("he is going to kill me", "abuse_now", "domestic-abuse-and-forced-marriage-helpline"),
        ("my baby isnt breathing", "medical", "nhs-24-mental-health-hub"),
        ("i might hurt my baby", "harm_others", "nhs-24-mental-health-hub"),
    ],
)
def test_danger_comes_first(directory: Directory, words: str, danger: str, first: str) -> None:
    crisis = expect(CrisisFirst, ask(directory, words))
    assert crisis.danger.slug == danger
    assert crisis.lines[0].service.id == first
    assert crisis.hits


@pytest.mark.parametrize("near", ["", "G51", "KA7", "asdfghjk", "ZZ9 9ZZ", "Edinburgh", "London"])
def test_danger_comes_first_wherever_the_family_is(directory: Directory, near: str) -> None:
    crisis = expect(CrisisFirst, ask(directory, SUICIDE, near))
    assert crisis.lines[0].service.id == "samaritans"


def test_help_right_now_can_be_pressed(directory: Directory) -> None:
    crisis = expect(CrisisFirst, ask(directory, needs=("crisis",)))
    assert crisis.danger.slug == "emergency"
    assert crisis.lines


@pytest.mark.parametrize("words", [SUICIDE, TONIGHT, CHILD])
@pytest.mark.parametrize(
    ("near", "others"),
    [
        ("KA7 1AA", GLASGOW_LINES),
        ("Girvan", GLASGOW_LINES),
        ("G51 2QP", AYRSHIRE_LINES),
        ("Easterhouse", AYRSHIRE_LINES),
        ("G20", AYRSHIRE_LINES),
    ],
)
def test_no_family_is_given_another_areas_line(
    directory: Directory, words: str, near: str, others: frozenset[str]
) -> None:
    crisis = expect(CrisisFirst, ask(directory, words, near))
    assert crisis.lines
    assert not others & set(ids(crisis.lines))


@pytest.mark.parametrize(
    ("area", "first"),
    [
        ("glasgow", "nowhere-to-sleep-tonight-out-of-hours-line"),
        ("glasgow-south", "nowhere-to-sleep-tonight-out-of-hours-line"),
        ("south-ayrshire", "homeless-tonight-south-ayrshire-out-of-hours"),
    ],
)
def test_a_pressed_area_has_its_own_line(directory: Directory, area: str, first: str) -> None:
    crisis = expect(CrisisFirst, ask(directory, TONIGHT, area=area))
    assert crisis.lines[0].service.id == first


def test_without_a_place_there_is_a_line_for_each_area(directory: Directory) -> None:
    lines = set(ids(expect(CrisisFirst, ask(directory, TONIGHT)).lines))
    assert lines & GLASGOW_LINES
    assert lines & AYRSHIRE_LINES


@pytest.mark.parametrize("slug", DANGERS)
@pytest.mark.parametrize("near", ["", "G51", "G33", "G20", "KA7", "Edinburgh", "Stornoway"])
def test_every_danger_has_somebody_to_phone_everywhere(
    directory: Directory, slug: str, near: str
) -> None:
    danger: Danger = directory.catalogue.dangers[slug]
    understood = understand(Request(near=near), directory).understood
    lines = crisis_lines(danger, understood, directory, NOW)
    assert 1 <= len(lines) <= 4
    for line in lines:
        assert any(contact.way in ("phone", "text") for contact in line.service.contacts)


def test_every_danger_is_tried() -> None:
    assert len(DANGERS) == 7


# UnclearPlace ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("near", "miss"),
    [
        ("asdfghjk", NotAPlace),
        ("12345", NotAPlace),
        ("!!!", NotAPlace),
        ("ZZ9 9ZZ", UnknownPostcode),
        ("G999", UnknownPostcode),
        ("Kirkton", Ambiguous),
        ("Dalry", Ambiguous),
    ],
)
def test_an_unclear_place_still_gets_help(
    directory: Directory,
    near: str,
    miss: type[NotAPlace] | type[UnknownPostcode] | type[Ambiguous],
) -> None:
    unclear = expect(UnclearPlace, ask(directory, "food", near))
    assert isinstance(unclear.miss, miss)
    assert unclear.miss.sentence
    assert "food" in unclear.hits[0].service.needs
    assert all(hit.distance_km is None for hit in unclear.hits)


def test_each_place_of_one_name_can_be_chosen(directory: Directory) -> None:
    unclear = expect(UnclearPlace, ask(directory, "food", "Kirkton"))
    assert isinstance(unclear.miss, Ambiguous)
    for choice in unclear.miss.choices:
        assert not isinstance(ask(directory, "food", choice.label), UnclearPlace)


# OutsideArea ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("near", "label"),
    [("Edinburgh", "Edinburgh"), ("EH1 1AA", "EH1 1AA"), ("Dundee", "Dundee"), ("AB10", "AB10")],
)
def test_the_rest_of_scotland_has_help_for_all_of_scotland(
    directory: Directory, near: str, label: str
) -> None:
    outside = expect(OutsideArea, ask(directory, "money worries", near, limit=99))
    assert outside.place.label == label
    assert outside.hits
    assert all("scotland" in hit.service.areas for hit in outside.hits)


@pytest.mark.parametrize("near", ["London", "SW1A 1AA", "Carlisle", "Belfast"])
def test_outside_scotland_says_so_and_still_helps(directory: Directory, near: str) -> None:
    outside = expect(OutsideArea, ask(directory, "money worries", near, limit=99))
    assert outside.place.country != "S"
    assert outside.hits


@pytest.mark.parametrize("near", ["London", "SW1A 1AA"])
def test_outside_scotland_is_offered_nothing_local(directory: Directory, near: str) -> None:
    outside = expect(OutsideArea, ask(directory, "food", near, limit=99))
    assert all("scotland" in hit.service.areas for hit in outside.hits)


def test_a_place_in_the_words_can_be_outside(directory: Directory) -> None:
    assert expect(OutsideArea, ask(directory, "food in London")).place.label == "London"


# NothingExact ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words", ["xqzvwk", "qqqq wwww", "zxcvbnm", "დახმარება", "ಠಠಠ", "asdfgh jkl qwerty"]
)
@pytest.mark.parametrize("near", ["", "G51", "KA7"])
def test_words_nobody_knows_still_bring_people_who_help(
    directory: Directory, words: str, near: str
) -> None:
    nothing = expect(NothingExact, ask(directory, words, near))
    for hit in nothing.hits:
        assert any(contact.way == "phone" for contact in hit.service.contacts)
        assert not hit.service.crisis
    assert nothing.hits


# All ------------------------------------------------------------------------------------------

TYPED = "food|near|G51|in|Govan|KA7|London|wean|i|want|to|die|samaritans|*|AND|(|'|ł|ی"
TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(st.sampled_from(TYPED.split("|")), max_size=12).map(" ".join),
)
PLACES = st.one_of(
    st.text(max_size=80),
    st.sampled_from(["", "G51", "g 5 1", "G51 2QP", "Ayr", "Kirkton", "London", "G51; drop", "٣"]),
)


@given(
    words=TEXTS,
    near=PLACES,
    needs=st.lists(
        st.one_of(st.text(max_size=12), st.sampled_from(["food", "crisis"])), max_size=3
    ),
    area=st.one_of(st.just(""), st.text(max_size=12), st.sampled_from(["glasgow", "scotland"])),
    limit=st.integers(1, 60),
)
@settings(max_examples=150, deadline=None)
def test_no_request_breaks_a_search_or_ends_it_empty(
    held: Held, words: str, near: str, needs: list[str], area: str, limit: int
) -> None:
    outcome = ask(held.directory, words, near, needs=tuple(needs), area=area, limit=limit)
    assert isinstance(outcome, Outcome)
    assert 1 <= len(outcome.hits) <= min(limit, outcome.total)


@given(words=TEXTS, near=PLACES)
@settings(max_examples=60, deadline=None)
def test_people_who_help_with_anything_are_not_shown_twice(
    held: Held, words: str, near: str
) -> None:
    outcome = ask(held.directory, words, near, limit=500)
    also = outcome.also if isinstance(outcome, Found | OutsideArea | UnclearPlace) else ()
    assert not set(ids(also)) & set(ids(outcome.hits))
    assert not also or outcome.total < 3


@pytest.mark.parametrize(
    "words",
    [
        "food*",
        "*",
        "fo?d",
        "food~2",
        "food^9",
        '"food bank"',
        "(food)",
        "[food TO pantry]",
        "{food}",
        "name:pantry",
        "food AND pantry",
        "food OR pantry",
        "NOT food",
        "'; drop table services; --",
        "<script>alert(1)</script>",
        "a" * 10_000,
        "food " * 2_000,
    ],
)
def test_query_syntax_is_inert(directory: Directory, words: str) -> None:
    assert ask(directory, words).hits


def test_a_word_with_marks_round_it_is_that_word(directory: Directory) -> None:
    plain = ids(ask(directory, "food bank").hits)
    for marked in ("food* bank?", '"food bank"', "(food) [bank]", "food: bank~", "FOOD, BANK!"):
        assert ids(ask(directory, marked).hits) == plain
