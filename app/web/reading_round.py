"""Go round a site by its own links, as a family could, and hand over every page's HTML.

No server is needed: the app is asked in this process. `reachin check --wording` reads it all.
"""

import asyncio
import re
from collections.abc import Iterator
from html import unescape

from starlette.types import ASGIApp, Message

_LINK = re.compile(r'<a [^>]*?href="(/[^"#?]*)"')
_HTML = b"text/html"
NOWHERE = "/a-page-that-is-not-here"
STARTS = ("/", "/find", NOWHERE)


def walk_pages(app: ASGIApp) -> Iterator[tuple[str, str]]:
    """Yield (address, HTML) of every page that links lead to, each once; also of "not found"."""
    waiting, seen = list(STARTS), set(STARTS)
    while waiting:
        path = waiting.pop(0)
        html = asyncio.run(_get(app, path))
        if html:
            yield path, html
        for link in map(unescape, _LINK.findall(html)):
            if link not in seen:
                seen.add(link)
                waiting.append(link)


async def _get(app: ASGIApp, path: str) -> str:
    """Return a page's HTML; nothing where the answer is no page, or sends on to another."""
    answer: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        answer.append(message)

    await app(_ask_for(path), receive, send)
    start = answer[0]
    kinds = [value for name, value in start["headers"] if name == b"content-type"]
    if not kinds or not kinds[0].startswith(_HTML):
        return ""
    return b"".join(message.get("body", b"") for message in answer[1:]).decode()


def _ask_for(path: str) -> dict[str, object]:
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": b"",
        "headers": [(b"host", b"localhost")],
        "client": ("127.0.0.1", 0),
        "server": ("localhost", 80),
    }
