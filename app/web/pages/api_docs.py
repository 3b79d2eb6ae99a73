"""The description of the JSON API, for programs and for people who write them."""

from typing import Any

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, RedirectResponse

from app.web.api_docs import OPENAPI, describe_api, show_api
from app.web.open_data import API_DOCS
from app.web.pages import api, open_data, oruk
from app.web.site import TheVisit

router = APIRouter()

DESCRIBED = (*api.router.routes, *oruk.router.routes, *open_data.router.routes)


@router.get(OPENAPI)
def send_description(visit: TheVisit) -> dict[str, Any]:
    """Answer the description of what others may ask (OpenAPI 3.1)."""
    return describe_api(DESCRIBED, oruk.find_examples(visit), visit)


@router.get(API_DOCS)
def show_docs(visit: TheVisit) -> HTMLResponse:
    """Answer the page where each address can be read about and tried."""
    return visit.answer(show_api(send_description(visit)))


@router.get("/docs")
def lead_to_docs() -> RedirectResponse:
    """Send whoever looks where such pages usually are to ours."""
    return RedirectResponse(API_DOCS, 308)
