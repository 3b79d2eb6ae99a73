"""Who may do what under /planning, as data: every address has a row here, or it opens to nobody."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.planning.accounts import Role


@dataclass(frozen=True, slots=True)
class Permission:
    """The least role for an address; None: nobody needs to be signed in.

    `is_bound` says that it changes or shows what belongs to areas, so that editors, and viewers who
    have areas, reach only their own. `takes_file` that a form with a file is sent there: it is read
    only for whoever may come in.
    """

    least: Role | None
    is_bound: bool = False
    takes_file: bool = False


SIGN_IN = "/planning/sign-in"
PERMISSIONS: Mapping[str, Permission] = {
    "GET /planning": Permission("viewer"),
    "GET /planning/sign-in": Permission(None),
    "POST /planning/sign-in": Permission(None),
    "POST /planning/sign-out": Permission("viewer"),
    "POST /planning/sign-out-everywhere": Permission("viewer"),
    "GET /planning/password": Permission("viewer"),
    "POST /planning/password": Permission("viewer"),
    "GET /planning/coverage": Permission("viewer"),
    "GET /planning/coverage/listings": Permission("viewer"),
    "GET /planning/coverage.csv": Permission("viewer"),
    "GET /planning/coverage.xlsx": Permission("viewer"),
    "GET /planning/report/{area}": Permission("viewer"),
    "GET /planning/listings/new": Permission("editor", is_bound=True),
    "POST /planning/listings/new": Permission("editor", is_bound=True),
    "POST /planning/listings/check": Permission("editor", is_bound=True),
    "GET /planning/listings/{listing}/edit": Permission("editor", is_bound=True),
    "POST /planning/listings/{listing}/edit": Permission("editor", is_bound=True),
    "GET /planning/checks": Permission("viewer", is_bound=True),
    "GET /planning/checks.csv": Permission("viewer", is_bound=True),
    "GET /planning/checks.ics": Permission("viewer", is_bound=True),
    "GET /planning/checks/{listing}": Permission("viewer"),
    "POST /planning/checks/{listing}": Permission("editor", is_bound=True),
    "POST /planning/checks/{listing}/undo": Permission("editor", is_bound=True),
    "GET /planning/listings": Permission("viewer"),
    "GET /planning/listings/history": Permission("viewer"),
    "GET /planning/listings/{listing}": Permission("viewer"),
    "POST /planning/listings/{listing}/state": Permission("editor", is_bound=True),
    "GET /planning/listings/{listing}/history": Permission("viewer"),
    "GET /planning/listings/{listing}/history/{version}": Permission("viewer"),
    "POST /planning/listings/{listing}/history/{version}/restore": Permission(
        "editor", is_bound=True
    ),
    "GET /planning/tables": Permission("viewer"),
    "GET /planning/listings.csv": Permission("viewer"),
    "GET /planning/listings.xlsx": Permission("viewer"),
    "GET /planning/listings.yaml": Permission("viewer"),
    "GET /planning/tables/import": Permission("editor", is_bound=True),
    "POST /planning/tables/import": Permission("editor", is_bound=True, takes_file=True),
    "GET /planning/tables/import/{key}": Permission("editor", is_bound=True),
    "POST /planning/tables/import/{key}": Permission("editor", is_bound=True),
    "GET /planning/tables/import/{key}/changes": Permission("editor", is_bound=True),
    "GET /planning/tables/import/{key}/changes.csv": Permission("editor", is_bound=True),
    "POST /planning/tables/import/{key}/write": Permission("editor", is_bound=True),
    "POST /planning/tables/import/{key}/forget": Permission("editor", is_bound=True),
    "GET /planning/who-may": Permission("planner"),
    "GET /planning/log": Permission("planner"),
    "GET /planning/voice": Permission("viewer", is_bound=True),
    "POST /planning/voice/done": Permission("editor", is_bound=True),
    "POST /planning/voice/delete": Permission("planner"),
    "GET /planning/voice/answers.csv": Permission("viewer", is_bound=True),
    "GET /planning/voice/counts.csv": Permission("viewer", is_bound=True),
    "GET /planning/voice/unmet": Permission("viewer", is_bound=True),
    "GET /planning/voice/replies": Permission("viewer", is_bound=True),
    "GET /planning/voice/replies/new": Permission("editor", is_bound=True),
    "GET /planning/voice/replies/{number}": Permission("editor", is_bound=True),
    "POST /planning/voice/replies": Permission("editor", is_bound=True),
    "POST /planning/voice/replies/{number}": Permission("editor", is_bound=True),
    "GET /planning/links": Permission("viewer"),
    "GET /planning/closures": Permission("viewer"),
    "POST /planning/closures": Permission("editor", is_bound=True),
    "GET /planning/duplicates": Permission("viewer"),
    "POST /planning/duplicates": Permission("editor", is_bound=True),
}
