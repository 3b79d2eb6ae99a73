"""Listings out as tables and back in, through the planners' pages: looked at, then written."""

import csv
import io
import re
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml
from openpyxl import load_workbook

from app.content.tables import unguard
from app.planning.sheets import write_sheet
from app.web.headers import MOST_BYTES, ROOMY
from tests.web.pages import Page
from tests.web.planning.conftest import Browser, Planners

TABLES, IMPORT = "/planning/tables", "/planning/tables/import"
TEA = "tea-and-a-chat"
SOUTH = """\
- id: south-tea
  name: South tea
  provider: A made-up church
  summary: A warm room with tea.
  needs: [food]
  areas: [glasgow-south]
  contacts:
    - phone: 0141 496 0005
  status: paused
  planners_note: Ask again in May.
  edited: 2026-11-22
"""
Rows = list[dict[str, str]]


@pytest.fixture
def own(own: Planners) -> Planners:
    file = _file(own)
    file.write_text(f"{file.read_text(encoding='utf-8')}\n{SOUTH}", encoding="utf-8")
    own.site.live.refresh()
    return own


def _file(planners: Planners) -> Path:
    assert planners.site.keeper is not None
    return planners.site.keeper.folder / "services.yaml"


def text_of(planners: Planners) -> str:
    return _file(planners).read_text(encoding="utf-8")


def uploads(planners: Planners) -> list[Path]:
    """Return what is kept of tables under way."""
    assert planners.site.keeper is not None
    return sorted((planners.site.keeper.folder.parent / "var" / "uploads").glob("*"))


def take_out(browser: Browser, query: str = "") -> Rows:
    answer = browser.http.get(f"/planning/listings.csv{query}")
    assert answer.status_code == 200
    read = csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"), newline=""))
    return [{name: unguard(cell) for name, cell in row.items()} for row in read]


def send(browser: Browser, data: bytes, name: str = "list.csv") -> httpx.Response:
    sent = {"table": (name, data, "application/octet-stream")}
    answer: httpx.Response = browser.http.post(IMPORT, data={"token": browser.token()}, files=sent)
    return answer


def sheet(rows: Rows) -> bytes:
    heads = list(rows[0])
    return write_sheet(heads, ([row.get(head, "") for head in heads] for row in rows)).encode()


def look_at(browser: Browser, rows: Rows) -> Page:
    answer = send(browser, sheet(rows))
    assert answer.status_code == 303, answer.text
    return browser.get(answer.headers["location"])


def confirm(browser: Browser, page: Page, status: int = 200, **more: Any) -> Page:
    address = page.response.request.url.path.removesuffix("/changes")
    shown = re.search(r'name="shown" value="([^"]+)"', page.response.text)
    assert shown is not None
    sent = {"token": browser.token(), "shown": shown[1], **more}
    return browser.check(browser.http.post(f"{address}/write", data=sent), status)


def deeds(planners: Planners) -> list[tuple[str, str]]:
    return [(deed.what, deed.which) for deed in planners.office.audit.newest(9)]


def row_of(rows: Rows, listing: str) -> dict[str, str]:
    return next(row for row in rows if row["id"] == listing)


def test_every_kind_of_file_holds_every_listing_with_what_planners_know(own: Planners) -> None:
    browser = own.signed_in("viewer")
    rows = take_out(browser)
    assert [row["id"] for row in rows] == [TEA, "samaritans", "south-tea"]
    assert row_of(rows, "south-tea")["planners_note"] == "Ask again in May."
    assert row_of(rows, "south-tea")["status"] == "paused"
    book = browser.http.get("/planning/listings.xlsx")
    page = load_workbook(io.BytesIO(book.content)).worksheets[0]
    assert [cell.value for cell in page["A"]][1:] == [row["id"] for row in rows]
    text = browser.http.get("/planning/listings.yaml").text
    assert [entry["id"] for entry in yaml.safe_load(text)] == [row["id"] for row in rows]
    assert SOUTH.strip() in text
    assert deeds(own)[:3] == [("exported listings", "3")] * 3


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?area=glasgow", [TEA, "south-tea"]),
        ("?area=glasgow-south", ["south-tea"]),
        ("?need=loneliness", [TEA]),
        ("?status=paused", ["south-tea"]),
        ("?status=live&area=glasgow&need=food", [TEA]),
        ("?area=no-such&need=no-such&status=no-such", [TEA, "samaritans", "south-tea"]),
    ],
)
def test_filters_choose_what_goes_out(own: Planners, query: str, found: list[str]) -> None:
    browser = own.signed_in("viewer")
    assert [row["id"] for row in take_out(browser, query)] == found
    page = browser.get(f"{TABLES}{query}")
    assert f"{len(found)} listing" in page.text
    links = [link for link in page.links() if link.startswith("/planning/listings.")]
    assert len(links) == 3
    for link in links:
        assert browser.http.get(link).status_code == 200


