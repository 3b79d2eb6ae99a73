"""Ids for listings that come from elsewhere: readable, never taken, and the same next time."""

import re
import unicodedata
from collections.abc import Collection
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5

LONGEST = 60
FEED_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def name_listing(
    name: str, provider: str, feed: str, source_id: str, taken: Collection[str]
) -> str:
    """Return an id for a listing: from its name, then its provider, then one of its own."""
    own = uuid5(uuid5(NAMESPACE_URL, f"feed:{feed}"), source_id).hex
    plain = make_slug(name)
    longer = make_slug(f"{name} {provider}", LONGEST + 20) if plain else ""
    last = (f"{plain or 'listing'}-{own[:length]}" for length in (6, 12))
    free = (slug for slug in (plain, longer, *last) if slug and slug not in taken)
    return next(free, own)


def make_slug(text: str, longest: int = LONGEST) -> str:
    """Return words as a slug: small letters, numbers and dashes; empty if none are left."""
    ascii_only = unicodedata.normalize("NFKD", text.replace("'", "").replace("’", ""))
    words = re.findall(r"[a-z0-9]+", ascii_only.encode("ascii", "ignore").decode().lower())
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word[:longest]
        if len(longer) > longest:
            break
        slug = longer
    return slug


def name_feed(source: str) -> str:
    """Return a name for a feed from its address or file."""
    host = urlsplit(source).hostname if "://" in source else None
    if host:
        return make_slug(re.sub(r"^(www|api)\.", "", host).replace(".", " ")) or "feed"
    last = re.split(r"[/\\]", source.rstrip("/\\"))[-1]
    return make_slug(last.rpartition(".")[0] or last) or "feed"
