"""What programs may ask of us, described once (OpenAPI) and shown to a person."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute

from app.language import gettext as _
from app.web import oruk_docs
from app.web.answers import EXAMPLE
from app.web.site import Visit
from app.web.views import UNLISTED, Head

VERSION = "1"
OPENAPI = "/openapi.json"
PUBLIC = ("/api/v1/", "/oruk/v3", "/open-data/")
"""Addresses that others may build on, and that are described. No other one is."""
TAGS = (
    ("Search", "Find help as a family does, in their own words."),
    (oruk_docs.TAG, "Every listing in the UK standard, a page at a time."),
    ("Whole files", "Every listing in one file."),
)
ABOUT = (
    "You can use our listings in your own site, app or report. You need no account and no key. "
    "Any site can ask, from a browser too. We do not keep searches: we count topics and areas, and "
    "may note a single word that we do not know."
)
_PROBLEM = {
    "type": "object",
    "required": ["error"],
    "properties": {"error": {"type": "string", "description": "What to change, in one sentence."}},
    "example": {"error": "Say what you are looking for: give q, near or need."},
}
_OWN_ERRORS = ("HTTPValidationError", "ValidationError")
"""What FastAPI says of bad values unless told; ours have one sentence."""

Thing = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One address that may be asked; `href` is one that answers, where we know one."""

    path: str
    summary: str
    href: str


@dataclass(frozen=True, slots=True)
class EndpointGroup:
    """Addresses that belong together."""

    title: str
    about: str
    endpoints: tuple[Endpoint, ...]


@dataclass(frozen=True, slots=True)
class ApiDocsPage:
    """The list of addresses, and the place where Swagger UI draws what can be tried."""

    template: ClassVar[str] = "api_docs.html"
    title: str
    groups: tuple[EndpointGroup, ...]
    openapi: str = OPENAPI
    head: Head = UNLISTED


def describe_api(routes: Iterable[BaseRoute], ids: Mapping[str, str], visit: Visit) -> Thing:
    """Return the description of the public JSON API and nothing else (OpenAPI 3.1).

    `ids` has an id that exists for each address that takes one.
    """
    licence = visit.site.downloads.licence
    contact = {"email": visit.site.contact} if visit.site.contact else {}
    described: Thing = get_openapi(
        title="Reach In",
        version=VERSION,
        summary="Help for families in Scotland, as open data.",
        description=ABOUT,
        routes=[route for route in routes if is_public(route)],
        tags=[{"name": name, "description": about} for name, about in TAGS],
        servers=[{"url": visit.base}],
        contact={"name": licence.credit, "url": f"{visit.base}/about", **contact},
        license_info={"name": f"The text of the listings: {licence.name}", "url": licence.url},
    )
    return _give_examples(_say_problems(described), ids)


def is_public(route: BaseRoute) -> bool:
    """Return whether an address is one that others may build on, and not another's twin."""
    path = route.path if isinstance(route, APIRoute) else ""
    return path.startswith(PUBLIC) and not path.endswith("/")


def show_api(described: Thing) -> ApiDocsPage:
    """Return the page about the API."""
    groups = (
        EndpointGroup(name, about, tuple(_list_endpoints(described, name))) for name, about in TAGS
    )
    return ApiDocsPage(_("Our data for programs"), tuple(each for each in groups if each.endpoints))


def _list_endpoints(described: Thing, tag: str) -> Iterator[Endpoint]:
    for path, methods in described["paths"].items():
        operation = methods["get"]
        if tag in operation.get("tags", ()):
            yield Endpoint(path, operation["summary"], _fill(path, operation))


def _fill(path: str, operation: Thing) -> str:
    """Return an address that answers: its own example's, with an example in place of each id."""
    for parameter in operation.get("parameters", ()):
        if parameter["in"] == "path":
            example = parameter.get("example", "")
            path = path.replace(f"{{{parameter['name']}}}", example) if example else ""
    return path + operation.get(EXAMPLE, "") if path else ""


def _give_examples(described: Thing, ids: Mapping[str, str]) -> Thing:
    for path, methods in described["paths"].items():
        for parameter in methods["get"].get("parameters", ()):
            if parameter["in"] == "path" and path in ids:
                parameter["example"] = ids[path]
    return described


def _say_problems(described: Thing) -> Thing:
    """Put our own answer to bad values in place of FastAPI's, which we never send."""
    schemas = described.setdefault("components", {}).setdefault("schemas", {})
    for name in _OWN_ERRORS:
        schemas.pop(name, None)
    schemas["Problem"] = _PROBLEM
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for methods in described["paths"].values():
        for operation in methods.values():
            if "422" in operation["responses"]:
                told = {"description": "A value that cannot be used.", "content": content}
                operation["responses"]["422"] = told
    return described
