"""Names of neighbourhoods, villages and towns, and the places they mean.

A name is looked up by its key: lower case, no accents, apostrophes or leading 'the'.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from rapidfuzz import process
from rapidfuzz.distance import OSA

from app.places.districts import Districts, within
from app.places.findings import Ambiguous, NotAPlace, Place
from app.places.packaged import council_names, packaged_rows
from app.places.points import Point, distance_km
from app.places.postcodes import Typed

Guard = Literal["free", "lead", "in", "never"]
Prefer = frozenset[str]

NOBODY: Prefer = frozenset()
UNGUARDED_LETTERS = 4  # shorter names are too easily an ordinary word
LONGEST_NAME = 60
CLOSE = 0.7  # OSA similarity from which a name is worth suggesting
SUGGESTIONS = 3
COUNTRIES = re.compile(r" (scotland|uk|united kingdom)$")


def name_key(text: str) -> str:
    """Return the form under which a name is looked up; '' if nothing is left of it."""
    return re.sub(r"^the (?=.)", "", word_key(text))


def word_key(text: str) -> str:
    """Return text in lower case without accents, apostrophes or punctuation."""
    if text.isascii() and text.isalnum():
        word = text.lower()  # as most are: none of what follows would change it
        return "st" if word == "saint" else word
    plain = unicodedata.normalize("NFKD", text.casefold().replace("&", " and "))
    kept = "".join(c for c in plain if not unicodedata.combining(c) and c not in "'’‘`´")
    words = re.findall(r"[^\W_]+", kept)
    return " ".join("st" if word == "saint" else word for word in words)


@dataclass(frozen=True, slots=True)
class Names:
    """Every name we know, by key; and which of them are also ordinary words."""

    by_key: Mapping[str, tuple[Place, ...]]
    guards: Mapping[str, Guard]
    plain_keys: tuple[str, ...]

    def guard(self, key: str) -> Guard:
        """Say what must stand before a name in a sentence for it to count as a place."""
        short = len(key) < UNGUARDED_LETTERS
        return self.guards.get(key, "lead" if short else "free")

    def candidates(self, key: str) -> tuple[Place, ...]:
        return self.by_key.get(key, ())

    def find(self, text: str, prefer: Prefer = NOBODY) -> Place | Ambiguous | None:
        """Return what a name means, such as 'Govan', 'the Calton' or 'Newton, South Ayrshire'."""
        key = COUNTRIES.sub("", name_key(text[: 2 * LONGEST_NAME]))
        places = self._known(key) or self._qualified(key)
        return choose(text, places, prefer) if places else None

    def guess(self, text: str, prefer: Prefer = NOBODY) -> Place | NotAPlace:
        """Return the one name within a slip or two of the text, else a miss with suggestions."""
        key = name_key(text[:LONGEST_NAME])
        scored = process.extract(
            key, self.plain_keys, scorer=OSA.normalized_similarity, score_cutoff=CLOSE, limit=8
        )
        close = tuple(found for found, _, _ in scored)
        slips = {found: OSA.distance(key, found) for found in close}
        nearest = [found for found in close if slips[found] == min(slips.values())]
        if len(nearest) == 1 and self._is_slip(key, nearest[0], slips[nearest[0]]):
            meant = choose(text, self.by_key[nearest[0]], prefer)
            if isinstance(meant, Place):
                return meant
        labels = dict.fromkeys(self.by_key[found][0].label for found in close)
        return NotAPlace(text, tuple(labels)[:SUGGESTIONS])

    def councils_of(self, key: str) -> frozenset[str]:
        """Return the councils a name may lie in: 'glasgow' and 'ayr' can follow other names."""
        return frozenset(place.council for place in self._known(key) if place.council)

    def _known(self, key: str) -> tuple[Place, ...]:
        return self.by_key.get(key) or self.by_key.get(key.replace(" ", ""), ())

    def _qualified(self, key: str) -> tuple[Place, ...]:
        """Return the places of 'govan glasgow': the name, only in the council of what follows."""
        words = key.split()
        for end in range(len(words) - 1, 0, -1):
            councils = self.councils_of(" ".join(words[end:]))
            places = self._known(" ".join(words[:end]))
            inside = tuple(place for place in places if place.council in councils)
            if inside:
                return inside
        return ()

    def _is_slip(self, typed: str, meant: str, slips: int) -> bool:
        allowed = 1 if len(meant) < 8 else 2
        same_start = typed[:1] == meant[:1]
        return slips <= allowed and len(meant) > 4 and same_start and self.guard(meant) == "free"


def choose(text: str, places: tuple[Place, ...], prefer: Prefer) -> Place | Ambiguous:
    """Return the only place, or the only one in a preferred council, else the choices."""
    preferred = tuple(place for place in places if place.council in prefer)
    if len(preferred) == 1:
        return preferred[0]
    left = preferred or places
    return left[0] if len(left) == 1 else Ambiguous(text, tuple(map(_with_council, left)))


def _with_council(place: Place) -> Place:
    council = council_names().get(place.council or "", "")
    return replace(place, label=f"{place.label}, {council}") if council else place


def load_names(districts: Districts) -> Names:
    """Return the packaged names, the villages and the everyday names that stand for them."""
    places: dict[tuple[str, str | None], Place] = {}
    for row in (*packaged_rows("names.csv.gz"), *packaged_rows("villages.csv")):
        place = _named(row)
        places[name_key(place.label), place.council] = place
    measured = dict(places)
    for row in packaged_rows("aliases.csv"):
        for place in _aliased(row, measured, districts):
            places[name_key(row["name"]), place.council] = place
    by_key: dict[str, list[Place]] = defaultdict(list)
    for (key, _), place in sorted(places.items(), key=lambda item: (item[0][0], item[0][1] or "")):
        for form in dict.fromkeys((key, key.replace(" ", ""))):
            if place not in by_key[form]:
                by_key[form].append(place)
    guards = {row["name"]: _guard(row["level"]) for row in packaged_rows("guarded.csv")}
    return Names(
        {key: _one_per_council(found) for key, found in by_key.items()},
        guards,
        tuple(dict.fromkeys(key for key, _ in places)),
    )


def _guard(level: str) -> Guard:
    levels: dict[str, Guard] = {"free": "free", "lead": "lead", "in": "in", "never": "never"}
    return levels[level]


def _named(row: dict[str, str]) -> Place:
    return Place(
        label=row["name"],
        kind="name",
        point=Point(float(row["lat"]), float(row["lon"])),
        radius_m=int(row["radius_m"]),
        localities=tuple(row["localities"].split()),
        council=row["council"],
        country="S",
        settled=True,
    )


def _one_per_council(places: Iterable[Place]) -> tuple[Place, ...]:
    """Keep the smallest place of each council where two spellings fell on one key."""
    smallest: dict[str | None, Place] = {}
    for place in sorted(places, key=lambda p: p.radius_m):
        smallest.setdefault(place.council, place)
    return tuple(smallest.values())


def _aliased(
    row: dict[str, str], measured: Mapping[tuple[str, str | None], Place], districts: Districts
) -> Iterator[Place]:
    """Yield the place an alias stands for: a name '@' its council, or some districts."""
    label = row["label"] or row["name"]
    name, at, council = row["target"].partition("@")
    if at:
        codes = {official: code for code, official in council_names().items()}
        yield replace(measured[name_key(name or council), codes[council]], label=label)
    else:
        yield joined(label, [_part(code, districts) for code in row["target"].split(";")])


def _part(code: str, districts: Districts) -> Place:
    outcode, _, digit = code.partition(" ")
    part = districts.stand_in(Typed(outcode, digit))
    if part is None or (not part.settled and part.country != "N"):
        raise ValueError(f"aliases.csv names a postcode part that is not packaged: {code}")
    return part


def joined(label: str, parts: list[Place]) -> Place:
    """Return one named place over several parts, the first deciding the council."""
    council = parts[0].council
    middle = Point(
        sum(p.point.lat for p in parts) / len(parts), sum(p.point.lon for p in parts) / len(parts)
    )
    reach = max(round(1000 * distance_km(middle, p.point)) + p.radius_m for p in parts)
    localities = dict.fromkeys(name for p in parts for name in p.localities)
    return replace(
        parts[0],
        label=label,
        kind="name",
        point=middle,
        radius_m=reach,
        localities=within(tuple(localities), council),
        settled=True,
    )
