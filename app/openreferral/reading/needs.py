"""Topics of a listing: from the feed's terms, else from its own words as a guess, else none."""

from collections.abc import Iterator
from typing import get_args

from app.content.models import Group, Kind, Level, ReachInWay, Way
from app.content.needs import Need
from app.openreferral.drafts import Note, Value
from app.openreferral.reading.ages import oldest_of
from app.openreferral.reading.markup import plain_text
from app.openreferral.reading.parts import Part, dropped, guessed, mapped, quote
from app.openreferral.reading.shape import Listing, Term
from app.openreferral.reading.terms import Meaning, fold_name
from app.openreferral.reading.vocabulary import Vocabulary

MOST_NEEDS, MOST_GUESSED = 6, 2
ENOUGH = 3
"""A guess needs one word in the name, or three in the description, where a phrase is two."""
IN_NAME, IN_DESCRIPTION, LONG_PHRASE = 3, 1, 2
OLDEST_CHILD = 18

_ADULTS_FEEL, _CHILD_FEELS, _EXTRA_NEEDS = (
    "mental_health_parent",
    "mental_health_child",
    "disability_asn",
)
_OWN_LISTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "level": ("level", get_args(Level)),
    "kinds": ("kinds", get_args(Kind)),
    "kinds of help": ("kinds", get_args(Kind)),
    "ways": ("ways", get_args(Way)),
    "ways of getting it": ("ways", get_args(Way)),
    "made for": ("welcomes", get_args(Group)),
    "welcomes": ("welcomes", get_args(Group)),
    "how to get it": ("reach_in", get_args(ReachInWay)),
    "how to reach in": ("reach_in", get_args(ReachInWay)),
}
"""Lists of a Reach In's own, after "Reach In: ", the fields they fill and their words."""


def read_needs(listing: Listing, vocabulary: Vocabulary) -> Part:
    """Return `needs`, and the `kinds`, `welcomes` and fields of our own lists that terms give."""
    notes: list[Note] = []
    fields: dict[str, Value] = {}
    slugs, kinds, welcomes = _gather_meanings(listing, vocabulary, notes)
    _read_own_lists(listing, fields)
    for name, found in (("kinds", kinds), ("welcomes", welcomes)):
        if found and name not in fields:
            fields[name] = list[Value](found)
            notes.append(mapped(name, f"From the feed's terms: {', '.join(found)}."))
    if listing.suits and not slugs and _EXTRA_NEEDS in vocabulary.needs:
        slugs = [_EXTRA_NEEDS]
        notes.append(guessed("needs", "It says which extra needs it suits. Check the topic."))
    if not slugs:
        slugs = _guess(listing, vocabulary, notes)
    if not slugs:
        return Part(fields, tuple(notes))
    if len(slugs) > MOST_NEEDS:
        left = ", ".join(slugs[MOST_NEEDS:])
        notes.append(dropped("needs", f"More than {MOST_NEEDS} topics. Left out: {left}."))
    fields["needs"] = list[Value](slugs[:MOST_NEEDS])
    return Part(fields, tuple(notes))


def _gather_meanings(
    listing: Listing, vocabulary: Vocabulary, notes: list[Note]
) -> tuple[list[str], list[str], list[str]]:
    """Return topics, kinds and groups that the terms stand for, each once, in their order."""
    own = [need.slug for term in listing.terms if (need := _own_need(term, vocabulary))]
    slugs = dict.fromkeys(own)
    if own:
        notes.append(mapped("needs", f"Our own topics: {', '.join(slugs)}."))
    kinds: dict[str, None] = {}
    welcomes: dict[str, None] = {}
    for term in dict.fromkeys(listing.terms) if not own else ():
        if not _is_own(term):
            meaning = vocabulary.terms.find(term)
            named = _fit(meaning, listing, vocabulary)
            _note_term(term, meaning, named, notes)
            slugs |= dict.fromkeys(named)
            kinds |= dict.fromkeys(meaning.kinds if meaning else ())
            welcomes |= dict.fromkeys(meaning.welcomes if meaning else ())
    return list(slugs), list(kinds), list(welcomes)


