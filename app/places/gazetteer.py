"""The door to places: any way of typing a Scottish place becomes a point and an area."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from app.places.districts import Districts, load_districts
from app.places.findings import Elsewhere, Found, NotAPlace, Place, Spotted, UnknownPostcode
from app.places.names import NOBODY, Names, Prefer, load_names
from app.places.postcodes import Typed, read_postcode
from app.places.spotting import Spotter
from app.places.store import PostcodeStore, read_store

LONGEST_TEXT = 300


class PostcodePort(Protocol):
    """Somebody else who knows whole postcodes; None means no answer, for whatever reason."""

    def look_up(self, postcode: str) -> Place | None: ...


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Every place we know. Immutable, safe to share between threads."""

    districts: Districts
    names: Names
    store: PostcodeStore | None = None
    remote: PostcodePort | None = None

    @classmethod
    def packaged(cls, store: Path | None = None, remote: PostcodePort | None = None) -> "Gazetteer":
        """Return a gazetteer of the packaged data, with an imported store if its file exists.

        Raises ImportProblem when the store is there but cannot be read. `remote` is asked
        for whole postcodes that the store does not hold.
        """
        districts = load_districts()
        held = read_store(store) if store and store.exists() else None
        return cls(districts, load_names(districts), held, remote)

    def find(self, text: str, prefer: Prefer = NOBODY) -> Found:
        """Return the place a text names, or a typed miss with a kind sentence. Never raises.

        `prefer` holds council codes: a name that several councils have means theirs.
        """
        text = text[:LONGEST_TEXT]
        typed = read_postcode(text, self.districts.knows)
        if typed:
            return self._settle(typed) or UnknownPostcode(typed.label)
        if not any(c.isalnum() for c in text):
            return NotAPlace(text)
        named = self.names.find(text, prefer)
        if named:
            return _home_or_away(named) if isinstance(named, Place) else named
        spotted = self.spot(text, prefer)
        if spotted:
            return spotted.place
        guessed = self.names.guess(text, prefer)
        return _home_or_away(guessed) if isinstance(guessed, Place) else guessed

    def spot(self, text: str, prefer: Prefer = NOBODY) -> Spotted | None:
        """Return the place in a sentence and the words left over, or None. Never raises."""
        return Spotter(self.names, self.districts, self._settle).spot(text, prefer)

    def _settle(self, typed: Typed) -> Place | Elsewhere | None:
        exact = self._exact(typed) if typed.postcode else None
        place = exact or self.districts.stand_in(typed)
        return _home_or_away(place) if place else None

    def _exact(self, typed: Typed) -> Place | None:
        postcode = typed.postcode or ""
        place = self.store.look_up(postcode) if self.store else None
        if place is None and self.remote is not None:
            place = self.remote.look_up(postcode)
        if place is None:
            return None
        localities = self.districts.localities_of(typed, place.point, place.council)
        return replace(place, localities=localities)


def _home_or_away(place: Place) -> Place | Elsewhere:
    return place if place.country == "S" else Elsewhere(place)
