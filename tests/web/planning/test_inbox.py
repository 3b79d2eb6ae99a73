"""Planners read what families said, mark it done, and take it away: each within their reach."""

import csv
import io
from datetime import date

import pytest

from app.voice import Said
from tests.web import rules
from tests.web.pages import Page
from tests.web.planning.conftest import Browser, Planners

INBOX = "/planning/voice"
SOUTH = Said("wrong", "wrong number", "tea-and-a-chat", "glasgow-south", "food", "in the south")
SHIRE = Said("missing", "", None, "south-ayrshire", "food", "in the shire")
NOWHERE = Said("missing", "", None, None, None, '=help <b>for</b> dads, "now"')
TAP = Said("right", "yes", "tea-and-a-chat", "glasgow-south")
SEES = {
    "viewer": {"in the south", "in the shire"},
    "editor": {"in the south"},
    "other": {"in the shire"},
    "planner": {"in the south", "in the shire", NOWHERE.words},
}


@pytest.fixture
def full(planners: Planners) -> Planners:
    voice = planners.site.voice.voice
    for said in (SOUTH, SOUTH, SHIRE, NOWHERE, TAP):
        voice.keep(said)
    return planners


def words(page: Page) -> set[str]:
    return {rules.words_of(quote) for quote in page.all(".//blockquote")}


def number_of(planners: Planners, said: Said) -> int:
    answers = planners.site.voice.voice.export()
    return next(a.number for a in answers if a.words == said.words and a.choice == said.choice)


def new(planners: Planners) -> set[str]:
    threads = planners.site.voice.voice.threads()
    return {answer.words for thread in threads for answer in thread.answers}


@pytest.mark.parametrize(("who", "seen"), SEES.items())
def test_each_sees_what_is_theirs(full: Planners, who: str, seen: set[str]) -> None:
    browser = full.signed_in(who)
    assert words(browser.get(INBOX)) == seen
    sheet = read_sheet(browser, f"{INBOX}/answers.csv")
    assert {row["words"].lstrip("'") for row in sheet} - {""} == seen


def read_sheet(browser: Browser, path: str) -> list[dict[str, str]]:
    answer = browser.http.get(path)
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"].startswith('attachment; filename="reach-in-')
    assert answer.headers["cache-control"] == "no-store"
    text = answer.content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_inbox_is_grouped_by_listing_and_says_how_often(full: Planners) -> None:
    page = full.signed_in("planner").get(INBOX)
    (group,) = [
        each for each in page.of_class("thread") if "Tea and a chat" in rules.words_of(each)
    ]
    text = rules.words_of(group)
    assert "Wrong phone number: 2" in text
    assert "The page is right: 1" in text
    assert "(said 2 times). 25 November 2026. Glasgow South, Food" in text
    assert "/services/tea-and-a-chat" in page.links()
    assert "5 answers" in page.text


@pytest.mark.parametrize(
    ("who", "area", "seen"),
    [
        ("planner", "glasgow-south", {"in the south"}),
        ("planner", "glasgow", {"in the south"}),
        ("planner", "scotland", {"in the south", "in the shire"}),
        ("planner", "none", {NOWHERE.words}),
        ("planner", "no-such-area", set()),
        ("editor", "glasgow-south", {"in the south"}),
        ("editor", "glasgow", {"in the south"}),
        ("editor", "south-ayrshire", set()),
        ("editor", "none", set()),
        ("viewer", "none", set()),
    ],
)
def test_a_filter_never_widens_ones_reach(
    full: Planners, who: str, area: str, seen: set[str]
) -> None:
    assert words(full.signed_in(who).get(f"{INBOX}?area={area}")) == seen


def test_areas_to_choose_are_those_in_reach(full: Planners) -> None:
    def offered(who: str) -> list[str | None]:
        page = full.signed_in(who).get(INBOX)
        options = page.all(".//select[@id='area']/option")
        return [option.get("value") for option in options]

    assert offered("editor") == ["", "glasgow-south"]
    assert offered("planner")[-1] == "none"
    assert "none" not in offered("viewer")


