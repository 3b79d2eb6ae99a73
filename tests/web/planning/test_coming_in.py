"""Coming in and going out: what the browser is given, what is said, and what families never see."""

import re
from dataclasses import replace
from http.cookies import SimpleCookie
from pathlib import Path

import pytest

from app.clock import Clock
from app.config import Settings
from app.main import create_app
from app.planning.accounts import By
from app.store import Database, StoreDown
from tests.store.databases import Ticking
from tests.web import rules
from tests.web.pages import Page, PageClient
from tests.web.planning.conftest import (
    GOOD,
    PROXY,
    Browser,
    Planners,
    email_of,
    make_planners,
)

SEAL = re.compile(r"gAAAA[\w-]+")
"""What was asked, sealed: it looks different each time."""
WRONG = "We could not sign you in. Check your email address and your password."


def cookie_of(header: str) -> dict[str, str | bool]:
    (name, morsel) = next(iter(SimpleCookie(header).items()))
    told = {key: value for key, value in morsel.items() if value}
    return {"name": name, **told}


def test_signing_in_sets_a_cookie_that_nothing_else_can_read(planners: Planners) -> None:
    answer = planners.browser().sign_in("planner")
    assert (answer.status_code, answer.headers["location"]) == (303, "/planning")
    assert cookie_of(answer.headers["set-cookie"]) == {
        "name": "__Host-reachin-planner",
        "path": "/",
        "secure": True,
        "httponly": True,
        "samesite": "strict",
    }
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_on_ones_own_machine_the_cookie_has_another_name(planners: Planners, host: str) -> None:
    answer = planners.browser(base=f"http://{host}:8000").sign_in("planner")
    assert cookie_of(answer.headers["set-cookie"]) == {
        "name": "reachin-planner-on-this-machine",
        "path": "/",
        "httponly": True,
        "samesite": "strict",
    }


def test_without_https_nobody_signs_in_elsewhere(planners: Planners) -> None:
    browser = planners.browser(base="http://testserver")
    answer = browser.sign_in("planner")
    assert "set-cookie" not in answer.headers
    assert "Use the one with https." in browser.check(answer, 403).text


def test_a_proxy_says_that_it_speaks_https(planners: Planners) -> None:
    browser = planners.browser(
        base="http://testserver", address=PROXY, **{"x-forwarded-proto": "https"}
    )
    assert "__Host-" in browser.sign_in("planner").headers["set-cookie"]
    spoofed = planners.browser(base="http://testserver", **{"x-forwarded-proto": "https"})
    assert "set-cookie" not in spoofed.sign_in("planner").headers


def test_a_whole_visit(planners: Planners) -> None:
    browser = planners.browser()
    browser.sign_in("editor")
    page = browser.get("/planning")
    assert page.h1 == "A editor"
    assert "Glasgow South" in page.text
    assert "/planning/who-may" not in page.links()
    left = browser.page_after("/planning/sign-out")
    assert (left.h1, "You are signed out." in left.text) == ("Sign in", True)
    assert not browser.http.cookies
    assert browser.http.get("/planning").headers["location"] == "/planning/sign-in"


def test_every_refusal_reads_the_same(planners: Planners) -> None:
    told = set()
    for name, password in [
        ("planner", "wrong"),
        ("nobody", GOOD),
        ("nobody", ""),
        ("disabled", GOOD),
        ("disabled", "wrong"),
    ]:
        browser = planners.browser()
        answer = browser.sign_in(name, password)
        page = browser.check(answer, 403)
        assert page.title == "Error: Sign in – Reach In"
        told.add(answer.text.replace(email_of(name), "EMAIL"))
        assert "set-cookie" not in answer.headers
        assert password == "" or password not in answer.text
    assert len(told) == 1
    assert WRONG in told.pop()


def test_the_way_in_is_closed_for_a_while_after_too_many_tries(planners: Planners) -> None:
    tries = [planners.browser(address=f"203.0.113.{n}").sign_in("planner", "x") for n in range(10)]
    assert {answer.status_code for answer in tries} == {403}
    browser = planners.browser()
    answer = browser.sign_in("planner")
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "900")
    assert "Wait 15 minutes, then try again." in browser.check(answer, 429).text
    assert planners.browser().sign_in("editor").status_code == 303
    planners.clock.go(minutes=16)
    assert planners.browser().sign_in("planner").status_code == 303


def test_names_nobody_has_are_throttled_as_any_other(planners: Planners) -> None:
    for _ in range(10):
        assert planners.browser().sign_in("nobody").status_code == 403
    assert planners.browser().sign_in("nobody").status_code == 429


def test_one_address_cannot_try_every_name(planners: Planners) -> None:
    answers = [planners.browser().sign_in(f"n{n}", "x").status_code for n in range(61)]
    assert (set(answers[:60]), answers[60]) == ({403}, 429)
    assert planners.browser(address="203.0.113.8").sign_in("planner").status_code == 303


