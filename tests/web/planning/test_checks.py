"""What to check next, for those who may; a press marks it at once, for families too, and undoes."""

import csv
import io
import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.content.models import Checked
from app.planning.checking import CHECKER
from app.planning.yaml_writing import Text
from app.voice import Snapshot
from app.web.pages.planning_checks import CHANGED
from app.web.planning.checking_forms import (
    METHODS,
    NO_DAY,
    NO_METHOD,
    NOT_YOURS,
    TOO_LATE,
    TOO_SOON,
)
from app.web.planning.saving import OUT_OF_REACH
from app.web.wording import NOT_CHECKED
from tests.planning.calendars import plain, read_calendar
from tests.store.databases import Ticking
from tests.web import rules
from tests.web.pages import Page
from tests.web.planning.conftest import Browser, Planners, make_planners
from tests.web.small_data import LINE, write_small_data

CHECKS = "/planning/checks"
TEA = "tea-and-a-chat"
TODAY = date(2026, 11, 25)
MADE: dict[str, tuple[str, str]] = {
    "south-late": ("glasgow-south", "{on: 2026-01-05, how: phone, by: planner}"),
    "south-new": ("glasgow-south", "not yet"),
    "both": ("[glasgow-south, south-ayrshire]", "{on: 2026-11-01, how: visit, by: planner,"
             " next: 2026-11-28}"),
    "shire-soon": ("south-ayrshire", "{on: 2026-11-01, how: email, by: planner, next: 2026-12-04}"),
    "shire-soon-too": ("south-ayrshire", "{on: 2026-11-01, how: email, by: planner,"
                       " next: 2026-12-04}"),
    "shire-later": ("south-ayrshire", "{on: 2026-11-01, how: email, by: planner,"
                    " next: 2027-12-04}"),
}  # fmt: skip
SEES = {
    "viewer": {*MADE, TEA, LINE},
    "editor": {"south-late", "south-new", "both"},
    "other": {"both", "shire-soon", "shire-soon-too", "shire-later"},
    "planner": {*MADE, TEA, LINE},
}
MAY_MARK = {
    "viewer": set[str](),
    "editor": {"south-late", "south-new"},
    "other": {"shire-soon", "shire-soon-too", "shire-later"},
    "planner": {*MADE, TEA, LINE},
}


def made_listings() -> str:
    made = []
    for listing, (areas, checked) in MADE.items():
        made.append(
            f"- id: {listing}\n  name: The {listing}, =1+1; \\ here\n  provider: Us\n"
            f"  summary: Come to us for help.\n  needs: [food]\n  areas: {areas}\n"
            f"  contacts:\n    - phone: 0141 496 0001\n    - email: a@{listing}.example.org\n"
            f"  checked: {checked}\n  edited: 2026-11-01\n"
        )
    return "\n".join(made)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_small_data(tmp_path_factory.mktemp("checks") / "data", made_listings())


@pytest.fixture
def site(folder: Path, tmp_path: Path, ticking: Ticking) -> Iterator[Planners]:
    data = Path(shutil.copytree(folder, tmp_path / "data"))
    made = make_planners(data, tmp_path / "var", ticking)
    yield made
    made.site.database.close()


def file_of(site: Planners) -> Path:
    assert site.site.keeper is not None
    return site.site.keeper.folder / "services.yaml"


def fields_of(site: Planners, listing: str) -> dict[str, Text]:
    assert site.site.keeper is not None
    return site.site.keeper.look().listed[listing].fields


def check_of(site: Planners, listing: str) -> Checked | None:
    return site.site.live.directory.catalogue.by_id[listing].checked


def listed(browser: Browser, query: str = "") -> list[str]:
    page = browser.get(f"{CHECKS}{query}")
    cards = page.all(".//article")
    return [str(card.get("aria-labelledby")).removeprefix("check-") for card in cards]


