"""Forms under /planning come from our own pages: each holds a token, and browsers say so too.

A token is a fresh number and its HMAC under the session's secret: it needs no store, is of use to
one session alone, and differs on each page, so that packed pages give nothing away (BREACH).
Sources: OWASP's Cross-Site Request Forgery Prevention; Fetch Metadata Request Headers (W3C).
"""

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request

from app.planning.tables.reading import MOST_BYTES
from app.web.pages.finding import tidy_text

MOST_FIELDS = 600
Form = Mapping[str, tuple[str, ...]]
_NONCE_BYTES = 12
_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file that came with a form: what its sender calls it, and its bytes."""

    name: str
    data: bytes


def make_token(secret: str) -> str:
    """Return a new token for the forms of one page."""
    nonce = secrets.token_hex(_NONCE_BYTES)
    return f"{nonce}.{_sign(secret, nonce)}"


def is_token(token: str, secret: str) -> bool:
    """Return whether a token was made with this secret."""
    nonce, _, signature = token.partition(".")
    return hmac.compare_digest(_sign(secret, nonce).encode(), signature.encode())


def came_from_us(request: Request, base: str) -> bool:
    """Return whether a browser says that a page of ours sent this.

    Older browsers send no Sec-Fetch-Site; all send Origin with a form. Neither: it is refused.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    ours = {urlsplit(base).netloc.lower(), request.headers.get("host", "").lower()}
    return urlsplit(request.headers.get("origin", "")).netloc.lower() in ours - {""}


async def read_form(request: Request) -> tuple[Form, SentFile | None]:
    """Return what a form holds: texts without what HTML forbids, and a file if one was chosen.

    No more of a file is kept than shows that it is too large.
    """
    if request.method != "POST":
        return {}, None
    async with request.form(max_files=1, max_fields=MOST_FIELDS) as form:
        names = dict.fromkeys(form.keys())
        texts = {name: tuple(_texts(form, name)) for name in names}
        files = [each for each in form.values() if isinstance(each, UploadFile) and each.filename]
        return texts, await _keep(files[0]) if files else None


async def _keep(sent: UploadFile) -> SentFile:
    name = (sent.filename or "").replace("\\", "/").rpartition("/")[2]
    return SentFile(tidy_text(name, _LONGEST_NAME), await sent.read(MOST_BYTES + 1))


def _texts(form: FormData, name: str) -> list[str]:
    # Browsers end the lines of a form with two signs, and count them as one.
    texts = (v.replace("\r\n", "\n") for v in form.getlist(name) if isinstance(v, str))
    return [tidy_text(text, len(text)) for text in texts]


def _sign(secret: str, nonce: str) -> str:
    return hmac.new(secret.encode(), f"form {nonce}".encode(), hashlib.sha256).hexdigest()