def test_coming_in_gives_the_tries_back(planners: Planners) -> None:
    for _ in range(3):
        for _ in range(6):
            planners.browser().sign_in("planner", "x")
        assert planners.browser().sign_in("planner").status_code == 303


def test_a_browser_that_signs_in_again_has_a_new_session(planners: Planners) -> None:
    browser = planners.browser()
    browser.sign_in("planner")
    old = dict(browser.http.cookies)
    browser.sign_in("planner")
    assert dict(browser.http.cookies) != old
    stolen = planners.browser()
    stolen.http.cookies.update(old)
    assert stolen.http.get("/planning").status_code == 303


def test_a_session_that_was_planted_is_not_taken_up(planners: Planners) -> None:
    browser = planners.browser()
    browser.http.cookies.set("__Host-reachin-planner", "planted", domain="testserver.local")
    answer = browser.sign_in("planner")
    assert "planted" not in answer.headers["set-cookie"]


def test_signing_out_everywhere_signs_out_every_browser(planners: Planners) -> None:
    one, two = planners.signed_in("viewer"), planners.signed_in("viewer")
    page = one.page_after("/planning/sign-out-everywhere")
    assert "in every browser" in page.text
    assert two.http.get("/planning").status_code == 303


NEW = "another four odd words"
REFUSED_PASSWORDS = [
    ({"old": "wrong", "new": NEW, "again": NEW}, "This is not your password now.", "#old"),
    ({"old": GOOD, "new": NEW, "again": NEW + "x"}, "These two are not the same.", "#again"),
    ({"old": GOOD, "new": "short", "again": "short"}, "It is too short.", "#new"),
    ({"old": GOOD, "new": "Password2026!", "again": "Password2026!"}, "Many people", "#new"),
    ({}, "This is not your password now.", "#old"),
]


@pytest.mark.parametrize(("typed", "said", "box"), REFUSED_PASSWORDS)
def test_a_password_is_not_changed_for_the_wrong_reasons(
    planners: Planners, typed: dict[str, str], said: str, box: str
) -> None:
    browser = planners.signed_in("viewer")
    page = browser.page_after("/planning/password", 422, **typed)
    assert said in page.text
    assert box in page.links()
    assert page.title.startswith("Error: ")
    assert not any(f'"{text}"' in page.response.text for text in typed.values())
    assert planners.browser().sign_in("viewer").status_code == 303


def test_a_password_is_changed_and_only_this_browser_goes_on(planners: Planners) -> None:
    browser, other = planners.signed_in("viewer"), planners.signed_in("viewer")
    page = browser.page_after("/planning/password", old=GOOD, new=NEW, again=NEW)
    assert "Your password is changed." in page.text
    assert other.http.get("/planning").status_code == 303
    assert planners.browser().sign_in("viewer").status_code == 403
    assert planners.browser().sign_in("viewer", NEW).status_code == 303


def test_a_stolen_browser_cannot_try_every_password(planners: Planners) -> None:
    browser = planners.signed_in("viewer")
    for _ in range(10):
        browser.post("/planning/password", 422, old="wrong", new=NEW, again=NEW)
    browser.post("/planning/password", 429, old=GOOD, new=NEW, again=NEW)


def test_planners_see_who_may_and_what_was_done(planners: Planners) -> None:
    planners.browser().sign_in("viewer", "wrong")
    browser = planners.signed_in("planner")
    may = browser.get("/planning/who-may").text
    for name in ("viewer", "editor", "other", "planner", "disabled"):
        assert email_of(name) in may
    assert "Planner, disabled" in may
    assert "Glasgow South" in may
    assert "argon2" not in may
    log = browser.get("/planning/log").text
    assert "A viewer, viewer" in log
    assert "was refused at the door" in log
    assert "a command" in log


def test_the_log_goes_on_over_pages(planners: Planners) -> None:
    by = By(planners.account("planner").id, "planner")
    for number in range(150):
        planners.office.audit.note(by, "exported counts", f"n{number}")
    browser = planners.signed_in("planner")
    first = browser.get("/planning/log")
    (older,) = [link for link in first.links() if "before=" in link]
    assert ("n149" in cells(first), "n10" in cells(first)) == (True, False)
    assert "n10" in cells(browser.get(older))
    for odd in ("x", "-1", "9" * 40, "²"):
        assert "n149" in cells(browser.get(f"/planning/log?before={odd}"))


def cells(page: Page) -> list[str]:
    return [rules.words_of(cell) for cell in page.all(".//td")]


def test_what_was_written_when_a_session_ended_is_shown_again(planners: Planners) -> None:
    browser = planners.browser()
    answer = browser.http.post(
        "/planning/password", data={"said": "You said <b>this</b>", "old": "secret"}
    )
    page = browser.check(answer, 401)
    assert "You said <b>this</b>" in page.text
    assert "secret" not in page.response.text