def sections(browser: Browser, query: str = "") -> dict[str, int]:
    found = {}
    for part in browser.get(f"{CHECKS}{query}").all(".//main/section"):
        found[str(part.get("aria-labelledby")).removeprefix("part-")] = len(part.findall("article"))
    return found


def forms(browser: Browser, query: str = "") -> set[str]:
    page = browser.get(f"{CHECKS}{query}")
    actions = [str(form.get("action")) for form in page.all(".//form[@method='post']")]
    return {action.removeprefix(f"{CHECKS}/") for action in actions if CHECKS in action}


def find_undo(page: Page) -> tuple[str, dict[str, str]]:
    """Return where the button that takes a mark back posts to, and what; its token is new."""
    words = next(w for b in page.all(".//button") if (w := rules.words_of(b)).startswith("Undo"))
    action, sent = page.filled(words)
    return action, {name: value for name, value in sent.items() if name != "token"}


@pytest.mark.parametrize("who", SEES)
def test_each_sees_what_is_in_their_areas_and_may_mark_what_is_theirs(
    site: Planners, who: str
) -> None:
    browser = site.signed_in(who)
    later = set(listed(browser, "?when=later"))
    assert set(listed(browser)) | later == SEES[who]
    assert forms(browser) | forms(browser, "?when=later") == MAY_MARK[who]
    rows = read_sheet(browser, f"{CHECKS}.csv")
    assert {row["listing"] for row in rows} == SEES[who]
    assert (NOT_YOURS in browser.get(CHECKS).text) is (who in ("editor", "other"))


def test_the_most_pressing_comes_first_and_what_can_wait_does_not_come(site: Planners) -> None:
    site.site.voice.snapshot = Snapshot({TEA: date(2026, 11, 24), LINE: date(2026, 11, 23)})
    browser = site.signed_in("planner")
    order = [LINE, TEA, "south-late", "both", "shire-soon", "shire-soon-too", "south-new"]
    assert listed(browser) == order
    assert sections(browser) == {
        "told": 2, "overdue": 1, "this-month": 1, "next-month": 2, "never": 1,
    }  # fmt: skip
    page = browser.get(CHECKS)
    assert "7 listings to check." in page.text
    assert "Families told us the number is wrong, last on 24 November 2026." in page.text
    assert "Overdue: 1" in page.text
    assert "Due later: 1" in page.text
    assert "tel:01414960001" in page.links()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?area=south-ayrshire", {"both", "shire-soon", "shire-soon-too"}),
        ("?area=glasgow", {TEA, "both", "south-late", "south-new"}),
        ("?when=overdue", {"south-late"}),
        ("?when=later", {"shire-later"}),
        ("?when=never&area=glasgow-south", {"south-new"}),
        ("?kind=Lines+for+danger", {LINE}),
        ("?kind=Lines+for+danger&when=overdue", set()),
        ("?area=atlantis&kind=none&when=soon&page=x", {*MADE, TEA, LINE} - {"shire-later"}),
        ("?page=99999", {*MADE, TEA, LINE} - {"shire-later"}),
        ("?page=7", set()),
    ],
)
def test_the_list_can_be_narrowed(site: Planners, query: str, found: set[str]) -> None:
    browser = site.signed_in("planner")
    assert set(listed(browser, query)) == found
    assert ("There is nothing to check here." in browser.get(f"{CHECKS}{query}").text) is (
        not found
    )


def test_an_area_out_of_reach_shows_nothing(site: Planners) -> None:
    browser = site.signed_in("editor")
    assert set(listed(browser, "?area=scotland")) == SEES["editor"]
    assert listed(browser, "?area=south-ayrshire") == ["both"]


