"""Every answer of every endpoint, over every listing, is good ORUK 3.0 and good HSDS 3.0."""

from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from app.search.directory import Directory
from tests.openreferral.feed import KINDS, Feed, Json
from tests.openreferral.standard_schemas import faults_of

ENVELOPE = {
    "total_items": int,
    "total_pages": int,
    "page_number": int,
    "size": int,
    "first_page": bool,
    "last_page": bool,
    "empty": bool,
    "contents": list,
}


@pytest.fixture(scope="module", params=["the real listings", "made-up listings"])
def answers(request: pytest.FixtureRequest) -> Sequence[tuple[str, Json]]:
    name = "feed" if request.param == "the real listings" else "made_up"
    feed: Feed = request.getfixturevalue(name)
    return tuple(feed.everything())


def entries_of(answers: Sequence[tuple[str, Json]]) -> Iterator[tuple[str, Json]]:
    """Yield every record, those of lists too, with its schema's name."""
    for kind, answer in answers:
        if kind.endswith("_list"):
            yield from ((kind.removesuffix("_list"), entry) for entry in answer["contents"])
        else:
            yield kind, answer


def values_in(value: Any) -> Iterator[Any]:
    """Yield a value and every value within it."""
    yield value
    if isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from values_in(each)


def test_there_is_an_answer_to_check_for_every_listing(feed: Feed, directory: Directory) -> None:
    kinds = [kind for kind, _ in feed.everything()]
    assert kinds.count("service") == len(directory.catalogue.live)
    assert set(kinds) == {"api_details", *KINDS.values(), *(f"{k}_list" for k in KINDS.values())}


def test_it_is_open_referral_uk(answers: Sequence[tuple[str, Json]]) -> None:
    assert [fault for kind, each in answers for fault in faults_of(each, kind, "uk-3.0")] == []


def test_every_entry_is_open_referral_uk(answers: Sequence[tuple[str, Json]]) -> None:
    entries = entries_of(answers)
    assert [fault for kind, each in entries for fault in faults_of(each, kind, "uk-3.0")] == []


def test_every_entry_is_hsds(answers: Sequence[tuple[str, Json]]) -> None:
    entries = [(kind, each) for kind, each in entries_of(answers) if kind != "api_details"]
    assert [fault for kind, each in entries for fault in faults_of(each, kind, "hsds-3.0")] == []


def test_what_is_not_known_is_left_out(answers: Sequence[tuple[str, Json]]) -> None:
    values = [value for _, record in entries_of(answers) for value in values_in(record)]
    assert not any(value in (None, "", [], {}) for value in values)


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("per_page", [1, 7, 50, 500])
def test_envelopes_are_true(made_up: Feed, name: str, per_page: int) -> None:
    seen: list[str] = []
    pages = list(made_up.pages(f"/{name}", per_page=per_page))
    total = pages[0]["total_items"]
    for number, page in enumerate(pages, 1):
        assert {key: type(value) for key, value in page.items()} == ENVELOPE
        assert page["page_number"] == number
        assert page["size"] == len(page["contents"]) <= per_page
        assert page["total_items"] == total
        assert page["total_pages"] == len(pages) == -(-total // per_page)
        assert page["first_page"] is (number == 1)
        assert page["last_page"] is (number == len(pages))
        assert page["empty"] is False
        seen += [entry["id"] for entry in page["contents"]]
    assert len(seen) == len(set(seen)) == total


@pytest.mark.parametrize("name", KINDS)
def test_every_id_is_on_one_page_only(feed: Feed, name: str) -> None:
    ids = feed.ids(f"/{name}", per_page=3)
    assert len(ids) == len(set(ids)) > 0
    assert set(ids) == set(feed.ids(f"/{name}", per_page=500))


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("page", [99, 1_000_000_000])
def test_beyond_the_last_page_there_is_nothing(feed: Feed, name: str, page: int) -> None:
    told = feed.get(f"/{name}", page=page)
    assert told | {"total_items": 0, "total_pages": 0} == {
        "total_items": 0,
        "total_pages": 0,
        "page_number": page,
        "size": 0,
        "first_page": False,
        "last_page": True,
        "empty": True,
        "contents": [],
    }
    assert told["total_items"] == feed.get(f"/{name}")["total_items"]


def test_whatever_is_named_by_an_id_is_served(feed: Feed) -> None:
    ids = {name: set(feed.ids(f"/{name}", per_page=500)) for name in KINDS}
    terms = feed.entries("/taxonomy_terms", per_page=500)
    assert {term["taxonomy_id"] for term in terms} == ids["taxonomies"]
    assert {term["parent_id"] for term in terms if "parent_id" in term} <= ids["taxonomy_terms"]
    services = feed.entries("/services", full=True, per_page=500)
    assert {service["organization_id"] for service in services} == ids["organizations"]
    spots = [spot["id"] for service in services for spot in service.get("service_at_locations", ())]
    assert set(spots) == ids["service_at_locations"]
    used = {a["taxonomy_term_id"] for service in services for a in service["attributes"]}
    assert used <= ids["taxonomy_terms"]


def test_no_two_parts_of_one_record_share_an_id_unless_they_are_one(feed: Feed) -> None:
    for service in feed.entries("/services", full=True, per_page=500):
        parts: dict[str, set[str]] = {}
        for value in values_in({k: v for k, v in service.items() if k != "reachin"}):
            if isinstance(value, dict) and "id" in value:
                parts.setdefault(value["id"], set()).add(str(value))
        assert {identity: told for identity, told in parts.items() if len(told) > 1} == {}


def test_whole_answers_are_what_lists_hold_when_asked_in_full(feed: Feed) -> None:
    for name in ("services", "service_at_locations", "organizations"):
        for entry in feed.entries(f"/{name}", full=True, per_page=500)[:20]:
            assert feed.get(f"/{name}/{entry['id']}") == entry
