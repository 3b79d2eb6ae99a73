"""Which form of Open Referral an answer speaks, and the services that are in it."""

from typing import Any

import pytest

from app.openreferral.reading import (
    Dialect,
    ReadingProblem,
    UnknownDialect,
    detect,
    entries,
    is_shallow,
    source_id,
)
from tests.openreferral.reading.records import BARE, sample

SERVICE: Any = dict(BARE)
OLD = {"totalElements": 1, "totalPages": 1, "number": 1, "size": 1, "first": True, "last": True}
NEW = {"total_items": 1, "total_pages": 1, "page_number": 1, "size": 1}


@pytest.mark.parametrize(
    ("path", "dialect", "count"),
    [
        ("project/services_page.json", Dialect.HSDS_3, 1),
        ("project/service_full.json", Dialect.HSDS_3, 1),
        ("project/empty_page.json", Dialect.HSDS_3, 0),
        ("legacy-v1/services_page.json", Dialect.ORUK_1, 1),
        ("legacy-v1/service_full.json", Dialect.ORUK_1, 1),
        ("outpost-dialect/services_page.json", Dialect.OUTPOST, 20),
        ("outpost-dialect/service.json", Dialect.OUTPOST, 1),
        ("validator-mocks/pass/service_list.json", Dialect.HSDS_3, 1),
        ("validator-mocks/warn/service_list.json", Dialect.HSDS_3, 1),
        ("validator-mocks/fail/service_full.json", Dialect.HSDS_3, 1),
    ],
)
def test_each_sample_is_known_by_its_looks(path: str, dialect: Dialect, count: int) -> None:
    page = sample(path)
    assert detect(None, page) is dialect
    assert len(entries(page)) == count


@pytest.mark.parametrize(
    ("root", "page", "dialect"),
    [
        ({"version": "HSDS-UK-3.0"}, {"contents": [SERVICE]}, Dialect.HSDS_3),
        ({"version": "3.1"}, {"contents": [SERVICE]}, Dialect.HSDS_3),
        ({"version": "HSDS-UK-1.0"}, {"contents": [SERVICE]}, Dialect.ORUK_1),
        ({"version": "1.0"}, {"content": [], **OLD}, Dialect.ORUK_1),
        ({"version": "ORUK-v3"}, {"contents": [SERVICE]}, Dialect.HSDS_3),
        ({"profile": "https://path/to/profile"}, {"contents": [SERVICE], **NEW}, Dialect.HSDS_3),
        ({"version": "1.0"}, {"content": [{**SERVICE, "min_age": 5}], **OLD}, Dialect.OUTPOST),
        (None, {"contents": [SERVICE], **OLD}, Dialect.ORUK_1),
        (None, {"content": [SERVICE], **OLD}, Dialect.ORUK_1),
        (None, {"contents": [{**SERVICE, "eligibilities": []}]}, Dialect.ORUK_1),
        (None, [{**SERVICE, "regular_schedules": []}], Dialect.ORUK_1),
        (None, [{"id": 1, "name": "A", "website": "https://a.example", "fees": None}],
         Dialect.HSDS_3),
        (None, {"content": [], **OLD}, Dialect.ORUK_1),
        (None, [SERVICE], Dialect.HSDS_3),
        (None, SERVICE, Dialect.HSDS_3),
        (None, {"service": SERVICE}, Dialect.HSDS_3),
        (None, {"data": [SERVICE]}, Dialect.HSDS_3),
        (None, {"contents": [{"id": "1", "last_modified": "2026-01-01T00:00:00Z"}]},
         Dialect.HSDS_3),
    ],
)  # fmt: skip
def test_the_root_decides_then_the_answer(root: Any, page: Any, dialect: Dialect) -> None:
    assert detect(root, page) is dialect


