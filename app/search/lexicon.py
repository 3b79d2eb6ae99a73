"""Hear what a family needs in the words they use, and hear danger when it is there.

Everything is learned from `needs.yaml` and the phrase files, so a planner who adds a phrase
teaches the search. One classifier learns every phrase once, for three questions: which need, which
kind of danger, and danger or not.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain

from rapidfuzz import fuzz, process

from app.content.dangers import Danger
from app.content.needs import Need
from app.content.phrases import CRISIS, Phrase
from app.search.alarm import ALARM, CALM, Signs, hear_danger, is_alarming
from app.search.classifier import Classifier, Example
from app.search.outcomes import NeedMatch
from app.search.words import split_words

LEAST_CONFIDENCE = 0.01
"""Below this share of the probability a need is not counted as heard at all."""
LEAST_SURE = 0.2
"""With less than this for the surest, nothing is heard: "hello" would be a guess at anything.

Of 951 judged phrases three are below it, and two of these were heard wrongly.
"""
MOST_NEEDS = 3
NEED_SOFTNESS = 1.5
"""Naive Bayes is too sure of itself; softened, a second meaning keeps a share worth showing."""
TOPIC_SOFTNESS = 4.0
"""Listings have many words, so unsoftened odds would call every listing purely one thing."""
SECOND_NEED = 0.5
"""How much a phrase speaks for the further needs named after its bar."""
MOST_MENDED, SHORTEST_MENDED, CLOSE = 8, 4, 82
"""How many words are put right, from what length, and how alike (0 to 100) a word must be."""
CALM_SHARE = 0.25
"""What is left of "help right now" as a need where no danger was heard: "crisis at work"."""
CLAUSE_SHARE = 0.25
"""How much a need heard in one part of a sentence counts beside the whole."""
_HARMLESS = "harmless"
_JOINS = frozenset(("and", "but", "also", "plus"))


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """What words mean here."""

    classifier: Classifier
    signs: Signs
    needs: tuple[str, ...]
    dangers: tuple[str, ...]
    vocabulary: tuple[str, ...]
    _judged: dict[str, Mapping[str, float]] = field(default_factory=dict, init=False, repr=False)

    @classmethod
    def learn(
        cls, needs: Iterable[Need], dangers: Iterable[Danger], phrases: Iterable[Phrase]
    ) -> "Lexicon":
        """Learn the words of each need and every phrase. The same words are learned only once."""
        return _learn(tuple(needs), tuple(dangers), tuple(phrases))

    def hear(self, words: tuple[str, ...]) -> tuple[tuple[NeedMatch, ...], str | None]:
        """Return the needs heard in the words, surest first, and the danger, if any."""
        danger = hear_danger(words, self.signs, self.classifier)
        chances = self._judge(words)
        for clause in _split_clauses(words):
            for slug, chance in self._judge(clause).items():
                chances[slug] = max(chances[slug], CLAUSE_SHARE * chance)
        if danger is None:
            chances[CRISIS] *= CALM_SHARE
        else:
            chances[CRISIS] = max(chances.values())
        whole = max(1.0, sum(chances.values()))
        if max(chances.values()) < LEAST_SURE * whole:
            return (), danger
        heard = [slug for slug, chance in chances.items() if chance >= LEAST_CONFIDENCE]
        heard.sort(key=lambda slug: (-chances[slug], slug != CRISIS))
        surest = [NeedMatch(slug, round(chances[slug] / whole, 3)) for slug in heard[:MOST_NEEDS]]
        return tuple(surest), danger

    def explain(self, slug: str, words: tuple[str, ...], danger: str | None) -> tuple[str, ...]:
        """Return the words that said most that a need, or this danger, was meant."""
        meaning = (danger or self.dangers[0]) if slug == CRISIS else slug
        return self.classifier.words_for(meaning, words)

    def knows(self, word: str) -> bool:
        """Return whether a word stands in any phrase that was learned."""
        return self.classifier.knows(word)

    def mend(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """Return the words with each unknown one put right, where a known word is very close."""
        return tuple(map(self._mend_word, words[:MOST_MENDED])) + words[MOST_MENDED:]

    def _mend_word(self, word: str) -> str:
        if len(word) < SHORTEST_MENDED or self.classifier.knows(word):
            return word
        close = process.extractOne(word, self.vocabulary, scorer=fuzz.ratio, score_cutoff=CLOSE)
        return str(close[0]) if close else word

    def weigh_topics(self, texts: Iterable[str]) -> dict[str, Mapping[str, float]]:
        """Return how much each listing's own words are about each need; its strongest is 1.

        What was judged last is kept, so that a changed file only costs its changed listings.
        """
        wanted = dict.fromkeys(texts)
        fresh = [text for text in wanted if text not in self._judged]
        words = list(map(split_words, fresh))
        judged = self.classifier.skim(words, self.needs, TOPIC_SOFTNESS)
        known = self._judged | dict(zip(fresh, map(_to_shares, judged), strict=True))
        weighed = {text: known[text] for text in wanted}
        self._judged.clear()
        self._judged.update(weighed)
        return weighed

    def _judge(self, words: tuple[str, ...]) -> dict[str, float]:
        meanings = (*self.needs, *self.dangers, _HARMLESS)
        judged = self.classifier.judge(words, meanings, NEED_SOFTNESS)
        chances = {slug: judged.get(slug, 0.0) for slug in self.needs}
        chances[CRISIS] = sum(judged.get(each, 0.0) for each in self.dangers)
        return chances


def _split_clauses(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the parts of a sentence that joins like "and" set apart, two words or longer."""
    clause: list[str] = []
    parts: list[tuple[str, ...]] = []
    for word in (*words, "and"):
        if word not in _JOINS:
            clause.append(word)
        else:
            parts.append(tuple(clause))
            clause = []
    return (part for part in parts if 1 < len(part) < len(words))


