"""What a search for a place can end in: a place, or one of four kind misses."""

from dataclasses import dataclass
from typing import Literal

from app.language import gettext as _
from app.language import join_words, mark
from app.places.points import Point

Country = Literal["S", "E", "W", "N"]
Kind = Literal["postcode", "sector", "district", "name"]

COUNTRY_NAMES: dict[Country, str] = {
    "S": mark("Scotland"),
    "E": mark("England"),
    "W": mark("Wales"),
    "N": mark("Northern Ireland"),
}
LONGEST_QUOTE = 40


@dataclass(frozen=True, slots=True)
class Place:
    """A point and the area around it that a family may have meant.

    `radius_m` holds 90 % of the area's live postcodes. `localities` are the ids of the areas
    that hold at least 10 % of it, likeliest first. `settled` is False when a postcode is not
    known and its sector or district stands in for it.
    """

    label: str
    kind: Kind
    point: Point
    radius_m: int
    localities: tuple[str, ...]
    council: str | None
    country: Country
    settled: bool


@dataclass(frozen=True, slots=True)
class NotAPlace:
    """The text is neither a postcode nor a name we know; `suggestions` are names close to it."""

    text: str
    suggestions: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        if not self.text.strip():
            return _("Type a postcode, like G51 2QP, or the name of your area.")
        missed = _("We could not find a place called “{typed}”.").format(typed=_short(self.text))
        if self.suggestions:
            meant = _("Did you mean {places}?").format(places=join_words(self.suggestions, "or"))
            return f"{missed} {meant}"
        instead = _("Try a postcode, like G51, or the name of your area.")
        return f"{missed} {instead}"


@dataclass(frozen=True, slots=True)
class UnknownPostcode:
    """The text has the shape of a postcode, but not even its first half is known."""

    text: str

    @property
    def sentence(self) -> str:
        return _(
            "We do not know the postcode “{typed}”. "
            "Check the letters and numbers, or type the name of your area."
        ).format(typed=_short(self.text))


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A real place that is not in Scotland."""

    place: Place

    @property
    def sentence(self) -> str:
        return _(
            "{place} is in {country}. We only list help in Scotland. "
            "You can try a Scottish postcode or place."
        ).format(place=self.place.label, country=_(COUNTRY_NAMES[self.place.country]))


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """One name, several places; each choice's label names its council, and can be searched."""

    text: str
    choices: tuple[Place, ...]

    @property
    def sentence(self) -> str:
        return _("There is more than one place called “{typed}”. Which one is yours?").format(
            typed=_short(self.text)
        )


Found = Place | NotAPlace | UnknownPostcode | Elsewhere | Ambiguous


@dataclass(frozen=True, slots=True)
class Spotted:
    """A place taken out of a sentence, and the words that were left, in their order."""

    place: Place | Elsewhere | Ambiguous
    words: str


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= LONGEST_QUOTE else words[: LONGEST_QUOTE - 1].rstrip() + "…"
