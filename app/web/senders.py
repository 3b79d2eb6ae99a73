"""Who sends a form: which site it comes from, and an address to count turns by. Neither is kept."""

from ipaddress import ip_address, ip_network
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, HTTPException, Request

HOME_PREFIX = 64
"""Bits of an IPv6 address that one home or school shares (RFC 6177): a phone makes up the rest."""
OURS = ("same-origin", "none")
"""What browsers say of a form of ours, and of one that someone sends again by hand."""


def refuse_other_sites(request: Request) -> None:
    """Refuse a form that another site's page sent. Raises HTTPException (403).

    Browsers say where a form stands in Sec-Fetch-Site. Older ones send Origin, which is "null" for
    our own forms, because our pages tell nobody where a family comes from (Fetch, 3.2).
    """
    site = request.headers.get("sec-fetch-site")
    is_ours = site in OURS if site is not None else _is_own_origin(request)
    if not is_ours:
        raise HTTPException(403)


def sender_of(request: Request) -> str:
    """Return the address a request came from, as far as one home or school shares it."""
    told = request.client.host if request.client is not None else ""
    try:
        address = ip_address(told.partition("%")[0])
    except ValueError:
        return told
    if address.version == 6:
        return str(ip_network((address, HOME_PREFIX), strict=False).network_address)
    return str(address)


def _is_own_origin(request: Request) -> bool:
    origin = request.headers.get("origin", "null")
    if origin == "null":
        return True
    public = urlsplit(request.app.state.site.public_url).netloc
    try:
        return urlsplit(origin).netloc in {public, request.headers.get("host", "")} - {""}
    except ValueError:
        return False


OurForm = Depends(refuse_other_sites)
Sender = Annotated[str, Depends(sender_of)]