def _to_shares(chances: Mapping[str, float]) -> Mapping[str, float]:
    """Return chances beside the strongest, without the faintest."""
    most = max(chances.values(), default=1.0)
    return {slug: chance / most for slug, chance in chances.items() if chance >= most / 100}


@lru_cache(maxsize=1)
def _learn(
    needs: tuple[Need, ...], dangers: tuple[Danger, ...], phrases: tuple[Phrase, ...]
) -> Lexicon:
    danger_of = {slug: danger.slug for danger in dangers for slug in danger.needs}
    slugs = tuple(need.slug for need in needs if need.slug != CRISIS)
    examples = [
        Example(split_words(word), {need.slug: 1.0, CALM: 1.0})
        for need in needs
        if need.slug != CRISIS
        for word in (need.title, *need.words)
    ]
    said = [split_words(phrase.text) for phrase in phrases]
    examples += map(Example, said, (_meanings(phrase, danger_of) for phrase in phrases))
    kinds = tuple(dict.fromkeys(phrase.danger for phrase in phrases if phrase.danger))
    words = Counter(chain.from_iterable(example.words for example in examples))
    common = (word for word, count in words.most_common() if count > 1)
    vocabulary = tuple(word for word in common if len(word) >= SHORTEST_MENDED)
    return Lexicon(
        Classifier.learn(examples),
        Signs.learn(zip(phrases, said, strict=True)),
        slugs,
        kinds,
        vocabulary,
    )


def _meanings(phrase: Phrase, danger_of: Mapping[str, str]) -> dict[str, float]:
    """Return what one phrase speaks for: its main need most, danger as much as any need."""
    if phrase.harmless:
        return {CALM: 1.0, **(dict.fromkeys(phrase.needs[:1], 1.0) or {_HARMLESS: 1.0})}
    main, *others = phrase.needs
    meanings = {slug: SECOND_NEED for slug in others if slug != CRISIS}
    meanings[ALARM if is_alarming(phrase) else CALM] = 1.0
    if main == CRISIS:
        return {**meanings, str(phrase.danger): 1.0}
    meanings[main] = 1.0
    if CRISIS in others:
        meanings[danger_of.get(main, "emergency")] = 1.0
    return meanings
