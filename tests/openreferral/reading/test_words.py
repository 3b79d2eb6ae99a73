"""Words of a feed become plain words: names, providers, summaries, and what planners are told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.openreferral.reading import Dialect, Vocabulary
from app.openreferral.reading.markup import cut_text, plain_text
from tests.openreferral.reading.records import field, read, told

LONG = "We meet for tea and a chat. " * 30


@pytest.mark.parametrize(
    ("given", "plain"),
    [
        ("<p>Songs &amp; play.</p>", "Songs & play."),
        ("<p>One</p><p>Two</p>", "One. Two"),
        ("<ul><li>Tea</li><li>Chat!</li><li>Play</li></ul>", "Tea. Chat! Play"),
        ("Bring:<br/>a coat<br>a hat", "Bring: a coat. a hat"),
        ("&lt;p&gt;Twice escaped &amp;amp; more&lt;/p&gt;", "Twice escaped & more"),
        ("<script>alert(1)</script><style>p{}</style>Hello", "Hello"),
        ('<a href="https://x.example">Our page</a> has more', "Our page has more"),
        ("<!-- note -->Hello<!DOCTYPE html>", "Hello"),
        ("<P CLASS='a'>Loud</P><o:p></o:p>", "Loud"),
        ("Caf\u00e9\u00a0and\u200b tea\r\n\r\n\tfor all \ud83d", "Café and tea. for all"),
        ("Under 5 < 10 & over 3 > 2", "Under 5 < 10 & over 3 > 2"),
        ("For <5s and their mums", "For <5s and their mums"),
        ("* Tea\n* Chat\n# Where\n1. Here", "Tea. Chat. Where. Here"),
        ("**Bold** and [a link](https://x.example/a)", "Bold and a link"),
        ("Nothing to change.", "Nothing to change."),
        ("&#x1F600;&#0;ok", "😀ok"),
        ("<img src=x onerror=alert(1)>Hi", "Hi"),
    ],
)
def test_a_description_becomes_plain_text(given: str, plain: str, vocabulary: Vocabulary) -> None:
    assert field(vocabulary, "summary", {"description": given}) == plain


@given(st.text(max_size=300))
def test_plain_text_is_one_line_and_stays_as_it_is(text: str) -> None:
    plain = plain_text(text)
    assert plain == " ".join(plain.split())
    assert "<p>" not in plain.lower()


@given(st.text(max_size=400), st.integers(min_value=10, max_value=120))
def test_no_word_is_lost_in_a_cut(text: str, most: int) -> None:
    line = " ".join(text.split())
    kept, rest = cut_text(line, most)
    assert len(kept) <= most
    assert (kept.removesuffix("…") + rest).replace(" ", "") == line.replace(" ", "") or not rest


def test_a_long_description_is_cut_at_a_sentence(vocabulary: Vocabulary) -> None:
    draft = read(vocabulary, {"description": LONG})
    summary, note = str(draft.fields["summary"]), str(draft.fields["planners_note"])
    assert len(summary) <= 400
    assert summary.endswith("chat.")
    assert note.startswith("It goes on: We meet")
    assert summary.count("tea") + note.count("tea") == 30
    assert told(draft, "guessed", "summary")


@pytest.mark.parametrize(
    ("said", "name", "expected"),
    [
        ({"organisation": {"name": "British"}, "organization": None}, "provider", "British"),
        ({"Organisation": {"Name": "British"}, "organization": {}}, "provider", "British"),
        ({"organization": {"id": "o", "name": None}}, "provider", "Riverside drop-in"),
        ({"organization": None}, "provider", "Riverside drop-in"),
        ({"organization": {"name": " "}}, "provider", "Riverside drop-in"),
        ({"organization": "A charity"}, "provider", "A charity"),
        ({"name": "  Tea\n and   <b>chat</b> "}, "name", "Tea and chat"),
        ({"description": None}, "summary", "Made up."),
        ({"description": "n/a"}, "summary", "Made up."),
    ],
)
def test_names_and_providers(
    said: dict[str, object], name: str, expected: str, vocabulary: Vocabulary
) -> None:
    assert field(vocabulary, name, said) == expected


def test_what_a_listing_must_have_and_the_feed_has_not_is_told(vocabulary: Vocabulary) -> None:
    draft = read(vocabulary, {"name": "", "description": None, "organization": None})
    assert set(draft.fields) == {"basis"}
    missing = ("name", "provider", "summary", "needs", "areas")
    assert [note.field for note in draft.notes if " missing: " in note.message] == list(missing)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("pc_metadata", {"date_created": "2024"}),
        ("pc_targetAudience", [{"id": 1}]),
        ("funding", [{"source": "A grant"}]),
        ("capacities", [{"available": 3}]),
        ("x-vendor", "something"),
    ],
)
def test_a_field_of_a_vendor_is_dropped_and_told(
    key: str, value: object, vocabulary: Vocabulary
) -> None:
    draft = read(vocabulary, {key: value})
    assert told(draft, "dropped")[:1] == ["We have no field for it."]


def test_an_alert_is_kept_for_planners(vocabulary: Vocabulary) -> None:
    draft = read(vocabulary, {"alert": "<b>Shut</b> on Monday", "accreditations": "Quality mark"})
    note = "An alert in the feed: Shut on Monday Accreditations: Quality mark"
    assert draft.fields["planners_note"] == note
    assert len(told(draft, "mapped", "planners_note")) == 2


@pytest.mark.parametrize(
    ("status", "gone"),
    [
        ("active", False),
        (None, False),
        ("Inactive", True),
        ("defunct", True),
        ("expired", True),
        ("temporarily closed", True),
        ("temporarily_closed", True),
        (7, False),
    ],
)
def test_a_feed_may_say_that_a_service_is_gone(
    status: object, gone: bool, vocabulary: Vocabulary
) -> None:
    assert read(vocabulary, {"status": status}).gone is gone


@pytest.mark.parametrize(
    ("until", "gone"), [("2026-01-01", True), ("2030-01-01", False), (None, False), ("soon", False)]
)
def test_what_a_feed_no_longer_shows_is_gone(
    until: str | None, gone: bool, vocabulary: Vocabulary
) -> None:
    said = {"visible_to": until, "updated_at": "2026-06-01T00:00:00Z"}
    assert read(vocabulary, said, Dialect.OUTPOST).gone is gone


@pytest.mark.parametrize(
    ("given", "modified", "guessed"),
    [
        ("2026-11-02T09:15:00.000Z", "2026-11-02T09:15:00.000Z", False),
        ("2026-11-02T09:15:00+01:00", "2026-11-02T09:15:00+01:00", False),
        ("2026-07-02T09:15:00", "2026-07-02T09:15:00+01:00", True),
        ("2026-11-02 09:15:00.1234567", "2026-11-02T09:15:00.123456+00:00", True),
        ("2026-11-02", "2026-11-02T00:00:00+00:00", True),
        ("last week", "last week", False),
        ("", None, False),
    ],
)
def test_a_time_of_change_without_a_zone_is_uk_time(
    given: str, modified: str | None, guessed: bool, vocabulary: Vocabulary
) -> None:
    draft = read(vocabulary, {"last_modified": given})
    assert draft.modified == modified
    assert bool(told(draft, "guessed", "last_modified")) is guessed


@pytest.mark.parametrize(
    ("given", "dated"),
    [
        ("2024-05-01", "The feed says it was last assured on 1 May 2024."),
        ("2019-12-31T00:00:00", "The feed says it was last assured on 31 Dec 2019."),
        ("01/05/2024", "The feed says it was last assured on 1 May 2024."),
        ("", None),
        ("soon", None),
        ("2024-13-45", None),
    ],
)
def test_a_date_of_assurance_is_shown_however_old(
    given: str, dated: str | None, vocabulary: Vocabulary
) -> None:
    assert field(vocabulary, "sources_dated", {"assured_date": given}) == dated


def test_camel_case_is_the_same(vocabulary: Vocabulary) -> None:
    said = {"minimumAge": 5, "maximumAge": 9, "applicationProcess": "Just come along."}
    draft = read(vocabulary, said, Dialect.ORUK_1)
    assert draft.fields["ages"] == "5-9"
    assert draft.fields["reach_in"] == {"how": "just turn up", "next": "Just come along."}
