"""Who sends a form: which site it comes from, and an address to count turns by. Neither is kept."""

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, HTTPException, Request

from app.web.proxies import address_of

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


def _is_own_origin(request: Request) -> bool:
    origin = request.headers.get("origin", "null")
    if origin == "null":
        return True
    public = urlsplit(request.app.state.site.public_url).netloc
    try:
        return urlsplit(origin).netloc in {public, request.headers.get("host", "")} - {""}
    except ValueError:
        return False


async def _find_sender(request: Request) -> str:
    return address_of(request)


OurForm = Depends(refuse_other_sites)
Sender = Annotated[str, Depends(_find_sender)]