def _fit(meaning: Meaning | None, listing: Listing, vocabulary: Vocabulary) -> list[str]:
    """Return a term's topics that this directory has; a child's feelings where it is for them."""
    slugs = list(meaning.needs if meaning else ())
    oldest = oldest_of(listing)
    if oldest is not None and oldest <= OLDEST_CHILD:
        slugs = [_CHILD_FEELS if slug == _ADULTS_FEEL else slug for slug in slugs]
    return [slug for slug in slugs if slug in vocabulary.needs]


def _note_term(term: Term, meaning: Meaning | None, named: list[str], notes: list[Note]) -> None:
    told = quote(term.name or next(iter(term.codes), "") or "A term")
    if named:
        notes.append(mapped("needs", f"{told} is {', '.join(named)}."))
    elif meaning is None:
        notes.append(dropped(term.source, f"{told} is a term we do not know."))


def _is_own(term: Term) -> bool:
    return fold_name(term.scheme or "").startswith("reach in")


def _own_need(term: Term, vocabulary: Vocabulary) -> Need | None:
    """Return the topic a term of our own list names, by its slug or title."""
    if not _is_own(term):
        return None
    list_name = fold_name(term.scheme or "").removeprefix("reach in").strip()
    if list_name not in ("topics", "needs", "topic", "need"):
        return None
    by_slug = (vocabulary.needs.get(code) for code in term.codes)
    titles = (
        n for n in vocabulary.needs.values() if fold_name(n.title) == fold_name(term.name or "")
    )
    return next((need for need in (*by_slug, *titles) if need), None)


def _read_own_lists(listing: Listing, fields: dict[str, Value]) -> None:
    """Fill fields from terms of our own lists, by code or name."""
    for term in listing.terms:
        list_name = fold_name(term.scheme or "").removeprefix("reach in").strip()
        field, allowed = _OWN_LISTS.get(list_name, ("", ())) if _is_own(term) else ("", ())
        texts = (*term.codes, term.name or "")
        word = next((each for each in allowed if each in texts), None)
        if word is None:
            continue
        if field == "level":
            fields[field] = word
        elif field == "reach_in":
            fields[field] = {"how": word}
        else:
            held = fields.setdefault(field, [])
            if isinstance(held, list) and word not in held:
                held.append(word)


def _guess(listing: Listing, vocabulary: Vocabulary, notes: list[Note]) -> list[str]:
    """Return the topics whose words stand in the name and description, the likeliest first.

    Help in a crisis is never a guess.
    """
    name = f" {fold_name(plain_text(listing.name or ''))} "
    words = f" {fold_name(plain_text(listing.description or ''))} "
    scores: dict[str, int] = {}
    for need in vocabulary.needs.values():
        if not need.crisis:
            scores[need.slug] = sum(_score(phrase, name, words) for phrase in _phrases_of(need))
    best = max(scores.values(), default=0)
    close = sorted(
        (s for s in scores if scores[s] >= max(ENOUGH, best * 0.6)), key=lambda s: -scores[s]
    )
    found = close[:MOST_GUESSED] if best >= ENOUGH else []
    if found:
        notes.append(
            guessed("needs", f"No term names a topic. Its words sound like: {', '.join(found)}.")
        )
    return found


def _phrases_of(need: Need) -> Iterator[str]:
    texts = {fold_name(text) for text in (*need.words, need.short_title)}
    yield from (text for text in sorted(texts) if len(text) > 2)


def _score(phrase: str, name: str, words: str) -> int:
    """Return what a phrase is worth in texts with a space at each end, also in the plural."""
    many = f"{phrase[:-1]}ies" if phrase.endswith("y") else f"{phrase}s"
    forms = (f" {phrase} ", f" {many} ")
    weight = LONG_PHRASE if " " in phrase else 1
    if any(form in name for form in forms):
        return IN_NAME * weight
    return IN_DESCRIPTION * weight if any(form in words for form in forms) else 0
