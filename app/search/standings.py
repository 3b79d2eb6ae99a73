"""How a listing stands for the families of one place, whatever they need.

Whom it serves, how far it is and whether a family can come to it by themselves weigh the same for
every search from there. Families live in few postcode sectors, so a listing is measured once for
each.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from app.content.models import Location, Service
from app.places import Point, distance_km
from app.search.outcomes import Understood
from app.search.shelves import Site, near_share
from app.search.weights import Serves, Weights

SPOTS_KEPT = 64
"""Places families ask from, whose listings stay measured."""
MOST_MEASURED = 2048
"""Listings that stay measured from one place."""

_REMOTE_WAYS = frozenset({"phone", "online", "home visit"})


class Near(NamedTuple):
    """The nearest of a service's places, and how far it is in a straight line."""

    location: Location
    km: float


class Standing(NamedTuple):
    """The nearest place of a listing, if any is known, and what its score is multiplied by."""

    near: Near | None
    factor: float


class Standings:
    """The listings of one directory, as seen from wherever families live."""

    def __init__(
        self, weights: Weights, sites: Mapping[str, tuple[Site, ...]], local_areas: frozenset[str]
    ) -> None:
        """Take what ranking weighs, each listing's places by its id, and the areas' slugs."""
        self._weights, self._sites, self._local = weights, sites, local_areas
        self._spots = lru_cache(maxsize=SPOTS_KEPT)(self._make_spot)

    def seen_by(self, understood: Understood) -> "Spot":
        """Return the listings as this family, and others at its place, see them."""
        here = understood.place.point if understood.place is not None else None
        return self._spots(here, understood.area_slugs)

    def _make_spot(self, here: Point | None, areas: frozenset[str]) -> "Spot":
        return Spot(here, areas, self._weights, self._sites, self._local)


class Spot:
    """How listings stand for the families at one place, each measured when it is asked for."""

    def __init__(
        self,
        here: Point | None,
        areas: frozenset[str],
        weights: Weights,
        sites: Mapping[str, tuple[Site, ...]],
        local_areas: frozenset[str],
    ) -> None:
        self._here, self._areas = here, areas
        self._weights, self._sites, self._local = weights, sites, local_areas
        self._kept: dict[str, Standing] = {}

    def stand(self, service: Service) -> Standing:
        """Return how a listing stands here."""
        return self._kept.get(service.id) or self._measure(service)

    def serves(self, service: Service) -> Serves:
        """Return whom a service is for, as seen from here."""
        areas, mine, local = service.areas, self._areas, self._local
        if not mine:
            return "all_of_scotland" if local.isdisjoint(areas) else "my_area"
        if mine.isdisjoint(areas):
            return "another_area"
        return "all_of_scotland" if (mine & local).isdisjoint(areas) else "my_area"

    def find_nearest(self, service: Service) -> Near | None:
        """Return the service's place nearest to here, if both are known."""
        here, sites = self._here, self._sites[service.id]
        if here is None or not sites:
            return None
        places = [Near(site.location, distance_km(here, site.point)) for site in sites]
        return min(places, key=lambda place: place.km)

    def _measure(self, service: Service) -> Standing:
        weights, near = self._weights, self.find_nearest(service)
        factor = weights.serves[self.serves(service)] * self._near_factor(service, near)
        factor *= weights.reach_in[service.reach_in.how]
        if not can_be_reached(service):
            factor *= weights.cannot_be_reached
        standing = Standing(near, factor)
        if len(self._kept) < MOST_MEASURED:
            self._kept[service.id] = standing
        return standing

    def _near_factor(self, service: Service, nearest: Near | None) -> float:
        near = self._weights.near
        if self._here is None:
            return 1.0
        is_remote = not _REMOTE_WAYS.isdisjoint(service.ways)
        elsewhere = near.by_phone_or_online if is_remote else near.no_place_given
        if nearest is None:
            return elsewhere
        by_distance = near_share(self._weights, nearest.km)
        return max(by_distance, elsewhere) if is_remote else by_distance


def can_be_reached(service: Service) -> bool:
    """Return whether a family has any way to a service."""
    return bool(service.contacts or service.places)
