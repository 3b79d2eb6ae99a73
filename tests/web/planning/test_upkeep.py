"""The pages of links, closed buildings and likely duplicates: read, saved, undone, refused."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from app.content.loading import load_catalogue
from app.content.models import Service
from app.places import Gazetteer
from tests.store.databases import Ticking
from tests.web.pages import Page
from tests.web.planning.conftest import Planners, make_planners
from tests.web.planning.upkeep import ALL_IN_HALL, EXTRA, write_book
from tests.web.small_data import write_small_data

LINE = "Closed 24 Dec 2026 to 3 Jan 2027"
FORM = {
    "step": "look", "building": "g51-3uu", "first": "24 Dec 2026", "last": "2027-01-03",
    "reason": "The heating is mended.",
}  # fmt: skip
CLOSURES, LINKS, DUPLICATES = "/planning/closures", "/planning/links", "/planning/duplicates"


@pytest.fixture
def site(tmp_path: Path, ticking: Ticking) -> Iterator[Planners]:
    data = write_small_data(tmp_path / "data", EXTRA)
    made = make_planners(data, tmp_path / "var", ticking)
    write_book(tmp_path / "var")
    yield made
    made.site.database.close()


def send(site: Planners, who: str, names: tuple[str, ...] = ALL_IN_HALL, **changed: str) -> Page:
    """Send the form of a closing as a browser does, with several listings ticked."""
    browser = site.signed_in(who)
    fields = {**FORM, **changed, "token": browser.token()}
    answer = browser.http.post(CLOSURES, data={**fields, "listings": list(names)})
    status = answer.status_code
    if status == 303:
        return browser.get(answer.headers["location"])
    return browser.check(answer, status)


def served(site: Planners, name: str) -> Service:
    return site.site.live.directory.catalogue.by_id[name]


def file_of(site: Planners) -> bytes:
    folder = site.site.keeper.folder if site.site.keeper else Path()
    return (folder / "services.yaml").read_bytes()


def test_links_are_told_by_what_they_need(site: Planners) -> None:
    page = site.signed_in("viewer").get(LINKS)
    for words in (
        "The links were last asked on 25 November 2026, 11am.",
        "5 links: 1 answered.",
        "It now leads to their first page. What was here may be gone.",
        "There is nothing at that address (404).",
        "It has failed since 16 November 2026, and again on 25 November 2026.",
        "It took too long to answer. It failed on 25 November 2026.",
        "It does not answer programs (403). Look at it yourself.",
        "A call costs up to 7p a minute",
    ):
        assert words in page.text
    assert 'rel="noreferrer noopener"' in page.response.text
    assert "/planning/listings/" not in page.response.text


def test_links_of_an_area_are_shown_alone(site: Planners) -> None:
    page = site.signed_in("editor").get(f"{LINKS}?area=glasgow-south")
    assert "club.example.org" in page.text
    assert "quiet.example.org" not in page.text
    assert "/planning/listings/hall-club/edit" in page.response.text
    every = site.signed_in("editor").get(f"{LINKS}?area=no-such-area")
    assert "quiet.example.org" in every.text
    assert "/planning/listings/hall-quiet/edit" not in every.response.text


def test_links_that_were_never_asked(own: Planners) -> None:
    text = own.signed_in("viewer").get(LINKS).text
    assert "The links were never asked yet." in text
    assert "reachin check --links" in text


def test_a_building_is_found_by_its_name_its_postcode_and_what_is_there(site: Planners) -> None:
    browser = site.signed_in("viewer")
    for words in ("old hall", "g513uu", "G51 3UU", "QUIET", ""):
        page = browser.get(f"{CLOSURES}?q={words}")
        assert "?building=g51-3uu" in page.response.text, words
    assert "No building has those words." in browser.get(f"{CLOSURES}?q=castle").text


def test_who_may_close_what_in_a_building(site: Planners) -> None:
    shown = {who: site.signed_in(who).get(f"{CLOSURES}?building=g51-3uu") for who in
             ("viewer", "editor", "other", "planner")}  # fmt: skip
    ticked = {
        who: re.findall(r'name="listings" value="([\w-]+)" checked', page.response.text)
        for who, page in shown.items()
    }
    assert ticked == {
        "viewer": [], "editor": ["hall-cafe", "hall-club"], "other": [],
        "planner": ["hall-cafe", "hall-club", "hall-quiet"],
    }  # fmt: skip
    assert shown["editor"].text.count("Not yours to change: ask a planner.") == 1
    assert "See what families will read" not in shown["other"].text


def test_what_families_will_read_is_shown_before_it_is_saved(site: Planners) -> None:
    before = file_of(site)
    text = send(site, "planner").text
    assert "closed from 24 December 2026 to 3 January 2027" in text
    assert "Monday to Thursday: 9am to 4:30pmClosed 24 December 2026 to 3 January 2027" in text
    assert "On 24 December 2026 at noon its card will say: Closed. May open 4 January" in text
    assert "Times at Old Hall" in text
    assert "Its times are not known, and stay so." in text
    assert file_of(site) == before


def test_a_closing_is_saved_once_told_to_families_and_undone(site: Planners) -> None:
    before = {name: served(site, name).hours for name in ALL_IN_HALL}
    page = send(site, "planner", step="save", phones="yes")
    assert "Old Hall, Govan, G51 3UU is closed from 24 December 2026" in page.text
    assert "3 listings." in page.text
    assert served(site, "hall-cafe").hours.lines == ("Mon-Thu 9:00-16:30", LINE)
    assert served(site, "hall-cafe").contacts[0].hours.lines == ("Mon-Fri 9:00-17:00", LINE)
    assert served(site, "hall-club").places[0].hours.lines == (LINE,)
    assert served(site, "hall-club").hours == before["hall-club"]
    families = site.browser()
    for name in ALL_IN_HALL:
        told = families.http.get(f"/services/{name}").text
        assert "Closed 24 December 2026 to 3 January 2027" in told, name
    _is_told_no_more_once_it_is_over(site)
    browser = site.signed_in("planner")
    sent = dict(re.findall(r'name="(first|last|at)" value="([^"]*)"', page.response.text))
    undone = browser.page_after(CLOSURES, 200, step="undo", **sent)
    assert "It is undone." in undone.text
    assert {name: served(site, name).hours for name in ALL_IN_HALL} == before
    assert served(site, "hall-club").places[0].hours.lines == ()
    whats = [deed.what for deed in site.office.audit.newest(20)]
    assert whats.count("closed a building") == 3
    assert whats.count("undid a change") == 3
    again = browser.page_after(CLOSURES, 200, step="undo", **sent)
    assert "somebody has changed those times since" in again.text


def _is_told_no_more_once_it_is_over(site: Planners) -> None:
    site.clock.go(days=60)
    for name in ALL_IN_HALL:
        told = site.browser().http.get(f"/services/{name}").text
        assert "Closed 24 December 2026" not in told, name


def test_the_history_says_who_closed_it_and_why(site: Planners) -> None:
    send(site, "planner", step="save")
    keeper = site.site.keeper
    assert keeper is not None
    newest = keeper.history.versions(keeper.folder / "services.yaml")[0]
    assert newest.why == f"Old Hall, Govan, G51 3UU: {LINE}. The heating is mended."
    assert newest.who == "A planner (Planner)"


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"first": ""}, "Write a day with its year, such as 25 Nov 2026."),
        ({"first": "24/12/2026"}, "Write a day with its year, such as"),
        ({"first": "24 Dec"}, "Write a day with its year, such as"),
        ({"last": "soon"}, "Write a day with its year, such as"),
        ({"first": "2026-11-24"}, "That day is over."),
        ({"last": "2026-12-23"}, "The last day is before the first."),
        ({"last": "2028-01-03"}, "That is over a year. Pause the listings instead"),
        ({"reason": "  "}, "Say why."),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(
    site: Planners, changed: dict[str, str], told: str
) -> None:
    before = file_of(site)
    for step in ("look", "save"):
        page = send(site, "planner", ALL_IN_HALL, step=step, **changed)
        assert page.response.status_code == 422
        assert page.text.count(told) == 2
        kept = {**FORM, **changed}
        for name in ("first", "last"):
            assert f'name="{name}" type="text" value="{kept[name]}"' in page.response.text
    assert file_of(site) == before


def test_one_day_needs_no_last_one(site: Planners) -> None:
    send(site, "planner", step="save", last="", first="2026-11-25")
    assert "Closed 25 Nov 2026" in served(site, "hall-cafe").hours.lines


@pytest.mark.parametrize("names", [(), ("samaritans",), ("no-such-listing",)])
def test_nothing_that_is_there_was_ticked(site: Planners, names: tuple[str, ...]) -> None:
    before = file_of(site)
    for step in ("look", "save"):
        assert "Tick at least one listing." in send(site, "planner", names, step=step).text
    assert file_of(site) == before


def test_an_editor_who_ticks_what_is_not_theirs_saves_nothing(site: Planners) -> None:
    before = file_of(site)
    page = send(site, "editor", step="save")
    assert page.response.status_code == 422
    assert "in an area that is not yours" in page.text
    assert file_of(site) == before
    send(site, "editor", ("hall-cafe", "hall-club"), step="save")
    assert served(site, "hall-quiet").hours.lines == ()
    assert LINE in served(site, "hall-cafe").hours.lines


def test_going_back_keeps_what_was_ticked(site: Planners) -> None:
    page = send(site, "planner", ("hall-club",), step="change")
    ticked = re.findall(r'name="listings" value="([\w-]+)" checked', page.response.text)
    assert ticked == ["hall-club"]


@pytest.mark.parametrize("building", ["", "no-such-building"])
def test_a_building_that_is_not_there(site: Planners, building: str) -> None:
    assert send(site, "planner", building=building).response.status_code == 404


def test_a_closing_can_be_ended_early(site: Planners) -> None:
    send(site, "planner", step="save", first="2026-11-25")
    site.clock.go(days=3)
    browser = site.signed_in("planner")
    page = browser.get(CLOSURES)
    assert "Closed now" in page.text
    assert "Open again from today" in page.text
    sent = dict(re.findall(r'name="(first|last|at)" value="([^"]*)"', page.response.text))
    assert "It is ended." in browser.page_after(CLOSURES, 200, step="end", **sent).text
    lines = served(site, "hall-cafe").hours.lines
    assert lines == ("Mon-Thu 9:00-16:30", "Closed 25 Nov 2026 to 27 Nov 2026")
    assert "No building is." in browser.get(CLOSURES).text


def test_a_coming_closing_can_be_taken_away_within_reach(site: Planners) -> None:
    send(site, "planner", step="save")
    other = site.signed_in("other").get(CLOSURES)
    assert "Coming" in other.text
    assert "Take it away" not in other.text
    editor = site.signed_in("editor")
    page = editor.get(CLOSURES)
    assert "Not yours to change: Hall quiet room. Ask a planner." in page.text
    sent = dict(re.findall(r'name="(first|last|at)" value="([^"]*)"', page.response.text))
    editor.page_after(CLOSURES, 200, step="end", **sent)
    assert served(site, "hall-cafe").hours.lines == ("Mon-Thu 9:00-16:30",)
    assert LINE in served(site, "hall-quiet").hours.lines
    forged = {**sent, "at": "hall-quiet.s"}
    page = editor.page_after(CLOSURES, 422, step="end", **forged)
    assert "in an area that is not yours" in page.text
    assert LINE in served(site, "hall-quiet").hours.lines


@pytest.mark.parametrize(
    "sent",
    [
        {"step": "undo"},
        {"step": "end", "first": "2026-12-24", "last": "2027-01-03", "at": "x,.s,hall-cafe.q9"},
        {"step": "end", "first": "x", "last": "y", "at": "hall-cafe.s"},
        {"step": "no such step"},
    ],
)
def test_a_form_that_is_none_of_ours_changes_nothing(site: Planners, sent: dict[str, str]) -> None:
    before = file_of(site)
    assert site.signed_in("planner").post(CLOSURES, 303, **sent).headers["location"] == CLOSURES
    assert file_of(site) == before


def test_a_hidden_place_is_in_no_list_of_buildings(tmp_path: Path, ticking: Ticking) -> None:
    hidden = EXTRA.replace(
        "      postcode: G51 3UU\n", "      postcode: G51 3UU\n      hidden: yes\n"
    )
    data = write_small_data(tmp_path / "data", hidden)
    made = make_planners(data, tmp_path / "var", ticking)
    text = made.signed_in("planner").get(f"{CLOSURES}?q=old").text
    made.site.database.close()
    assert "No building has those words." in text
    assert "G51" not in text


def test_likely_duplicates_are_shown_side_by_side(site: Planners) -> None:
    page = site.signed_in("viewer").get(DUPLICATES)
    assert "1 pair of listings may be one." in page.text
    assert "They have the same name and the same web page." in page.text
    assert "These are two different things" not in page.text
    assert site.signed_in("viewer").get(f"{DUPLICATES}?page=7&area=x").response.status_code == 200
    away = site.signed_in("viewer").get(f"{DUPLICATES}?area=south-ayrshire")
    assert "No two listings look like one." in away.text


def test_two_things_are_told_apart_and_stay_so(site: Planners) -> None:
    browser = site.signed_in("editor")
    sent = {"one": "hall-cafe", "other": "the-hall-cafe", "area": "glasgow-south"}
    page = browser.page_after(DUPLICATES, 200, **sent)
    assert "They are two different things. The planners’ note of Hall café says so." in page.text
    assert "No two listings look like one." in page.text
    assert served(site, "hall-cafe").planners_note == "Not the same as the-hall-cafe."
    where = urlsplit(str(page.response.url))
    assert dict(parse_qsl(where.query)) == {"area": "glasgow-south", "told": "hall-cafe"}


@pytest.mark.parametrize(
    ("who", "one", "other", "status"),
    [
        ("other", "hall-cafe", "the-hall-cafe", 422),
        ("editor", "hall-cafe", "no-such", 404),
        ("editor", "hall-cafe", "hall-cafe", 404),
        ("editor", "hall-quiet", "hall-cafe", 200),
    ],
)
def test_who_may_tell_two_things_apart(
    site: Planners, who: str, one: str, other: str, status: int
) -> None:
    before = file_of(site)
    site.signed_in(who).page_after(DUPLICATES, status, one=one, other=other)
    assert (file_of(site) == before) == (status != 200)
    assert served(site, "hall-quiet").planners_note is None


def test_what_is_served_is_good_after_all_of_it(site: Planners) -> None:
    send(site, "planner", step="save", phones="yes")
    site.signed_in("planner").page_after(DUPLICATES, 200, one="hall-cafe", other="the-hall-cafe")
    keeper = site.site.keeper
    assert keeper is not None
    assert load_catalogue(keeper.folder, Gazetteer.packaged()).catalogue.by_id["hall-cafe"]
