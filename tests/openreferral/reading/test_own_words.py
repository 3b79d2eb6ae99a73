"""The block of another Reach In: used where it is good, and never more than it says."""

from typing import Any

import pytest

from app.openreferral.reading import Vocabulary
from tests.openreferral.reading.records import read, told, validate

BLOCK: dict[str, Any] = {
    "id": "riverside-drop-in",
    "name": "Riverside drop-in",
    "provider": "Riverside Families",
    "summary": "Come for tea.",
    "needs": ["food", "loneliness"],
    "areas": ["glasgow-south"],
    "level": "community",
    "ages": "12-18, to 25 if care experienced",
    "cost": "low cost",
    "reach_in": {"how": "just turn up"},
    "contacts": [{"phone": "0141 496 0000", "name": "Evening line", "hours": ["Mon 18:00-21:00"]}],
    "places": [{"neighbourhood": "Govan"}],
    "hours": ["Mon-Fri 9:00-17:00", "Closed on bank holidays"],
    "crisis": True,
}
STANDARD = {
    "email": "other@riverside.example",
    "minimum_age": 0,
    "fees": "£2",
    "alert": "Shut today",
    "languages": [{"name": "Polish"}],
    "schedules": [{"freq": "WEEKLY", "byday": "SA", "opens_at": "10:00", "closes_at": "12:00"}],
}


def test_a_good_block_is_the_listing(vocabulary: Vocabulary) -> None:
    draft = read(vocabulary, {**STANDARD, "reachin": BLOCK})
    words = {name: value for name, value in BLOCK.items() if name != "id"}
    assert draft.fields == {**words, "basis": "source"}
    assert draft.slug == "riverside-drop-in"
    assert [note.field for note in draft.notes if note.kind == "guessed"] == []
    validate(draft, vocabulary)


def test_what_a_listing_needs_and_the_block_lacks_is_the_standards(vocabulary: Vocabulary) -> None:
    said = {**STANDARD, "reachin": {"id": "a", "cost": "free"}, "assured_date": "2026-11-02"}
    draft = read(vocabulary, said)
    assert draft.fields["name"] == "Riverside drop-in"
    assert draft.fields["cost"] == "free"
    assert draft.fields["sources_dated"] == "The feed says it was last assured on 2 Nov 2026."
    assert not {"hours", "contacts", "languages", "planners_note"} & set(draft.fields)


@pytest.mark.parametrize("secret", ["planners_note", "sources", "basis", "checked", "status"])
def test_what_is_for_planners_does_not_come_from_a_block(
    secret: str, vocabulary: Vocabulary
) -> None:
    draft = read(vocabulary, {"reachin": {**BLOCK, secret: "provider"}})
    assert draft.fields.get(secret) == ("source" if secret == "basis" else None)


def test_where_another_reach_in_took_it_from_is_not_where_we_did(vocabulary: Vocabulary) -> None:
    theirs = {"feed": "theirs", "id": "7", "on": "2026-11-22"}
    assert "imported" not in read(vocabulary, {"reachin": {**BLOCK, "imported": theirs}}).fields


@pytest.mark.parametrize(
    ("change", "kept", "lost"),
    [
        ({"needs": ["food", "moon"]}, {"needs": ["food"]}, "reachin.needs"),
        ({"areas": ["atlantis"]}, {}, "reachin.areas"),
        ({"hours": ["whenever"]}, {}, "reachin.hours"),
        ({"contacts": [{"phone": "1"}, {"phone": "0141 496 0000"}]},
         {"contacts": [{"phone": "0141 496 0000"}]}, "reachin.contacts"),
        ({"level": "grand"}, {}, "reachin.level"),
    ],
)  # fmt: skip
def test_a_bad_field_of_a_block_is_left_out(
    change: Any, kept: Any, lost: str, vocabulary: Vocabulary
) -> None:
    draft = read(vocabulary, {"reachin": {**BLOCK, **change}})
    [name] = change
    assert draft.fields.get(name) == kept.get(name)
    assert told(draft, "dropped", lost)
    validate(draft, vocabulary)


def test_a_field_with_faults_without_end_is_left_out(vocabulary: Vocabulary) -> None:
    bad = [{"phone": "1" * 30_000}] * 60
    draft = read(vocabulary, {"reachin": {**BLOCK, "contacts": bad}})
    assert "contacts" not in draft.fields
    assert draft.fields["hours"] == BLOCK["hours"]
    assert max(len(note.message) for note in draft.notes) <= 300


@pytest.mark.parametrize(
    "block", [None, "x", 3, [], {}, {"id": "Not A Slug"}, {"id": 3, "name": "x"}, {"name": "x"}]
)
def test_a_block_that_is_none_leaves_the_standard(block: Any, vocabulary: Vocabulary) -> None:
    draft = read(vocabulary, {**STANDARD, "reachin": block})
    assert draft.slug is None
    assert draft.fields["hours"] == ["Sat 10:00-12:00"]
    assert bool(told(draft, "dropped", "reachin")) is (block is not None)
