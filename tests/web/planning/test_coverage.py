"""The coverage pages: every number opens, every picture has words, and nobody sees too much."""

import csv
import io
import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from openpyxl import load_workbook

from app.content.tables import MARK
from app.voice import Said
from tests.store.databases import Ticking
from tests.web.pages import Page
from tests.web.planning.conftest import Browser, Planners, make_planners
from tests.web.rules import words_of
from tests.web.small_data import write_small_data

HIDDEN = "G41 2PZ"
EXTRA = f"""\
- id: pantry
  name: "=Pantry & <shop>"
  provider: A made-up trust
  summary: A shop with low prices.
  needs: [food, money]
  areas: [glasgow-south]
  ways: [drop in]
  reach_in: {{how: just turn up}}
  places:
    - postcode: G51 3UU
  hours: [Mon-Fri 9:00-19:00]
  edited: 2026-11-22

- id: safe-house
  name: A safe house
  provider: A made-up refuge
  summary: Somewhere to stay.
  needs: [safety_at_home]
  areas: [glasgow]
  places:
    - postcode: {HIDDEN}
      neighbourhood: Pollokshields
      hidden: yes
  edited: 2026-11-22

- id: asleep
  name: A sleeping shop
  provider: A made-up trust
  summary: A shop that is shut.
  needs: [food]
  areas: [glasgow-south]
  status: paused
  edited: 2026-11-22
"""
AREAS = ("glasgow-north-east", "glasgow-south", "glasgow", "south-ayrshire", "scotland")
NOT_YOURS = "You see what families said for your own areas alone."
SVG = "{http://www.w3.org/2000/svg}svg"
FILES = ("/planning/coverage.csv", "/planning/coverage.xlsx")


@pytest.fixture(scope="module")
def planners(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Planners]:
    folder = tmp_path_factory.mktemp("coverage")
    made = make_planners(write_small_data(folder / "data", EXTRA), folder / "var", Ticking())
    tallies = made.site.voice.tallies
    for need, area, times in (("food", "glasgow-south", 8), ("money", "glasgow-south", 2)):
        for _ in range(times):
            tallies.note(need, area, "nothing exact", date(2026, 11, 2))
    tallies.write()
    for _ in range(6):
        made.site.voice.voice.keep(Said("found", "no", "pantry", "glasgow-south"))
    yield made
    made.site.database.close()


@pytest.fixture(scope="module")
def planner(planners: Planners) -> Browser:
    return planners.signed_in("planner")


def rows_of(page: Page, table: str) -> dict[str, list[str]]:
    """Return the rows of a table by their heads."""
    found = next(t for t in page.all(".//table") if t.get("aria-labelledby") == table)
    return {
        words_of(row.find("./th")): [words_of(cell) for cell in row.findall("./td")]
        for row in found.findall("./tbody/tr")
    }


def section_of(page: Page, picture: Element) -> Element:
    return next(e for e in page.all(".//section") if picture in list(e.iter(SVG)))


