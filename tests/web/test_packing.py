"""Answers come packed where that helps, and only to those who can unpack them."""

import asyncio
import gzip

import pytest
from starlette.responses import Response, StreamingResponse
from starlette.types import Message, Scope

from app.web.packing import LARGE_BYTES, LEAST_BYTES, Packed, pack
from tests.web.pages import PageClient

LONG = b"help near you " * 100


def ask(answer: Response, encoding: str = "br, gzip") -> tuple[dict[str, str], bytes]:
    """Return the headers and the body of an answer that was packed on its way."""
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    headers = [(b"accept-encoding", encoding.encode())] if encoding else []
    asgi = {"version": "3.0", "spec_version": "2.4"}
    scope: Scope = {"type": "http", "asgi": asgi, "method": "GET", "path": "/", "headers": headers}
    asyncio.run(Packed(answer)(scope, receive, send))
    (start, *parts) = sent
    body = b"".join(part.get("body", b"") for part in parts)
    return {name.decode(): value.decode() for name, value in start["headers"]}, body


@pytest.mark.parametrize("kind", ["text/html", "text/css", "application/json", "image/svg+xml"])
@pytest.mark.parametrize("size", [LEAST_BYTES, LARGE_BYTES])
def test_a_large_answer_is_packed(kind: str, size: int) -> None:
    body = b"a" * size
    headers, packed = ask(Response(body, media_type=kind))
    assert gzip.decompress(packed) == body
    assert headers["content-encoding"] == "gzip"
    assert int(headers["content-length"]) == len(packed) < size
    assert headers["vary"] == "Accept-Encoding"


def test_a_page_that_many_read_is_packed_harder(client: PageClient) -> None:
    asked = client.http.build_request("GET", "/areas/glasgow", headers={"accept-encoding": "gzip"})
    packed = b"".join(client.http.send(asked, stream=True).iter_raw())
    assert len(packed) < len(pack(gzip.decompress(packed)))


@pytest.mark.parametrize(
    ("answer", "encoding", "varies"),
    [
        (Response(LONG), "", True),
        (Response(LONG), "br", True),
        (Response(LONG[: LEAST_BYTES - 1]), "gzip", False),
        (Response(b""), "gzip", False),
        (Response(LONG, media_type="image/png"), "gzip", False),
        (Response(LONG, 206), "gzip", False),
        (Response(LONG, headers={"content-encoding": "br"}), "gzip", False),
        (StreamingResponse(iter([LONG, LONG])), "gzip", False),
    ],
)
def test_other_answers_go_out_as_they_are(answer: Response, encoding: str, varies: bool) -> None:
    plain, sent = ask(answer, encoding)
    assert plain.get("content-encoding") in (None, "br")
    assert ("vary" in plain) is varies
    assert sent in (LONG, LONG * 2, LONG[: LEAST_BYTES - 1], b"")
    assert plain.get("content-length", str(len(sent))) == str(len(sent))


def test_what_an_answer_varies_by_already_stays() -> None:
    headers, _ = ask(Response(LONG, headers={"vary": "HX-Request"}))
    assert headers["vary"] == "HX-Request, Accept-Encoding"


def test_the_same_page_is_packed_the_same() -> None:
    assert pack(LONG) == pack(LONG)