def test_a_file_is_named_for_its_day_and_kept_by_nobody(own: Planners) -> None:
    answer = own.signed_in("viewer").http.get("/planning/listings.csv")
    assert answer.headers["cache-control"] == "no-store"
    assert re.search(
        r'filename="reach-in-listings-\d{4}-\d\d-\d\d\.csv"', answer.headers["content-disposition"]
    )


def test_what_comes_back_untouched_changes_nothing(own: Planners) -> None:
    browser, before = own.signed_in("planner"), text_of(own)
    for kind in ("csv", "xlsx"):
        data = browser.http.get(f"/planning/listings.{kind}").content
        answer = send(browser, data, f"x.{kind}")
        page = browser.get(answer.headers["location"])
        assert "There is nothing to write." in page.text
        assert "3 stay as they are" in page.text
    assert text_of(own) == before


def test_changes_are_seen_first_then_written_at_once(own: Planners) -> None:
    browser, before = own.signed_in("planner"), text_of(own)
    rows = take_out(browser)
    row_of(rows, TEA)["summary"] = "A warm room."
    rows.append({"name": "New tea", "provider": "A church", "summary": "Tea.", "needs": "food",
                 "areas": "glasgow", "phone": "0141 496 0006"})  # fmt: skip
    rows.append({"name": "Bad tea", "provider": "A church", "summary": "Tea.", "needs": "fod",
                 "areas": "glasgow", "postcode": "G51 3U"})  # fmt: skip
    page = look_at(browser, rows)
    assert page.h1 == "What would change"
    for told in (
        "Row 2: Tea and a chat", "A warm room with food and tea.", "A warm room.",
        "Row 5: New tea", "Row 6: Bad tea", '"fod" is not one of ours → did you mean "food"?',
        '"G51 3U" is not a full postcode', "1 is changed", "1 new", "1 is left out",
    ):  # fmt: skip
        assert told in page.text, told
    assert text_of(own) == before
    done = confirm(browser, page)
    assert done.h1 == "It is written"
    assert "1 listing changed, 1 listing added." in done.text
    assert "Row 6: Bad tea" in done.text
    catalogue = own.site.live.directory.catalogue
    assert catalogue.by_id[TEA].summary == "A warm room."
    assert catalogue.by_id["new-tea"].status == "paused"
    assert deeds(own)[0] == ("imported listings", "2")
    assert uploads(own) == []
    assert own.site.keeper is not None
    history = own.site.keeper.history.versions(_file(own))
    assert (history[0].who, history[0].why) == ("A planner (Planner)", "Bring in a table.")
    assert len(history) == 2


def test_somebody_elses_list_is_matched_and_the_match_can_be_changed(own: Planners) -> None:
    browser = own.signed_in("planner")
    theirs = (
        "Service Name;Organisation;Descripton;Topic;Area;Tel;Staff\n"
        "Sewing;A club;We sew.;Food;Glasgow;0141 496 0007;3\n"
    )
    answer = send(browser, theirs.encode("cp1252"), "theirs.csv")
    key = answer.headers["location"]
    page = browser.get(key)
    assert page.h1 == "Which column is which?"
    assert "“Descripton” is a guess." in page.text
    assert "Such as: Sewing" in page.text
    columns = ("name", "name", "summary", "needs", "areas", "phone", "")
    chosen = {f"column-{index}": column for index, column in enumerate(columns)}
    wrong = browser.page_after(key, 422, **chosen)
    assert "Two columns go to name: leave one out." in wrong.text
    nameless = browser.page_after(key, 422, **{**chosen, "column-0": "", "column-1": "provider"})
    assert "Say which column is the name, or the id." in nameless.text
    page = browser.page_after(key, 200, **{**chosen, "column-1": "provider"})
    assert "Row 2: Sewing" in page.text
    assert "1 new" in page.text
    confirm(browser, page)
    sewing = own.site.live.directory.catalogue.by_id["sewing"]
    assert (sewing.needs, sewing.areas, sewing.contacts[0].phone) == (
        ("food",), ("glasgow",), "0141 496 0007",
    )  # fmt: skip


def test_a_problem_names_the_column_as_the_table_does(own: Planners) -> None:
    browser = own.signed_in("planner")
    theirs = b"Name,Organisation,Description,Topic,Area,Tel\nA,B,C,food,glasgow,12\n"
    key = send(browser, theirs).headers["location"]
    page = browser.get(f"{key}/changes")
    assert 'Tel (phone): contacts 1 phone: "12" is not a phone number' in page.text
    told = browser.http.get(f"{key}/changes.csv")
    lines = list(csv.DictReader(io.StringIO(told.text.removeprefix("\ufeff"), newline="")))
    assert {line["row"] for line in lines} == {"2"}
    assert any("Tel (phone):" in line["told"] for line in lines)


