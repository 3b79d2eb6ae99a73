"""A site whose planners' pages are open, with accounts of every kind, and browsers for each."""

import re
import shutil
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import html5lib
import httpx
import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI

from app.config import Settings
from app.main import create_app, follow_voices, open_office, open_voice
from app.planning.accounts import COMMAND, Account, Accounts, Office, Role
from app.planning.accounts.passwords import Passwords
from app.store import Database, Turnstile
from app.voice import Tallies
from app.web.site import Site
from tests.store.databases import Ticking, ticking
from tests.web import rules
from tests.web.pages import Page

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

__all__ = ["ticking"]

GOOD = "four odd words together"
PEOPLE: dict[str, tuple[Role, tuple[str, ...]]] = {
    "viewer": ("viewer", ()),
    "editor": ("editor", ("glasgow-south",)),
    "other": ("editor", ("south-ayrshire",)),
    "planner": ("planner", ()),
    "disabled": ("planner", ()),
}
OURS = {"sec-fetch-site": "same-origin"}
PROXY = "10.1.2.3"
BEHIND_PROXY: dict[str, Any] = {
    "proxy_user_header": "X-Forwarded-Email",
    "proxy_addresses": "10.1.0.0/16",
}
TOKEN = re.compile(r'name="token" value="([^"]+)"')
QUICK = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
POLICY = "; ".join(f"{name} {allowed}" for name, allowed in rules.PAGE_POLICY.items())
HEADERS = {
    "content-security-policy": POLICY,
    "cache-control": "no-store",
    "referrer-policy": "same-origin",
    "x-robots-tag": "noindex, nofollow",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
    "cross-origin-resource-policy": "same-origin",
    "x-content-type-options": "nosniff",
}


def email_of(name: str) -> str:
    return f"{name}@council.example"


@dataclass
class Browser:
    """One browser at the planners' pages; every page it is given has kept their rules."""

    http: TestClient

    def get(self, path: str, status: int = 200, **headers: str) -> Page:
        return self.check(self.http.get(path, headers=headers), status)

    def post(self, path: str, status: int = 303, /, **fields: str) -> httpx.Response:
        """Send a form as a page of ours does, with its token; `token` may say another."""
        sent = {"token": self.token(), **fields}
        answer: httpx.Response = self.http.post(path, data=sent)
        assert answer.status_code == status, answer.text
        if status != 303:
            self.check(answer, status)
        return answer

    def page_after(self, path: str, status: int = 200, /, **fields: str) -> Page:
        """Return the page that answers a form, gone on to where it leads."""
        answer = self.http.post(path, data={"token": self.token(), **fields}, follow_redirects=True)
        return self.check(answer, status)

    def token(self) -> str:
        found = TOKEN.search(self.http.get("/planning").text)
        return found[1] if found else ""

    def sign_in(self, name: str, password: str = GOOD) -> httpx.Response:
        typed = {"email": email_of(name), "password": password}
        answer: httpx.Response = self.http.post("/planning/sign-in", data=typed)
        return answer

    def check(self, answer: httpx.Response, status: int) -> Page:
        where = f"{answer.request.method} {answer.request.url.path}"
        assert answer.status_code == status, f"{where} answered {answer.status_code}"
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        root = parser.parse(answer.content, transport_encoding="utf-8")
        wrong = [f"HTML: {code} at {at}" for at, code, _ in parser.errors]
        wrong += [line for line in rules.judge(root) if line not in NOT_FOR_PLANNERS]
        wrong += [
            f"header {name} is {answer.headers.get(name)}"
            for name, value in HEADERS.items()
            if answer.headers.get(name) != value
        ]
        assert wrong == [], where
        return Page(answer, root)


NOT_FOR_PLANNERS = ("no way to leave quickly", "no link to call 999")
"""Nobody comes here from fear."""


@dataclass
class Planners:
    """The site, its accounts, and its clock."""

    app: FastAPI
    clock: Ticking

    @property
    def site(self) -> Site:
        site: Site = self.app.state.site
        return site

    @property
    def office(self) -> Office:
        assert self.site.office is not None
        return self.site.office

    def account(self, name: str) -> Account:
        return self.office.accounts.find(email_of(name))

    def browser(
        self, base: str = "https://testserver", address: str = "203.0.113.7", **headers: str
    ) -> Browser:
        http = TestClient(
            self.app,
            base_url=base,
            headers=OURS | headers,
            follow_redirects=False,
            raise_server_exceptions=False,
            client=(address, 50_000),
        )
        return Browser(http)

    def signed_in(self, name: str) -> Browser:
        """Return a browser of somebody who is signed in; no password is hashed for it."""
        browser = self.browser()
        token = self.office.sessions.open(self.account(name))
        browser.http.cookies.set("__Host-reachin-planner", token, domain="testserver.local")
        return browser


def make_planners(data: Path, var: Path, clock: Ticking, **settings: Any) -> Planners:
    """Return a site of its own, with these settings."""
    chosen = Settings(data=data, var=var, watch=False, planning=True, **settings)
    return furnish(create_app(chosen, clock), chosen, clock)


def furnish(app: FastAPI, settings: Settings, clock: Ticking) -> Planners:
    """Give a site an empty database of its own, with an account of each kind."""
    database = Database.at(settings.database, clock)
    office = open_office(settings, database, clock)
    assert office is not None
    accounts = Accounts(database, clock, Passwords(QUICK))
    site: Site = app.state.site
    app.state.site = replace(
        site,
        clock=clock,
        database=database,
        turnstile=Turnstile(database, clock),
        voice=follow_voices(
            open_voice(settings, database, clock), Tallies(database), site.live, clock
        ),
        office=replace(office, accounts=accounts),
    )
    for name, (role, areas) in PEOPLE.items():
        accounts.add(email_of(name), f"A {name}", role, areas, GOOD, COMMAND)
    accounts.set_disabled(email_of("disabled"), True, COMMAND)
    return Planners(app, clock)


@pytest.fixture(scope="session")
def shared(small_data: Path, tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    """Return a site to furnish again and again: its listings are built once."""
    var = tmp_path_factory.mktemp("planners")
    chosen = Settings(data=small_data, var=var, watch=False, planning=True, **BEHIND_PROXY)
    return create_app(chosen, Ticking())


@pytest.fixture
def planners(
    shared: FastAPI, small_data: Path, tmp_path: Path, ticking: Ticking
) -> Iterator[Planners]:
    chosen = Settings(data=small_data, var=tmp_path, watch=False, planning=True, **BEHIND_PROXY)
    made = furnish(shared, chosen, ticking)
    yield made
    made.site.database.close()


@pytest.fixture
def own(small_data: Path, tmp_path: Path, ticking: Ticking) -> Iterator[Planners]:
    """Return a site with listings of its own, for what saves them."""
    data = tmp_path / "data"
    shutil.copytree(small_data, data)
    made = make_planners(data, tmp_path / "var", ticking)
    yield made
    made.site.database.close()
