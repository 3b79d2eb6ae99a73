"""Leaving most of a large directory unweighed changes neither what comes first nor the count."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.content.models import Service
from app.places import Point, distance_km
from app.search import candidates
from app.search.candidates import MOST_WEIGHED, NEIGHBOURLY_KM
from app.search.directory import Directory
from app.search.find import find
from app.search.outcomes import Outcome, Request, Understood
from app.search.shelves import REACH_KM, SPOT_KM, cell_of, cells_around
from app.search.understanding import understand
from tests.search.outcomes import NOW, ids
from tools.evaluate import JUDGED, read_rows

LIKE_UNNARROWED = 0.95
FIRST = 5
PHRASES = [row.phrase for row in read_rows(JUDGED)]
PLACES = ("", "G51 2QP", "Easterhouse", "Girvan", "G12", "KA7 1UB", "Inverness", "Edinburgh")
ASKED = [Request(phrase, place) for phrase in PHRASES for place in PLACES]
SAMPLE = ASKED[::11]
BROAD = [Request(), *(Request(near=place) for place in PLACES), Request(area="glasgow")]
UNHELPFUL = [Request("qwxzzyq"), Request("qwxzzyq", "G51"), Request("samaritans", "Girvan")]


def fitting_by_hand(understood: Understood, found: set[str], directory: Directory) -> set[str]:
    """Return the ids that fit, asking each listing in turn."""
    live = directory.catalogue.live
    slugs = {match.slug for match in understood.needs}
    fitting = {s.id for s in live if slugs & set(s.needs)}
    if not understood.needs and not understood.words:
        fitting = {s.id for s in live}
    fitting |= understood.named if fitting else understood.named | found
    return {s.id for s in live if s.id in fitting and is_reachable(s, understood, directory)}


def is_reachable(service: Service, understood: Understood, directory: Directory) -> bool:
    spot = directory.standings.seen_by(understood)
    nearest = spot.find_nearest(service)
    near = nearest is not None and nearest.km <= NEIGHBOURLY_KM
    return near or spot.serves(service) != "another_area"


def first_ids(outcome: Outcome) -> list[str]:
    return ids(outcome.hits)[:FIRST]


@pytest.mark.parametrize("size", ["real", "large"])
def test_the_listings_that_fit_are_those_found_one_by_one(
    size: str, directory: Directory, large: Directory
) -> None:
    chosen = directory if size == "real" else large
    for request in [*SAMPLE[:40], *BROAD, *UNHELPFUL]:
        understood = understand(request, chosen).understood
        found = set(chosen.engine.score(understood.words))
        fit = chosen.candidates.fit(understood, found)
        taken = [service.id for service in chosen.candidates.take(fit)]
        assert set(taken) == fitting_by_hand(understood, found, chosen)
        assert fit.total == len(taken) == len(set(taken))


def test_nothing_is_left_out_of_a_small_directory(directory: Directory) -> None:
    for request in [*SAMPLE, *BROAD]:
        understood = understand(request, directory).understood
        fit = directory.candidates.fit(understood, ())
        assert fit.total <= MOST_WEIGHED
        assert directory.candidates.narrow(fit, understood, ()) == directory.candidates.take(fit)


def test_a_large_directory_is_narrowed(large: Directory) -> None:
    understood = understand(Request("food", "G51"), large).understood
    fit = large.candidates.fit(understood, ())
    narrowed = large.candidates.narrow(fit, understood, ())
    assert len(narrowed) <= MOST_WEIGHED < fit.total
    assert {s.id for s in narrowed} < {s.id for s in large.candidates.take(fit)}


def test_what_comes_first_is_what_would_have_come_first(
    large: Directory, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = [*SAMPLE, *BROAD]
    narrowed = [find(request, large, NOW) for request in asked]
    monkeypatch.setattr(candidates, "MOST_WEIGHED", 10 * len(large.catalogue.live))
    whole = [find(request, large, NOW) for request in asked]
    assert [outcome.total for outcome in narrowed] == [outcome.total for outcome in whole]
    assert sum(outcome.total > MOST_WEIGHED for outcome in whole) > len(asked) / 3
    alike = [first_ids(one) == first_ids(other) for one, other in zip(narrowed, whole, strict=True)]
    assert sum(alike) / len(alike) >= LIKE_UNNARROWED


def test_named_and_worded_listings_are_never_left_out(large: Directory) -> None:
    understood = understand(Request("food"), large).understood
    fit = large.candidates.fit(understood, ())
    last = large.catalogue.by_id[large.candidates.take(fit)[-1].id]
    assert last in large.candidates.narrow(fit, understood, {last.id})
    named = replace(understood, named=frozenset({last.id}))
    assert last in large.candidates.narrow(large.candidates.fit(named, ()), named, ())
    assert large.candidates.narrow(fit, understood, {"samaritans"}).count(last) <= 1


@given(
    st.floats(55, 60),
    st.floats(-7, -1),
    st.floats(-9, 9),
    st.floats(-9, 9),
)
@settings(max_examples=300, deadline=None)
def test_spots_around_a_family_hold_all_that_is_within_reach(
    lat: float, lon: float, north_km: float, east_km: float
) -> None:
    here = Point(lat, lon)
    there = Point(lat + north_km / 111.2, lon + east_km / 111.2 / 0.552)
    found = {cell: km for km, cell in cells_around(here, REACH_KM)}
    distance = distance_km(here, there)
    if distance <= REACH_KM * 0.8:
        assert found[cell_of(there)] <= distance * 1.25 + SPOT_KM
