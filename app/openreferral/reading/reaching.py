"""How a family gets this help: can they come by themselves, and what happens then."""

import re

from app.openreferral.drafts import Note, Value
from app.openreferral.reading.markup import cut_text, join_lines, plain_text
from app.openreferral.reading.parts import Part, guessed, mapped, quote
from app.openreferral.reading.shape import Listing

LONGEST_STEP = 400

_TURN_UP = re.compile(
    r"\b(?:drop[- ]?in|just (?:come|turn|go|pop|drop)|come along|turn up|walk[- ]?in"
    r"|no (?:need to book|booking|appointment)|do(?: not|n['’]t) (?:need|have) to book)\b",
    re.IGNORECASE,
)
_NO_REFERRAL = re.compile(
    r"\b(?:no (?:formal )?referrals?(?: (?:is|are))?(?: needed| required| necessary)?"
    r"|(?:without|do(?:es)? not (?:need|require)|don['’]t need) (?:a |being )?referr\w+"
    r"|self[- ]?refer\w*|refer yourself|referrals? (?:is |are )?not (?:needed|required))",
    re.IGNORECASE,
)
_REFERRAL = re.compile(
    r"\breferr(?:al|als|ed|er)\b|\brefer (?:you|a|your|families)\b", re.IGNORECASE
)
_BOOK = re.compile(
    r"\b(?:book(?:ed|ing|ings)?|appointments?|regist(?:er|ration)|sign up)\b", re.IGNORECASE
)
_TOUCH = re.compile(
    r"\b(?:phone|telephone|call|ring|e-?mail|contact|get in touch|message|enquir\w+|text us"
    r"|apply|application|fill in|form)\b",
    re.IGNORECASE,
)
_ATTENDING: dict[str, tuple[str | None, str | None]] = {
    "appointment": (None, "book"),
    "drop in": ("drop in", "just turn up"),
    "dropin": ("drop in", "just turn up"),
    "face to face": ("in person", None),
    "home visit": ("home visit", None),
    "in person": ("in person", None),
    "membership": (None, None),
    "online": ("online", None),
    "phone": ("phone", None),
    "referral": (None, "someone asks for you"),
    "telephone": ("phone", None),
    "venue": ("in person", None),
    "virtual": ("online", None),
}
"""What ORUK 1.0's `attending_type`, `attending_access` and `deliverable_type` mean to us."""


def read_reaching(listing: Listing) -> Part:
    """Return `reach_in` and the `ways` the feed names."""
    notes: list[Note] = []
    ways, told = _read_attending(listing)
    how = _choose_how(listing, told, notes)
    block: dict[str, Value] = {"how": how} if how else {}
    asides = []
    for key, text in _read_steps(listing):
        block[key], rest = cut_text(text, LONGEST_STEP)
        notes.append(mapped(f"reach_in.{key}", "In the words of the feed."))
        asides += [f"More about how to get this help: {rest}"] if rest else []
    fields: dict[str, Value] = {"reach_in": block} if block else {}
    if ways:
        fields["ways"] = list[Value](ways)
        notes.append(mapped("ways", f"The feed says: {', '.join(ways)}."))
    return Part(fields, tuple(notes), tuple(asides))


def hear_how(text: str) -> str | None:
    """Return how to reach in that a text describes, or None where it does not say."""
    if _TURN_UP.search(text):
        return "just turn up"
    without = _NO_REFERRAL.sub(" ", text)
    if _REFERRAL.search(without) and without == text:
        return "someone asks for you"
    if _BOOK.search(text):
        return "book"
    return "get in touch" if without != text or _TOUCH.search(text) else None


def _read_attending(listing: Listing) -> tuple[list[str], str | None]:
    """Return the ways and the how that the feed's fixed words about attending mean."""
    timings = [*listing.timings, *(each for site in listing.places for each in site.timings)]
    texts = [*listing.attending, *(timing.attending for timing in timings if timing.attending)]
    found = [_ATTENDING[key] for key in map(_fold, texts) if key in _ATTENDING]
    hows = list(dict.fromkeys(how for _, how in found if how))
    ways = list(dict.fromkeys(way for way, _ in found if way))
    return ways, hows[0] if len(hows) == 1 else None


def _fold(text: str) -> str:
    return re.sub(r"[\s_-]+", " ", text.strip().lower())


def _choose_how(listing: Listing, told: str | None, notes: list[Note]) -> str | None:
    if listing.needs_referral:
        notes.append(mapped("reach_in.how", "The feed says that a referral is needed."))
        return "someone asks for you"
    if told:
        notes.append(mapped("reach_in.how", f"The feed's way of attending is: {told}."))
        return told
    text = plain_text(listing.applying or "")
    if text and (heard := hear_how(text)):
        notes.append(guessed("reach_in.how", f"We took {quote(text)} to mean: {heard}."))
        return heard
    if listing.needs_referral is False:
        notes.append(guessed("reach_in.how", "No referral is needed, so we say: get in touch."))
        return "get in touch"
    return None


def _read_steps(listing: Listing) -> list[tuple[str, str]]:
    bring = join_lines(tuple(plain_text(text) for text in listing.bring))
    steps = (
        ("next", plain_text(listing.applying or "")),
        ("bring", bring),
        ("wait", plain_text(listing.wait or "")),
    )
    return [(key, text) for key, text in steps if text]