REFUSED = [
    (b"", "list.csv", "There is nothing in the file."),
    (b"\xd0\xcf\x11\xe0", "list.xls", "locked with a password"),
    (b"Name\n" + b"a\n" * 6_000, "list.csv", "more than 5,000 rows"),
    (b"x" * (5 * 1024 * 1024 + 1), "list.csv", "larger than 5 MB"),
    (b"\x89PNG\0", "photo.csv", "no table we can read"),
]


@pytest.mark.parametrize(("data", "name", "told"), REFUSED)
def test_what_is_no_table_is_told_on_the_page(
    own: Planners, data: bytes, name: str, told: str
) -> None:
    browser = own.signed_in("planner")
    page = browser.check(send(browser, data, name), 422)
    assert told in page.text
    assert page.h1 == "Bring a table in"
    assert uploads(own) == []


def test_no_file_at_all_is_told(own: Planners) -> None:
    browser = own.signed_in("planner")
    for sent in (send(browser, b"", ""), browser.post(IMPORT, 422)):
        assert "Choose a file, CSV or XLSX." in browser.check(sent, 422).text


def test_what_is_far_too_large_is_refused_before_it_is_read(own: Planners) -> None:
    browser = own.signed_in("planner")
    answer = send(browser, b"x" * (ROOMY[IMPORT] + 1))
    assert answer.status_code == 413
    assert "far too large" in answer.text
    other = browser.http.post("/planning/password", content=b"x" * (MOST_BYTES + 1))
    assert other.status_code == 413


