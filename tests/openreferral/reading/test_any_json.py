"""Whatever a feed sends, reading ends in a good draft or in a ReadingProblem, and soon."""

import copy
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.openreferral.drafts import Draft
from app.openreferral.reading import (
    Dialect,
    ReadingProblem,
    Vocabulary,
    detect,
    entries,
    is_shallow,
    read_record,
    source_id,
)
from tests.openreferral.reading.records import BARE, sample, validate

RECORDS = [
    sample("project/service_full.json"),
    sample("legacy-v1/service_full.json"),
    sample("validator-mocks/pass/service_full.json"),
    sample("outpost-dialect/service.json"),
    sample("outpost-dialect/services_page.json")["content"][6],
]
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=30),
    st.sampled_from(["", " ", "null", "-1", "<b>", "0141 496 0000", "24:00", "2026-02-30"]),
    st.just("\ud800"),
)
JSON = st.recursive(
    ODD, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=12), inner)
)


def paths_in(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return where every value of some JSON stands."""
    steps: Iterable[tuple[Any, Any]] = value.items() if isinstance(value, dict) else ()
    steps = enumerate(value) if isinstance(value, list) else steps
    return [path, *(found for step, inner in steps for found in paths_in(inner, (*path, step)))]


def change(record: Any, path: tuple[Any, ...], how: str, value: Any) -> Any:
    """Return a copy in which what stands at a path is gone, wrapped, text, or something else."""
    changed = copy.deepcopy(record)
    holder = changed
    for step in path[:-1]:
        holder = holder[step]
    old = holder[path[-1]]
    if how == "gone" and isinstance(holder, dict):
        del holder[path[-1]]
    else:
        made = {"listed": [old, old], "held": {"value": old}, "text": str(old)}
        holder[path[-1]] = made.get(how, value)
    return changed


@st.composite
def changed_records(draw: st.DrawFn) -> Any:
    record = draw(st.sampled_from(RECORDS))
    for _ in range(draw(st.integers(1, 4))):
        paths = [path for path in paths_in(record) if path]
        path = draw(st.sampled_from(paths))
        how = draw(st.sampled_from(["gone", "listed", "held", "text", "other", "other"]))
        record = change(record, path, how, draw(JSON))
    return record


def is_good(draft: Draft, vocabulary: Vocabulary) -> None:
    """Check a draft as importing would: its fields are a listing's, and can be written."""
    validate(draft, vocabulary)
    str(draft).encode("utf-8")
    assert draft.source_id
    assert all(note.message.strip() for note in draft.notes)


@settings(max_examples=250, suppress_health_check=[HealthCheck.too_slow])
@given(record=changed_records(), dialect=st.sampled_from(Dialect))
def test_a_record_with_slips_is_still_a_good_draft(
    record: Any, dialect: Dialect, vocabulary: Vocabulary
) -> None:
    try:
        draft = read_record(record, dialect, vocabulary)
    except ReadingProblem:
        with pytest.raises(ReadingProblem):
            source_id(record)
    else:
        is_good(draft, vocabulary)


@settings(max_examples=150)
@given(said=st.dictionaries(st.sampled_from([k for r in RECORDS for k in r]), JSON))
def test_any_json_in_any_field_is_still_a_good_draft(said: Any, vocabulary: Vocabulary) -> None:
    record = {**BARE, **said, "id": "1"}
    is_good(read_record(record, Dialect.HSDS_3, vocabulary), vocabulary)


@given(root=JSON, page=JSON | st.fixed_dictionaries({"contents": st.lists(JSON, max_size=3)}))
def test_any_answer_is_read_or_refused(root: Any, page: Any) -> None:
    with suppress(ReadingProblem):
        for record in entries(page):
            assert {is_shallow(record, dialect) for dialect in Dialect} <= {True, False}
    with suppress(ReadingProblem):
        assert detect(root, page) in Dialect


@pytest.mark.parametrize("deep", [100, 900])
def test_a_bottomless_record_is_read(deep: int, vocabulary: Vocabulary) -> None:
    hole: Any = "x"
    for _ in range(deep):
        hole = {"location": [hole]}
    record = {**BARE, "attributes": hole, "locations": [hole], "reachin": hole}
    is_good(read_record(record, Dialect.HSDS_3, vocabulary), vocabulary)


@pytest.mark.parametrize("piece", ["<script>", "<!--", "0141 ", "(", "a.", "&amp;", "Mon ", "[x]("])
def test_endless_text_is_read(piece: str, vocabulary: Vocabulary) -> None:
    text = piece * 20_000
    names = ("name", "description", "url", "email", "fees", "phone", "application_process")
    times = [{"byday": text, "opens_at": text, "description": text}]
    record = {**BARE, **dict.fromkeys(names, text), "schedules": times}
    is_good(read_record(record, Dialect.ORUK_1, vocabulary), vocabulary)


def test_a_record_is_never_changed(vocabulary: Vocabulary) -> None:
    for record in RECORDS:
        before = copy.deepcopy(record)
        read_record(record, Dialect.HSDS_3, vocabulary)
        assert record == before