@pytest.mark.parametrize("how", METHODS)
@pytest.mark.parametrize("following", ["", "2027-01-31"])
def test_one_press_marks_it_for_families_too(site: Planners, how: str, following: str) -> None:
    browser = site.signed_in("planner")
    assert NOT_CHECKED in browser.http.get(f"/services/{TEA}").text
    was = fields_of(site, TEA)
    answer = browser.post(f"{CHECKS}/{TEA}", how=how, next=following)
    assert answer.headers["location"] == f"{CHECKS}?marked={TEA}"
    given = {"next": following} if following else {}
    check = {"on": "2026-11-25", "how": how, "by": CHECKER, **given}
    assert fields_of(site, TEA) == {**was, "checked": check}
    said = browser.http.get(f"/services/{TEA}").text
    assert f"Checked by {how} on 25 November 2026, by our locality planner." in said
    deed = site.office.audit.newest(1)[0]
    assert (deed.what, deed.which, deed.role) == ("checked a listing", TEA, "planner")


def test_a_name_is_never_written(site: Planners) -> None:
    site.signed_in("editor").post(f"{CHECKS}/south-new", how="phone", by="Ann", on="2020-01-01")
    check = check_of(site, "south-new")
    assert check is not None
    assert (check.by, check.on) == (CHECKER, TODAY)


def test_a_check_ends_what_families_doubted(site: Planners) -> None:
    site.site.voice.snapshot = Snapshot({TEA: date(2026, 11, 24)})
    browser = site.signed_in("planner")
    assert "Some people told us this may have changed." in browser.http.get(f"/services/{TEA}").text
    assert listed(browser)[0] == TEA
    browser.post(f"{CHECKS}/{TEA}", how="phone")
    assert "may have changed" not in browser.http.get(f"/services/{TEA}").text
    assert TEA not in listed(browser)


def test_a_mark_leads_back_to_where_it_was_pressed(site: Planners) -> None:
    browser = site.signed_in("planner")
    chosen = {"area": "glasgow-south", "when": "never", "kind": "All other help"}
    answer = browser.post(f"{CHECKS}/south-new", how="phone", back="checks", **chosen, page="0")
    expected = "?area=glasgow-south&kind=All+other+help&when=never&marked=south-new"
    assert answer.headers["location"] == CHECKS + expected
    page = browser.get(answer.headers["location"])
    assert "checked today, by phone. It is due again by 25 May 2027." in page.text
    for back, path in (
        ("check", f"{CHECKS}/both?marked=both"),
        ("listing", "/planning/listings/both?done=checked"),
        ("https://elsewhere.example", f"{CHECKS}?marked=both"),
        ("", f"{CHECKS}?marked=both"),
    ):
        answer = browser.post(f"{CHECKS}/both", how="visit", back=back, area="//elsewhere.example")
        assert answer.headers["location"] == path


def test_a_mark_can_be_undone(site: Planners) -> None:
    browser = site.signed_in("editor")
    before = fields_of(site, "south-late")
    for path in (f"{CHECKS}?marked=south-late", f"{CHECKS}/south-late?marked=yes"):
        was = check_of(site, "south-late")
        browser.post(f"{CHECKS}/south-late", how="email", next="2027-03-01")
        assert check_of(site, "south-late") != was
        action, sent = find_undo(browser.get(path))
        page = browser.page_after(action, **sent)
        assert "that check is taken back." in page.text
        assert check_of(site, "south-late") == was
    assert fields_of(site, "south-late") == before
    deeds = [deed.what for deed in site.office.audit.newest(4)]
    assert deeds == ["undid a change", "checked a listing"] * 2


def test_what_somebody_else_marked_meanwhile_is_not_undone(site: Planners) -> None:
    browser, other = site.signed_in("editor"), site.signed_in("planner")
    browser.post(f"{CHECKS}/south-late", how="email")
    action, sent = find_undo(browser.get(f"{CHECKS}/south-late?marked=yes"))
    other.post(f"{CHECKS}/south-late", how="phone")
    assert CHANGED in browser.post(action, 409, **sent).text
    check = check_of(site, "south-late")
    assert check is not None
    assert check.how == "phone"


