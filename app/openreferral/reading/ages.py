"""Ages and who a service is for, out of numbers of which -1 and 120 mean nothing."""

from collections.abc import Iterator

from app.openreferral.drafts import Note, Value
from app.openreferral.reading.markup import cut_text, join_lines, plain_text
from app.openreferral.reading.parts import Part, dropped, guessed, mapped
from app.openreferral.reading.shape import Ageing, Listing

OLDEST = 99
"""A limit of so many years or more is none."""
LONGEST_WHO_FOR = 300

_GROUPS = {
    "adult": "Adults",
    "adults": "Adults",
    "child": "Children",
    "children": "Children",
    "family": "Families",
    "female": "Women and girls",
    "male": "Men and boys",
    "teen": "Teenagers",
    "transgender": "Trans people",
}
"""The one-word values ORUK 1.0 has for `eligibility`."""


def read_ages(listing: Listing) -> Part:
    """Return `ages` as planners write them: 0-5, 16+, up to 12, any age."""
    notes: list[Note] = []
    spans = list(dict.fromkeys(s for each in listing.ages for s in _read_span(each, notes)))
    if not spans:
        return Part({}, tuple(notes))
    lows, highs = [low for low, _ in spans], [high for _, high in spans]
    youngest = None if None in lows else min(n for n in lows if n is not None)
    oldest = None if None in highs else max(n for n in highs if n is not None)
    text = _write(youngest, oldest)
    if len(spans) > 1:
        message = f"The feed has {len(spans)} spans of ages: together they are {text}."
        notes.append(guessed("ages", message))
    else:
        notes.append(mapped("ages", f"Ages from the feed: {text}."))
    return Part({"ages": text}, tuple(notes))


def oldest_of(listing: Listing) -> int | None:
    """Return the oldest age a listing is for, or None where there is no limit or none is known."""
    spans = [span for each in listing.ages for span in _read_span(each, [])]
    limits = [high for _, high in spans]
    return max((n for n in limits if n is not None), default=None) if None not in limits else None


def read_who_for(listing: Listing) -> Part:
    """Return `who_for` in the feed's own words."""
    texts = [_GROUPS.get(text.strip().lower(), plain_text(text)) for text in listing.eligibility]
    fields: dict[str, Value] = {}
    asides = []
    if listing.suits:
        asides.append(f"The feed says it suits: {', '.join(dict.fromkeys(listing.suits))}.")
    told = join_lines(tuple(dict.fromkeys(text for text in texts if text)))
    if not told:
        return Part({}, (), tuple(asides))
    fields["who_for"], rest = cut_text(told, LONGEST_WHO_FOR)
    notes = [mapped("who_for", "Who it is for, in the words of the feed.")]
    if rest:
        asides.insert(0, f"More about who it is for: {rest}")
        notes.append(guessed("who_for", "It is long: its end is in the planners' note."))
    return Part(fields, tuple(notes), tuple(asides))


def _read_span(ageing: Ageing, notes: list[Note]) -> Iterator[tuple[int | None, int | None]]:
    """Yield one span as whole years, None where there is no limit; nothing if none is stated."""
    given = (ageing.youngest, ageing.oldest)
    if any(age is not None and age < 0 for age in given):
        notes.append(dropped("ages", "An age below 0 means that it is not stated."))
    low, high = (None if age is None or age < 0 else int(age) for age in given)
    if (low is None and high is None) or (not low and high == 0):
        return
    if low is not None and (low >= OLDEST or (high is not None and low > high)):
        notes.append(dropped("ages", f"From {low} to {high} is no span of ages."))
        return
    if any(age is not None and age % 1 for age in given):
        notes.append(guessed("ages", "The feed has parts of years: we wrote whole years."))
    yield low, None if high is None or high >= OLDEST else high


def _write(youngest: int | None, oldest: int | None) -> str:
    if oldest is None:
        return f"{youngest}+" if youngest else "any age"
    return f"up to {oldest}" if youngest is None else f"{youngest}-{oldest}"
