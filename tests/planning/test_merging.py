"""A planner's own edit is never overwritten, and what only the feed changed is never missed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.planning.merging import OURS, Conflict, Merged, merge
from app.planning.yaml_writing import Text

NONE: dict[str, Text] = {}


@pytest.mark.parametrize(
    ("base", "theirs", "ours", "changes", "kept", "conflicts"),
    [
        # Neither, the feed, the planner, both alike, both apart.
        ("a", "a", "a", {}, (), 0),
        ("a", "b", "a", {"name": "b"}, (), 0),
        ("a", "a", "b", {}, ("name",), 0),
        ("a", "b", "b", {}, (), 0),
        ("a", "b", "c", {}, (), 1),
        # How it is written is no change.
        ("a b", "a b", " a  b ", {}, (), 0),
        ("a", ["a"], "a", {}, (), 0),
        (["a", "b"], ["a", "b"], ["a", "b"], {}, (), 0),
        (["a", "b"], ["b", "a"], ["a", "b"], {"name": ["b", "a"]}, (), 0),
        ("not known", None, "", {}, (), 0),
        # What is not there any more, or not yet.
        ("a", None, "a", {}, (), 0),
        (None, "a", None, {"name": "a"}, (), 0),
        ("a", "a", None, {}, ("name",), 0),
        ("a", "b", None, {}, (), 1),
        (None, "a", "b", {}, (), 1),
        (None, None, "b", {}, (), 0),
    ],
)
def test_one_field(
    base: Text | None,
    theirs: Text | None,
    ours: Text | None,
    changes: dict[str, Text | None],
    kept: tuple[str, ...],
    conflicts: int,
) -> None:
    was, now, here = ({} if v is None else {"name": v} for v in (base, theirs, ours))
    merged = merge(was, now, here)
    assert merged.changes == changes
    assert merged.kept == kept
    assert len(merged.conflicts) == conflicts


def test_a_field_that_may_be_missing_goes_when_the_feed_drops_it() -> None:
    assert merge({"cost": "free"}, NONE, {"cost": "free"}).changes == {"cost": None}


@pytest.mark.parametrize("field", ["name", "provider", "summary", "needs", "areas"])
def test_what_a_listing_must_have_never_goes(field: str) -> None:
    merged = merge({field: "a"}, NONE, {field: "a"})
    assert merged.changes == {}
    assert merged.base == {field: "a"}


@pytest.mark.parametrize("field", sorted(OURS))
def test_what_is_the_planners_alone_is_never_taken(field: str) -> None:
    assert merge({field: "a"}, {field: "b"}, {field: "a"}).changes == {}


def test_blocks_are_compared_piece_by_piece() -> None:
    base: dict[str, Text] = {"reach_in": {"how": "book", "wait": "a week"}}
    theirs: dict[str, Text] = {"reach_in": {"how": "just turn up", "wait": "a week"}}
    ours: dict[str, Text] = {"reach_in": {"how": "book", "wait": "two weeks", "bring": "A bag."}}
    merged = merge(base, theirs, ours)
    assert merged.changes == {
        "reach_in": {"wait": "two weeks", "bring": "A bag.", "how": "just turn up"}
    }
    assert merged.kept == ("reach_in wait",)


def test_a_block_that_becomes_empty_goes() -> None:
    base: dict[str, Text] = {"reach_in": {"how": "book"}}
    assert merge(base, NONE, base).changes == {"reach_in": None}


def test_a_conflict_names_all_three() -> None:
    merged = merge({"cost": "free"}, {"cost": "paid"}, {"cost": "low cost"})
    assert merged.conflicts == (Conflict("cost", "free", "low cost", "paid"),)


def test_a_conflict_is_told_until_it_is_settled() -> None:
    base, theirs, ours = {"cost": "free"}, {"cost": "paid"}, {"cost": "low cost"}
    first = merge(base, theirs, ours)
    assert merge(first.base, theirs, ours).conflicts == first.conflicts
    settled = merge(first.base, theirs, ours, settled=True)
    assert (settled.changes, settled.conflicts, settled.kept) == ({}, (), ("cost",))
    after = merge(settled.base, theirs, ours)
    assert (after.conflicts, after.kept) == ((), ("cost",))


def test_a_conflict_is_over_when_the_planner_agrees() -> None:
    first = merge({"cost": "free"}, {"cost": "paid"}, {"cost": "low cost"})
    after = merge(first.base, {"cost": "paid"}, {"cost": "paid"})
    assert (after.conflicts, after.changes, after.base) == ((), {}, {"cost": "paid"})


WORDS = st.sampled_from(["a", "b", "c"])
VALUES: st.SearchStrategy[Text] = st.one_of(
    WORDS, st.lists(WORDS, min_size=2, max_size=2).map(list[Text])
)
BLOCKS: st.SearchStrategy[Text] = st.dictionaries(
    st.sampled_from(["how", "next", "wait"]), WORDS, min_size=1
).map(dict[str, Text])
LISTINGS: st.SearchStrategy[dict[str, Text]] = st.fixed_dictionaries(
    {"name": WORDS}, optional={"cost": WORDS, "hours": VALUES, "reach_in": BLOCKS}
)


def apply(merged: Merged, ours: dict[str, Text]) -> dict[str, Text]:
    fields: dict[str, Text | None] = {**ours, **merged.changes}
    return {name: value for name, value in fields.items() if value is not None}


@given(LISTINGS, LISTINGS)
def test_without_a_planners_edit_the_listing_is_the_feeds(
    base: dict[str, Text], theirs: dict[str, Text]
) -> None:
    merged = merge(base, theirs, base)
    assert apply(merged, base) == theirs
    assert (merged.conflicts, merged.kept) == ((), ())
    assert merged.base == theirs


@given(LISTINGS, LISTINGS)
def test_without_a_change_of_the_feeds_nothing_changes(
    base: dict[str, Text], ours: dict[str, Text]
) -> None:
    merged = merge(base, base, ours)
    assert (merged.changes, merged.conflicts) == ({}, ())
    assert merged.base == base


def pieces(fields: dict[str, Text]) -> dict[tuple[str, str], object]:
    found: dict[tuple[str, str], object] = {}
    for name, value in fields.items():
        inner = value if isinstance(value, dict) else {"": value}
        for key, item in inner.items():
            alone = item[0] if isinstance(item, list) and len(item) == 1 else item
            found[name, key] = str(alone)
    return found


@given(LISTINGS, LISTINGS, LISTINGS, st.booleans())
def test_a_planners_edit_is_never_lost(
    base: dict[str, Text], theirs: dict[str, Text], ours: dict[str, Text], settled: bool
) -> None:
    merged = merge(base, theirs, ours, settled)
    was, has, now = pieces(base), pieces(ours), pieces(apply(merged, ours))
    edited = {place for place in {*was, *has} if was.get(place) != has.get(place)}
    assert {place: now.get(place) for place in edited} == {p: has.get(p) for p in edited}


@given(LISTINGS, LISTINGS, LISTINGS)
def test_the_same_import_twice_changes_nothing_more(
    base: dict[str, Text], theirs: dict[str, Text], ours: dict[str, Text]
) -> None:
    first = merge(base, theirs, ours)
    again = merge(first.base, theirs, apply(first, ours))
    assert again.changes == {}
    assert again.conflicts == first.conflicts
    assert again.base == first.base
