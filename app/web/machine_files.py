"""The files that machines read: which pages there are, and how to search from a browser's box.

Not in the sitemap: listings that may give a family away. Their titles are bland, so in a list of
results they would tell nobody anything; families reach them through topics. Left out as well is a
topic in an area that lists nobody.
"""

from collections.abc import Iterator
from datetime import date
from xml.etree.ElementTree import Element, SubElement, tostring

from app.content.models import Service
from app.search.directory import Directory
from app.search.locality import count_topics
from app.web.addresses import YOU_SAID, area_path, guide_path, service_path, topic_path
from app.web.heads import NAME

MOST_ADDRESSES = 50_000
"""A sitemap holds no more (https://www.sitemaps.org/protocol.html); listings come last."""
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"
_PARAMETERS = "http://a9.com/-/spec/opensearch/extensions/parameters/1.0/"
_NOT_FOR_ROBOTS = ("/find", "/list/", "/api/", "/planning")

Entry = tuple[str, date | None]


def write_robots(base: str) -> str:
    """Return robots.txt."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in _NOT_FOR_ROBOTS)]
    return "\n".join([*lines, "", f"Sitemap: {base}/sitemap.xml", ""])


def write_sitemap(directory: Directory, base: str) -> bytes:
    """Return the sitemap; a page has a date only where the data says when it changed."""
    root = Element("urlset", xmlns=_SITEMAP)
    for path, changed in list(_list_pages(directory))[:MOST_ADDRESSES]:
        entry = SubElement(root, "url")
        SubElement(entry, "loc").text = base + path
        if changed is not None:
            SubElement(entry, "lastmod").text = changed.isoformat()
    return _write(root)


def write_opensearch(base: str, icon: str) -> bytes:
    """Return how to search here. Words are posted, so that they stand in no address.

    Firefox reads `method` and `Param`; the parameter extension of OpenSearch 1.1 says the same
    with names of its own. Browsers that know neither are offered nothing else.
    """
    root = Element("OpenSearchDescription", {"xmlns": _OPENSEARCH, "xmlns:parameters": _PARAMETERS})
    SubElement(root, "ShortName").text = NAME
    SubElement(root, "Description").text = "Find help for families near you"
    SubElement(root, "InputEncoding").text = "UTF-8"
    SubElement(root, "Image", type="image/svg+xml").text = icon
    posted = {"type": "text/html", "template": f"{base}/find", "method": "post"}
    url = SubElement(root, "Url", {**posted, "parameters:method": "post"})
    for name in ("Param", "parameters:Parameter"):
        SubElement(url, name, name="q", value="{searchTerms}")
    return _write(root)


def _list_pages(directory: Directory) -> Iterator[Entry]:
    catalogue = directory.catalogue
    yield "/", None
    yield "/areas", None
    yield YOU_SAID, None
    yield from ((topic_path(need), None) for need in catalogue.needs.values())
    for area in catalogue.areas.values():
        yield area_path(area), None
        counts = count_topics(area, directory)
        listed = (need for need in catalogue.needs.values() if counts[need.slug])
        yield from ((area_path(area, need), None) for need in listed)
    yield from ((guide_path(guide), guide.updated) for guide in catalogue.guides.values())
    for service in catalogue.live:
        if not catalogue.may_give_away(service):
            yield service_path(service, catalogue), _find_change(service)


def _find_change(service: Service) -> date:
    checked = [service.checked.on] if service.checked is not None else []
    return max([service.edited, *checked])


def _write(root: Element) -> bytes:
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written
