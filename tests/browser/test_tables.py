"""Many listings at once, as a planner does it: out to a table, changed with mistakes, looked at,
mended, and written; with no script. What was typed wrong costs nothing but another look.
"""

import csv
import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from app.clock import Clock
from app.content.tables import unguard
from app.planning.sheets import write_sheet
from tests.browser.planners import Come, Planning, coming, serving_planners, sign_in, sign_out
from tests.browser.test_accessibility import _look_twice

pytestmark = pytest.mark.browser

TEA = "tea-and-a-chat"
Rows = list[dict[str, str]]
THEIRS = """\
Service;Organisation;Descripton;Topic;Area;Telephone;Post code;Volunteers
Sewing;A club;We sew. You can join in.;Food;Glasgow;0141 496 0007;G51 3UU;3
Walking;A club;We walk. You can join in.;Food;Glasgow;0141 496 0008;G51 3U;4
"""


@pytest.fixture
def data(small_data: Path, tmp_path: Path) -> Path:
    return shutil.copytree(small_data, tmp_path / "data")


@pytest.fixture
def planning(data: Path, tmp_path: Path, site_clock: Clock) -> Iterator[Planning]:
    with serving_planners(data, tmp_path / "var", site_clock) as planning:
        yield planning


@pytest.fixture
def come(chromium: Browser, planning: Planning) -> Iterator[Come]:
    with coming(chromium, planning) as open_page:
        yield open_page


def take_out(page: Page) -> Rows:
    with page.expect_download() as started:
        page.get_by_role("link", name="As CSV").click()
    text = Path(started.value.path()).read_text(encoding="utf-8-sig")
    read = csv.DictReader(io.StringIO(text, newline=""))
    return [{name: unguard(cell) for name, cell in row.items()} for row in read]


def send(page: Page, name: str, data: bytes) -> None:
    page.get_by_label("Which file?").set_input_files(
        {"name": name, "mimeType": "text/csv", "buffer": data}
    )
    page.get_by_role("button", name="Send it and look").click()


def sheet(rows: Rows) -> bytes:
    return write_sheet(rows[0], (row.values() for row in rows)).encode()


def test_a_planner_changes_listings_in_a_table_and_somebody_else_was_quicker(
    planning: Planning, come: Come, data: Path
) -> None:
    page = come(False)
    sign_in(page, planning)
    page.get_by_role("main").get_by_role("link", name="In and out as tables").click()
    rows = take_out(page)
    tea = next(row for row in rows if row["id"] == TEA)
    tea["cost"], tea["phone"], tea["who_for"] = "low cost", "0141 496 0009", "Anyone"
    file = data / "services.yaml"
    quicker = file.read_text(encoding="utf-8").replace("0141 496 0000", "0141 496 0001", 1)
    page.get_by_role("link", name="Bring a table in").click()
    send(page, "list.csv", sheet(rows))
    row = page.locator(".diff", has_text="Tea and a chat")
    expect(row).to_contain_text("phone: 0141 496 0009")
    file.write_text(quicker, encoding="utf-8")
    page.get_by_role("button", name="Write 1 listing").click()
    expect(page.get_by_role("status")).to_contain_text("Something changed here in the meantime.")
    assert file.read_text(encoding="utf-8") == quicker
    planning.site.live.refresh()
    expect(page.locator("#rows-conflict")).to_have_text("Changed here as well")
    expect(row).to_contain_text("0141 496 0001")
    page.get_by_label("Take what the table says: Tea and a chat").check()
    page.get_by_role("button", name="Write").click()
    expect(page.locator("h1")).to_have_text("It is written")
    written = file.read_text(encoding="utf-8")
    assert "phone: 0141 496 0009" in written
    assert "who_for: Anyone" in written
    page.goto(f"/services/{TEA}")
    expect(page.get_by_role("main")).to_contain_text("0141 496 0009")
    page.goto("/planning")
    sign_out(page)


def test_a_list_that_somebody_sent_is_matched_looked_at_mended_and_written(
    planning: Planning, come: Come, data: Path
) -> None:
    page, before = come(False), (data / "services.yaml").read_text(encoding="utf-8")
    sign_in(page, planning)
    page.goto("/planning/tables/import")
    page.get_by_role("button", name="Send it and look").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose a file, CSV or XLSX.")
    send(page, "photo.csv", b"\x89PNG\0")
    expect(page.get_by_role("alert")).to_contain_text("This is no table we can read.")
    send(page, "theirs.csv", THEIRS.encode("cp1252"))
    expect(page.locator("h1")).to_have_text("Which column is which?")
    expect(page.get_by_label("Telephone")).to_have_value("phone")
    expect(page.get_by_label("Volunteers")).to_have_value("")
    page.get_by_label("Descripton").select_option("name")
    page.get_by_role("button", name="See what would change").click()
    expect(page.get_by_role("alert")).to_contain_text("Two columns go to name: leave one out.")
    page.get_by_label("Descripton").select_option("summary")
    page.get_by_role("button", name="See what would change").click()
    wrong = page.locator(".diff", has_text="Row 3: Walking")
    expect(wrong).to_contain_text(
        'Post code (postcode): places 1 postcode: "G51 3U" is not a full postcode'
    )
    assert (data / "services.yaml").read_text(encoding="utf-8") == before
    page.get_by_role("button", name="Write 1 listing").click()
    expect(page.get_by_role("status")).to_contain_text("0 listings changed, 1 listing added.")
    expect(page.locator(".diff")).to_contain_text("Row 3: Walking")
    page.goto("/planning/tables/import")
    send(page, "theirs.csv", THEIRS.replace("G51 3U;", "G51 3UU;").encode())
    page.get_by_role("button", name="See what would change").click()
    expect(page.locator(".tallies")).to_contain_text("1 new")
    expect(page.locator(".tallies")).to_contain_text("1 stays as it is")
    page.get_by_role("button", name="Write 1 listing").click()
    expect(page.locator("h1")).to_have_text("It is written")
    sign_out(page)
    directory = planning.site.live.directory.catalogue.by_id
    assert {directory[name].status for name in ("sewing", "walking")} == {"paused"}


def test_nothing_is_wrong_with_any_step(planning: Planning, come: Come, data: Path) -> None:
    page = come(True)
    sign_in(page, planning)
    page.goto("/planning/tables")
    rows = take_out(page)
    rows[0]["cost"], rows[1]["cost"] = "paid", "cheap"
    page.goto("/planning/tables/import")
    page.get_by_role("button", name="Send it and look").click()
    wrong = {"problem": look_afresh(page)}
    send(page, "theirs.csv", THEIRS.encode())
    wrong["columns"] = look_afresh(page)
    page.get_by_role("button", name="See what would change").click()
    wrong["new"] = look_afresh(page)
    file = data / "services.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("cost: free", "cost: low cost", 1))
    page.goto("/planning/tables/import")
    send(page, "list.csv", sheet(rows))
    expect(page.locator("#rows-conflict")).to_be_visible()
    wrong["conflict"] = look_afresh(page)
    page.locator("input[name=take]").check()
    page.get_by_role("button", name="Write").click()
    expect(page.locator("h1")).to_have_text("It is written")
    wrong["done"] = look_afresh(page)
    sign_out(page)
    told = [f"{step}: {line}" for step, lines in wrong.items() for line in lines]
    assert told == [], "\n".join(told)


def look_afresh(page: Page) -> list[str]:
    page.set_viewport_size({"width": 360, "height": 740})
    page.emulate_media(color_scheme="light")
    return _look_twice(page)
