"""Addresses that hold a search but show none of it.

What was typed is sealed (encrypted and signed) into the results' own address, so that Back,
reload and sharing work with and without script, while histories, logs and onlookers see nothing.
The site keeps no copy. Fernet: https://github.com/fernet/spec.
"""

import base64
import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

SECONDS_PER_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Asked:
    """What a form or a link holds. Every field may be missing or odd: nothing here is refused.

    `f` are filters chosen; `off` are parts of what we understood that the family took away;
    `more` asks for the whole list.
    """

    q: str = ""
    near: str = ""
    need: str = ""
    area: str = ""
    f: tuple[str, ...] = ()
    off: tuple[str, ...] = ()
    more: str = ""

    @property
    def is_empty(self) -> bool:
        """Return whether nothing was asked at all."""
        texts = (self.q, self.near, self.need, self.area, *self.f, *self.off)
        return not any(text.strip() for text in texts)


class Seal:
    """Seals searches with the first key and opens those sealed with any of them."""

    def __init__(self, keys: Iterable[str], days: int) -> None:
        """Take secrets of any length; with none, a new one is made that lasts until restart."""
        made = [Fernet(_stretch(key)) for key in keys] or [Fernet(Fernet.generate_key())]
        self._fernet = MultiFernet(made)
        self._seconds = days * SECONDS_PER_DAY

    def close(self, asked: Asked) -> str:
        """Return the sealed form of a search, safe in an address."""
        given = {name: text for name, text in asdict(asked).items() if text}
        return (
            self._fernet.encrypt(json.dumps(given, ensure_ascii=False).encode())
            .decode()
            .rstrip("=")
        )

    def open(self, sealed: str) -> Asked | None:
        """Return the search, or None when it is too old, broken or not ours."""
        padded = sealed + "=" * (-len(sealed) % 4)
        try:
            given = json.loads(self._fernet.decrypt(padded.encode(), self._seconds))
            given |= {name: tuple(given.get(name, ())) for name in ("f", "off")}
            return Asked(**given)
        except (InvalidToken, ValueError, TypeError):
            return None


def _stretch(secret: str) -> bytes:
    return base64.urlsafe_b64encode(hashlib.sha256(secret.encode()).digest())
