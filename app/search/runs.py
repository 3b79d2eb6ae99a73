"""Runs of words and of letters, which is all that the classifier knows of a text, as numbers.

Texts to learn from are counted many at a time, in arrays; what a family typed is one short text,
and plain lists are quicker for it.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from app.search.words import stem_words

LONGEST_RUN_OF_WORDS = 3
SHORTEST_RUN_OF_LETTERS, LONGEST_RUN_OF_LETTERS = 3, 4
UNKNOWN = -1

Words = tuple[str, ...]
Numbers = NDArray[np.int64]
Counts = tuple[Numbers, Numbers, Numbers]
"""Side by side: a row, a run that stands in it, and how often. Rows stand in order.

Each text has two rows, the even one for its words and the odd one for its letters.
"""


@dataclass(frozen=True, slots=True, eq=False)
class Said:
    """Texts as numbers: their distinct words, and for each place which is said, in which text."""

    words: Words
    word: Numbers
    text: Numbers

    @classmethod
    def read(cls, texts: Sequence[Words]) -> "Said":
        words = list(chain.from_iterable(texts))
        numbers = _number(words)
        text = np.repeat(np.arange(len(texts)), _array(map(len, texts)))
        return cls(tuple(numbers), _array(map(numbers.__getitem__, words)), text)

    def lengthen(self, runs: Numbers, stems: Numbers, base: int) -> Numbers:
        """Return codes of the runs one word longer, for the place each starts at.

        A code is the number of the run without its last word, times `base`, and that word's stem.
        """
        size = len(stems) - len(runs) + 1
        first, last = runs[:-1], stems[size:]
        fits = (first >= 0) & (last >= 0) & (self.text[:-size] == self.text[size:])
        return np.where(fits, first * base + last, UNKNOWN)

    def spell(self, numbers: Mapping[str, int]) -> tuple[Numbers, Numbers]:
        """Return how many runs of letters each distinct word has, and their numbers."""
        runs = list(map(letter_runs, self.words))
        return _array(map(len, runs)), _look_up(chain.from_iterable(runs), numbers)


@dataclass(frozen=True, slots=True, eq=False)
class Runs:
    """Every run has a number: stems come first, then longer runs of words, then letters.

    `longer` holds the sorted codes of the runs of two words, then of three.
    """

    stems: Mapping[str, int]
    longer: tuple[Numbers, ...]
    letters: Mapping[str, int]

    @classmethod
    def learn(cls, said: Said) -> "Runs":
        """Number all the runs that stand in some texts."""
        stems = _number(stem_words(said.words))
        runs = one = cls(stems, (), {}).find_stems(said.words)[said.word]
        longer: list[Numbers] = []
        while len(longer) + 1 < LONGEST_RUN_OF_WORDS:
            codes = said.lengthen(runs, one, len(stems))
            longer.append(np.unique(codes[codes >= 0]))
            runs = _find(longer[-1], codes)
        first = len(stems) + sum(map(len, longer))
        letters = _number(chain.from_iterable(map(letter_runs, said.words)), first)
        return cls(stems, tuple(longer), letters)

    def __len__(self) -> int:
        return len(self.stems) + sum(map(len, self.longer)) + len(self.letters)

    def count(self, said: Said) -> Counts:
        """Count the runs that are known."""
        texts, runs = zip(*self.find_words(said), strict=True)
        sizes, letters = said.spell(self.letters)
        places = spread(np.cumsum(sizes)[said.word] - sizes[said.word], sizes[said.word])
        run = np.concatenate((*runs, letters[places]))
        spelt = np.repeat(said.text, sizes[said.word])
        row = np.concatenate((*(2 * text for text in texts), 2 * spelt + 1))
        known = run >= 0
        both, counts = np.unique(row[known] * len(self) + run[known], return_counts=True)
        rows, numbers = np.divmod(both, len(self))
        return rows, numbers, counts

    def list_words(self, words: Words) -> list[int]:
        """Return the known runs of words in one text, as often as they stand there."""
        runs = stems = [self.stems.get(each, UNKNOWN) for each in stem_words(words)]
        found = [run for run in runs if run >= 0]
        first = len(self.stems)
        for size, codes in enumerate(self.longer, 1):
            sorted_codes = codes.data
            pairs = zip(runs, stems[size:], strict=False)
            runs = [_find_run(sorted_codes, run, last, len(self.stems)) for run, last in pairs]
            found += [run + first for run in runs if run >= 0]
            first += len(codes)
        return found

    def list_letters(self, words: Words) -> list[int]:
        """Return the known runs of letters in one text, as often as they stand there."""
        numbers = map(self.letters.get, chain.from_iterable(map(letter_runs, words)))
        return [number for number in numbers if number is not None]

    def find_stems(self, words: Words) -> Numbers:
        """Return the run that each word is by itself."""
        return _look_up(stem_words(words), self.stems)

    def find_words(self, said: Said) -> Iterator[tuple[Numbers, Numbers]]:
        """Yield the texts and the runs of words in them, for each length of run."""
        runs = one = self.find_stems(said.words)[said.word]
        yield said.text, one
        first = len(self.stems)
        for codes in self.longer:
            runs = _find(codes, said.lengthen(runs, one, len(self.stems)))
            yield said.text[: len(runs)], np.where(runs >= 0, runs + first, UNKNOWN)
            first += len(codes)


def letter_runs(word: str) -> list[str]:
    """Return the runs of letters of a word, a space before and after it."""
    padded = f" {word} "
    return [
        padded[start : start + size]
        for size in range(SHORTEST_RUN_OF_LETTERS, LONGEST_RUN_OF_LETTERS + 1)
        for start in range(max(1, len(padded) - size + 1))
    ]


def _find_run(codes: Sequence[int], run: int, last: int, base: int) -> int:
    """Return the number of a run and the stem after it, by its code (see `Said.lengthen`)."""
    if run < 0 or last < 0:
        return UNKNOWN
    code = run * base + last
    at = bisect_left(codes, code)
    return at if at < len(codes) and codes[at] == code else UNKNOWN


def _number(things: Iterable[str], first: int = 0) -> dict[str, int]:
    return {thing: number for number, thing in enumerate(dict.fromkeys(things), first)}


def _look_up(things: Iterable[str], numbers: Mapping[str, int]) -> Numbers:
    return _array([numbers.get(thing, UNKNOWN) for thing in things])


def _find(known: Numbers, wanted: Numbers) -> Numbers:
    """Return where each wanted number stands among the known, which are sorted."""
    if not len(known):
        return np.full_like(wanted, UNKNOWN)
    at = np.searchsorted(known, wanted)
    return np.where(known.take(at, mode="clip") == wanted, at, UNKNOWN)


def spread(starts: Numbers, sizes: Numbers) -> Numbers:
    """Return the places from each start on, as many as its size, one stretch after another."""
    before = np.cumsum(sizes) - sizes
    places: Numbers = np.repeat(starts - before, sizes)
    return places + np.arange(len(places))


def _array(numbers: Iterable[int]) -> Numbers:
    return np.fromiter(numbers, np.int64)
