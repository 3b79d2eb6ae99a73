"""Addresses that hold a search but show none of it.

What was typed is sealed (encrypted and signed) into the results' own address, so that Back,
reload and sharing work with and without script, while histories, logs and onlookers see nothing.
The site keeps no copy. Fernet: https://github.com/fernet/spec.
"""

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from app.clock import Clock, london_now

SECONDS_PER_DAY = 86_400
NEW_SECONDS = 10
"""A search is new for as long as a weak signal may take from the form to its results."""
_WHEN = slice(1, 9)
"""Where a Fernet token says when it was made: seconds since 1970, the highest byte first."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a form or a link holds. Every field may be missing or odd: nothing here is refused.

    `f` are filters chosen; `off` are parts of what we understood that the family took away;
    `more` asks for the whole list. `again` says that a list was changed, and nothing new asked.
    """

    q: str = ""
    near: str = ""
    need: str = ""
    area: str = ""
    f: tuple[str, ...] = ()
    off: tuple[str, ...] = ()
    more: str = ""
    again: str = ""

    @property
    def is_empty(self) -> bool:
        """Return whether nothing was asked at all."""
        texts = (self.q, self.near, self.need, self.area, *self.f, *self.off)
        return not any(text.strip() for text in texts)


class Seal:
    """Seals searches with the first key and opens those sealed with any of them."""

    def __init__(self, keys: Iterable[str], days: int, clock: Clock = london_now) -> None:
        """Take secrets of any length; with none, a new one is made that lasts until restart."""
        self._clock = clock
        made = [Fernet(_stretch(key)) for key in keys] or [Fernet(Fernet.generate_key())]
        self._fernet = MultiFernet(made)
        self._seconds = days * SECONDS_PER_DAY

    def close(self, asked: Asked) -> str:
        """Return the sealed form of a search, safe in an address."""
        return self.lock({name: text for name, text in asdict(asked).items() if text})

    def open(self, sealed: str) -> Asked | None:
        """Return the search, or None when it is too old, broken or not ours."""
        given = self.unlock(sealed)
        if given is None:
            return None
        try:
            return Asked(**given | {name: tuple(given.get(name, ())) for name in ("f", "off")})
        except TypeError:
            return None

    def lock(self, given: Mapping[str, object]) -> str:
        """Return anything that JSON can hold, sealed."""
        text = json.dumps(given, ensure_ascii=False).encode()
        return self._fernet.encrypt_at_time(text, self._now()).decode().rstrip("=")

    def unlock(self, sealed: str) -> dict[str, Any] | None:
        """Return what was locked, or None when it is too old, broken or not ours."""
        try:
            text = self._fernet.decrypt_at_time(_pad(sealed), self._seconds, self._now())
            return dict(json.loads(text))
        except (InvalidToken, ValueError, TypeError):
            return None

    def is_new(self, sealed: str) -> bool:
        """Return whether a search that opens was sealed a moment ago, and not come back to."""
        made = int.from_bytes(base64.urlsafe_b64decode(_pad(sealed))[_WHEN])
        return self._now() - made <= NEW_SECONDS

    def _now(self) -> int:
        return int(self._clock().timestamp())


def _pad(sealed: str) -> bytes:
    return (sealed + "=" * (-len(sealed) % 4)).encode()


def _stretch(secret: str) -> bytes:
    return base64.urlsafe_b64encode(hashlib.sha256(secret.encode()).digest())
