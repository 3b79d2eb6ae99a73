"""Tell which of several meanings a short text has, learned from examples of each.

A multinomial naive Bayes model over tf-idf features (Rennie et al., 2003): runs of one to three
stemmed words, which carry meaning, and runs of three or four letters, which forgive spelling. It is
small, and every score is a sum that can be shown. Learning every phrase again when a planner saves
one takes well under a second.
"""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.search.runs import Counts, Numbers, Runs, Said, Words, letter_runs, spread
from app.search.words import stem

SMOOTHING = 0.05
AT_ONCE = 1000
"""Texts judged together: enough to be quick, few enough to stay small."""
_TELLING_RUN, _ENOUGH_KNOWN = 4, 0.5
"""A word nobody has used is taken for a slip when half its longer runs of letters are known."""

Weights = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """The words of a text and how much it speaks for each meaning."""

    words: Words
    meanings: Mapping[str, float]


@dataclass(frozen=True, slots=True, eq=False)
class _Weighed:
    """What each run weighs in each text: arrays side by side, in the order of the texts."""

    text: Numbers
    run: Numbers
    weight: Weights


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """Log weights: `base` of each meaning for a run never seen with it, `over` beyond that.

    `over` has a row for each run and a column for each meaning: 116,000 by 30 in half the usual
    precision, 14 MB. `lean` is the mean of each stem's row.
    """

    runs: Runs
    rarity: Weights
    base: Weights
    over: NDArray[np.float32]
    lean: NDArray[np.float32]

    def score(self, words: Words) -> Weights:
        """Return the log odds of every meaning in one text: as `_weigh`, without its arrays."""
        said = Counter(self.runs.list_words(words))
        spelt = Counter(self.runs.list_letters(words))
        runs = np.array([*said, *spelt], np.int64)
        weights = self.rarity.take(runs)
        weights *= 1 + np.log([*said.values(), *spelt.values()])
        for part in (weights[: len(said)], weights[len(said) :]):
            if len(part):
                part /= math.sqrt(part @ part)
        scores: Weights = weights.sum() * self.base
        return scores + weights @ self.over.take(runs, axis=0)

    def skim(self, texts: Sequence[Words]) -> Weights:
        """Score long texts, which is quicker if what a word adds is summed up only once.

        A run said twice counts twice here.
        """
        said = Said.read(texts)
        _, *longer = self.runs.find_words(said)
        sums = _add_up(self._sum_words(said)[said.word], said.text, len(texts))
        by_words, by_letters = np.hsplit(sums, 2)
        for text, run in longer:
            by_words += self._sum(run, text, len(texts))
        scaled = _to_unit_length(by_words) + _to_unit_length(by_letters)
        return scaled[:, :-1] + scaled[:, -1:] * self.base

    def _sum_words(self, said: Said) -> Weights:
        """Return for each distinct word the sums of the word itself, and those of its letters."""
        words = np.arange(len(said.words))
        sizes, letters = said.spell(self.runs.letters)
        itself = self._sum(self.runs.find_stems(said.words), words, len(words))
        return np.hstack((itself, self._sum(letters, np.repeat(words, sizes), len(words))))

    def _sum(self, run: Numbers, owner: Numbers, owners: int) -> Weights:
        """Return what each owner's runs add to each meaning, what they weigh and that squared."""
        known = run >= 0
        rare = self.rarity[run[known], None]
        parts = np.hstack((self.over[run[known]] * rare, rare, rare * rare))
        return _add_up(parts, owner[known], owners)


