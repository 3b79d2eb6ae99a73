"""The door opens by the table and by nothing else: by who asks, with what token, and from where."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute

from app.main import PLANNING
from app.planning.accounts import Role, is_at_least
from app.web.planning.door import NOT_ALLOWED, NOT_OURS, TOO_OLD, enter
from app.web.planning.permissions import PERMISSIONS
from tests.store.databases import Ticking
from tests.web.planning.conftest import (
    BEHIND_PROXY,
    PEOPLE,
    PROXY,
    Browser,
    Planners,
    email_of,
    make_planners,
)


@pytest.fixture(scope="module")
def planners(small_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Planners]:
    """Return one site for all of these: none of them changes what another sees."""
    made = make_planners(small_data, tmp_path_factory.mktemp("door"), Ticking(), **BEHIND_PROXY)
    yield made
    made.site.database.close()


COME: dict[str, Callable[[Planners], Browser]] = {
    "nobody": lambda p: p.browser(),
    "viewer": lambda p: p.signed_in("viewer"),
    "editor of another area": lambda p: p.signed_in("other"),
    "editor": lambda p: p.signed_in("editor"),
    "planner": lambda p: p.signed_in("planner"),
    "disabled": lambda p: p.signed_in("disabled"),
    "expired": lambda p: _expire(p),
    "proxy": lambda p: p.browser(address=PROXY, **{"x-forwarded-email": email_of("planner")}),
}
ROLES: dict[str, Role] = {
    "viewer": "viewer",
    "editor of another area": "editor",
    "editor": "editor",
    "planner": "planner",
    "proxy": "planner",
}


def _expire(planners: Planners) -> Browser:
    browser = planners.signed_in("planner")
    planners.clock.go(hours=12)
    return browser


def routes(app: FastAPI) -> Iterator[str]:
    """Yield "GET /planning" and so on, for every address of the planners' pages."""
    for path, methods in app.openapi()["paths"].items():
        if path.startswith("/planning"):
            yield from (f"{method.upper()} {path}" for method in methods)


def outcome(answer: httpx.Response) -> str:
    """Return whether someone was let in, refused, or asked to sign in."""
    leads = answer.headers.get("location", "")
    if answer.status_code == 401 or leads == "/planning/sign-in":
        return "asked"
    if answer.status_code == 403 and NOT_ALLOWED in answer.text:
        return "refused"
    assert TOO_OLD not in answer.text
    assert NOT_OURS not in answer.text
    return "in"


def expected(route: str, who: str) -> str:
    least, role = PERMISSIONS[route].least, ROLES.get(who)
    if least is None:
        return "in"
    if role is None:
        return "asked"
    return "in" if is_at_least(role, least) else "refused"


def ask(browser: Browser, route: str, token: str | None = None) -> httpx.Response:
    method, path = route.split()
    path = re.sub(r"\{\w+\}", "1", path)
    sent = {"token": browser.token() if token is None else token} if method == "POST" else None
    answer: httpx.Response = browser.http.request(method, path, data=sent)
    return answer


def test_every_address_has_its_row_and_every_row_its_address(planners: Planners) -> None:
    assert set(routes(planners.app)) == set(PERMISSIONS)


def test_every_address_asks_the_door() -> None:
    found = [route for module in PLANNING for route in module.router.routes]
    assert len(found) == len(PERMISSIONS)
    for route in found:
        assert isinstance(route, APIRoute)
        assert enter in [each.call for each in route.dependant.dependencies], route.path


@pytest.mark.parametrize("who", COME)
@pytest.mark.parametrize("route", PERMISSIONS)
def test_the_table_says_who_comes_in(planners: Planners, route: str, who: str) -> None:
    browser = COME[who](planners)
    assert outcome(ask(browser, route)) == expected(route, who)


POSTS = [
    route
    for route, permission in PERMISSIONS.items()
    if route.startswith("POST") and permission.least is not None
]


def _tokens(planners: Planners) -> dict[str, str]:
    theirs = planners.signed_in("planner").token()
    own = planners.signed_in("planner").token()
    nonce, _, signature = own.partition(".")
    return {
        "none": "",
        "another session's": theirs,
        "a broken one": f"{nonce}.{signature[:-1]}x",
        "another number": f"{nonce}0.{signature}",
        "not even text": "\u2603.\u2603",
    }


