"""Take in what a family tells us: often enough for a school, not so often that a program floods it.

What the limits are, and what counts once, is told in `docs/architecture.md`.
"""

import hashlib
from typing import Literal

from app.store import Allowance, StoreDown
from app.voice import Said
from app.web.site import Site

Received = Literal["kept", "too many", "down"]
OFTEN = Allowance("voice", "60 per 10 minutes")
DAILY = Allowance("voice by the day", "600 per day")
"""Generous: a whole school, library or surgery may share one address."""
WITH_WORDS = ("missing", "other")
"""What is told in words: other words are another answer."""


def receive(said: Said, sender: str, site: Site) -> Received:
    """Keep an answer and return what became of it. The same one twice in a day counts once.

    Waits for the database, a few seconds at the most: call it from a thread.
    """
    turnstile = site.turnstile
    if not (turnstile.lets_through(OFTEN, sender) and turnstile.lets_through(DAILY, sender)):
        return "too many"
    once = _once_a_day(said)
    if not turnstile.lets_through(once, sender):
        return "kept"
    try:
        site.voice.keep(said)
    except StoreDown:
        turnstile.forget(once, sender)
        return "down"
    return "kept"


def _once_a_day(said: Said) -> Allowance:
    """Return the one turn a day that an address has for this answer."""
    is_told = said.question in WITH_WORDS or said.choice in WITH_WORDS
    words = hashlib.sha256(said.words.encode()).hexdigest() if is_told else ""
    about = (said.question, said.choice, said.listing, said.need, said.area, words)
    return Allowance(f"voice once {about}", "1 per day")