@pytest.mark.parametrize("who", ["nobody", "viewer"])
def test_a_file_of_somebody_who_may_not_is_not_even_read(
    own: Planners, who: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = own.browser() if who == "nobody" else own.signed_in("viewer")
    monkeypatch.setattr("app.web.planning.door.read_form", None)
    answer = browser.http.post(IMPORT, files={"table": ("a.csv", b"Name\na\n")})
    assert answer.status_code == {"nobody": 401, "viewer": 403}[who]
    assert uploads(own) == []


def test_a_table_is_its_senders_alone_and_gone_after_an_hour(own: Planners) -> None:
    browser, other = own.signed_in("planner"), own.signed_in("editor")
    key = send(browser, b"Name,Organisation\nA,B\n").headers["location"]
    addresses = (key, f"{key}/changes", f"{key}/changes.csv")
    for address in addresses:
        assert other.http.get(address).status_code == 404
        assert browser.http.get(address).status_code == 200
    for step in ("", "/write", "/forget"):
        assert "not here any more" in other.page_after(f"{key}{step}", 404).text
    own.clock.go(minutes=61)
    for address in addresses:
        assert browser.http.get(address).status_code == 404
    assert uploads(own) == []


def test_whoever_was_signed_out_goes_on_where_they_were(own: Planners) -> None:
    browser = own.signed_in("planner")
    key = send(browser, b"Name,Organisation\nA,B\n", "theirs.csv").headers["location"]
    page = own.signed_in("planner").get(IMPORT)
    assert "Go on with theirs.csv" in page.text
    assert key in page.links()
    assert "Not done yet" not in own.signed_in("editor").get(IMPORT).text


def test_a_table_can_be_thrown_away(own: Planners) -> None:
    browser, before = own.signed_in("planner"), text_of(own)
    key = send(browser, b"Name,Organisation\nA,B\n").headers["location"]
    page = browser.page_after(f"{key}/forget")
    assert "The table is thrown away. Nothing was written." in page.text
    assert uploads(own) == []
    assert text_of(own) == before


def test_an_editor_writes_what_is_theirs_and_is_told_of_the_rest(own: Planners) -> None:
    browser = own.signed_in("editor")
    rows = take_out(browser)
    row_of(rows, TEA)["cost"] = "paid"
    row_of(rows, "south-tea")["cost"] = "paid"
    page = look_at(browser, rows)
    assert "areas: is, or would be, in an area that is not yours → ask a planner" in page.text
    done = confirm(browser, page)
    assert "1 listing changed, 0 listings added." in done.text
    assert text_of(own).count("cost: paid") == 1
    assert "cost: free" in text_of(own)


@pytest.fixture
def both(own: Planners) -> tuple[Planners, Browser, Rows]:
    """Return rows whose cost was changed in the table and, in the meantime, here."""
    assert own.site.keeper is not None
    own.site.keeper.history.settle([_file(own)])
    browser = own.signed_in("planner")
    rows = take_out(browser)
    row_of(rows, TEA)["cost"] = "paid"
    changed = text_of(own).replace("cost: free", "cost: low cost")
    _file(own).write_text(changed, encoding="utf-8")
    own.site.live.refresh()
    return own, browser, rows


def test_a_conflict_shows_all_three_and_what_is_here_stays(
    both: tuple[Planners, Browser, Rows],
) -> None:
    own, browser, rows = both
    page = look_at(browser, rows)
    for told in (
        "1 was changed here as well",
        "When your table was made",
        "free",
        "low cost",
        "paid",
    ):
        assert told in page.text
    again = confirm(browser, page, 422)
    assert "There is nothing to write." in again.text
    assert "cost: low cost" in text_of(own)


def test_a_ticked_conflict_is_written(both: tuple[Planners, Browser, Rows]) -> None:
    own, browser, rows = both
    page = look_at(browser, rows)
    (row,) = re.findall(r'name="take" value="(\d+)"', page.response.text)
    confirm(browser, page, take=row)
    assert "cost: paid" in text_of(own)


def test_what_changed_since_it_was_shown_is_shown_again(own: Planners) -> None:
    browser = own.signed_in("planner")
    rows = take_out(browser)
    row_of(rows, TEA)["cost"] = "paid"
    page = look_at(browser, rows)
    changed = text_of(own).replace("A warm room with food and tea.", "A warm room.")
    _file(own).write_text(changed.replace("cost: free", "cost: low cost"), encoding="utf-8")
    again = confirm(browser, page, 409)
    assert "Something changed here in the meantime." in again.text
    assert "A warm room." in text_of(own)
    assert "cost: low cost" in text_of(own)
    assert uploads(own) != []


def test_a_save_that_cannot_be_made_is_told_and_the_table_stays(
    own: Planners, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = own.signed_in("planner")
    rows = take_out(browser)
    row_of(rows, TEA)["cost"] = "paid"
    page = look_at(browser, rows)

    def fail(*_: object) -> None:
        raise OSError("disk full")

    before = text_of(own)
    monkeypatch.setattr("app.planning.yaml_files.replace_file", fail)
    again = confirm(browser, page, 409)
    assert "the disk would not take it" in again.text
    monkeypatch.undo()
    assert text_of(own) == before
    confirm(browser, page)
    assert "cost: paid" in text_of(own)


def test_while_a_file_cannot_be_read_nothing_seems_new_or_missing(own: Planners) -> None:
    browser, good = own.signed_in("planner"), text_of(own)
    rows = take_out(browser)
    row_of(rows, TEA)["cost"] = "paid"
    page = look_at(browser, rows)
    broken = good + '\n- id: "half'
    _file(own).write_text(broken, encoding="utf-8")
    told = "The listings cannot be read just now"
    for path in (TABLES, "/planning/listings.csv", str(page.response.request.url.path)):
        assert told in browser.check(browser.http.get(path), 503).text
    assert told in confirm(browser, page, 503).text
    assert text_of(own) == broken
    _file(own).write_text(good, encoding="utf-8")
    confirm(browser, page)
    assert "cost: paid" in text_of(own)


def test_many_rows_are_counted_and_the_file_has_every_one(own: Planners) -> None:
    browser = own.signed_in("planner")
    rows = [
        {"name": f"Group {n}", "provider": "B", "summary": "C", "needs": "food", "areas": "glasgow"}
        for n in range(130)
    ]
    page = look_at(browser, rows)
    assert "130 new" in page.text
    assert "These are the first 100." in page.text
    told = browser.http.get(str(page.response.request.url.path) + ".csv")
    assert "Group 129" in told.text


def test_the_way_there_is_on_the_first_page(own: Planners) -> None:
    for who in ("viewer", "editor", "planner"):
        page = own.signed_in(who).get("/planning")
        assert TABLES in page.links()
    assert IMPORT not in own.signed_in("viewer").get(TABLES).links()
    assert IMPORT in own.signed_in("editor").get(TABLES).links()


REFUGE = """
- id: a-refuge
  name: A refuge
  provider: Made-up Aid
  summary: A safe place to stay.
  needs: [food]
  areas: [south-ayrshire]
  places:
    - address: 1 Secret Street
      hidden: yes
  edited: 2026-11-22
"""


@pytest.mark.parametrize("ending", ["csv", "yaml"])
@pytest.mark.parametrize(
    ("who", "sees"), [("planner", True), ("other", True), ("editor", False), ("viewer", False)]
)
def test_a_secret_place_leaves_only_with_who_may_change_it(
    own: Planners, who: str, ending: str, sees: bool
) -> None:
    _file(own).write_text(text_of(own) + REFUGE, encoding="utf-8")
    answer = own.signed_in(who).http.get(f"/planning/listings.{ending}")
    assert "south-tea" in answer.text
    assert ("Secret Street" in answer.text) is sees
