"""Every filter really filters, and any of them together keep what each alone would keep."""

from dataclasses import fields, replace
from datetime import UTC, datetime

import pytest
from fastapi import FastAPI
from hypothesis import given
from hypothesis import strategies as st

from app.openreferral.export import Export
from app.openreferral.filters import Near, Query, find_numbers
from app.openreferral.ids import make_id, organization_id
from app.openreferral.shelves import Shelf, Subject
from app.places import Point
from app.web.site import Site
from tests.openreferral.feed import KINDS, Feed

TIMED = {"days", "start", "end"}
"""One opening must meet all three, so together they may keep less than each alone."""
AGED = {"minimum_age", "maximum_age"}
"""One span of ages, which must overlap a listing's."""


@pytest.fixture(scope="module")
def export(app: FastAPI) -> Export:
    site: Site = app.state.site
    return site.exports.find(site.live.directory, "")


def names(feed: Feed, path: str = "/services", **asked: object) -> set[str]:
    """Return the names of the services that are kept."""
    entries = feed.entries(path, per_page=500, **asked)
    return {entry.get("service", entry)["name"] for entry in entries}


CLUB, TEENS, LINE, SAFE = (
    "The everything club",
    "Teens at night",
    "Any age helpline",
    "A safe house",
)
TEA, SAMARITANS, NOTHING = "Tea and a chat", "Samaritans", "We know nothing"
ALL = {CLUB, TEENS, LINE, SAFE, TEA, SAMARITANS, NOTHING}
CASES: list[tuple[dict[str, object], set[str]]] = [
    ({}, ALL),
    ({"search": "cafe"}, {CLUB}),
    ({"search": "CAFÉ, friend!"}, {CLUB}),
    ({"search": "plum govan"}, {CLUB}),
    ({"search": "caf"}, set()),
    ({"search": "zzzz"}, set()),
    ({"search": "!!!"}, set()),
    ({"search": " "}, ALL),
    ({"taxonomy_term_id": make_id("need", "food")}, {CLUB, TEA}),
    ({"taxonomy_term_id": make_id("need", "food").upper()}, {CLUB, TEA}),
    ({"taxonomy_term_id": make_id("aliss", "food-nutrition")}, {CLUB, TEA}),
    ({"taxonomy_term_id": make_id("need", "never")}, set()),
    ({"taxonomy_id": make_id("taxonomy", "level"), "search": "club"}, {CLUB}),
    ({"taxonomy_id": make_id("taxonomy", "welcome")}, {CLUB}),
    ({"organization_id": organization_id("A made-up trust")}, {CLUB, TEENS}),
    ({"organization_id": organization_id("Nobody")}, set()),
    ({"modified_after": "2099-01-01T00:00:00Z"}, set()),
    ({"modified_after": "2026-11-03T00:00:00.000Z", "search": "everything"}, {CLUB}),
    ({"modified_after": "2026-11-03T00:00:01Z", "search": "made up"}, {NOTHING, SAFE, TEA}),
    ({"modified_after": "2026-11-03", "search": "everything"}, {CLUB}),
    ({"modified_after": "2026-11-03T01:00:00 01:00", "search": "everything"}, {CLUB}),
    ({"modified_after": "2026-11-03T00:00:00-00:30", "search": "everything"}, set()),
    ({"modified_after": "0001-01-01"}, ALL),
    ({"minimum_age": 4, "search": "made up"}, {CLUB, TEENS, LINE}),
    ({"minimum_age": 5, "search": "made up"}, {TEENS, LINE}),
    ({"maximum_age": 11, "search": "made up"}, {CLUB, LINE}),
    ({"minimum_age": 19, "maximum_age": 30, "search": "made up"}, {LINE}),
    ({"minimum_age": 5, "maximum_age": 12, "search": "made up"}, {TEENS, LINE}),
    ({"day": "TU"}, {CLUB, LINE, SAMARITANS}),
    ({"day": "Sat", "search": "made up"}, {CLUB, TEENS, LINE}),
    ({"day": "sunday", "search": "made up"}, {LINE}),
    ({"day": "SU,fri", "search": "made up"}, {LINE, TEENS}),
    ({"start_time": "19:00", "search": "made up"}, {TEENS, LINE}),
    ({"end_time": "09:00", "search": "made up"}, {TEENS, LINE}),
    ({"end_time": "09:01", "search": "made up"}, {CLUB, TEENS, LINE}),
    ({"day": "SA", "start_time": "12:00", "end_time": "12:30", "search": "made up"}, {CLUB, LINE}),
    ({"day": "SA", "start_time": "13:00", "search": "made up"}, {LINE}),
    ({"postcode": "KA7 1DA", "search": "made up"}, {TEENS, LINE}),
    ({"postcode": "G51 3UU", "search": "made up"}, {CLUB, LINE, SAFE, TEA, NOTHING}),
    ({"postcode": "M1 1AA"}, set()),
    ({"postcode": "G51 3UU", "proximity": 3000}, {CLUB, TEA}),
    ({"postcode": "G51 3UU", "proximity": 1}, {CLUB}),
    ({"postcode": "KA7 1DA", "proximity": 5000}, {TEENS}),
    ({"search": "made up", "day": "MO", "minimum_age": 3, "postcode": "g513uu"}, {CLUB, LINE}),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "kept"), CASES)
