"""The list of listings, one listing's page, and pausing, archiving and putting it back."""

from itertools import count
from pathlib import Path

import pytest

from app.content.codes import code_of
from app.planning.yaml_files import locked
from app.web.planning.listing_list import A_PAGE
from app.web.planning.permissions import PERMISSIONS
from tests.store.databases import Ticking
from tests.web.pages import Page
from tests.web.planning.conftest import Browser, Planners, make_planners
from tests.web.rules import words_of
from tests.web.small_data import write_small_data

TEA, LINE = "tea-and-a-chat", "samaritans"
LISTINGS = "/planning/listings"
STATE = f"{LISTINGS}/{TEA}/state"
LOCAL = """\
- id: pantry
  name: Pantry in the south
  provider: Good Neighbours
  summary: A shop with low prices.
  needs: [food]
  areas: [glasgow-south]
  contacts:
    - phone: 0141 496 0001
  status: {status}
  checked:
    on: 2026-01-05
    how: phone
    by: locality planner
    next: 2026-11-01
  edited: 2026-11-24
- id: refuge
  name: A safe house
  provider: Good Neighbours
  summary: A safe place to stay.
  needs: [safety_at_home]
  areas: [glasgow-south, south-ayrshire]
  contacts:
    - phone: 0141 496 0002
  places:
    - address: 1 Secret Street
      postcode: G51 3UU
      hidden: yes
  edited: 2026-11-20
"""


@pytest.fixture
def own(tmp_path: Path, ticking: Ticking) -> Planners:
    """Return a site of four listings of its own, with dated copies for a history."""
    data = write_small_data(tmp_path / "data", LOCAL.format(status="live"))
    return make_planners(data, tmp_path / "var", ticking)


@pytest.fixture
def planner(own: Planners) -> Browser:
    return own.signed_in("planner")


def file_of(planners: Planners) -> Path:
    keeper = planners.site.keeper
    assert keeper is not None
    return keeper.folder / "services.yaml"


def names(page: Page) -> list[str]:
    return [words_of(link) for link in page.all(".//table//a")]


def deeds(planners: Planners) -> list[tuple[str, str]]:
    return [(deed.what, deed.which) for deed in planners.office.audit.newest(9)]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("", ["A safe house", "Samaritans", "Tea and a chat", "Pantry in the south"]),
        ("?sort=name", ["A safe house", "Pantry in the south", "Samaritans", "Tea and a chat"]),
        ("?sort=edited", ["Pantry in the south", "Samaritans", "Tea and a chat", "A safe house"]),
        ("?q=neighbours&sort=name", ["A safe house", "Pantry in the south"]),
        ("?q=0141+4960001", ["Pantry in the south"]),
        ("?area=glasgow&sort=name", ["A safe house", "Pantry in the south", "Tea and a chat"]),
        ("?need=food&sort=name", ["Pantry in the south", "Tea and a chat"]),
        ("?checked=due", ["Pantry in the south"]),
        ("?checked=never&need=food", ["Tea and a chat"]),
        ("?status=paused", []),
        ("?area=atlantis&need=gold&status=odd&sort=odd&shown=x&q=tea", ["Tea and a chat"]),
    ],
)
def test_a_listing_is_found(planner: Browser, asked: str, expected: list[str]) -> None:
    page = planner.get(f"{LISTINGS}{asked}")
    assert names(page) == expected
    if expected == []:
        assert "No listing fits." in page.text


def test_the_list_says_how_many_and_keeps_what_was_asked(planner: Browser) -> None:
    page = planner.get(f"{LISTINGS}?q=tea&area=glasgow&sort=name")
    assert "1 of 4 listings" in page.text
    chosen = [words_of(each) for each in page.all(".//option") if each.get("selected") is not None]
    assert chosen == ["All of Glasgow", "Any topic", "Any state", "Any", "By name"]
    assert page.box("q").get("value") == "tea"


def test_paused_and_archived_listings_are_listed_too(planner: Browser) -> None:
    planner.post(STATE, state="archived")
    assert names(planner.get(f"{LISTINGS}?status=archived")) == ["Tea and a chat"]
    assert "Tea and a chat" in names(planner.get(LISTINGS))


def test_editors_may_look_at_their_own_alone(own: Planners) -> None:
    editor, viewer = own.signed_in("editor"), own.signed_in("viewer")
    assert names(editor.get(f"{LISTINGS}?mine=yes")) == ["Pantry in the south"]
    assert len(names(editor.get(LISTINGS))) == 4
    assert len(names(viewer.get(f"{LISTINGS}?mine=yes"))) == 4
    assert "Only those I may change" not in viewer.get(LISTINGS).text