@pytest.mark.parametrize("path", [f"{CHECKS}?marked=south-late", f"{CHECKS}/south-late?marked=1"])
def test_an_address_alone_says_nothing_was_marked(site: Planners, path: str) -> None:
    assert "checked today" not in site.signed_in("planner").get(path).text


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({}, NO_METHOD),
        ({"how": "guessing"}, NO_METHOD),
        ({"how": "phone", "next": "soon"}, NO_DAY),
        ({"how": "phone", "next": "2027-02-30"}, NO_DAY),
        ({"how": "phone", "next": "2026-11-25"}, TOO_SOON),
        ({"how": "phone", "next": "2020-01-01"}, TOO_SOON),
        ({"how": "phone", "next": "2029-11-26"}, TOO_LATE),
        ({"how": "phone", "next": "9999-12-31"}, TOO_LATE),
    ],
)
def test_what_cannot_be_marked_is_said_and_nothing_changes(
    site: Planners, sent: dict[str, str], told: str
) -> None:
    browser = site.signed_in("planner")
    before = file_of(site).read_bytes()
    browser.post(f"{CHECKS}/{TEA}", 422, **sent)
    page = browser.page_after(f"{CHECKS}/{TEA}", 422, **sent, area="glasgow")
    assert told in page.text
    assert page.title.startswith("Error: ")
    assert f"#{'how' if told == NO_METHOD else 'next'}-{TEA}" in page.links()
    assert page.box("next").get("value") == sent.get("next", "")
    assert f"{CHECKS}?area=glasgow" in page.links()
    assert file_of(site).read_bytes() == before


@pytest.mark.parametrize(
    ("who", "listing"), [("editor", "both"), ("editor", TEA), ("other", "south-new")]
)
def test_nobody_marks_what_is_not_theirs(site: Planners, who: str, listing: str) -> None:
    browser, before = site.signed_in(who), file_of(site).read_bytes()
    for end in ("", "/undo"):
        page = browser.page_after(f"{CHECKS}/{listing}{end}", 403, how="phone")
        assert OUT_OF_REACH in page.text
        assert page.title.startswith("Error: ")
    assert file_of(site).read_bytes() == before


def test_a_folder_that_cannot_take_it_is_told(site: Planners) -> None:
    browser = site.signed_in("planner")
    file_of(site).write_text(f"{file_of(site).read_text(encoding='utf-8')}\n- id: [\n")
    page = browser.page_after(f"{CHECKS}/{TEA}", 409, how="phone")
    assert "Nothing was saved." in page.text
    assert check_of(site, TEA) is None


@pytest.mark.parametrize("path", [f"{CHECKS}/no-such", f"{CHECKS}/no-such/undo"])
def test_a_listing_that_is_not_there_is_not_found(site: Planners, path: str) -> None:
    browser = site.signed_in("planner")
    browser.get(path.removesuffix("/undo"), 404)
    browser.post(path, 404, how="phone")


def test_a_long_list_goes_on_on_the_next_page(tmp_path: Path, ticking: Ticking) -> None:
    text = "\n".join(
        f"- id: n{n:02}\n  name: N {n:02}\n  provider: Us\n  summary: Help.\n  needs: [food]\n"
        f"  areas: [glasgow]\n  edited: 2026-11-01\n"
        for n in range(45)
    )
    site = make_planners(write_small_data(tmp_path / "data", text), tmp_path / "var", ticking)
    browser, seen, path = site.signed_in("viewer"), list[str](), f"{CHECKS}?area=glasgow"
    while path:
        seen += listed(browser, path.removeprefix(CHECKS))
        more = [link for link in browser.get(path).links() if "page=" in link]
        path = more[0] if more else ""
    assert seen == [*(f"n{n:02}" for n in range(45)), TEA]
    site.site.database.close()


