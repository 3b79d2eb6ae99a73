"""Keep finished pages for a minute: many families read the same few, and nobody's words are there.

A page stays good as long as the data, the language and the minute (opening times) do, so those
name it. Only whole pages that hold nothing typed are kept: no search, no query, no error. Each has
an ETag, so a phone that saw the page before fetches nothing (RFC 9110, 8.8.3).
"""

import hashlib
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app import language
from app.web.addresses import TELL
from app.web.packing import FOR_MANY
from app.web.site import Site

MOST_PAGES = 2_000
"""Pages held at once: about 10 MB, as each is a few kilobytes compressed."""
GZIP_HEADER = 10
"""Bytes at the start of a packed body that hold the time it was packed (RFC 1952, 2.3)."""
NEVER = (
    *("/find", "/list/", "/static/", "/health", "/api/", "/embed"),
    *("/open-data/", "/oruk/", "/planning", f"{TELL}/"),
)


@dataclass(slots=True)
class _Answer:
    """An answer as it comes, in parts."""

    start: Message = field(default_factory=dict)
    body: bytearray = field(default_factory=bytearray)


class Kept:
    """Answers again what it answered a moment ago."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._pages: OrderedDict[Hashable, _Answer] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on unless its answer is known."""
        if not _may_keep(scope):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        key = _name(scope, headers)
        answer = self._pages.get(key)
        if answer is None:
            answer = await self._ask(scope, receive)
            if _is_good(answer):
                self._keep(key, answer)
        else:
            self._pages.move_to_end(key)
        await _send(answer, headers.get("if-none-match", ""), send)

    async def _ask(self, scope: Scope, receive: Receive) -> _Answer:
        answer = _Answer()

        async def collect(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer.start = message
            else:
                answer.body += message.get("body", b"")

        await self._app({**scope, FOR_MANY: True}, receive, collect)
        return answer

    def _keep(self, key: Hashable, answer: _Answer) -> None:
        digest = hashlib.sha256(answer.body[GZIP_HEADER:]).hexdigest()[:16]
        MutableHeaders(raw=answer.start["headers"])["etag"] = f'"{digest}"'
        self._pages[key] = answer
        if len(self._pages) > MOST_PAGES:
            self._pages.popitem(last=False)


def _may_keep(scope: Scope) -> bool:
    plain = scope["type"] == "http" and scope["method"] == "GET" and not scope["query_string"]
    return plain and not scope["path"].startswith(NEVER)


def _name(scope: Scope, headers: Headers) -> Hashable:
    """Return what a page depends on, besides the code."""
    site: Site = scope["app"].state.site
    packed = "gzip" in headers.get("accept-encoding", "")
    asked = (scope["path"], scope["scheme"], headers.get("host"), headers.get("hx-request"), packed)
    minute = site.clock().replace(second=0, microsecond=0)
    return (*asked, language.current(), site.live.directory.digest, minute)


def _is_good(answer: _Answer) -> bool:
    headers = Headers(raw=answer.start["headers"])
    return answer.start["status"] == 200 and "no-store" not in headers.get("cache-control", "")


async def _send(answer: _Answer, known: str, send: Send) -> None:
    etag = Headers(raw=answer.start["headers"]).get("etag")
    headers = list(answer.start["headers"])
    if etag is not None and etag in known:
        kept = [(name, value) for name, value in headers if not name.startswith(b"content-")]
        await send({"type": "http.response.start", "status": 304, "headers": kept})
        await send({"type": "http.response.body", "body": b""})
        return
    await send({**answer.start, "headers": headers})
    await send({"type": "http.response.body", "body": bytes(answer.body)})