@pytest.mark.parametrize("area", AREAS)
def test_every_number_opens_on_as_many_listings(planner: Browser, area: str) -> None:
    page = planner.get(f"/planning/coverage?area={area}&listings=all")
    counts = page.of_class("count")
    assert len(counts) > 30
    for link in counts[:: max(1, len(counts) // 25)]:
        behind = planner.get(link.get("href", ""))
        told = int(re.sub(r"\D", "", words_of(link)))
        assert len(behind.all(".//ul[@class='behind']/li")) == told
        assert str(told) in words_of(behind.root.find(".//p[@class='lead']"))


def test_the_tables_hold_what_the_data_say(planner: Browser) -> None:
    page = planner.get("/planning/coverage?area=glasgow-south")
    services = rows_of(page, "provision-glasgow")
    assert services["Glasgow South"] == ["1", "1", "1"]
    assert services["All of Glasgow"] == ["2", "2", "2"]
    assert services["All of Glasgow, each listing once"] == ["3", "3", "3"]
    food = rows_of(page, "topics")["Food for you and your family"]
    assert food[2:4] == ["1 (1 wider)", "2"]
    assert rows_of(page, "answers")["Open in the evening"][:3] == ["1", "0", "0"]
    assert rows_of(page, "placed")["At a postcode"] == ["1"]
    assert "1 more is paused or archived, and left out." in page.text


def test_small_numbers_of_searches_are_hidden(planner: Browser) -> None:
    wants = rows_of(planner.get("/planning/coverage?area=glasgow-south"), "wants")
    assert wants["Food for you and your family"][0] == "8"
    assert wants["Money worries and benefits"][0] == "fewer than 5"


@pytest.mark.parametrize("area", AREAS)
def test_every_picture_has_words_and_a_table_beside_it(planner: Browser, area: str) -> None:
    page = planner.get(f"/planning/coverage?area={area}")
    pictures = [e for e in page.root.iter(SVG) if e.get("role") == "img"]
    assert len(pictures) == 3
    ids = [e.get("id") for e in page.root.iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    for picture in pictures:
        named = (picture.get("aria-labelledby") or "").split()
        told = {e.get("id"): words_of(e) for e in picture.iter()}
        assert all(told[name] for name in named)
        assert section_of(page, picture).find(".//table") is not None


@pytest.mark.parametrize("area", AREAS)
def test_a_report_is_dated_and_says_what_is_not_known(planner: Browser, area: str) -> None:
    page = planner.get(f"/planning/report/{area}")
    assert "25 November 2026" in page.text
    assert "What this page does not say" in page.text
    assert "Crown copyright" in page.text
    assert len(page.all(".//table/tbody/tr")) > 20


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/planning/report/atlantis", 404),
        ("/planning/coverage/listings?area=atlantis", 404),
        ("/planning/coverage/listings?circle=square", 404),
        ("/planning/coverage/listings?question=why", 404),
        ("/planning/coverage/listings?needs=nothing", 200),
        ("/planning/coverage/listings", 200),
        ("/planning/coverage?area=atlantis&need=gold&listings=some", 200),
        (f"/planning/coverage?area={'a' * 5000}", 200),
        ("/planning/coverage?area=%00%F0%9F%90%88&need=%3Cscript%3E", 200),
    ],
)
def test_odd_addresses(planner: Browser, path: str, status: int) -> None:
    planner.get(path, status)


@pytest.mark.parametrize(
    ("who", "area", "hears"),
    [
        ("planner", "scotland", True),
        ("editor", "glasgow-south", True),
        ("editor", "glasgow", False),
        ("editor", "scotland", False),
        ("other", "glasgow-south", False),
        ("viewer", "glasgow", True),
        ("viewer", "scotland", False),
    ],
)
def test_what_families_said_is_for_those_of_the_area(
    planners: Planners, who: str, area: str, hears: bool
) -> None:
    browser = planners.signed_in(who)
    for path in (f"/planning/coverage?area={area}", f"/planning/report/{area}"):
        assert (NOT_YOURS in browser.get(path).text) is not hears
    text = browser.http.get(f"/planning/coverage.csv?area={area}").text
    assert any(row["table"] == "wants" for row in read_csv(text)) is hears
    book = browser.http.get(f"/planning/coverage.xlsx?area={area}").content
    assert ("What families said" in load_workbook(io.BytesIO(book)).sheetnames) is hears


def read_csv(text: str) -> list[dict[str, str]]:
    assert text.startswith(MARK)
    return list(csv.DictReader(io.StringIO(text.removeprefix(MARK))))


def test_an_editor_sees_their_own_area_first(planners: Planners) -> None:
    page = planners.signed_in("other").get("/planning/coverage")
    assert "In South Ayrshire" in page.text


def test_the_files_are_kept_nowhere_and_named_for_the_day(planner: Browser) -> None:
    for path, kind in zip(FILES, ("text/csv", "spreadsheetml.sheet"), strict=True):
        answer = planner.http.get(f"{path}?area=glasgow-south")
        assert answer.status_code == 200
        assert kind in answer.headers["content-type"]
        assert answer.headers["cache-control"] == "no-store"
        name = f"reach-in-coverage-glasgow-south-2026-11-25.{path[-4:].lstrip('.')}"
        assert name in answer.headers["content-disposition"]


def test_taking_counts_away_is_written_in_the_log(planners: Planners) -> None:
    planners.signed_in("editor").http.get("/planning/coverage.csv?area=glasgow-south")
    newest = planners.office.audit.newest(1)[0]
    assert (newest.what, newest.which) == ("exported counts", "glasgow-south")


def test_a_secret_place_is_nowhere(planner: Browser) -> None:
    paths = ["/planning/coverage?area=glasgow&need=safety_at_home", "/planning/report/glasgow"]
    paths += ["/planning/coverage/listings?area=glasgow&placed=hidden", FILES[0]]
    for path in paths:
        text = planner.http.get(path).text
        assert HIDDEN not in text
        assert "Pollokshields" not in text
    assert "A safe house" in planner.http.get(paths[2]).text


def test_names_are_text_and_never_markup_or_a_formula(planner: Browser) -> None:
    page = planner.get("/planning/coverage/listings?area=glasgow-south&circle=named")
    assert "=Pantry & <shop>" in page.text
    text = planner.http.get(FILES[0]).text
    assert not any(line.startswith(("=", "+", "-", "@")) for line in text.splitlines())


def test_without_a_history_the_page_says_so(planners: Planners) -> None:
    page = planners.signed_in("planner").get("/planning/coverage")
    assert "There is no month before this one" in page.text
    assert len(rows_of(page, "series")) == 1


def test_a_broken_history_breaks_no_page(small_data: Path, tmp_path: Path) -> None:
    data = shutil.copytree(small_data, tmp_path / "data")
    (data / ".git").write_text("gitdir: nowhere", encoding="utf-8")
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "series.json").mkdir()
    made = make_planners(data, tmp_path / "var", Ticking())
    made.signed_in("planner").get("/planning/coverage")
    made.site.database.close()
