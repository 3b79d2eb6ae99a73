"""A school and a surgery that are not real, with our box pasted into their pages in each way.

The code is what the builder page offers, so what works here is what people paste. The pages come
from an origin that is not ours. `make screenshots` takes pictures of them.
"""

import threading
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar
from urllib.parse import urlencode, urlsplit

import html5lib
import httpx

from app.config import PROJECT

FOLDER = PROJECT / "tests" / "browser" / "host_pages"
WAYS = ("card", "frame", "widget", "address")


@dataclass(frozen=True)
class HostSite:
    """One made-up site: its page, what it chose on the builder page, and where each way stands."""

    file: str
    chosen: Mapping[str, str]
    slots: Mapping[str, str]

    def draw(self, way: str, site: str) -> str:
        """Return its page with the box from our site in it."""
        chosen = {**self.chosen, "size": "narrow" if self.slots[way] == "side" else "wide"}
        code = _copy_code(site, way, chosen)
        pasted = _embed_as_wordpress(site, code) if way == "address" else code
        slot = f"<!-- {self.slots[way]} -->"
        text = (FOLDER / self.file).read_text(encoding="utf-8")
        assert text.count(slot) == 1
        return text.replace(slot, pasted)


SITES: Mapping[str, HostSite] = {
    "school": HostSite(
        "school.html",
        {
            "area": "glasgow-south",
            "heading": "Find help near you",
            "colour": "#4b2a7b",
            "theme": "light",
        },
        {"card": "side", "frame": "main", "widget": "main", "address": "main"},
    ),
    "surgery": HostSite(
        "surgery.html",
        {
            "area": "south-ayrshire",
            "heading": "Help near you",
            "colour": "#00437a",
            "theme": "light",
        },
        {"card": "main", "frame": "main", "widget": "side", "address": "main"},
    ),
}


def _copy_code(site: str, way: str, chosen: Mapping[str, str]) -> str:
    """Return what "Copy" copies on the builder page."""
    answer = httpx.get(f"{site}/for-schools-and-gps?{urlencode(chosen)}").raise_for_status()
    root = html5lib.parse(answer.text, namespaceHTMLElements=False)
    return next(
        "".join(e.itertext()) for e in root.iter("textarea") if e.get("id") == f"{way}-code"
    )


def _embed_as_wordpress(site: str, address: str) -> str:
    """Return what WordPress makes of an address alone on its line: the frame, in a sandbox."""
    told = httpx.get(f"{site}/oembed", params={"url": address, "format": "json"}).raise_for_status()
    answer: dict[str, str] = told.json()
    (frame,) = html5lib.parse(answer["html"], namespaceHTMLElements=False).iter("iframe")
    src = escape(frame.get("src", ""))
    text = (FOLDER / "wordpress.html").read_text(encoding="utf-8")
    return text.replace("{src}", src).replace("{title}", escape(answer["title"]))


class _Answers(BaseHTTPRequestHandler):
    site: ClassVar[str]

    def do_GET(self) -> None:
        """Answer /school/card and so on."""
        name, _, way = urlsplit(self.path).path.strip("/").partition("/")
        known = name in SITES and way in WAYS
        self.send_response(200 if known else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(SITES[name].draw(way, self.site).encode() if known else b"")

    def log_message(self, *_: object) -> None:
        """Say nothing: a test that fails says enough."""


def hosting_sites(site: str) -> AbstractContextManager[str]:
    """Serve both made-up sites round ours, and yield their address."""
    return serving_round(site, _Answers)


@contextmanager
def serving_round(site: str, kind: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    """Serve pages of another origin round ours, whose address they find in `self.site`."""
    answers = type("Answers", (kind,), {"site": site})
    with ThreadingHTTPServer(("127.0.0.1", 0), answers) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://localhost:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
