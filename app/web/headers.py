"""What every answer tells the browser, in one table by surface, and how large a request may be.

Families are not followed: no referrer, no third party, nothing kept where typed words show.
Sources: OWASP ASVS 5.0 (3.4), Mozilla HTTP Observatory.
"""

from collections.abc import Awaitable, Callable, Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_BYTES = 64 * 1024
ROOMY = {"/planning/tables/import": 16 * 1024 * 1024}
"""Addresses where a file may be sent: more than is taken, so that who sends too much is told so."""
YEAR = 31_536_000
HOUR = 3600
FIVE_MINUTES = 300

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors "
)
_EVERYWHERE = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_PAGES = {"/for-schools-and-gps": "builder", "/docs/api": "docs", "/openapi.json": "open-data"}
"""Addresses with a row of their own. The builder shows the frame, so it may load ours."""
OVER_TLS = {"Strict-Transport-Security": f"max-age={YEAR}; includeSubDomains"}
"""Only where families come over TLS: browsers ignore it elsewhere (RFC 6797, 8.1)."""
SURFACES: dict[str, dict[str, str]] = {
    "page": {"Content-Security-Policy": _POLICY + "'none'", "Cache-Control": "no-cache"},
    "builder": {
        "Content-Security-Policy": _POLICY + "'none'; frame-src 'self'",
        "Cache-Control": "no-cache",
    },
    "docs": {
        "Content-Security-Policy": _POLICY.replace("img-src", "img-src data:") + "'none'",
        "Cache-Control": "no-cache",
    },
    "planning": {
        "Content-Security-Policy": _POLICY + "'none'",
        "Cache-Control": "no-store",
        # Our own forms must say where they come from; nobody else is told (Fetch, 3.1).
        "Referrer-Policy": "same-origin",
        "X-Robots-Tag": "noindex, nofollow",
    },
    "static": {
        "Content-Security-Policy": "default-src 'none'",
        "Cache-Control": f"public, max-age={YEAR}, immutable",
        "Cross-Origin-Resource-Policy": "cross-origin",
    },
    "embed": {
        "Content-Security-Policy": _POLICY + "*",
        "Cache-Control": "no-cache",
        "Cross-Origin-Resource-Policy": "cross-origin",
    },
    "widget": {
        "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
        "Cache-Control": f"public, max-age={HOUR}",
        "Access-Control-Allow-Origin": "*",
        "Cross-Origin-Resource-Policy": "cross-origin",
    },
    "api": {
        "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
        "Cache-Control": "no-store",
        "Access-Control-Allow-Origin": "*",
        "Cross-Origin-Resource-Policy": "cross-origin",
    },
    "oruk": {
        "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
        "Cache-Control": f"public, max-age={FIVE_MINUTES}",
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Expose-Headers": "ETag",
        "Cross-Origin-Resource-Policy": "cross-origin",
    },
    "open-data": {
        "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
        "Cache-Control": f"public, max-age={FIVE_MINUTES}",
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Expose-Headers": "Content-Disposition, ETag, Repr-Digest",
        "Cross-Origin-Resource-Policy": "cross-origin",
        "X-Robots-Tag": "noindex",
    },
}
"""The frame and the widget's script stand in other sites' pages. In WordPress' sandbox a frame has
no origin, so even our own styles come to it from elsewhere. COEP stays, for hosts that ask it of
frames. The styles of Swagger UI, on the page of the API alone, hold pictures as `data:`.
"""
FOREVER = {"Cache-Control": f"public, max-age={YEAR}, immutable"}
"""For what has the hash of its content in its address."""
NEVER_KEPT = {"Cache-Control": "no-store"}
"""For answers that show typed words: no cache, shared or private, may hold them."""


def surface_of(path: str) -> str:
    """Return which row of the table a path belongs to."""
    if path.startswith("/static/"):
        return "static"
    if path.startswith("/open-data/"):
        return "open-data"
    folder = f"{path}/"
    if folder.startswith(("/api/", "/health/", "/oembed/", "/widget/v1/")):
        return "api"
    first = folder.split("/")[1]
    return first if first in ("embed", "oruk", "planning", "widget") else _PAGES.get(path, "page")


def frame_policy(hosts: str) -> str:
    """Return the frame's policy where only these hosts (split by spaces) may show it."""
    return f"{_POLICY}'self' {' '.join(hosts.split())}" if hosts.split() else _POLICY + "*"


class Headers:
    """Adds its surface's headers to every answer that does not set them itself.

    HEAD is answered as GET without the body (RFC 9110, 9.3.2): what watches a site asks with it.
    """

    def __init__(self, app: ASGIApp, behind_tls: bool = False, embed_hosts: str = "") -> None:
        self._app = app
        self._behind_tls = behind_tls
        policy = {"Content-Security-Policy": frame_policy(embed_hosts)}
        surfaces = SURFACES | {"embed": SURFACES["embed"] | policy}
        self._lines = {
            (name, over_tls, refused): _write_lines(row, over_tls, refused)
            for name, row in surfaces.items()
            for over_tls in (False, True)
            for refused in (False, True)
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and its answer back with headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        surface = surface_of(scope["path"])
        over_tls = self._behind_tls or scope["scheme"] == "https"
        is_head = scope["method"] == "HEAD"

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                lines = self._lines[surface, over_tls, message["status"] >= 400]
                given = {name for name, _ in message["headers"]}
                own = [line for line in lines if line[0] not in given]
                message = {**message, "headers": [*message["headers"], *own]}
            elif is_head:
                message = {**message, "body": b""}
            await send(message)

        asked = {**scope, "method": "GET"} if is_head else scope
        await self._app(asked, receive, send_with_headers)


def _write_lines(
    row: Mapping[str, str], over_tls: bool, refused: bool
) -> tuple[tuple[bytes, bytes], ...]:
    """Return a surface's headers as they are sent."""
    more = (OVER_TLS if over_tls else {}) | (NEVER_KEPT if refused else {})
    table = {**_EVERYWHERE, **row, **more}
    return tuple((name.lower().encode(), value.encode()) for name, value in table.items())


class BodyLimit:
    """Refuses a request body larger than any of our forms can be, before it is read whole."""

    def __init__(self, app: ASGIApp, answer: Callable[[Request], Awaitable[Response]]) -> None:
        """Take what answers a request whose body is too long."""
        self._app = app
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, counting its body as it comes."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        received, most = 0, ROOMY.get(scope["path"], MOST_BYTES)
        for name, value in scope["headers"]:
            if name == b"content-length" and value.isdigit() and int(value) > most:
                refusal = await self._answer(Request(scope))
                await refusal(scope, receive, send)
                return

        async def receive_within_limit() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > most:
                raise HTTPException(413)
            return message

        await self._app(scope, receive_within_limit, send)
