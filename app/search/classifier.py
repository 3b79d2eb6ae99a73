"""Tell which of several meanings a short text has, learned from examples of each.

A multinomial naive Bayes model over tf-idf features (Rennie et al., 2003): runs of one to three
stemmed words, which carry meaning, and runs of three or four letters, which forgive spelling. It is
small, learns thousands of phrases in about a second, and every score is a sum that can be shown.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from app.search.words import split_words, stem_words

LONGEST_RUN_OF_WORDS = 3
SHORTEST_RUN_OF_LETTERS, LONGEST_RUN_OF_LETTERS = 3, 4
SMOOTHING = 0.05
WORDS_KEPT = 20_000
"""Words whose parts are kept: as many as listings and phrases use."""
_TELLING_RUN, _ENOUGH_KNOWN = 4, 0.5
"""A word nobody has used is taken for a slip when half its longer runs of letters are known."""
_WORD_MARK = "\t"
"""Sets a feature of whole words apart from one of letters; no word can hold it."""

Weighted = Mapping[str, float]
Weighed = list[tuple[str, float]]


@dataclass(frozen=True, slots=True)
class Example:
    """A text and how much it speaks for each meaning."""

    text: str
    meanings: Weighted


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """Log weights: `base` of each meaning for a feature never seen with it, `over` beyond that."""

    rarity: Mapping[str, float]
    base: tuple[float, ...]
    over: Mapping[str, tuple[tuple[int, float], ...]]


@dataclass(frozen=True, slots=True)
class _Runs:
    """How often each run of words and of letters stands in a text."""

    words: Mapping[str, int]
    letters: Mapping[str, int]


class Classifier:
    """Scores texts against the meanings it has learned."""

    def __init__(self, meanings: tuple[str, ...], model: Model) -> None:
        self.meanings = meanings
        self._numbers = {meaning: number for number, meaning in enumerate(meanings)}
        self._model = model

    @classmethod
    def learn(cls, examples: Sequence[Example]) -> "Classifier":
        """Learn from examples; meanings are numbered in the order they first appear."""
        meanings = tuple(dict.fromkeys(m for example in examples for m in example.meanings))
        runs = [_count_runs(split_words(example.text)) for example in examples]
        rarity = _learn_rarity(runs)
        base, over = _learn_weights(examples, runs, rarity, meanings)
        return cls(meanings, Model(rarity, base, over))

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
        scores = _score(self._model, words)
        chances = _softmax([scores[self._numbers[meaning]] / softness for meaning in known])
        return dict(zip(known, chances, strict=True))

    def skim(
        self, words: tuple[str, ...], among: Sequence[str], softness: float
    ) -> dict[str, float]:
        """Judge a long text word by word, some ten times as fast as `judge`.

        A run said twice counts twice here, so that what a word adds can be kept and summed.
        """
        known = tuple(each for each in among if each in self._numbers)
        if not known or not self._recognises(words):
            return {}
        numbers = tuple(map(self._numbers.__getitem__, known))
        scores = _make_skimmer(self._model, numbers).score(words)
        return dict(zip(known, _softmax([score / softness for score in scores]), strict=True))

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


def _count_runs(words: tuple[str, ...]) -> _Runs:
    stems = stem_words(words)
    runs = [
        _WORD_MARK + " ".join(stems[start : start + size])
        for size in range(1, LONGEST_RUN_OF_WORDS + 1)
        for start in range(len(stems) - size + 1)
    ]
    return _Runs(Counter(runs), Counter(chain.from_iterable(map(_letter_runs, words))))


@lru_cache(maxsize=WORDS_KEPT)
def _letter_runs(word: str) -> tuple[str, ...]:
    padded = f" {word} "
    return tuple(
        padded[start : start + size]
        for size in range(SHORTEST_RUN_OF_LETTERS, LONGEST_RUN_OF_LETTERS + 1)
        for start in range(max(1, len(padded) - size + 1))
    )


def _learn_rarity(texts: Sequence[_Runs]) -> dict[str, float]:
    counts = Counter(chain.from_iterable(chain(text.words, text.letters) for text in texts))
    return {run: math.log((1 + len(texts)) / (1 + n)) + 1 for run, n in counts.items()}


def _weigh(counts: Mapping[str, int], rarity: Mapping[str, float]) -> Weighed:
    """Return tf-idf weights of unit length; runs nobody has used weigh nothing."""
    raw = [
        (run, rarity[run] if n == 1 else (1 + math.log(n)) * rarity[run])
        for run, n in counts.items()
        if run in rarity
    ]
    length = math.sqrt(sum([value * value for _, value in raw]))
    return [(run, value * (1 / length)) for run, value in raw]


def _weigh_both(runs: _Runs, rarity: Mapping[str, float]) -> Weighed:
    return _weigh(runs.words, rarity) + _weigh(runs.letters, rarity)


def _learn_weights(
    examples: Sequence[Example],
    texts: Sequence[_Runs],
    rarity: Mapping[str, float],
    meanings: tuple[str, ...],
) -> tuple[tuple[float, ...], dict[str, tuple[tuple[int, float], ...]]]:
    """Return `base` and `over`; sums stand in lists by the number of a run, which is quicker."""
    numbers = {run: number for number, run in enumerate(rarity)}
    sums = {meaning: [0.0] * len(rarity) for meaning in meanings}
    for example, runs in zip(examples, texts, strict=True):
        weighed = [(numbers[run], value) for run, value in _weigh_both(runs, rarity)]
        for meaning, weight in example.meanings.items():
            mine = sums[meaning]
            for number, value in weighed:
                mine[number] += value * weight
    smooth = SMOOTHING * len(rarity)
    base = tuple(math.log(SMOOTHING / (smooth + sum(mine))) for mine in sums.values())
    rows = zip(rarity, *sums.values(), strict=True)
    return base, {run: _learn_over(row) for run, *row in rows}


def _learn_over(row: Sequence[float]) -> tuple[tuple[int, float], ...]:
    pairs = enumerate(row)
    return tuple([(n, math.log((value + SMOOTHING) / SMOOTHING)) for n, value in pairs if value])


@lru_cache(maxsize=4)
def _score(model: Model, words: tuple[str, ...]) -> tuple[float, ...]:
    """Return the log odds of every meaning; kept, as one text is asked about more than once."""
    weighed = _weigh_both(_count_runs(words), model.rarity)
    total = sum([value for _, value in weighed])
    scores = [total * base for base in model.base]
    for run, value in weighed:
        for number, extra in model.over[run]:
            scores[number] += value * extra
    return tuple(scores)


Sums = tuple[float, ...]
"""For each meaning asked about what is beyond its base; then the weight and its square."""


class _Skimmer:
    """Adds up what each word says for some meanings, working out each word only once."""

    def __init__(self, model: Model, numbers: tuple[int, ...]) -> None:
        self._model, self._numbers = model, numbers
        self._sum_run = lru_cache(maxsize=WORDS_KEPT)(lambda run: self._sum((run,)))
        self._sum_word = lru_cache(maxsize=WORDS_KEPT)(lambda word: self._sum(_letter_runs(word)))

    def score(self, words: tuple[str, ...]) -> list[float]:
        """Return the log odds of the meanings, each run weighed as often as it is said."""
        by_run = map(self._sum_run, _known_runs(stem_words(words), self._model.rarity))
        *said, said_weight = self._to_unit_length(tuple(by_run))
        *spelt, spelt_weight = self._to_unit_length(tuple(map(self._sum_word, words)))
        weight = said_weight + spelt_weight
        sums = zip(self._numbers, said, spelt, strict=True)
        return [weight * self._model.base[number] + one + two for number, one, two in sums]

    def _to_unit_length(self, parts: tuple[Sums, ...]) -> list[float]:
        """Return the sum of the parts, scaled; without the square, which only serves to scale."""
        if not parts:
            return [0.0] * (len(self._numbers) + 1)
        *sums, square = map(sum, zip(*parts, strict=True))
        scale = 1 / math.sqrt(square) if square else 0.0
        return [value * scale for value in sums]

    def _sum(self, runs: Iterable[str]) -> Sums:
        sums = dict.fromkeys(self._numbers, 0.0)
        weight = square = 0.0
        for run in runs:
            rare = self._model.rarity.get(run, 0.0)
            weight += rare
            square += rare * rare
            for number, extra in self._model.over.get(run, ()):
                if number in sums:
                    sums[number] += rare * extra
        return (*sums.values(), weight, square)


@lru_cache(maxsize=2)
def _make_skimmer(model: Model, numbers: tuple[int, ...]) -> _Skimmer:
    return _Skimmer(model, numbers)


def _known_runs(stems: tuple[str, ...], rarity: Mapping[str, float]) -> Iterator[str]:
    """Yield the runs of words that are known; a run is only known if the shorter ones in it are."""
    runs = [(at, _WORD_MARK + stem) for at, stem in enumerate(stems)]
    for size in range(1, LONGEST_RUN_OF_WORDS + 1):
        known = [(at, run) for at, run in runs if run in rarity]
        yield from [run for _, run in known]
        last = len(stems) - size
        runs = [(at, f"{run} {stems[at + size]}") for at, run in known if at < last]


def _softmax(scores: Sequence[float]) -> list[float]:
    top = max(scores)
    raised = [math.exp(score - top) for score in scores]
    total = sum(raised)
    return [value / total for value in raised]