def test_a_filter_keeps_what_it_says(
    made_up: Feed, asked: dict[str, object], kept: set[str]
) -> None:
    assert names(made_up, "/services", **asked) == kept


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ({}, {CLUB, TEENS, TEA}),
        ({"search": "plum"}, {CLUB}),
        ({"taxonomy_term_id": make_id("need", "school")}, {TEENS}),
        ({"organization_id": organization_id("A made-up trust"), "minimum_age": 6}, {TEENS}),
        ({"modified_after": "2026-11-04"}, {TEA}),
        ({"day": "TU"}, {CLUB}),
        ({"postcode": "G51 3UU"}, {CLUB, TEA}),
        ({"postcode": "G51 3UU", "proximity": 3000}, {CLUB, TEA}),
    ],
)
def test_services_at_locations_are_filtered_too(
    made_up: Feed, asked: dict[str, object], kept: set[str]
) -> None:
    assert names(made_up, "/service_at_locations", **asked) == kept


def test_a_place_is_found_by_its_own_words_and_times(made_up: Feed) -> None:
    (hall,) = made_up.entries("/service_at_locations", search="plum street", full=True)
    assert hall["location"]["name"] == "Plum Hall"
    (ibrox,) = made_up.entries("/service_at_locations", search="ibrox")
    assert ibrox["location"]["description"] == "Ibrox"


@pytest.mark.parametrize("asked", [{"minimal": True}, {"minimal": True, "search": "made up"}])
def test_minimal_is_ids_and_dates_on_one_page(feed: Feed, asked: dict[str, object]) -> None:
    page = feed.get("/services", **asked)
    assert page["total_pages"] == 1 or page["empty"]
    assert page["size"] == page["total_items"]
    assert all(entry.keys() == {"id", "last_modified"} for entry in page["contents"])
    rest = {k: v for k, v in asked.items() if k != "minimal"}
    assert [entry["id"] for entry in page["contents"]] == feed.ids("/services", **rest)


@pytest.mark.parametrize("name", KINDS)
def test_words_filter_every_list(feed: Feed, name: str) -> None:
    assert feed.ids(f"/{name}", search="zzzz") == []
    some = feed.ids(f"/{name}", search="help", per_page=500)
    assert set(some) < set(feed.ids(f"/{name}", per_page=500))


def test_a_search_with_a_term_keeps_no_more_than_each(feed: Feed) -> None:
    term = make_id("need", "food")
    words = set(feed.ids("/services", search="food", per_page=500))
    of_term = set(feed.ids("/services", taxonomy_term_id=term, per_page=500))
    both = set(feed.ids("/services", search="food", taxonomy_term_id=term, per_page=500))
    assert both == words & of_term
    assert both < words


moments = st.datetimes(datetime(2024, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
points = st.builds(Point, st.floats(55.2, 56.0), st.floats(-4.9, -4.0))
queries = st.builds(
    Query,
    words=st.none() | st.lists(st.sampled_from(["help", "family", "food", "the"])).map(tuple),
    taxonomy_term_id=st.none() | st.sampled_from([make_id("need", s) for s in ("food", "money")]),
    taxonomy_id=st.none() | st.sampled_from([make_id("taxonomy", s) for s in ("aliss", "level")]),
    modified_after=st.none() | moments,
    minimum_age=st.none() | st.integers(0, 20),
    maximum_age=st.none() | st.integers(0, 20),
    days=st.frozensets(st.integers(0, 6), max_size=2),
    start=st.none() | st.integers(0, 1439),
    end=st.none() | st.integers(0, 1439),
    areas=st.none() | st.frozensets(st.sampled_from(["glasgow", "scotland"])),
    near=st.none() | st.builds(Near, points, st.floats(1, 50_000)),
)


@given(query=queries)
def test_filters_together_keep_what_each_alone_keeps(export: Export, query: Query) -> None:
    _check_together(export.services, query)
    _check_together(export.spots, query)


def _check_together(shelf: Shelf[Subject], query: Query) -> None:
    def kept(asked: Query) -> set[int]:
        return set(find_numbers(shelf, asked))

    def only(*names: str) -> Query:
        return replace(Query(), **{name: getattr(query, name) for name in names})

    single = [f.name for f in fields(Query) if f.name not in TIMED | AGED]
    alone = [kept(only(name)) for name in single] + [kept(only(*AGED)), kept(only(*TIMED))]
    assert kept(query) == set.intersection(*alone)
    for name in TIMED:
        assert kept(query) <= kept(replace(query, **{name: getattr(Query(), name)}))


def test_a_day_and_a_time_must_be_the_same_opening(made_up: Feed) -> None:
    assert CLUB in names(made_up, day="SA") & names(made_up, start_time="15:00", end_time="16:00")
    assert CLUB not in names(made_up, day="SA", start_time="15:00", end_time="16:00")


def test_proximity_is_in_metres_from_the_postcode(feed: Feed) -> None:
    sizes = [
        len(feed.ids("/service_at_locations", postcode="G51 3UU", proximity=m, per_page=500))
        for m in (1, 500, 2_000, 10_000, 100_000)
    ]
    assert sizes == sorted(sizes)
    assert 1 == sizes[0] < sizes[2] < sizes[-1]
    whole = feed.ids("/service_at_locations", postcode="G51 3UU", per_page=500)
    assert sizes[-1] <= len(whole)