def test_the_part_alone_is_answered_where_the_page_is_open(planner: Browser) -> None:
    answer = planner.http.get(f"{LISTINGS}?q=tea&need=&shown=7", headers={"HX-Request": "true"})
    assert answer.headers["hx-replace-url"] == f"{LISTINGS}?q=tea"
    assert answer.headers["vary"].startswith("HX-Request")
    assert "<h1" not in answer.text
    assert 'id="count" data-hx-swap-oob="innerHTML">1 of 4 listings<' in answer.text


def test_more_than_a_page_is_shown_when_asked(tmp_path: Path, ticking: Ticking) -> None:
    many = "".join(
        f"- id: n{number}\n  name: Number {number:03}\n  provider: P\n  summary: S.\n"
        f"  needs: [food]\n  areas: [glasgow]\n  contacts:\n    - phone: 0141 496 0001\n"
        "  edited: 2026-11-22\n"
        for number in range(A_PAGE)
    )
    data = write_small_data(tmp_path / "data", many)
    browser = make_planners(data, tmp_path / "var", ticking).signed_in("planner")
    page = browser.get(f"{LISTINGS}?sort=name")
    assert len(names(page)) == A_PAGE
    (more,) = [href for href in page.links() if "shown=" in href]
    assert more == f"{LISTINGS}?sort=name&shown={2 * A_PAGE}#listing-{A_PAGE + 1}"
    assert len(names(browser.get(more))) == A_PAGE + 2


def test_a_broken_file_is_told_with_what_to_do(own: Planners, planner: Browser) -> None:
    file = file_of(own)
    good = file.read_text()
    file.write_text(good.replace("cost: free", "cost: cheap", 1))
    own.site.live.refresh()
    page = planner.get(LISTINGS)
    assert "The newest edit of the files is not used yet" in page.text
    assert "data/services.yaml, line 8" in page.text
    assert '"cheap" is not one of ours → use one of' in page.text
    assert len(names(page)) == 4
    file.write_text(good.replace("cost: free", "cost: [free", 1))
    page = planner.get(LISTINGS)
    assert "A file cannot be read" in page.text
    assert (names(page), "There is no listing yet." in page.text) == ([], True)
    own.site.live.refresh()
    assert "data/services.yaml, line" in planner.get(LISTINGS).text
    file.write_text(good)
    own.site.live.refresh()
    assert "is not used yet" not in planner.get(LISTINGS).text


def test_an_edit_by_hand_is_seen_at_once(own: Planners, planner: Browser) -> None:
    file = file_of(own)
    file.write_text(file.read_text().replace("Tea and a chat", "Coffee and a chat"))
    assert "Coffee and a chat" in names(planner.get(LISTINGS))
    assert planner.get(f"{LISTINGS}/{TEA}").h1 == "Coffee and a chat"


def test_a_listing_tells_where_it_stands(own: Planners, planner: Browser) -> None:
    page = planner.get(f"{LISTINGS}/pantry")
    assert page.h1 == "Pantry in the south"
    assert "Due since 1 November 2026 Last checked on 5 January 2026, by phone." in page.text
    assert "data/services.yaml" in page.text
    links = page.links()
    assert "/services/pantry" in links
    assert f"{LISTINGS}/pantry/edit" in links
    assert f"{LISTINGS}/new?from=pantry" in links
    assert f"{LISTINGS}/pantry/history" in links
    assert f"/services/{code_of('refuge')}" in planner.get(f"{LISTINGS}/refuge").links()
    assert "Secret Street" in planner.get(f"{LISTINGS}/refuge").text
    assert "Secret Street" not in own.signed_in("viewer").get(f"{LISTINGS}/refuge").text


def test_pausing_hides_it_and_says_why(own: Planners, planner: Browser) -> None:
    file = file_of(own)
    before = file.read_text()
    page = planner.page_after(STATE, state="paused", why="The hall is being\nrepaired.")
    assert "It is paused. Families do not see it any more." in page.text
    assert "Pause tea-and-a-chat: The hall is being repaired." in page.text
    assert file.read_text() == before.replace(
        "- Wed 10:00-12:00\n  edited: 2026-11-22",
        "- Wed 10:00-12:00\n  status: paused\n  edited: 2026-11-25",
    )
    assert planner.http.get(f"/services/{TEA}").status_code == 404
    assert deeds(own)[0] == ("paused a listing", TEA)
    page = planner.get(f"{LISTINGS}/{TEA}")
    assert "Pause tea-and-a-chat: The hall is being repaired." in page.text
    assert "See it as families do" not in page.text
    page = planner.page_after(STATE, state="live")
    assert "It is back. Families see it now." in page.text
    assert file.read_text() == before.replace(
        "- Wed 10:00-12:00\n  edited: 2026-11-22", "- Wed 10:00-12:00\n  edited: 2026-11-25"
    )
    assert deeds(own)[0] == ("put a listing back", TEA)


