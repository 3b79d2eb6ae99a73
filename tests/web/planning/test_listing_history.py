"""What a listing said before is shown beside what it says now, and comes back in one press."""

import subprocess
from pathlib import Path

import pytest

from app.content.models import Service
from app.web.planning.listing_words import FIELDS
from tests.store.databases import Ticking
from tests.web.pages import Page
from tests.web.planning.conftest import Browser, Planners, make_planners
from tests.web.planning.test_listings import LISTINGS, LOCAL, TEA, deeds, file_of
from tests.web.rules import words_of
from tests.web.small_data import write_small_data

OURS = f"{LISTINGS}/{TEA}"
STATE, HISTORY = f"{OURS}/state", f"{OURS}/history"


@pytest.fixture(params=["git", "dated copies"])
def own(request: pytest.FixtureRequest, tmp_path: Path, ticking: Ticking) -> Planners:
    """Return a site whose listings' past is in git, or in copies beside the files."""
    data = write_small_data(tmp_path / "data", LOCAL.format(status="live"))
    if request.param == "git":
        subprocess.run(["git", "init", "-q", "-b", "main", str(data)], check=True)
    return make_planners(data, tmp_path / "var", ticking)


@pytest.fixture
def planner(own: Planners) -> Browser:
    return own.signed_in("planner")


def versions(page: Page) -> list[str]:
    return [href for href in page.links() if "/history/" in href]


def press_undo(browser: Browser, page: Page, status: int = 303) -> Page:
    action, sent = page.filled("Undo")
    answer = browser.http.post(action, data=sent, follow_redirects=True)
    return browser.check(answer, 200 if status == 303 else status)


def rename_need(data: Path, old: str, new: str) -> None:
    """Call a topic something else, so that a listing may not name it any more."""
    for file in (data / "needs.yaml", data / "phrases" / f"{old}.txt"):
        text = file.read_text().replace(f"slug: {old}", f"slug: {new}")
        file.write_text(text.replace(f"# {old}", f"# {new}"))
    (data / "phrases" / f"{old}.txt").rename(data / "phrases" / f"{new}.txt")


def change_by_hand(planners: Planners, old: str, new: str) -> None:
    file = file_of(planners)
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))
    planners.site.live.refresh()


def test_one_press_undoes_a_save_and_another_undoes_that(
    own: Planners, planner: Browser, ticking: Ticking
) -> None:
    before = file_of(own).read_text()
    page = planner.page_after(STATE, state="paused", why="Wrong one.")
    ticking.go(minutes=1)
    page = press_undo(planner, page)
    assert "What it said before is back." in page.text
    assert "Families see it." in page.text
    assert planner.http.get(f"/services/{TEA}").status_code == 200
    assert file_of(own).read_text() == before.replace(
        "- Wed 10:00-12:00\n  edited: 2026-11-22", "- Wed 10:00-12:00\n  edited: 2026-11-25"
    )
    assert deeds(own)[0] == ("undid a change", TEA)
    ticking.go(minutes=1)
    page = press_undo(planner, page)
    assert "Families do not see it while it is paused." in page.text
    assert len(versions(planner.get(HISTORY))) == 4


def test_undo_never_undoes_what_somebody_else_saved_since(
    own: Planners, planner: Browser, ticking: Ticking
) -> None:
    page = planner.page_after(STATE, state="paused", why="Shut.")
    ticking.go(minutes=1)
    own.signed_in("planner").post(STATE, state="archived", why="It has ended.")
    before = file_of(own).read_text()
    page = press_undo(planner, page, 409)
    assert "Somebody has changed this listing since you opened the page." in page.text
    assert file_of(own).read_text() == before
    action, sent = page.filled("Bring back what it said then")
    assert planner.http.post(action, data=sent).status_code == 303


def test_a_notice_in_an_address_alone_offers_no_undo(planner: Browser) -> None:
    for done in ("paused", "changed", "same", "odd", ""):
        assert "Undo" not in planner.get(f"{OURS}?done={done}").text


def test_what_was_then_stands_beside_what_is_now(
    own: Planners, planner: Browser, ticking: Ticking
) -> None:
    planner.post(STATE, state="paused", why="Shut.")
    change_by_hand(own, "Wed 10:00-12:00", "Thu 10:00-12:00")
    page = planner.get(HISTORY)
    assert page.h1 == "What was changed: Tea and a chat"
    cards = [words_of(card) for card in page.of_class("card")]
    assert cards[0].startswith("Now Changed: Opening times. Changed by hand in the file.")
    assert "A planner (Planner): Pause tea-and-a-chat: Shut." in cards[1]
    assert "Changed: State." in cards[1]
    assert "Its history begins here." in cards[2]
    page = planner.get(versions(page)[0])
    assert "25 November 2026, 11am" in page.h1
    assert [words_of(each) for each in page.all(".//h3")] == [
        "State", "Last changed", "Opening times",
    ]  # fmt: skip
    marked = [[words_of(each) for each in page.all(f".//{tag}")] for tag in ("del", "ins")]
    assert "[only here: Wed ]" in marked[0]
    assert "[only here: Thu ]" in marked[1]
    ticking.go(minutes=1)
    action, sent = page.filled("Bring back what it said then")
    page = planner.check(planner.http.post(action, data=sent, follow_redirects=True), 200)
    text = file_of(own).read_text()
    assert ("Wed 10:00-12:00" in text, "status: paused" in text) == (True, True)
    assert "[only here: Thu ]" in planner.get(versions(planner.get(HISTORY))[1]).text


