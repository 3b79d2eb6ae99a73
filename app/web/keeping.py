"""What a family's own phone keeps, once someone asks it to, and how it lets everything go."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from app.content.catalogue import Catalogue
from app.language import gettext as _
from app.search.directory import Directory
from app.web.addresses import guide_path, topic_path
from app.web.assets import Assets
from app.web.presenters import show_general_crisis
from app.web.views import UNLISTED, Card, Head, Link

WORKER = "sw.js"
OFFLINE = "/offline"
SAVED = "/saved"
URGENT_GUIDE = "urgent-help"
URGENT_TOPIC = "now"
_FILES = (
    *("site.css", "areas.css", "guide.css", "list.css", "saved.css"),
    *("exit.js", "keep.js", "saved.js", "sharing.js", "mark.svg"),
)
"""What the pages that may be kept are drawn with."""
FORGET = {"Clear-Site-Data": '"cache", "storage"', "Cache-Control": "no-store"}
"""Tells a browser to empty itself of this site. Not of cookies: there are none."""


@dataclass(frozen=True, slots=True)
class SavedPage:
    """The place where a phone shows what it has saved. The server does not know what that is."""

    template: ClassVar[str] = "saved.html"
    title: str
    head: Head = UNLISTED


@dataclass(frozen=True, slots=True)
class OfflinePage:
    """What a phone without signal shows of a page it does not have."""

    template: ClassVar[str] = "offline.html"
    title: str
    lines: tuple[Card, ...]
    kept: tuple[Link, ...]
    head: Head = UNLISTED


def show_saved() -> SavedPage:
    """Return the page that scripts fill with what was saved."""
    return SavedPage(_("Your saved help"))


def show_offline(directory: Directory, now: datetime) -> OfflinePage:
    """Return the page for no signal: its lines have times, not whether they are open now."""
    crisis = show_general_crisis(directory, now)
    return OfflinePage(
        title=_("You have no signal just now"),
        lines=tuple(line for line in crisis.lines if line.contact is not None),
        kept=tuple(link_urgent(directory.catalogue))[:1],
    )


def write_worker(assets: Assets, catalogue: Catalogue) -> bytes:
    """Return the service worker, told which files it keeps.

    Its bytes change when any of them does, and that is how browsers know of a new version.
    """
    urgent = [link.href for link in link_urgent(catalogue)]
    files = [OFFLINE, SAVED, *urgent, *(assets.address(name) for name in _FILES)]
    source = assets.body(WORKER)
    version = hashlib.sha256(source + json.dumps(files).encode()).hexdigest()[:12]
    told = {"VERSION": version, "OFFLINE": OFFLINE, "FILES": files}
    lines = (f"const {name} = {json.dumps(value)};\n" for name, value in told.items())
    return "".join(lines).encode() + source


def link_urgent(catalogue: Catalogue) -> Iterator[Link]:
    """Yield where who to phone now is: the guide, then the topic, where the site has them."""
    guide = catalogue.guides.get(URGENT_GUIDE)
    if guide is not None:
        yield Link(guide.title, guide_path(guide))
    topic = next((n for n in catalogue.needs.values() if n.page == URGENT_TOPIC), None)
    if topic is not None:
        yield Link(topic.title, topic_path(topic))
