"""Takes a place out of a sentence, such as 'baby clothes near Govan', and leaves the other words.

It would rather miss a place than mistake a word for one: a name that is also an ordinary word or
a person's name counts only after 'in', 'near', 'at', 'around' or 'from', or not at all.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.places.districts import Districts
from app.places.findings import Ambiguous, Elsewhere, Place, Spotted
from app.places.names import NOBODY, Names, Prefer, choose, word_key
from app.places.postcodes import Typed, read_postcode

LEADS = frozenset({"in", "near", "at", "around", "round", "from"})
INSIDE = frozenset({"in", "near", "around", "round"})  # not 'from Keith', who may be a person
DROPPED = LEADS | {"nearby", "by", "the", "to", "close"}
BEFORE_POSTCODE = frozenset({"postcode", "code", "post", "is", "my"})
MOST_TOKENS = 80
LONGEST_NAME_TOKENS = 7
ORDINAL = re.compile(r"[0-9](ST|ND|RD|TH)\Z")
NOT_IN_CODES = re.compile(r"[^A-Z0-9]")
UNIT = re.compile(r"[0-9OIL][A-Z]{2}\Z")

Settle = Callable[[Typed], Place | Elsewhere | None]


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that a run of tokens, from `start` up to `end`, stands for."""

    start: int
    end: int
    place: Place | Elsewhere | Ambiguous

    @property
    def council(self) -> str | None:
        return self.place.council if isinstance(self.place, Place) else None

    @property
    def rank(self) -> tuple[int, int, int]:
        """Longest first, then the smallest area, then the earliest."""
        radius = self.place.radius_m if isinstance(self.place, Place) else 0
        return (self.end - self.start, -radius, -self.start)


@dataclass(frozen=True, slots=True)
class Spotter:
    """Finds places in sentences. `settle` turns a postcode into its place, or None."""

    names: Names
    districts: Districts
    settle: Settle

    def spot(self, text: str, prefer: Prefer = NOBODY) -> Spotted | None:
        """Return the likeliest place in a text and the words left over, or None."""
        tokens = text.split()
        keys = [word_key(token) for token in tokens[:MOST_TOKENS]]
        hit = self._postcode(tokens[:MOST_TOKENS]) or self._name(keys, prefer)
        if hit is None:
            return None
        start, end = self._absorb(keys, hit)
        return Spotted(hit.place, " ".join((*tokens[:start], *tokens[end:])))

    def _postcode(self, tokens: list[str]) -> Hit | None:
        codes = [NOT_IN_CODES.sub("", token.upper()) for token in tokens]
        for reader in (self._whole_at, self._part_at):
            for at in range(len(codes)):
                found = reader(codes, at)
                place = self.settle(found[0]) if found else None
                if found and place is not None:
                    return Hit(at, found[1], place)
        return None

    def _whole_at(self, codes: list[str], at: int) -> tuple[Typed, int] | None:
        """Read a whole postcode in one token or two: 'g512qp', 'G51 2QP', not 'G51 2nd hand'."""
        if not codes[at] or codes[at].isalpha():
            return None
        for size in (2, 1):
            run = codes[at : at + size]
            split = size == 2 and len(run) == 2 and UNIT.match(run[1])
            if size == 2 and (not split or _is_ordinal(codes, at + 1)):
                continue
            typed = read_postcode(" ".join(run), self.districts.knows)
            if typed and typed.unit and self.districts.knows(typed.outcode):
                return typed, at + size
        return None

    def _part_at(self, codes: list[str], at: int) -> tuple[Typed, int] | None:
        """Read a Scottish district: S1 in a sentence is a school year, not Sheffield."""
        if not self.districts.is_scottish(codes[at]):
            return None
        last = codes[at + 1 :]
        if len(last) == 1 and len(last[0]) == 1 and last[0].isdigit():
            return Typed(codes[at], last[0]), at + 2
        return Typed(codes[at]), at + 1

    def _name(self, keys: list[str], prefer: Prefer) -> Hit | None:
        return max(self._names(keys, prefer), key=lambda hit: hit.rank, default=None)

    def _names(self, keys: list[str], prefer: Prefer) -> Iterator[Hit]:
        for start, end, key in _runs(keys):
            places = self.names.candidates(key)
            if places and self._allowed(keys, start, end, key):
                found = choose(key, places, prefer)
                led = _before(keys, start) in LEADS
                if isinstance(found, Place):
                    away = found.country != "S"
                    yield Hit(start, end, Elsewhere(found) if away else found)
                elif led:
                    yield Hit(start, end, found)

    def _allowed(self, keys: list[str], start: int, end: int, key: str) -> bool:
        guard = self.names.guard(key)
        before = _before(keys, start)
        if guard == "lead":
            return before in LEADS or (start == 0 and end == len(keys))
        return guard == "free" or (guard == "in" and before in INSIDE)

    def _absorb(self, keys: list[str], hit: Hit) -> tuple[int, int]:
        """Widen a hit over 'in the' before it and ', Glasgow' after it."""
        start, end = hit.start, hit.end
        for stop in range(min(end + LONGEST_NAME_TOKENS, len(keys)), end, -1):
            if hit.council in self.names.councils_of(" ".join(keys[end:stop])):
                end = stop
                break
        dropped = DROPPED if isinstance(hit.place, Ambiguous) else DROPPED | BEFORE_POSTCODE
        while start and keys[start - 1] in dropped and self._droppable(keys, start):
            start -= 1
        return start, end

    def _droppable(self, keys: list[str], start: int) -> bool:
        """Drop 'to' and 'close' only in 'close to' and 'near to', never in 'talk to'."""
        word, before = keys[start - 1], keys[start - 2] if start > 1 else ""
        if word == "to":
            return before in {"close", "near", "nearby"}
        return word != "close" or (start < len(keys) and keys[start] == "to")


def _is_ordinal(codes: list[str], at: int) -> bool:
    return bool(ORDINAL.match(codes[at])) and at + 1 < len(codes)


def _runs(keys: list[str]) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, joined key) for every run of words that could be a name."""
    for start, first in enumerate(keys):
        joined = first
        for end in range(start + 1, min(start + LONGEST_NAME_TOKENS, len(keys)) + 1):
            if not keys[end - 1]:
                break
            joined = joined if end == start + 1 else f"{joined} {keys[end - 1]}"
            yield start, end, joined


def _before(keys: list[str], start: int) -> str:
    """Return the word before a name, looking past 'the'."""
    at = start - 1
    while at >= 0 and keys[at] == "the":
        at -= 1
    return keys[at] if at >= 0 else ""