def test_a_change_of_other_listings_is_none_of_its_past(planner: Browser) -> None:
    planner.post(f"{LISTINGS}/pantry/state", state="paused")
    (begins,) = versions(planner.get(HISTORY))
    other = versions(planner.get(f"{LISTINGS}/pantry/history"))[0].rpartition("/")[2]
    assert planner.http.get(begins).status_code == 200
    assert planner.http.get(f"{HISTORY}/{other}").status_code == 404


@pytest.mark.parametrize(
    "version", ["HEAD", "a" * 40, "copy-20261125T110000000000.000009.copy", "..%2Fareas.yaml", "x"]
)
def test_an_unknown_version_is_not_found(own: Planners, planner: Browser, version: str) -> None:
    planner.post(STATE, state="paused")
    before = file_of(own).read_text()
    assert planner.http.get(f"{HISTORY}/{version}").status_code == 404
    sent = {"token": planner.token(), "seen": "x"}
    assert planner.http.post(f"{HISTORY}/{version}/restore", data=sent).status_code == 404
    assert file_of(own).read_text() == before


def test_an_empty_form_brings_nothing_back(own: Planners, planner: Browser) -> None:
    planner.post(STATE, state="paused")
    before, begins = file_of(own).read_text(), versions(planner.get(HISTORY))[-1]
    assert "Nothing was changed." in planner.post(f"{begins}/restore", 409).text
    newest = versions(planner.get(HISTORY))[0]
    assert planner.post(f"{newest}/restore").headers["location"] == f"{OURS}?done=same"
    assert file_of(own).read_text() == before


def test_one_taken_out_by_hand_is_found_and_brought_back(
    own: Planners, planner: Browser, ticking: Ticking
) -> None:
    planner.post(f"{LISTINGS}/pantry/state", state="paused")
    text = file_of(own).read_text()
    start, end = text.index("- id: pantry"), text.index("- id: refuge")
    file_of(own).write_text(text[:start] + text[end:])
    own.site.live.refresh()
    ticking.go(minutes=1)
    page = planner.get(f"{LISTINGS}/pantry")
    assert "It is in no file now. Choose how it was, and bring it back." in page.text
    assert "It was taken out of the file." in page.text
    page = planner.get(versions(page)[0])
    action, sent = page.filled("Bring back what it said then")
    page = planner.check(planner.http.post(action, data=sent, follow_redirects=True), 200)
    assert page.h1 == "Pantry in the south"
    assert "- id: pantry" in file_of(own).read_text()


def test_what_todays_rules_refuse_is_told_plainly(
    own: Planners, planner: Browser, ticking: Ticking
) -> None:
    planner.post(STATE, state="paused")
    change_by_hand(own, "needs: [food, loneliness]", "needs: [food]")
    rename_need(file_of(own).parent, "loneliness", "lonely")
    before = file_of(own).read_text()
    ticking.go(minutes=1)
    page = planner.get(versions(planner.get(HISTORY))[0])
    action, sent = page.filled("Bring back what it said then")
    answer = planner.check(planner.http.post(action, data=sent), 422)
    assert "What it said then breaks a rule of today:" in answer.text
    assert '"loneliness" is not one of ours' in answer.text
    assert file_of(own).read_text() == before


@pytest.mark.parametrize(
    ("who", "listing", "status"),
    [
        ("editor", "pantry", 303),
        ("editor", "refuge", 403),
        ("editor", TEA, 403),
        ("other", "pantry", 403),
        ("other", "refuge", 403),
        ("viewer", "pantry", 403),
        ("planner", "refuge", 303),
    ],
)
def test_only_who_may_change_it_brings_it_back(
    own: Planners, planner: Browser, who: str, listing: str, status: int
) -> None:
    here = f"{LISTINGS}/{listing}"
    planner.post(f"{here}/state", state="paused")
    page = planner.get(versions(planner.get(f"{here}/history"))[-1])
    action, sent = page.filled("Bring back what it said then")
    before, browser = file_of(own).read_text(), own.signed_in(who)
    shown = browser.get(action.removesuffix("/restore")).text
    assert ("Bring back what it said then" in shown) is (status == 303)
    browser.post(action, status, seen=sent["seen"])
    assert (file_of(own).read_text() != before) is (status == 303)


def test_an_editor_brings_nothing_back_that_was_elsewhere(
    own: Planners, planner: Browser, ticking: Ticking
) -> None:
    here = f"{LISTINGS}/refuge"
    planner.post(f"{here}/state", state="paused")
    change_by_hand(own, "areas: [glasgow-south, south-ayrshire]", "areas: [glasgow-south]")
    ticking.go(minutes=1)
    planner.post(f"{here}/state", state="live")
    begins = versions(planner.get(f"{here}/history"))[-1]
    sent = planner.get(begins).filled("Bring back what it said then")[1]
    editor, before = own.signed_in("editor"), file_of(own).read_text()
    assert "Pause it" in editor.get(here).text
    editor.post(f"{begins}/restore", 403, seen=sent["seen"])
    assert file_of(own).read_text() == before


def test_where_a_hidden_place_was_is_not_told_to_who_only_reads(
    own: Planners, planner: Browser
) -> None:
    planner.post(f"{LISTINGS}/refuge/state", state="paused")
    change_by_hand(own, "1 Secret Street", "2 Secret Street")
    for version in versions(planner.get(f"{LISTINGS}/refuge/history")):
        assert "Secret Street" in planner.get(version).text
        assert "Secret Street" not in own.signed_in("viewer").get(version).text


def test_every_field_has_a_name() -> None:
    assert list(FIELDS) == list(Service.model_fields)
