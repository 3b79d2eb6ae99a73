"""Digests in headers: what a file's bytes are, and whether the asker has them already."""

import base64
import re

_TAG = re.compile(r'(?:W/)?"([^"]*)"')


def write_digest(sha256: bytes) -> str:
    """Return a digest as `Repr-Digest` has it (RFC 9530, 3; RFC 8941, 3.3.5)."""
    return f"sha-256=:{base64.b64encode(sha256).decode()}:"


def is_known(asked: str, digest: str) -> bool:
    """Return whether an If-None-Match header names a file by its digest, packed or not.

    Tags are compared as weak ones (RFC 9110, 13.1.2), and `*` knows every file.
    """
    named = (tag.removesuffix("-gzip") for tag in _TAG.findall(asked))
    return asked.strip() == "*" or digest in named