def test_pressing_twice_saves_once(own: Planners, planner: Browser) -> None:
    planner.post(STATE, state="archived")
    written = file_of(own).read_text()
    page = planner.page_after(STATE, state="archived")
    assert "Nothing was changed, so nothing was saved." in page.text
    assert file_of(own).read_text() == written
    assert [what for what, _ in deeds(own)].count("archived a listing") == 1


def test_who_families_phone_in_danger_cannot_be_archived(own: Planners, planner: Browser) -> None:
    before = file_of(own).read_text()
    answer = planner.post(f"{LISTINGS}/{LINE}/state", 422, state="archived", why="They moved.")
    assert "Families are told to phone it when someone is in danger." in answer.text
    assert "data/dangers.yaml, line" in answer.text
    assert 'value="They moved."' in answer.text
    assert file_of(own).read_text() == before


@pytest.mark.parametrize("state", ["", "gone", "deleted"])
def test_no_other_state_is_taken(own: Planners, planner: Browser, state: str) -> None:
    before = file_of(own).read_text()
    assert "Press one of the buttons." in planner.post(STATE, 422, state=state).text
    assert file_of(own).read_text() == before


@pytest.mark.parametrize("name", ["no-such-listing", "1", "..%2Fareas", "%00"])
def test_an_unknown_listing_is_not_found(planner: Browser, name: str) -> None:
    for path in (name, f"{name}/history", f"{name}/history/{'a' * 40}"):
        assert planner.http.get(f"{LISTINGS}/{path}").status_code == 404
    sent = {"token": planner.token(), "state": "paused"}
    assert planner.http.post(f"{LISTINGS}/{name}/state", data=sent).status_code == 404


MAY = {
    "planner": {TEA, "pantry", "refuge"},
    "editor": {"pantry"},
    "other": set[str](),
    "viewer": set[str](),
}


@pytest.mark.parametrize("who", MAY)
@pytest.mark.parametrize("listing", [TEA, "pantry", "refuge"])
def test_only_who_may_change_it_does(own: Planners, who: str, listing: str) -> None:
    browser, before = own.signed_in(who), file_of(own).read_text()
    page, may = browser.get(f"{LISTINGS}/{listing}"), listing in MAY[who]
    assert ("Pause it" in page.text) is may
    assert ("Edit: " in page.text) is may
    if who == "viewer":
        assert "Your account can read listings. It cannot change them." in page.text
    elif not may:
        assert "not all of that is yours. Ask a planner" in page.text
    answer = browser.post(f"{LISTINGS}/{listing}/state", 303 if may else 403, state="paused")
    assert (file_of(own).read_text() != before) is may
    told = "Your account cannot do that" if who == "viewer" else "not all of that is yours"
    assert may or told in answer.text


def test_nobody_is_led_to_the_way_in(own: Planners) -> None:
    before = file_of(own).read_text()
    nobody = own.browser()
    for route in PERMISSIONS:
        method, path = route.split()
        if not path.startswith(LISTINGS):
            continue
        path = path.replace("{listing}", TEA).replace("{version}", "a" * 40)
        answer = nobody.http.request(method, path, data={"state": "paused", "seen": "x"})
        assert answer.status_code in (303, 401)
        assert "Tea and a chat" not in answer.text
    assert file_of(own).read_text() == before


def test_a_reason_comes_back_when_the_session_ended(own: Planners, planner: Browser) -> None:
    token = planner.token()
    own.clock.go(hours=12)
    sent = {"token": token, "state": "paused", "why": "The hall is shut."}
    answer = planner.http.post(STATE, data=sent)
    assert (answer.status_code, "The hall is shut." in answer.text) == (401, True)


def test_a_busy_folder_is_said_and_what_was_typed_stays(
    own: Planners, planner: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.planning.yaml_files.elapsed", count(0, 60).__next__)
    with locked(file_of(own).parent):
        answer = planner.post(STATE, 409, state="paused", why="The hall is shut.")
    assert "Somebody else is saving just now." in answer.text
    assert 'value="The hall is shut."' in answer.text


def test_the_first_page_and_the_way_lead_here(planner: Browser) -> None:
    page = planner.get("/planning")
    assert page.links().count(LISTINGS) == 2


def test_what_was_saved_is_listed(planner: Browser, ticking: Ticking) -> None:
    assert "Nothing was saved yet." in planner.get(f"{LISTINGS}/history").text
    ticking.go(minutes=1)
    planner.post(STATE, state="paused", why="Shut.")
    page = planner.get(f"{LISTINGS}/history")
    assert f"{LISTINGS}/{TEA}/history" in page.links()
    assert "A planner (Planner): Pause tea-and-a-chat: Shut." in page.text
    assert "Its history begins here." in page.text