def read_sheet(browser: Browser, path: str) -> list[dict[str, str]]:
    answer = browser.http.get(path)
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-disposition"].startswith('attachment; filename="reach-in-')
    return list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))


def test_the_table_says_all_that_the_page_does(site: Planners) -> None:
    browser = site.signed_in("planner")
    rows = {row["listing"]: row for row in read_sheet(browser, f"{CHECKS}.csv")}
    assert rows["both"] == {
        "when": "this month",
        "due": "2026-11-28",
        "listing": "both",
        "name": "The both, =1+1; \\ here",
        "provider": "Us",
        "areas": "Glasgow South and South Ayrshire",
        "kind": "All other help",
        "phone": "0141 496 0001",
        "email": "a@both.example.org",
        "website": "",
        "last checked": "2026-11-01",
        "how": "visit",
        "by": "planner",
        "families told us": "",
    }
    late = read_sheet(browser, f"{CHECKS}.csv?when=overdue&area=glasgow")
    assert [row["listing"] for row in late] == ["south-late"]
    assert site.office.audit.newest(1)[0].what == "exported listings"


def test_no_cell_of_the_table_is_a_formula(site: Planners) -> None:
    text = file_of(site).read_text(encoding="utf-8")
    text = text.replace("name: The both,", "name: =HYPERLINK(1),")
    file_of(site).write_text(text, encoding="utf-8")
    site.site.live.refresh()
    rows = read_sheet(site.signed_in("planner"), f"{CHECKS}.csv")
    names = [row["name"] for row in rows]
    assert any(name.startswith("'=HYPERLINK") for name in names)
    assert not any(name.startswith("=") for name in names)


def events_of(browser: Browser, query: str = "") -> list[dict[str, str]]:
    answer = browser.http.get(f"{CHECKS}.ics{query}")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-disposition"].endswith('.ics"')
    return read_calendar(answer.text)[1]


def test_the_calendar_has_an_event_for_each_day_and_one_for_what_is_late(site: Planners) -> None:
    events = events_of(site.signed_in("planner"))
    days = [event["DTSTART;VALUE=DATE"] for event in events]
    assert days == ["20261125", "20261128", "20261204", "20271204"]
    assert plain(events[0]["SUMMARY"]) == "Overdue checks of listings: 1"
    assert plain(events[0]["DESCRIPTION"]).splitlines() == [
        "The south-late, =1+1; \\ here: 0141 496 0001",
        "3 were never checked.",
    ]
    assert events[2]["SUMMARY"] == "Check 2 listings"
    assert len(plain(events[2]["DESCRIPTION"]).splitlines()) == 2
    assert all(event["URL"] == f"https://testserver{CHECKS}" for event in events)


def test_an_event_keeps_its_name_whenever_the_file_is_made(site: Planners) -> None:
    browser = site.signed_in("planner")
    first = {event["UID"]: event["DTSTAMP"] for event in events_of(browser)}
    site.clock.go(hours=1)
    second = {event["UID"]: event["DTSTAMP"] for event in events_of(browser)}
    assert first.keys() == second.keys()
    assert len(first) == 4
    assert all(first[name] < second[name] for name in first)
    south = {event["UID"] for event in events_of(browser, "?area=glasgow-south")}
    own = {event["UID"] for event in events_of(site.signed_in("editor"))}
    assert not south & first.keys()
    assert not own & first.keys()


def test_a_calendar_holds_nothing_of_whoever_asks(site: Planners) -> None:
    text = site.signed_in("editor").http.get(f"{CHECKS}.ics").text
    assert not re.search(r"council\.example|editor|A editor", text)


def test_the_first_page_says_what_waits(site: Planners) -> None:
    assert "1 is overdue. 3 were never checked." in site.signed_in("planner").get("/planning").text
    assert "1 is overdue. 1 was never checked." in site.signed_in("editor").get("/planning").text
    assert "Nothing is overdue." in site.signed_in("other").get("/planning").text
