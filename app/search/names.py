"""Hear when a family names the organisation they want, as on a leaflet or from a friend."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from app.content.models import Service
from app.content.needs import Need
from app.search.words import split_words, stem_words

COMMON_IN = 6
"""A word in the names of more listings than this tells none of them apart ("Glasgow", "pantry")."""
NEAR_ENOUGH = 0.65
"""A name this much as close to the words as the closest one is meant too."""
_CHATTER = (
    "a an and at for from get how help helpline i in is line me my near need number of on opening "
    "phone please ring talk the they times to want website what where with"
)
CHATTER = frozenset(stem_words(split_words(_CHATTER)))
"""Words people put round a name; they name nothing themselves."""


@dataclass(frozen=True, slots=True)
class Names:
    """Who owns each proper word, and of the owners the words of all names and of their own name."""

    words: Mapping[str, frozenset[str]]
    own: Mapping[str, frozenset[str]]
    owners: Mapping[str, frozenset[str]]

    @classmethod
    def learn(cls, services: Iterable[Service], needs: Iterable[Need]) -> "Names":
        """Learn names and providers; a proper word is a provider's, or has a capital inside.

        A plain word for a need ("food", "money") is proper to nobody.
        """
        listed = tuple(services)
        plain = {stem for need in needs for word in need.words for stem in _plain_stems(word)}
        own = [frozenset(_stems(service.name)) for service in listed]
        words = [names.union(_stems(s.provider)) for s, names in zip(listed, own, strict=True)]
        counts = Counter(chain.from_iterable(words))
        owners: dict[str, set[str]] = defaultdict(set)
        for service in listed:
            for word in _proper_stems(service):
                if counts[word] <= COMMON_IN and word not in plain:
                    owners[word].add(service.id)
        owned = frozenset().union(*owners.values())
        named = [(n, s.id) for n, s in enumerate(listed) if s.id in owned]
        return cls(
            {key: words[number] for number, key in named},
            {key: own[number] for number, key in named},
            {word: frozenset(ids) for word, ids in owners.items()},
        )

    def find(self, words: tuple[str, ...]) -> frozenset[str]:
        """Return the ids of listings that the words name and ask for nothing beside.

        Where several do, those whose whole name comes nearest to the words.
        """
        said = frozenset(stem_words(words))
        asked = said - CHATTER
        owners = (self.owners.get(word, frozenset()) for word in asked)
        named: frozenset[str] = frozenset().union(*owners)
        closeness = {
            key: len(said & self.own[key]) / len(said | self.own[key])
            for key in named
            if asked <= self.words[key]
        }
        nearest = max(closeness.values(), default=0.0) * NEAR_ENOUGH
        return frozenset(key for key, close in closeness.items() if close >= nearest)


@lru_cache(maxsize=20_000)
def _stems(text: str) -> tuple[str, ...]:
    """Return the stems of a text; kept, because providers and proper words come again."""
    return stem_words(split_words(text.replace("-", " ")))


def _plain_stems(word: str) -> tuple[str, ...]:
    stems = _stems(word)
    return stems if len(stems) == 1 else ()


def _proper_stems(service: Service) -> Iterator[str]:
    inside = [word for word in service.name.replace("-", " ").split()[1:] if word[:1].isupper()]
    stems = chain.from_iterable(map(_stems, (service.provider, *inside)))
    return (stem for stem in stems if stem not in CHATTER)
