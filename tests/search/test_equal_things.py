"""Of two listings alike in all but one thing, that thing decides."""

from datetime import date
from pathlib import Path

import pytest

from app.places import Gazetteer
from app.search.directory import Directory
from app.search.outcomes import Hit
from tests.search.making import Listing, kettle, make_small
from tests.search.outcomes import NOW, ask, ids

GOVAN = {"name": "Kettle Hall", "postcode": "G51 3UU", "neighbourhood": "Govan"}
CATHCART = {"name": "Kettle Hall", "postcode": "G44 5AA", "neighbourhood": "Cathcart"}
OPEN, CLOSED = "Mon-Fri 9:00-17:00", "Sat 10:00-12:00"
IN_DATE = {"on": "2026-11-01", "how": "phone", "by": "planner", "next": "2027-05-01"}
DUE = {"on": "2026-01-01", "how": "phone", "by": "planner", "next": "2026-10-01"}
OVERDUE = {"on": "2025-01-01", "how": "phone", "by": "planner", "next": "2025-07-01"}

BETTER: list[tuple[str, Listing, Listing]] = [
    ("open now", kettle("better", hours=OPEN), kettle("worse", hours=CLOSED)),
    ("open beats not known", kettle("better", hours=OPEN), kettle("worse")),
    ("not known beats closed", kettle("better"), kettle("worse", hours=CLOSED)),
    ("checked", kettle("better", checked=IN_DATE), kettle("worse", checked=DUE)),
    ("due beats never", kettle("better", checked=DUE), kettle("worse")),
    ("checked beats never", kettle("better", checked=IN_DATE), kettle("worse")),
    ("never beats long overdue", kettle("better"), kettle("worse", checked=OVERDUE)),
    (
        "my area beats a newer check",
        kettle("better", checked=OVERDUE),
        kettle("worse", checked=IN_DATE, areas=["scotland"]),
    ),
    (
        "the main topic beats a newer check",
        kettle("better", checked=OVERDUE),
        kettle("worse", checked=IN_DATE, needs=["money", "energy"]),
    ),
    ("near", kettle("better", places=[GOVAN]), kettle("worse", places=[CATHCART])),
    (
        "just turn up",
        kettle("better", reach_in={"how": "just turn up"}),
        kettle("worse", reach_in={"how": "someone asks for you"}),
    ),
    (
        "book",
        kettle("better", reach_in={"how": "book"}),
        kettle("worse", reach_in={"how": "someone asks for you"}),
    ),
    ("main topic", kettle("better"), kettle("worse", needs=["money", "food", "energy"])),
    ("my area", kettle("better"), kettle("worse", areas=["scotland"])),
    (
        "my part of town",
        kettle("better", areas=["glasgow-south"]),
        kettle("worse", areas=["glasgow-north-east"], places=[GOVAN]),
    ),
    (
        "all of Scotland beats another area at the door",
        kettle("better", areas=["scotland"], ways=["phone"]),
        kettle("worse", areas=["south-ayrshire"], places=[GOVAN]),
    ),
    ("for everyone", kettle("better"), kettle("worse", welcomes=["young parents"])),
]


def made_hits(directory: Directory, words: str = "heating", near: str = "G51 3UU") -> list[Hit]:
    hits = ask(directory, words, near, limit=99).hits
    return [hit for hit in hits if hit.service.id in ("better", "worse", "refuge", "plain")]


@pytest.mark.parametrize("better_first", [True, False], ids=["in order", "out of order"])
@pytest.mark.parametrize(
    ("better", "worse"), [case[1:] for case in BETTER], ids=[case[0] for case in BETTER]
)
def test_one_thing_decides(
    tmp_path: Path, gazetteer: Gazetteer, better: Listing, worse: Listing, better_first: bool
) -> None:
    listings = [better, worse] if better_first else [worse, better]
    directory = make_small(tmp_path, gazetteer, listings)
    first, second = made_hits(directory)
    assert (first.service.id, second.service.id) == ("better", "worse")
    assert first.score > second.score


def test_alike_in_everything_is_alike_in_score(tmp_path: Path, gazetteer: Gazetteer) -> None:
    directory = make_small(tmp_path, gazetteer, [kettle("better"), kettle("worse")])
    first, second = made_hits(directory)
    assert first.score == second.score


@pytest.fixture(scope="module")
def with_refuge(tmp_path_factory: pytest.TempPathFactory, gazetteer: Gazetteer) -> Directory:
    hidden = {**GOVAN, "name": "Zanzibar House", "address": "1 Zebra Street", "hidden": "yes"}
    refuge = kettle("refuge", places=[hidden], areas=["glasgow-south"])
    paused = kettle("paused", name="Paused Kettle", status="paused")
    archived = kettle("archived", name="Archived Kettle", status="archived")
    folder = tmp_path_factory.mktemp("refuge")
    return make_small(folder, gazetteer, [refuge, paused, archived, kettle("plain")])


@pytest.mark.parametrize("near", ["G51 3UU", "Govan", "G51", "KA7"])
def test_a_hidden_place_is_never_a_distance(with_refuge: Directory, near: str) -> None:
    for hit in made_hits(with_refuge, near=near):
        assert hit.distance_km is None
        assert hit.location is None
        assert not any("near" in reason.lower() or "mile" in reason for reason in hit.why)


@pytest.mark.parametrize("words", ["zanzibar", "zanzibar zebra", "zebra street"])
def test_a_hidden_place_cannot_be_searched_for(with_refuge: Directory, words: str) -> None:
    assert "refuge" not in with_refuge.engine.score(tuple(words.split()))
    assert "refuge" not in ask(with_refuge, words).understood.named


def test_a_hidden_place_earns_nothing_from_nearness(with_refuge: Directory) -> None:
    here = {hit.service.id: hit.score for hit in made_hits(with_refuge, near="G51 3UU")}
    away = {hit.service.id: hit.score for hit in made_hits(with_refuge, near="G44")}
    assert here == away


@pytest.mark.parametrize("words", ["heating", "paused kettle", "archived kettle", ""])
def test_paused_and_archived_listings_are_never_shown(with_refuge: Directory, words: str) -> None:
    shown = ids(ask(with_refuge, words, limit=99).hits)
    assert "plain" in shown
    assert not {"paused", "archived"} & set(shown)


def test_the_day_a_check_is_due_is_not_overdue(tmp_path: Path, gazetteer: Gazetteer) -> None:
    today = {**IN_DATE, "next": date(NOW.year, NOW.month, NOW.day).isoformat()}
    listings = [kettle("better", checked=IN_DATE), kettle("worse", checked=today)]
    first, second = made_hits(make_small(tmp_path, gazetteer, listings))
    assert first.score == second.score
