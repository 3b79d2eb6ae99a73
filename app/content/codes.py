"""Short names for listings that tell an onlooker nothing.

A listing's id says what it is for ("domestic-abuse-helpline"), which a browser's history or a
shared message must not. Its code is made from the id, so it never changes and needs no store.
"""

import base64
import hashlib
from functools import lru_cache

LETTERS = 10
"""Fifty bits: two listings of a hundred thousand share a code once in 200,000 directories."""


@lru_cache(maxsize=250_000)
def code_of(service_id: str) -> str:
    """Return the code of a listing: ten lower-case letters and digits (RFC 4648 base 32)."""
    digest = hashlib.sha256(service_id.encode()).digest()
    return base64.b32encode(digest)[:LETTERS].decode().lower()
