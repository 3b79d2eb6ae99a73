"""Hear what a family needs in the words they use, and hear danger when it is there.

Everything is learned from `needs.yaml` and the phrase files, so a planner who adds a phrase
teaches the search. Dangers are meanings of their own beside the needs: "crisis at work" and
"i cant go on" share words with both, and only the whole phrase tells them apart.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from app.content.dangers import Danger
from app.content.needs import Need
from app.content.phrases import CRISIS, Phrase
from app.search.classifier import Classifier, Example
from app.search.outcomes import NeedMatch
from app.search.words import split_words

DANGER_AT = 0.5
"""How probable danger must be for the crisis card to show."""
LEAST_CONFIDENCE = 0.01
"""Below this share of the probability a need is not counted as heard at all."""
MOST_NEEDS = 3
NEED_SOFTNESS = 1.5
"""Naive Bayes is too sure of itself; softened, a second meaning keeps a share worth showing."""
TOPIC_SOFTNESS = 4.0
"""Listings have many words, so unsoftened odds would call every listing purely one thing."""
SECOND_NEED = 0.5
"""How much a phrase speaks for the further needs named after its bar."""
_DANGER_MARK = "danger:"
_HARMLESS = "harmless"


class Lexicon:
    """What words mean here."""

    def __init__(self, classifier: Classifier, needs: frozenset[str]) -> None:
        self._classifier = classifier
        self._needs = needs

    @classmethod
    def learn(
        cls, needs: Iterable[Need], dangers: Iterable[Danger], phrases: Iterable[Phrase]
    ) -> "Lexicon":
        """Learn the words of each need and every phrase. The same words are learned only once."""
        known = tuple(needs)
        slugs = frozenset(need.slug for need in known)
        return cls(_learn(known, tuple(dangers), tuple(phrases)), slugs)

    def hear(self, words: tuple[str, ...]) -> tuple[tuple[NeedMatch, ...], str | None]:
        """Return the needs heard in the words, surest first, and the danger, if any."""
        judged = self._classifier.judge(words, softness=NEED_SOFTNESS)
        dangers = {m: p for m, p in judged.items() if m.startswith(_DANGER_MARK)}
        chances = {m: p for m, p in judged.items() if m not in dangers and m != _HARMLESS}
        in_danger = sum(dangers.values())
        chances[CRISIS] = in_danger
        heard = sorted(chances.items(), key=lambda item: -item[1])[:MOST_NEEDS]
        matches = tuple(
            NeedMatch(slug, round(chance, 3), self._because(slug, words, dangers))
            for slug, chance in heard
            if chance >= LEAST_CONFIDENCE
        )
        if in_danger < DANGER_AT:
            return matches, None
        return matches, max(dangers, key=dangers.__getitem__).removeprefix(_DANGER_MARK)

    def weigh_topics(self, text: str) -> Mapping[str, float]:
        """Return how much a listing's own words are about each need; its strongest is 1."""
        return _weigh_topics(self._classifier, self._needs, text)

    def knows(self, word: str) -> bool:
        """Return whether the word is one that families are known to use."""
        return self._classifier.knows(word)

    def _because(
        self, slug: str, words: tuple[str, ...], dangers: Mapping[str, float]
    ) -> tuple[str, ...]:
        meaning = max(dangers, key=dangers.__getitem__) if slug == CRISIS else slug
        return self._classifier.words_for(meaning, words)


@lru_cache(maxsize=100_000)
def _weigh_topics(classifier: Classifier, needs: frozenset[str], text: str) -> Mapping[str, float]:
    """Weigh one text; kept, so that a changed file only costs its changed listings."""
    judged = classifier.judge(split_words(text), softness=TOPIC_SOFTNESS)
    shares = {slug: share for slug, share in judged.items() if slug in needs}
    most = max(shares.values(), default=1.0)
    return {slug: share / most for slug, share in shares.items() if share >= most / 100}


@lru_cache(maxsize=2)
def _learn(
    needs: tuple[Need, ...], dangers: tuple[Danger, ...], phrases: tuple[Phrase, ...]
) -> Classifier:
    danger_of = {slug: danger.slug for danger in dangers for slug in danger.needs}
    examples = [
        Example(word, {need.slug: 1.0})
        for need in needs
        if need.slug != CRISIS
        for word in (need.title, *need.words)
    ]
    examples += [Example(phrase.text, _meanings(phrase, danger_of)) for phrase in phrases]
    return Classifier.learn(examples)


def _meanings(phrase: Phrase, danger_of: Mapping[str, str]) -> dict[str, float]:
    """Return what one phrase speaks for: its main need most, danger as much as any need."""
    if phrase.harmless:
        return dict.fromkeys(phrase.needs[:1], 1.0) or {_HARMLESS: 1.0}
    main, *others = phrase.needs
    meanings = {slug: SECOND_NEED for slug in others if slug != CRISIS}
    if main == CRISIS:
        return {**meanings, f"{_DANGER_MARK}{phrase.danger}": 1.0}
    meanings[main] = 1.0
    if CRISIS in others:
        meanings[f"{_DANGER_MARK}{danger_of.get(main, 'emergency')}"] = 1.0
    return meanings
