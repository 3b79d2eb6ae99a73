"""Tell which of several meanings a short text has, learned from examples of each.

A multinomial naive Bayes model over tf-idf features (Rennie et al., 2003): runs of one to three
stemmed words, which carry meaning, and runs of two to five letters, which forgive spelling. It is
small, learns thousands of phrases in about a second, and every score is a sum that can be shown.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.search.words import split_words, stem_words

LONGEST_RUN_OF_WORDS = 3
SHORTEST_RUN_OF_LETTERS, LONGEST_RUN_OF_LETTERS = 2, 5
SMOOTHING = 0.05
_TELLING_RUN, _ENOUGH_KNOWN = 4, 0.5
"""A word nobody has used is taken for a slip when half its longer runs of letters are known."""
_WORD_MARK = "\t"
"""Sets a feature of whole words apart from one of letters; no word can hold it."""

Weighted = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Example:
    """A text and how much it speaks for each meaning."""

    text: str
    meanings: Weighted


@dataclass(frozen=True, slots=True)
class _Model:
    """Log weights: `base` of each meaning for a feature never seen with it, `over` beyond that."""

    rarity: Mapping[str, float]
    base: tuple[float, ...]
    over: Mapping[str, tuple[tuple[int, float], ...]]


class Classifier:
    """Scores texts against the meanings it has learned."""

    def __init__(self, meanings: tuple[str, ...], model: _Model) -> None:
        self.meanings = meanings
        self._numbers = {meaning: number for number, meaning in enumerate(meanings)}
        self._model = model

    @classmethod
    def learn(cls, examples: Sequence[Example]) -> "Classifier":
        """Learn from examples; meanings are numbered in the order they first appear."""
        meanings = tuple(dict.fromkeys(m for example in examples for m in example.meanings))
        runs = [tuple(_runs(split_words(example.text))) for example in examples]
        rarity = _learn_rarity(runs)
        base, over = _learn_weights(examples, runs, rarity, meanings)
        return cls(meanings, _Model(rarity, base, over))

    def judge(
        self,
        words: tuple[str, ...],
        among: Sequence[str] | None = None,
        softness: float = 1.0,
    ) -> dict[str, float]:
        """Return how probable each meaning is, summing to 1; {} if no word is known.

        `among` asks about some meanings only; those never learned are left out. Naive Bayes is
        too sure of itself: a softness above 1 divides the log odds by it.
        """
        known = [each for each in among or self.meanings if each in self._numbers]
        if not known or not self._recognises(words):
            return {}
        features = _weigh(_runs(words), self._model.rarity)
        total = sum(features.values())
        scores = [total * base for base in self._model.base]
        for feature, value in features.items():
            for number, extra in self._model.over[feature]:
                scores[number] += value * extra
        chances = _softmax([scores[self._numbers[meaning]] / softness for meaning in known])
        return dict(zip(known, chances, strict=True))

    def words_for(self, meaning: str, words: tuple[str, ...]) -> tuple[str, ...]:
        """Return the words that speak most for a meaning, strongest first."""
        number = self._numbers[meaning]
        gains = {word: self._gain(word, number) for word in dict.fromkeys(words)}
        best = max(gains.values(), default=0.0)
        strong = [word for word in gains if best > 0 and gains[word] >= best / 2]
        return tuple(sorted(strong, key=lambda word: -gains[word])[:3])

    def knows(self, word: str) -> bool:
        """Return whether any example holds this word (or another form of it)."""
        return _WORD_MARK + stem_words((word,))[0] in self._model.rarity

    def _recognises(self, words: tuple[str, ...]) -> bool:
        """Return whether any word is known, or spelt much as known words are."""
        return any(self.knows(word) or self._looks_known(word) for word in words)

    def _looks_known(self, word: str) -> bool:
        runs = [run for run in _letter_runs(word) if len(run) >= _TELLING_RUN]
        known = sum(run in self._model.rarity for run in runs)
        return bool(runs) and known >= len(runs) * _ENOUGH_KNOWN

    def _gain(self, word: str, number: int) -> float:
        """Return how much more a word speaks for one meaning than for the average meaning."""
        feature = _WORD_MARK + stem_words((word,))[0]
        extras = dict(self._model.over.get(feature, ()))
        return extras.get(number, 0.0) - sum(extras.values()) / len(self.meanings)


def _runs(words: tuple[str, ...]) -> Iterator[str]:
    stems = stem_words(words)
    for size in range(1, LONGEST_RUN_OF_WORDS + 1):
        for start in range(len(stems) - size + 1):
            yield _WORD_MARK + " ".join(stems[start : start + size])
    for word in words:
        yield from _letter_runs(word)


def _letter_runs(word: str) -> Iterator[str]:
    padded = f" {word} "
    for size in range(SHORTEST_RUN_OF_LETTERS, LONGEST_RUN_OF_LETTERS + 1):
        for start in range(max(1, len(padded) - size + 1)):
            yield padded[start : start + size]


def _learn_rarity(runs: Iterable[tuple[str, ...]]) -> dict[str, float]:
    counts: dict[str, int] = defaultdict(int)
    texts = 0
    for features in runs:
        texts += 1
        for feature in set(features):
            counts[feature] += 1
    return {feature: math.log((1 + texts) / (1 + n)) + 1 for feature, n in counts.items()}


def _weigh(runs: Iterable[str], rarity: Mapping[str, float]) -> dict[str, float]:
    """Return tf-idf weights, of unit length over words and over letters apart."""
    counts: dict[str, int] = defaultdict(int)
    for feature in runs:
        if feature in rarity:
            counts[feature] += 1
    raw = {feature: (1 + math.log(n)) * rarity[feature] for feature, n in counts.items()}
    lengths = [0.0, 0.0]
    for feature, value in raw.items():
        lengths[feature[0] == _WORD_MARK] += value * value
    scale = [1 / math.sqrt(length) if length else 0.0 for length in lengths]
    return {feature: value * scale[feature[0] == _WORD_MARK] for feature, value in raw.items()}


def _learn_weights(
    examples: Sequence[Example],
    runs: Sequence[tuple[str, ...]],
    rarity: Mapping[str, float],
    meanings: tuple[str, ...],
) -> tuple[tuple[float, ...], dict[str, tuple[tuple[int, float], ...]]]:
    numbers = {meaning: number for number, meaning in enumerate(meanings)}
    sums: dict[str, dict[int, float]] = {feature: {} for feature in rarity}
    totals = [SMOOTHING * len(rarity)] * len(meanings)
    for example, features in zip(examples, runs, strict=True):
        for feature, value in _weigh(features, rarity).items():
            by_number = sums[feature]
            for meaning, weight in example.meanings.items():
                number = numbers[meaning]
                by_number[number] = by_number.get(number, 0.0) + value * weight
                totals[number] += value * weight
    base = tuple(math.log(SMOOTHING / total) for total in totals)
    over = {
        feature: tuple((n, math.log((value + SMOOTHING) / SMOOTHING)) for n, value in by.items())
        for feature, by in sums.items()
    }
    return base, over


def _softmax(scores: Sequence[float]) -> list[float]:
    top = max(scores)
    raised = [math.exp(score - top) for score in scores]
    total = sum(raised)
    return [value / total for value in raised]
