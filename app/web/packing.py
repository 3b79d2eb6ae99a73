"""Pack answers with gzip: on a weak signal a page of 26 kB comes as one of six.

Starlette's own middleware packs too, but looks at each answer for four times as long.
"""

from collections.abc import MutableMapping
from typing import Any

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from zlib_ng import zlib_ng

VARIES = {"Vary": "Accept-Encoding"}
GZIP = {"Content-Encoding": "gzip", **VARIES}
"""What an answer says whose body is kept packed."""
LEVEL = 3
"""How hard an answer that is sent once is packed: 2 % larger than at level 5, and sooner done."""
HARDER = 8
"""How hard what many families are sent is packed: as small as zlib can, and seldom."""
FOR_MANY = "reachin.for_many"
"""In a request's scope: its answer will be kept, and sent again."""
LEAST_BYTES = 500
LARGE_BYTES = 128 * 1024
"""From here on a thread packs, and others are answered meanwhile."""
_GZIP = 31
"""Asks zlib for a gzip header, with no time in it, and the largest window."""


class Packed:
    """Packs each answer that is sent whole and large enough, for those who can unpack it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and its answer back packed."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        held: Message | None = None

        async def send_packed(message: Message) -> None:
            nonlocal held
            if message["type"] == "http.response.start" and _may_pack(message):
                held = message
                return
            if held is not None:
                start, held = held, None
                message = await _pack_answer(start, message, _choose_level(scope))
                await send(start)
            await send(message)

        await self._app(scope, receive, send_packed)


def takes_gzip(request: Request) -> bool:
    """Return whether an answer may be sent packed (RFC 9110, 12.5.3).

    What is kept packed asks by the rule of `Packed`, which would else pack anew what was sent
    unpacked, and its digest would no longer be true.
    """
    return _unpacks(request.scope)


def pack(body: bytes, level: int = LEVEL) -> bytes:
    """Return bytes packed with gzip (RFC 1952), the same each time on one machine."""
    packer = zlib_ng.compressobj(level, zlib_ng.DEFLATED, _GZIP)
    return packer.compress(body) + packer.flush()


async def _pack_answer(start: Message, message: Message, level: int | None) -> Message:
    """Return the body of an answer, packed if it may be, and say so in the answer's start.

    Without a level it goes as it is, to who cannot unpack it.
    """
    body = message.get("body", b"")
    if message.get("more_body", False) or len(body) < LEAST_BYTES:
        return message
    headers = MutableHeaders(scope=start)
    headers.add_vary_header("Accept-Encoding")
    if level is None:
        return message
    is_large = len(body) >= LARGE_BYTES
    packed = await run_in_threadpool(pack, body, level) if is_large else pack(body, level)
    headers["Content-Encoding"] = "gzip"
    headers["Content-Length"] = str(len(packed))
    return {**message, "body": packed}


def _choose_level(scope: Scope) -> int | None:
    """Return how hard to pack an answer; None for who cannot unpack it."""
    if not _unpacks(scope):
        return None
    is_for_many = FOR_MANY in scope or scope["path"].startswith("/static/")
    return HARDER if is_for_many else LEVEL


def _may_pack(start: Message) -> bool:
    """Return whether an answer is not packed already, as pictures but drawings are."""
    headers = dict(start["headers"])
    kind = headers.get(b"content-type", b"")
    is_packed = b"content-encoding" in headers or start["status"] == 206
    return not is_packed and (not kind.startswith(b"image/") or kind.startswith(b"image/svg"))


def _unpacks(scope: MutableMapping[str, Any]) -> bool:
    return any(name == b"accept-encoding" and b"gzip" in value for name, value in scope["headers"])