def test_an_answer_is_marked_done_and_found_again(full: Planners) -> None:
    browser = full.signed_in("editor")
    number = number_of(full, SOUTH)
    page = browser.page_after(f"{INBOX}/done", numbers=str(number), area="glasgow-south")
    assert "1 answer is done." in page.text
    assert words(page) == set()
    assert page.response.url.params["area"] == "glasgow-south"
    done = browser.get(f"{INBOX}?state=done")
    assert words(done) == {"in the south"}
    assert "Done by: editor" in done.text
    assert full.office.audit.newest(1)[0].which == str(number)


def test_all_of_a_listing_is_marked_done_at_once_but_not_what_came_since(full: Planners) -> None:
    browser = full.signed_in("planner")
    page = browser.get(INBOX)
    (group,) = [e for e in page.of_class("thread") if "Tea and a chat" in rules.words_of(e)]
    values = [e.get("value", "") for e in group.iter("input") if e.get("name") == "numbers"]
    numbers = max(values, key=len)
    full.site.voice.voice.keep(Said("wrong", "closed", "tea-and-a-chat", "glasgow-south"))
    after = browser.page_after(f"{INBOX}/done", numbers=numbers)
    assert "2 answers are done." in after.text
    assert "It has closed: 1" in after.text
    assert "Wrong phone number" not in after.text


@pytest.mark.parametrize("who", ["editor", "other"])
def test_an_editor_marks_nothing_of_another_area(full: Planners, who: str) -> None:
    every = " ".join(str(a.number) for a in full.site.voice.voice.export())
    before = new(full)
    full.signed_in(who).post(f"{INBOX}/done", numbers=every)
    assert before - new(full) == SEES[who] | ({""} if who == "editor" else set())


@pytest.mark.parametrize("numbers", ["", "0", "x", "99999999999", "1' OR 1=1", "-1", "٣"])
def test_numbers_that_are_none_do_nothing(full: Planners, numbers: str) -> None:
    before = new(full)
    full.signed_in("planner").post(f"{INBOX}/done", numbers=numbers)
    full.signed_in("planner").post(f"{INBOX}/delete", numbers=numbers)
    assert new(full) == before


def test_a_planner_deletes_an_answer_that_names_somebody(full: Planners) -> None:
    browser = full.signed_in("planner")
    number = number_of(full, SHIRE)
    page = browser.page_after(f"{INBOX}/delete", numbers=str(number))
    assert "1 answer is deleted. It cannot be brought back." in page.text
    assert "in the shire" not in new(full)
    assert full.office.audit.newest(1)[0].what == "deleted answers"


def test_who_may_only_read_is_offered_nothing_else(full: Planners) -> None:
    viewer, editor = (full.signed_in(who).get(INBOX) for who in ("viewer", "editor"))
    assert "Mark this done" not in viewer.text
    assert "Answer in public" not in viewer.text
    assert "Mark this done" in editor.text
    assert "Delete it for good" not in editor.text


def test_words_are_shown_as_words(full: Planners) -> None:
    page = full.signed_in("planner").get(INBOX)
    assert NOWHERE.words in page.text
    (row,) = [
        row
        for row in read_sheet(full.signed_in("planner"), f"{INBOX}/answers.csv")
        if "dads" in row["words"]
    ]
    assert row["words"] == "'" + NOWHERE.words
    assert row["day"] == "2026-11-25"


def test_a_long_inbox_goes_on_over_pages(planners: Planners) -> None:
    for n in range(30):
        planners.site.voice.voice.keep(Said("right", "no", f"gone-{n}", "glasgow-south"))
    browser = planners.signed_in("editor")
    first = browser.get(INBOX)
    (older,) = [link for link in first.links() if "page=1" in link]
    second = browser.get(older)
    assert (len(first.of_class("thread")), len(second.of_class("thread"))) == (25, 5)
    assert not [link for link in second.links() if "page=" in link]
    assert browser.get(f"{INBOX}?page=999&state=odd&area=%00&marked=x").h1 == "What families say"


