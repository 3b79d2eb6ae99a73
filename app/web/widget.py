"""The script that other sites load, and the JSON it asks for.

The script itself is `static/widget/v1.js`. What the server knows and the script cannot is written
above it as one line of data: where we are, the topics and areas, who to phone when no server
answers, and every word, in the reader's language. `docs/embedding.md` is the contract.
"""

import base64
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from app.language import Languages, current, mark, speaking
from app.language import gettext as _
from app.web.presenters import show_general_crisis
from app.web.sealing import Asked
from app.web.site import Visit
from app.web.views import Card, ContactLine, CrisisCard, ResultsPage

SOURCE = "widget/v1.js"
MOVING = "/widget/v1.js"
DIGITS = 16
"""Digits of the hash in a pinned address."""
MOST_LINES = 3
BY = mark(
    "This box is from Reach In, a free list of help for families in Scotland."
    " This website is not told what you type here."
)
WORDS: dict[str, str] = {
    "heading": mark("Find help near you"),
    "leave": mark("Leave this page"),
    "words": mark("What would help?"),
    "topic": mark("Or choose a topic"),
    "any": mark("Any topic"),
    "near": mark("Where are you?"),
    "skip": mark("(you can skip)"),
    "hint": mark("Postcode or place. Not kept."),
    "find": mark("Find help"),
    "looking": mark("Looking…"),
    "found": mark("What we found"),
    "none": mark("Nothing matched those words. It does not mean there is no help."),
    "all": mark("See all {number} on Reach In"),
    "open": mark("See more on Reach In"),
    "site": mark("Go to Reach In"),
    "signal": mark(
        "We could not get through. You may have no signal just now. It does not mean there is no"
        " help."
    ),
    "slow": mark(
        "This is taking too long. Your signal may be weak. It does not mean there is no help."
    ),
    "fault": mark(
        "Something went wrong here. It is our fault, not yours. It does not mean there is no help."
    ),
    "again": mark("What you chose and typed is still here. Wait a minute, then try again."),
    "danger": mark("In danger now?"),
    "call": mark("Call"),
    "if": mark("Call 999 now if:"),
    "listen": mark("These people will listen to you now:"),
    "private": mark("We do not know who you are. We do not keep your searches."),
}
"""Every word the script shows by itself; the pages' own words where they are the same."""


@dataclass(frozen=True, slots=True)
class Script:
    """The script as it is sent, in one language."""

    body: bytes

    @property
    def name(self) -> str:
        """Return the start of its hash, which stands in its pinned address."""
        return hashlib.sha256(self.body).hexdigest()[:DIGITS]

    @property
    def pinned(self) -> str:
        """Return the address where these bytes and no others are."""
        return f"/widget/v1.{self.name}.js"

    @property
    def integrity(self) -> str:
        """Return what a page writes beside the pinned address, so that it loads these bytes."""
        return f"sha384-{base64.b64encode(hashlib.sha384(self.body).digest()).decode()}"


def write_script(visit: Visit) -> Script:
    """Return the script in the reader's language.

    It stands in a function of its own, because a page that loads it twice must not fail.
    """
    source = visit.site.assets.body(SOURCE)
    line = f"const REACHIN = {json.dumps(_write_data(visit), separators=(',', ':'))};\n"
    return Script(b"(() => {\n" + line.encode() + source + b"\n})();\n")


def find_script(name: str, visit: Visit) -> Script | None:
    """Return the script whose hash begins so, whichever language it is in."""
    return next((each for each in _write_all(visit) if each.name == name), None)


def _write_all(visit: Visit) -> Iterator[Script]:
    languages: Languages = visit.site.languages.languages
    for language in languages.by_tag.values():
        with speaking(language):
            script = write_script(visit)
        yield script


def _write_data(visit: Visit) -> dict[str, Any]:
    """Return what the script is told. Nothing in it depends on the time of day."""
    catalogue = visit.directory.catalogue
    lines = show_general_crisis(visit.directory, visit.now).lines
    contacts = ((line.name, line.contact) for line in lines)
    return {
        "base": visit.base,
        "exit": visit.site.exit_url,
        "lang": current().tag,
        "by": _(BY),
        "topics": [[need.slug, need.title] for need in catalogue.needs.values()],
        "areas": [[area.slug, area.name] for area in catalogue.areas.values()],
        "lines": [
            [name, contact.text, contact.href]
            for name, contact in contacts
            if contact is not None and contact.href.startswith("tel:")
        ][:MOST_LINES],
        "words": {name: _(words) for name, words in WORDS.items()},
    }


def write_results(results: ResultsPage, asked: Asked, visit: Visit) -> dict[str, Any]:
    """Return the answer to a search, as the script reads it."""
    return _EMPTY | {
        "said": results.lead or results.heading,
        "notice": results.notice,
        "crisis": _write_crisis(results.crisis, visit.base) if results.crisis else None,
        "results": [_write_card(card, visit.base) for card in results.cards],
        "also": [_write_card(card, visit.base) for card in results.also],
        "total": results.total,
        "more": f"{visit.base}/find/{visit.site.seal.close(asked)}",
    }


def write_problem(problem: str, visit: Visit) -> dict[str, Any]:
    """Return the answer where nothing could be looked for: why, and the way to the site."""
    return _EMPTY | {"problem": problem, "more": f"{visit.base}/"}


_EMPTY: dict[str, Any] = {
    "said": "",
    "notice": "",
    "crisis": None,
    "results": [],
    "also": [],
    "total": 0,
    "more": "",
    "problem": "",
}
"""The shape every answer has. Names may be added; none goes away while v1 is served."""


def _write_crisis(crisis: CrisisCard, base: str) -> dict[str, Any]:
    return {
        "title": crisis.title,
        "call_999_if": list(crisis.call_999_if),
        "then": crisis.then,
        "lines": [_write_line(line, base) for line in crisis.lines],
    }


def _write_line(card: Card, base: str) -> dict[str, Any]:
    return {
        "name": card.name,
        "href": base + card.href,
        "opening": {"shape": card.opening.shape, "text": card.opening.text},
        "contact": _write_contact(card.contact),
    }


def _write_card(card: Card, base: str) -> dict[str, Any]:
    told = ("provider", "summary", "reach_in", "cost", "where")
    return _write_line(card, base) | {name: getattr(card, name) for name in told}


def _write_contact(contact: ContactLine | None) -> dict[str, str] | None:
    """Return the first way to get in touch; the number is "" where it is a website."""
    if contact is None:
        return None
    return {"label": contact.label, "number": contact.text, "href": contact.href}