@pytest.mark.parametrize("route", POSTS)
def test_a_form_without_its_own_token_changes_nothing(planners: Planners, route: str) -> None:
    browser = planners.signed_in("planner")
    for name, token in _tokens(planners).items():
        answer = ask(browser, route, token)
        assert (answer.status_code, TOO_OLD in answer.text) == (403, True), name


def test_a_token_is_another_on_each_page_and_stays_good(planners: Planners) -> None:
    browser = planners.signed_in("planner")
    first, second = browser.token(), browser.token()
    assert first != second
    assert outcome(ask(browser, "POST /planning/sign-out-everywhere", first)) == "in"


@pytest.mark.parametrize("route", [r for r in PERMISSIONS if r.startswith("POST")])
@pytest.mark.parametrize(
    ("headers", "is_ours"),
    [
        ({"sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "same-site"}, False),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "none"}, False),
        ({"sec-fetch-site": "cross-site", "origin": "https://testserver"}, False),
        ({"origin": "https://testserver"}, True),
        ({"origin": "https://elsewhere.example"}, False),
        ({"origin": "https://testserver.elsewhere.example"}, False),
        ({"origin": "null"}, False),
        ({}, False),
    ],
)
def test_a_form_must_come_from_our_own_page(
    planners: Planners, route: str, headers: dict[str, str], is_ours: bool
) -> None:
    browser = planners.signed_in("planner")
    token = browser.token()
    del browser.http.headers["sec-fetch-site"]
    answer = browser.http.post(route.split()[1], data={"token": token}, headers=headers)
    assert (NOT_OURS in answer.text) == (not is_ours)
    assert is_ours or answer.status_code == 403


SPOOFS: dict[str, Callable[[Planners], Browser]] = {
    "from anywhere": lambda p: p.browser(**{"x-forwarded-email": email_of("planner")}),
    "saying it is a proxy": lambda p: p.browser(
        **{"x-forwarded-email": email_of("planner"), "x-forwarded-for": PROXY}
    ),
    "from this machine": lambda p: p.browser(
        address="127.0.0.1", **{"x-forwarded-email": email_of("planner")}
    ),
    "from a near network": lambda p: p.browser(
        address="10.2.0.1", **{"x-forwarded-email": email_of("planner")}
    ),
    "in another header": lambda p: p.browser(
        address=PROXY, **{"x-forwarded-user": email_of("planner")}
    ),
    "an account that is not there": lambda p: p.browser(
        address=PROXY, **{"x-forwarded-email": "boss@council.example"}
    ),
    "an account that is disabled": lambda p: p.browser(
        address=PROXY, **{"x-forwarded-email": email_of("disabled")}
    ),
    "no name": lambda p: p.browser(address=PROXY, **{"x-forwarded-email": ""}),
    "two in one": lambda p: p.browser(
        address=PROXY,
        **{"x-forwarded-email": f"{email_of('viewer')},{email_of('planner')}"},
    ),
}


@pytest.mark.parametrize("how", SPOOFS)
def test_a_name_that_no_proxy_of_ours_gave_is_ignored(planners: Planners, how: str) -> None:
    assert outcome(SPOOFS[how](planners).http.get("/planning")) == "asked"


def test_two_names_from_a_proxy_are_ignored(planners: Planners) -> None:
    names = [("x-forwarded-email", email_of(name)) for name in ("viewer", "planner")]
    browser = planners.browser(address=PROXY)
    assert outcome(browser.http.get("/planning", headers=httpx.Headers(names))) == "asked"


def test_a_proxy_is_believed_on_every_request_anew(planners: Planners) -> None:
    browser = COME["proxy"](planners)
    page = browser.get("/planning")
    assert page.h1 == "A planner"
    assert "To go out, sign out there." in page.text
    assert "set-cookie" not in page.response.headers
    browser.http.headers["x-forwarded-email"] = email_of("viewer")
    assert browser.get("/planning").h1 == "A viewer"
    del browser.http.headers["x-forwarded-email"]
    assert outcome(browser.http.get("/planning")) == "asked"


def test_a_token_of_somebody_else_behind_the_proxy_is_refused(planners: Planners) -> None:
    token = COME["proxy"](planners).token()
    other = planners.browser(address=PROXY, **{"x-forwarded-email": email_of("editor")})
    answer = ask(other, "POST /planning/sign-out-everywhere", token)
    assert (answer.status_code, TOO_OLD in answer.text) == (403, True)


def test_there_is_somebody_of_each_kind() -> None:
    assert {role for role, _ in PEOPLE.values()} == {"viewer", "editor", "planner"}
