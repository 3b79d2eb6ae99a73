"""Where places are: for "within 2,000 metres", and for the map where we really know.

Most of our places are a neighbourhood, or an address without its postcode. The middle of a
neighbourhood is near enough to search by and far too rough for a pin on somebody's map, so a
latitude and longitude are served only for a postcode that is itself known.
"""

from collections.abc import Iterable

from app.content.models import Location
from app.places import Gazetteer, Place, Point


class Whereabouts:
    """Finds each postcode or neighbourhood once, without asking any other server."""

    def __init__(self, gazetteer: Gazetteer, councils: frozenset[str]) -> None:
        """Look in a gazetteer; a name that several places have means one in these councils."""
        self._gazetteer, self._councils = gazetteer, councils
        self._known: dict[str, Place | None] = {}

    def near(self, locations: Iterable[Location]) -> tuple[Point, ...]:
        """Return the points of places that are shown, as well as they are known."""
        shown = (location for location in locations if not location.hidden)
        found = (self._find(location.postcode, location.neighbourhood) for location in shown)
        return tuple(place.point for place in found if place is not None)

    def of_postcode(self, location: Location) -> Place | None:
        """Return the area of a place's postcode: its council, and a point if it is settled."""
        return self._find(location.postcode)

    def _find(self, *texts: str | None) -> Place | None:
        found = (self._look_up(text) for text in texts if text)
        return next((place for place in found if place is not None), None)

    def _look_up(self, text: str) -> Place | None:
        if text not in self._known:
            found = self._gazetteer.find(text, prefer=self._councils)
            self._known[text] = found if isinstance(found, Place) else None
        return self._known[text]