def test_the_first_page_says_how_many_are_new(full: Planners) -> None:
    assert "5 new answers to read." in full.signed_in("planner").get("/planning").text
    assert "3 new answers to read." in full.signed_in("editor").get("/planning").text


def count(planners: Planners, need: str, area: str, times: int, ending: str) -> None:
    for _ in range(times):
        planners.site.voice.tallies.note(need, area, ending, date(2026, 11, 25))  # type: ignore[arg-type]
    planners.site.voice.tallies.write()


@pytest.fixture
def counted(planners: Planners) -> Planners:
    count(planners, "food", "glasgow-south", 12, "nothing exact")
    count(planners, "food", "south-ayrshire", 4, "nothing exact")
    count(planners, "loneliness", "", 7, "nothing exact")
    count(planners, "food", "glasgow-south", 1200, "found")
    for day in range(20, 25):
        planners.site.voice.tallies.hear(["freecycle"], date(2026, 11, day))
        planners.site.voice.tallies.hear(["rare"], date(2026, 11, 20))
        planners.site.voice.tallies.write()
    return planners


def table(page: Page) -> list[list[str]]:
    rows = page.all(".//tbody/tr")
    return [[rules.words_of(cell) for cell in row if cell.tag in ("th", "td")] for row in rows]


def test_counts_below_five_are_never_told(counted: Planners) -> None:
    browser = counted.signed_in("planner")
    page = browser.get("/planning/voice/unmet")
    heads = [rules.words_of(head) for head in page.all(".//thead/tr/th")]
    rows = {row[0]: dict(zip(heads, row, strict=False)) for row in table(page)}
    assert rows["Food"]["Glasgow South"] == "12"
    assert rows["Food"]["South Ayrshire"] == "fewer than 5"
    assert rows["Food"]["All of Glasgow"] == "0"
    assert [row["Area not known"] for row in rows.values() if row.get("Area not known") == "7"]
    sheet = read_sheet(browser, "/planning/voice/counts.csv?months=1")
    told = {(row["topic"], row["area"], row["ending"]): row["searches"] for row in sheet}
    assert told == {
        ("food", "glasgow-south", "nothing exact"): "12",
        ("food", "south-ayrshire", "nothing exact"): "fewer than 5",
        ("loneliness", "", "nothing exact"): "7",
        ("food", "glasgow-south", "found"): "1200",
    }
    assert {row["since"] for row in sheet} == {"2026-11-01"}


def test_other_endings_and_spans_are_chosen(counted: Planners) -> None:
    page = counted.signed_in("planner").get("/planning/voice/unmet?ending=found&months=12")
    assert "1,200" in page.text
    assert "since 1 December 2025" in page.text
    odd = counted.signed_in("planner").get("/planning/voice/unmet?ending=x&months=x")
    assert "since 1 September 2026" in odd.text


def test_only_areas_in_reach_are_counted_out(counted: Planners) -> None:
    browser = counted.signed_in("other")
    page = browser.get("/planning/voice/unmet")
    assert table(page) == [["Food", "fewer than 5"]]
    assert "freecycle" not in page.text
    sheet = read_sheet(browser, "/planning/voice/counts.csv")
    assert {row["area"] for row in sheet} == {"south-ayrshire"}


def test_words_seen_on_five_days_are_shown_and_no_others(counted: Planners) -> None:
    for who in ("planner", "viewer"):
        text = counted.signed_in(who).get("/planning/voice/unmet").text
        assert "freecycle" in text
        assert "rare" not in text


def test_an_empty_site_says_so(planners: Planners) -> None:
    browser = planners.signed_in("planner")
    assert "Nothing is here." in browser.get(INBOX).text
    assert "No such search is counted yet." in browser.get("/planning/voice/unmet").text
    assert "There is no reply yet." in browser.get("/planning/voice/replies").text
    assert "Nothing new." in browser.get("/planning").text
    assert read_sheet(browser, f"{INBOX}/answers.csv") == []
