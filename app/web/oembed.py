"""oEmbed: a bare address of ours, pasted into WordPress, becomes a small frame.

WordPress lets a frame of a site it does not know run scripts and nothing else: no form, no other
page of ours at the top, no storage. So these frames are plain. Pages on safety topics are never
offered: their address stays the bland link that was pasted. https://oembed.com.
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from markupsafe import escape

from app.content.catalogue import Catalogue
from app.content.codes import code_of
from app.content.needs import Need
from app.language import gettext as _
from app.web.framing import Framing

NAME = "Reach In"
WIDTH = 600
HEIGHT = 560
DAY_SECONDS = 86_400


def oembed_address(path: str, catalogue: Catalogue, base: str) -> str:
    """Return where other sites learn how to show a page; nothing for a page they may not."""
    if not path or frame_page(path, catalogue) is None:
        return ""
    return f"{base}/oembed?url={quote(base + path, safe='')}&format=json"


def find_path(address: str, hosts: set[str]) -> str:
    """Return the path of an address of ours; nothing for any other."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or parts.netloc.lower() not in hosts:
        return ""
    return unquote(parts.path).rstrip("/") or "/"


def frame_page(path: str, catalogue: Catalogue) -> Framing | None:
    """Return the frame that stands for a page of ours, or None where it may not be shown so."""
    first, *rest = path.strip("/").split("/")
    find = _FINDERS.get((first, len(rest)))
    if find is not None:
        return find(catalogue, *rest)
    guide = catalogue.guides.get(first) if not rest else None
    return Framing(guide=guide.slug, title=guide.title) if guide and not guide.bland else None


def write_answer(framing: Framing, base: str, width: int, height: int) -> dict[str, Any]:
    """Return the oEmbed answer, no larger than this where numbers are given."""
    wide, high = min(width or WIDTH, WIDTH), min(height or HEIGHT, HEIGHT)
    title = framing.title or home_title()
    address = base + framing.write(plain="1")
    html = (
        f'<iframe src="{escape(address)}" width="{wide}" height="{high}" title="{escape(title)}"'
        ' frameborder="0"></iframe>'
    )
    return {
        "version": "1.0",
        "type": "rich",
        "html": html,
        "width": wide,
        "height": high,
        "title": title,
        "provider_name": NAME,
        "provider_url": base,
        "cache_age": DAY_SECONDS,
    }


def home_title() -> str:
    """Return what a frame is called where its host gave it no name."""
    return _("Find family support near you")


def _frame_site(_catalogue: Catalogue) -> Framing:
    return Framing()


def _frame_area(catalogue: Catalogue, slug: str) -> Framing | None:
    area = catalogue.areas.get(slug)
    if area is None:
        return None
    return Framing(area=slug, title=_("Find help: {area}").format(area=area.name))


def _frame_topic(catalogue: Catalogue, page: str) -> Framing | None:
    need = _find_topic(catalogue, page)
    return Framing(need=need.slug, title=need.title) if need is not None else None


def _frame_topic_in_area(catalogue: Catalogue, slug: str, page: str) -> Framing | None:
    need, area = _find_topic(catalogue, page), catalogue.areas.get(slug)
    if need is None or area is None:
        return None
    return Framing(area=slug, need=need.slug, title=f"{need.title}: {area.name}")


def _frame_listing(catalogue: Catalogue, name: str) -> Framing | None:
    service = catalogue.find(name) or catalogue.by_code.get(name)
    if service is None or catalogue.may_give_away(service):
        return None
    return Framing(service=code_of(service.id), title=service.name)


def _find_topic(catalogue: Catalogue, page: str) -> Need | None:
    needs = catalogue.needs.values()
    return next((need for need in needs if need.page == page and not need.safety), None)


_FINDERS: dict[tuple[str, int], Callable[..., Framing | None]] = {
    ("", 0): _frame_site,
    ("areas", 0): _frame_site,
    ("areas", 1): _frame_area,
    ("areas", 2): _frame_topic_in_area,
    ("topics", 1): _frame_topic,
    ("services", 1): _frame_listing,
}
