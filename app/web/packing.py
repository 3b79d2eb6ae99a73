"""Answers whose body is kept packed: sent as it is to whoever takes gzip (RFC 9110, 12.5.3)."""

from fastapi import Request

VARIES = {"Vary": "Accept-Encoding"}
GZIP = {"Content-Encoding": "gzip", **VARIES}


def takes_gzip(request: Request) -> bool:
    """Return whether an answer may be packed, by the same rule as the middleware that packs.

    Were it another one, the middleware would pack anew what we sent unpacked, and its digest would
    no longer be true. An answer that is not packed gets its `Vary` there.
    """
    return "gzip" in request.headers.get("accept-encoding", "")
