"""How listings stand for the families of one place: kept, and the same as if it were not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.search import standings
from app.search.directory import Directory
from app.search.outcomes import Request, Understood
from app.search.standings import Standing, Standings
from app.search.understanding import understand
from tests.search.outcomes import Held

PLACES = ("", "G51 2QP", "Easterhouse", "Girvan", "KA7 1AA", "EH1 1AA", "not a place")
AREAS = ("", "glasgow-south", "glasgow", "scotland", "nowhere")


def live_in(directory: Directory, near: str, area: str) -> Understood:
    return understand(Request(near=near, area=area), directory).understood


def stand_all(kept: Standings, directory: Directory, understood: Understood) -> list[Standing]:
    spot = kept.seen_by(understood)
    return [spot.stand(service) for service in directory.catalogue.live]


@given(near=st.sampled_from(PLACES), area=st.sampled_from(AREAS))
def test_a_listing_stands_the_same_whoever_asked_before(held: Held, near: str, area: str) -> None:
    directory, understood = held.directory, live_in(held.directory, near, area)
    fresh = Standings(directory.weights, directory.sites, directory.local_areas)
    first = stand_all(fresh, directory, understood)
    assert stand_all(directory.standings, directory, understood) == first
    assert stand_all(fresh, directory, understood) == first


def test_listings_beyond_those_kept_stand_no_worse(
    directory: Directory, monkeypatch: pytest.MonkeyPatch
) -> None:
    understood = live_in(directory, "G51 2QP", "")
    every = stand_all(directory.standings, directory, understood)
    monkeypatch.setattr(standings, "MOST_MEASURED", 3)
    few = Standings(directory.weights, directory.sites, directory.local_areas)
    assert [stand_all(few, directory, understood) for _ in range(2)] == [every, every]


def test_two_families_see_their_own_distances(directory: Directory) -> None:
    here, there = (live_in(directory, near, "") for near in ("G51 2QP", "Girvan"))
    pantry = directory.catalogue.by_id["the-govan-pantry"]
    near, far = (directory.standings.seen_by(each).stand(pantry).near for each in (here, there))
    assert near is not None
    assert far is not None
    assert near.km < 5 < far.km