@pytest.mark.parametrize(
    "page",
    [
        None,
        "Not found",
        17,
        [],
        {},
        {"error": "Internal error", "status": 500},
        {"detail": "Not found", "id": 3},
        {"version": "3.0", "openapi_url": "https://example.org"},
        {"contents": [{"id": "1", "colour": "red", "size": 3}]},
        sample("validator-mocks/pass/organization_list.json"),
        sample("validator-mocks/pass/taxonomy.json"),
        sample("validator-mocks/pass/taxonomy_list.json"),
        sample("validator-mocks/pass/taxonomy_term.json"),
        sample("validator-mocks/pass/taxonomy_term_list.json"),
        [["a"], "b"],
    ],
)
def test_what_is_no_feed_is_told_in_a_sentence(page: Any) -> None:
    with pytest.raises(UnknownDialect, match=r"^This is no form of Open Referral we know\. .+\.$"):
        detect(None, page)


@pytest.mark.parametrize("page", [None, "x", 1, {}, {"error": "Bad"}, {"detail": "no", "id": 1}])
def test_an_error_is_never_an_empty_page(page: Any) -> None:
    with pytest.raises(ReadingProblem):
        entries(page)


@pytest.mark.parametrize(
    "page",
    [
        {"content": [SERVICE]},
        {"Contents": [SERVICE]},
        {"services": [SERVICE]},
        {"id": "o", "name": "A provider", "services": [SERVICE]},
        {"data": {"contents": [SERVICE]}},
        {"items": [SERVICE]},
        [SERVICE],
        SERVICE,
        {"service": SERVICE},
    ],
)
def test_services_are_found_in_any_envelope(page: Any) -> None:
    assert entries(page) == [SERVICE]


def test_a_service_at_a_place_is_turned_round() -> None:
    location = {"id": "l", "name": "A hall"}
    page: Any = {"contents": [{"id": "sal", "service": SERVICE, "location": location}]}
    assert entries(page) == [
        {**SERVICE, "service_at_locations": [{"id": "sal", "location": location}]}
    ]


@pytest.mark.parametrize("page", [{"contents": []}, {"contents": None, **NEW}, {**OLD}, []])
def test_an_empty_list_is_empty(page: Any) -> None:
    assert entries(page) == []


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ({"id": 723}, "723"),
        ({"id": 723.0}, "723"),
        ({"id": "  ab/1 "}, "ab/1"),
        ({"id": "c8bc913b-c988-590f-b3ef-83251c92f2b7"}, "c8bc913b-c988-590f-b3ef-83251c92f2b7"),
        ({"_id": "5f"}, "5f"),
        ({"uuid": "u"}, "u"),
        ({"ID": "7"}, "7"),
    ],
)
def test_an_id_is_text_whatever_it_was(given: Any, text: str) -> None:
    assert source_id(given) == text


@pytest.mark.parametrize("given", [None, 3, [], {}, {"id": None}, {"id": ""}, {"id": {}}])
def test_nothing_is_read_without_an_id(given: Any) -> None:
    with pytest.raises(ReadingProblem):
        source_id(given)


@pytest.mark.parametrize(
    ("record", "dialect", "shallow"),
    [
        (sample("project/services_page.json")["contents"][0], Dialect.HSDS_3, True),
        (sample("project/service_full.json"), Dialect.HSDS_3, False),
        (sample("legacy-v1/services_page.json")["content"][0], Dialect.ORUK_1, True),
        (sample("legacy-v1/service_full.json"), Dialect.ORUK_1, False),
        (sample("outpost-dialect/services_page.json")["content"][5], Dialect.OUTPOST, False),
        ({"id": "1", "last_modified": "2026-01-01"}, Dialect.HSDS_3, True),
        ({**SERVICE, "attributes": [], "cost_options": []}, Dialect.HSDS_3, True),
        ({**SERVICE, "serviceAtLocations": []}, Dialect.HSDS_3, False),
    ],
)
def test_a_list_entry_that_lacks_its_details_is_shallow(
    record: Any, dialect: Dialect, shallow: bool
) -> None:
    assert is_shallow(record, dialect) is shallow
