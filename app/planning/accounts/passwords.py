"""Passwords: hashed with Argon2id, never kept, and refused when others would guess them.

Sources: RFC 9106 (its second recommended choice, which argon2-cffi takes), NIST SP 800-63B
(length before rules, a list of common ones, no forced change), OWASP's Password Storage.
"""

import re
import secrets
import threading
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from app.language import mark

SHORTEST = 12
LONGEST = 200
AT_ONCE = 2
"""Hashes made at a time: each takes 64 MB."""
FEWEST_DIFFERENT = 5
TOO_SHORT = mark("It is too short. Use 12 letters or more: four words do well.")
TOO_LONG = mark("It is too long. Use 200 letters or fewer.")
YOUR_OWN = mark("It holds your name or address. Choose words that are not about you.")
TOO_COMMON = mark("Many people use one like it. Choose four words that have nothing in common.")
COMMON = (
    "password", "passphrase", "qwerty", "qwertyuiop", "asdfghjkl", "zxcvbnm", "iloveyou", "letmein",
    "welcome", "monkey", "football", "dragon", "sunshine", "princess", "superman", "admin", "abc",
    "administrator", "planner", "planning", "changeme", "secret", "trustno", "reachin", "glasgow",
    "scotland", "ayrshire", "celtic", "rangers", "council", "family", "families", "government",
)  # fmt: skip
ROWS = ("abcdefghijklmnopqrstuvwxyz", "0123456789" * 3, "qwertyuiopasdfghjklzxcvbnm")
# "0" for "o" and so on is what everybody thinks of first.
_LEET = str.maketrans("013457@$!", "oleastasi")
_ONLY_COMMON = re.compile(f"(?:{'|'.join(COMMON)})*")
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS, _GROUP = 5, 5


class WeakPassword(ValueError):
    """A password that would be guessed; the text says what to do instead, plainly."""


class Passwords:
    """Hashes and compares, no more than a few at a time."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        """Take how hard to hash; unset, as RFC 9106 recommends."""
        self._hasher = hasher or PasswordHasher()
        self._turn = threading.BoundedSemaphore(AT_ONCE)
        self._nobody = self._hasher.hash(secrets.token_hex(16))

    def hash(self, password: str) -> str:
        """Return what to keep in a password's place."""
        with self._turn:
            return self._hasher.hash(_to_bytes(password))

    def matches(self, hashed: str | None, password: str) -> bool:
        """Return whether a password is the one that was hashed.

        None, for a name nobody has, takes as long as any other.
        """
        typed = _to_bytes(password if len(password) <= LONGEST else "")
        with self._turn:
            try:
                same = self._hasher.verify(hashed or self._nobody, typed)
            except (VerificationError, InvalidHashError):
                return False
        return same and hashed is not None

    def renew(self, hashed: str, password: str) -> str:
        """Return a hash made as hard as today's settings say: the same one if it was."""
        return self.hash(password) if self._hasher.check_needs_rehash(hashed) else hashed


def judge_password(password: str, *own: str) -> None:
    """Refuse a password that would be guessed; `own` is the planner's name and address.

    Raises WeakPassword.
    """
    small = _normalise(password).casefold()
    if len(password) < SHORTEST:
        raise WeakPassword(TOO_SHORT)
    if len(password) > LONGEST:
        raise WeakPassword(TOO_LONG)
    parts = {part for each in own for part in re.findall(r"\w{4,}", each.casefold())}
    if any(part in small for part in parts):
        raise WeakPassword(YOUR_OWN)
    if _is_common(small):
        raise WeakPassword(TOO_COMMON)


def generate_password() -> str:
    """Return a strong password of groups that can be read out: some 120 bits."""
    groups = ("".join(map(secrets.choice, [_ALPHABET] * _GROUP)) for _ in range(_GROUPS))
    return "-".join(groups)


def _is_common(small: str) -> bool:
    bare = re.sub(r"[\W_]", "", small)
    if len(set(small)) < FEWEST_DIFFERENT or any(bare in row or bare in row[::-1] for row in ROWS):
        return True
    stem = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", small)
    words = (re.sub(r"[\W\d_]", "", each) for each in (stem, stem.translate(_LEET)))
    return any(_ONLY_COMMON.fullmatch(each) for each in words)


def _normalise(password: str) -> str:
    # The same letters typed on another keyboard are the same password (NIST SP 800-63B, 5.1.1.2).
    return unicodedata.normalize("NFC", password)


def _to_bytes(password: str) -> bytes:
    return _normalise(password).encode("utf-8", "surrogatepass")
