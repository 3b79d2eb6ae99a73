"""Hear danger in what was typed: the one thing search must not miss, nor cry wolf about.

Either of two listeners may speak up. The first knows signs: a phrase from `crisis.txt` whose
telling words all stand in the text, in order, close together, and are not denied ("not suicidal,
just low"). The second judges the text as a whole against every phrase learned, those that tell of
danger and those that do not, so that words nobody listed are heard too.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.content.phrases import CRISIS, Phrase
from app.search.classifier import Classifier
from app.search.runs import Words
from app.search.words import split_words, stem_words

ALARM, CALM = "alarm", "calm"
"""The two meanings the second listener tells apart."""
ALARM_AT = 0.93
"""How probable alarm must be for the second listener to speak up."""
WIDEST_GAP = 1
"""Words that may stand between two telling words of a sign."""
FEWEST_WORDS = 2
"""A sign of one word only counts when it is all that was typed: "crisis", "999"."""

_SMALL_WORDS = (
    "a an the i im ive am is are was it its my mine our his their your to of and so just really "
    "please help with for be been has have had in on at that this some he she they we you do does"
)
SMALL = frozenset(stem_words(split_words(_SMALL_WORDS)))
_DENIALS = frozenset(stem_words(("not", "isnt", "never", "no", "wasnt", "arent", "dont")))

Stems = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signs:
    """Phrases that tell of danger by themselves, and phrases that only look as if they did."""

    dangers: Mapping[Stems, str]
    starts: Mapping[str, tuple[Stems, ...]]
    harmless: frozenset[Stems]

    @classmethod
    def learn(cls, phrases: Iterable[tuple[Phrase, Words]]) -> "Signs":
        """Learn the signs of each danger from phrases and their words.

        One word alone starts no sign.
        """
        known = tuple((p, find_telling(words)) for p, words in phrases if p.danger or p.harmless)
        dangers = {telling: p.danger for p, telling in known if p.danger and telling}
        starts: dict[str, tuple[Stems, ...]] = {}
        for telling in dangers:
            if len(telling) >= FEWEST_WORDS:
                starts[telling[0]] = (*starts.get(telling[0], ()), telling)
        harmless = frozenset(telling for p, telling in known if p.harmless)
        return cls(dangers, starts, harmless - dangers.keys())

    def find(self, telling: Stems) -> str | None:
        """Return the danger of the first sign that stands in the text and is not denied."""
        if telling in self.dangers:
            return self.dangers[telling]
        for place, stem in enumerate(telling):
            if place and telling[place - 1] in _DENIALS:
                continue
            for sign in self.starts.get(stem, ()):
                if _stands_at(sign, telling, place):
                    return self.dangers[sign]
        return None


def hear_danger(words: tuple[str, ...], signs: Signs, classifier: Classifier) -> str | None:
    """Return the danger that words tell of, or None."""
    telling = find_telling(words)
    if not words or telling in signs.harmless:
        return None
    danger = signs.find(telling)
    if danger is not None:
        return danger
    if classifier.judge(words, (ALARM, CALM)).get(ALARM, 0.0) < ALARM_AT:
        return None
    kinds = classifier.judge(words, tuple(dict.fromkeys(signs.dangers.values())))
    return max(kinds, key=kinds.__getitem__)


def is_alarming(phrase: Phrase) -> bool:
    """Return whether a phrase tells of danger: its own, or beside another need."""
    return phrase.danger is not None or CRISIS in phrase.needs


def find_telling(words: Sequence[str]) -> Stems:
    """Return the stems of the words that tell something."""
    return tuple(stem for stem in stem_words(tuple(words)) if stem not in SMALL)


def _stands_at(sign: Stems, telling: Stems, place: int) -> bool:
    """Return whether a sign's words stand in order from a place, with small gaps only."""
    for stem in sign[1:]:
        reach = telling[place + 1 : place + 2 + WIDEST_GAP]
        if stem not in reach:
            return False
        place += 1 + reach.index(stem)
    return True
