"""Collect the words that families read, from listings and from templates."""

import re
from collections.abc import Iterator
from pathlib import Path

from app.content.models import Service

_NOT_TEXT = re.compile(r"\{#.*?#\}|\{%.*?%\}|<!--.*?-->|<(style|script|svg)\b.*?</\1>", re.DOTALL)
_FILLED_IN = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_INLINE = re.compile(r"</?(?:a|b|strong|em|span|abbr|kbd)\b[^>]*>")
_SPOKEN = re.compile(r'\b(?:aria-label|alt|placeholder|title|content)="([^"{<>]+)"')


def listing_names(service: Service) -> Iterator[tuple[str, str]]:
    """Yield (where, text) for what a listing calls things."""
    yield "name", service.name
    yield "provider", service.provider
    for contact in service.contacts:
        yield "contact name", contact.name or ""
    for place in service.places:
        yield "place", " ".join(filter(None, (place.name, place.address, place.neighbourhood)))


def listing_texts(service: Service) -> Iterator[tuple[str, str]]:
    """Yield (where, text) for every sentence of a listing that families read."""
    texts = {
        "summary": service.summary,
        "who_for": service.who_for,
        "cost_note": service.cost_note,
        "hours_note": service.hours_note,
        "access_note": service.access_note,
        "languages": service.languages.note,
        "next": service.reach_in.next,
        "bring": service.reach_in.bring,
        "wait": service.reach_in.wait,
    }
    yield from ((where, text) for where, text in texts.items() if text)
    yield from (("contact note", contact.note) for contact in service.contacts if contact.note)


def template_texts(path: Path) -> list[str]:
    """Return the pieces of plain text in a template; what is filled in counts as one word."""
    source = path.read_text(encoding="utf-8")
    spoken = _SPOKEN.findall(source)
    source = _INLINE.sub("", _FILLED_IN.sub("it", _NOT_TEXT.sub(" ", source)))
    pieces = re.split(r"<[^>]*>", source)
    return [" ".join(text.split()) for text in (*pieces, *spoken) if text.strip()]