class Classifier:
    """Scores texts against the meanings it has learned."""

    def __init__(self, meanings: tuple[str, ...], model: Model) -> None:
        self.meanings = meanings
        self._numbers = {meaning: number for number, meaning in enumerate(meanings)}
        self._model = model
        self._last: tuple[Words, Sequence[float]] = ((), model.score(()).tolist())

    @classmethod
    def learn(cls, examples: Sequence[Example]) -> "Classifier":
        """Learn from examples; meanings are numbered in the order they first appear."""
        meanings = tuple(dict.fromkeys(m for example in examples for m in example.meanings))
        said = Said.read([example.words for example in examples])
        runs = Runs.learn(said)
        counts = runs.count(said)
        rarity = _learn_rarity(counts, len(examples))
        base, over = _learn_weights(_weigh(counts, rarity), len(runs), examples, meanings)
        lean = over[: len(runs.stems)].mean(axis=1)
        return cls(meanings, Model(runs, rarity, base, over, lean))

    def judge(
        self, words: Words, among: Sequence[str] | None = None, softness: float = 1.0
    ) -> dict[str, float]:
        """Return how probable each meaning is, summing to 1; {} if no word is known.

        `among` asks about some meanings only; those never learned are left out. Naive Bayes is
        too sure of itself: a softness above 1 divides the log odds by it.
        """
        known = self._known(among)
        if not known or not self._recognises(words):
            return {}
        scores = self._score(words)
        asked = [scores[self._numbers[meaning]] / softness for meaning in known]
        most = max(asked)
        raised = [math.exp(each - most) for each in asked]
        whole = sum(raised)
        return {meaning: each / whole for meaning, each in zip(known, raised, strict=True)}

    def skim(
        self, texts: Sequence[Words], among: Sequence[str], softness: float
    ) -> Iterator[dict[str, float]]:
        """Judge many long texts, some ten times as fast as `judge` and nearly the same."""
        known = self._known(among)
        for start in range(0, len(texts), AT_ONCE):
            some = texts[start : start + AT_ONCE]
            judged = self._choose(self._model.skim(some), known, softness)
            recognised = map(self._recognises, some)
            yield from (each if yes else {} for each, yes in zip(judged, recognised, strict=True))

    def words_for(self, meaning: str, words: Words) -> Words:
        """Return the words that speak most for a meaning, strongest first."""
        number = self._numbers[meaning]
        gains = {word: self._gain(word, number) for word in dict.fromkeys(words)}
        best = max(gains.values(), default=0.0)
        strong = [word for word in gains if best > 0 and gains[word] >= best / 2]
        return tuple(sorted(strong, key=lambda word: -gains[word])[:3])

    def knows(self, word: str) -> bool:
        """Return whether any example holds this word (or another form of it)."""
        return stem(word) in self._model.runs.stems

    def _known(self, among: Sequence[str] | None) -> list[str]:
        return [each for each in among or self.meanings if each in self._numbers]

    def _score(self, words: Words) -> Sequence[float]:
        """Score one text; the last is kept, as one text is asked about more than once."""
        last, scores = self._last
        if words != last:
            scores = self._model.score(words).tolist()
            self._last = words, scores
        return scores

    def _choose(
        self, scores: Weights, known: Sequence[str], softness: float
    ) -> Iterator[dict[str, float]]:
        """Yield the chances of the known meanings for each row of scores."""
        asked = scores[:, [self._numbers[meaning] for meaning in known]] / softness
        raised = np.exp(asked - asked.max(axis=1, keepdims=True, initial=-np.inf))
        chances = raised / raised.sum(axis=1, keepdims=True)
        return (dict(zip(known, row, strict=True)) for row in chances.tolist())

    def _recognises(self, words: Words) -> bool:
        """Return whether any word is known, or spelt much as known words are."""
        return any(map(self.knows, words)) or any(map(self._looks_known, words))

    def _looks_known(self, word: str) -> bool:
        runs = [run for run in letter_runs(word) if len(run) >= _TELLING_RUN]
        known = sum(run in self._model.runs.letters for run in runs)
        return bool(runs) and known >= len(runs) * _ENOUGH_KNOWN

    def _gain(self, word: str, number: int) -> float:
        """Return how much more a word speaks for one meaning than for the average meaning."""
        run = self._model.runs.stems.get(stem(word))
        if run is None:
            return 0.0
        return float(self._model.over[run, number] - self._model.lean[run])


def _add_up(rows: Weights, owner: Numbers, owners: int) -> Weights:
    """Return the sum of the rows of each owner; an owner's rows stand together."""
    sums = np.zeros((owners, rows.shape[1]))
    present, starts = np.unique(owner, return_index=True)
    if len(present):
        sums[present] = np.add.reduceat(rows, starts)
    return sums


def _to_unit_length(sums: Weights) -> Weights:
    """Scale each row by its last number, the square of its length, which is left out."""
    lengths = np.sqrt(sums[:, -1:])
    return sums[:, :-1] / np.where(lengths > 0, lengths, 1)


def _learn_rarity(counts: Counts, texts: int) -> Weights:
    _, runs, _ = counts
    return np.log((1 + texts) / (1 + np.bincount(runs))) + 1


def _weigh(counts: Counts, rarity: Weights) -> _Weighed:
    """Return tf-idf weights, of unit length in each row."""
    rows, runs, times = counts
    raw = (1 + np.log(times)) * rarity[runs]
    lengths = np.sqrt(np.bincount(rows, raw * raw))
    return _Weighed(rows // 2, runs, raw / lengths[rows])


def _find_speaking(examples: Sequence[Example], meaning: str) -> tuple[Numbers, Weights]:
    """Return which examples speak for a meaning, and how much."""
    speak = {n: e.meanings[meaning] for n, e in enumerate(examples) if meaning in e.meanings}
    return np.array(list(speak), np.int64), np.array(list(speak.values()))


def _learn_weights(
    weighed: _Weighed, runs: int, examples: Sequence[Example], meanings: Words
) -> tuple[Weights, NDArray[np.float32]]:
    """Return `base` and `over`, summing for each meaning the examples that speak for it."""
    base = np.zeros(len(meanings))
    over = np.zeros((runs, len(meanings)), np.float32)
    sizes = np.bincount(weighed.text, minlength=len(examples))
    starts = np.cumsum(sizes) - sizes
    for number, meaning in enumerate(meanings):
        which, how_much = _find_speaking(examples, meaning)
        places = spread(starts[which], sizes[which])
        weights = weighed.weight[places] * np.repeat(how_much, sizes[which])
        sums = np.bincount(weighed.run[places], weights, runs)
        base[number] = np.log(SMOOTHING / (SMOOTHING * runs + sums.sum()))
        over[:, number] = np.log1p(sums / SMOOTHING)
    return base, over