def test_a_database_that_is_down_is_told_plainly(planners: Planners, ticking: Ticking) -> None:
    browser = planners.signed_in("planner")
    (site, nowhere) = (planners.site, Database.at("postgresql:///x?host=/nowhere", ticking))
    sessions = replace(planners.office).sessions
    sessions._database = nowhere
    for path in ("/planning", "/planning/sign-in", "/planning/log"):
        page = browser.get(path, 503)
        assert "Families’ pages work as always." in page.text
    answer = browser.http.post("/planning/sign-out", data={"token": ""})
    assert answer.status_code == 503
    assert browser.http.get("/").status_code == 200
    sessions._database = site.database
    with pytest.raises(StoreDown):
        nowhere.prepare()


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/planning/nothing-here", 404),
        ("DELETE", "/planning/sign-in", 405),
        ("PUT", "/planning", 405),
    ],
)
def test_what_is_not_there_is_told_in_the_planners_way(
    planners: Planners, method: str, path: str, status: int
) -> None:
    browser = planners.browser()
    page = browser.check(browser.http.request(method, path), status)
    assert "/planning" in page.links()


def test_odd_forms_are_no_fault_of_ours(planners: Planners) -> None:
    browser = planners.browser()
    for body, kind in [
        (b"email=%ff%fe&password=%00", "application/x-www-form-urlencoded"),
        (b"--x\r\n", "multipart/form-data; boundary=x"),
        (b"{}", "application/json"),
        (b"email=a&email=b&password=" + b"x" * 60_000, "application/x-www-form-urlencoded"),
        (b"&".join(b"a%d=1" % n for n in range(2000)), "application/x-www-form-urlencoded"),
    ]:
        answer = browser.http.post(
            "/planning/sign-in", content=body, headers={"content-type": kind}
        )
        assert answer.status_code in (400, 403, 413), body[:30]


class TestOff:
    """Unless it is switched on, there is nothing at /planning."""

    @pytest.mark.parametrize("path", ["/planning", "/planning/sign-in", "/planning/log"])
    def test_every_address_is_not_found(self, client: PageClient, path: str) -> None:
        answer = client.http.get(path)
        assert answer.status_code == 404
        assert "This page is not here" in answer.text
        if path != "/planning":
            assert client.http.post(path).status_code == 404

    def test_no_account_is_kept_in_memory(self, client: PageClient) -> None:
        assert client.http.app.state.site.office is None  # type: ignore[attr-defined]


def test_families_pages_set_no_cookie_and_do_not_know_planners(planners: Planners) -> None:
    browser = planners.signed_in("planner")
    before = dict(browser.http.cookies)
    stranger = planners.browser()
    for path in ("/", "/find?need=food", "/areas", "/services/tea-and-a-chat", "/health", "/exit"):
        signed, other = browser.http.get(path), stranger.http.get(path)
        assert "set-cookie" not in signed.headers
        assert SEAL.sub("", signed.text) == SEAL.sub("", other.text)
        assert "/planning" not in signed.text
    assert dict(browser.http.cookies) == before


def test_no_planners_page_is_kept_for_the_next(planners: Planners) -> None:
    one, two = planners.signed_in("planner"), planners.signed_in("viewer")
    assert (one.get("/planning").h1, two.get("/planning").h1) == ("A planner", "A viewer")
    assert "etag" not in one.http.get("/planning").headers


def test_search_engines_find_no_planners_page(planners: Planners) -> None:
    browser: Browser = planners.browser()
    assert "Disallow: /planning" in browser.http.get("/robots.txt").text
    assert "/planning" not in browser.http.get("/sitemap.xml").text


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"proxy_user_header": "X-Email"}, "REACHIN_PROXY_ADDRESSES"),
        ({"proxy_addresses": "10.0.0.300"}, "REACHIN_PROXY_ADDRESSES"),
        ({"proxy_addresses": "10.0.0.1/8"}, "REACHIN_PROXY_ADDRESSES"),
    ],
)
def test_a_proxy_that_is_set_wrongly_is_told_at_the_start(
    small_data: Path, tmp_path: Path, site_clock: Clock, settings: dict[str, str], said: str
) -> None:
    chosen = Settings(
        data=small_data,
        var=tmp_path,
        watch=False,
        planning=True,
        **settings,  # type: ignore[arg-type]
    )
    with pytest.raises(SystemExit, match=said):
        create_app(chosen, site_clock)


def test_behind_a_proxy_each_client_has_its_own_tries(
    small_data: Path, tmp_path: Path, ticking: Ticking
) -> None:
    made = make_planners(small_data, tmp_path, ticking, proxy_addresses="10.1.2.3")
    for number in range(61):
        browser = made.browser(address=PROXY, **{"x-forwarded-for": f"6.6.6.6, 203.0.113.{number}"})
        assert browser.sign_in(f"n{number}", "x").status_code == 403
    spoofed = [
        made.browser(address="198.51.100.9", **{"x-forwarded-for": f"203.0.113.{n}"})
        .sign_in(f"m{n}", "x")
        .status_code
        for n in range(61)
    ]
    assert spoofed[-1] == 429
    made.site.database.close()
