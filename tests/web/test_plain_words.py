"""Every page, as it is drawn, reads plainly and kindly: headings, buttons, items, answers."""

from collections.abc import Callable, Iterator

import pytest
from fastapi import FastAPI

from app.config import Settings
from app.content.plainness import ALLOWED, Allowed, Reading, judge, names_in, read_page, read_site
from app.content.wording import WordingGuide
from app.search.directory import Directory
from app.web.reading_round import NOWHERE, walk_pages
from tests.web.pages import Page, PageClient

ANSWERS: dict[str, Callable[[PageClient], Page]] = {
    "food near a place": lambda c: c.find(q="no food in the house", near="G51"),
    "money": lambda c: c.find(q="worried about bills"),
    "nothing known": lambda c: c.find(q="zzzzz"),
    "far away": lambda c: c.find(q="food", near="Inverness"),
    "not in Scotland": lambda c: c.find(q="food", near="SW1A 1AA"),
    "no such place": lambda c: c.find(q="food", near="Nowhereville"),
    "more than one place": lambda c: c.find(q="food", near="Newton"),
    "suicide": lambda c: c.find(q="i want to die"),
    "hurt at home": lambda c: c.find(q="he hits me"),
    "a child not safe": lambda c: c.find(q="someone is hurting my child"),
    "filtered": lambda c: c.send({"q": "food", "f": "free", "refining": "yes"}),
    "all help": lambda c: c.send({"refining": "yes"}),
    "nothing typed": lambda c: c.send({"q": ""}, status=422),
    "an old seal": lambda c: c.get("/find/" + "a" * 80, status=410),
    "a wrong way in": lambda c: c.check(c.http.post("/"), 405),
}


@pytest.fixture(scope="module")
def find_faults(settings: Settings) -> Callable[[Reading], Iterator[str]]:
    guide = WordingGuide.read(settings.data / "wording.csv")
    allowed = Allowed.read(settings.data / ALLOWED)
    return lambda reading: judge(reading, guide, allowed)


@pytest.fixture(scope="module")
def found(app: FastAPI, directory: Directory) -> dict[str, Reading]:
    readings = read_site(directory.catalogue, walk_pages(app))
    return {reading.where: reading for reading in readings}


def test_a_walk_comes_to_every_page(found: dict[str, Reading], directory: Directory) -> None:
    catalogue = directory.catalogue
    expected = {"/", "/find", NOWHERE, "around every page"}
    expected |= {f"/{slug}" for slug in catalogue.guides}
    expected |= {f"/topics/{need.page}" for need in catalogue.needs.values()}
    assert expected <= set(found)
    listings = [where for where in found if where.startswith("/services/")]
    assert len(listings) == len(catalogue.live)


def test_every_page_is_plain_and_kind(
    found: dict[str, Reading], find_faults: Callable[[Reading], Iterator[str]]
) -> None:
    told = [f"{where}: {line}" for where, each in found.items() for line in find_faults(each)]
    assert told == []


@pytest.mark.parametrize("name", ANSWERS)
def test_every_answer_is_plain_and_kind(
    client: PageClient,
    directory: Directory,
    find_faults: Callable[[Reading], Iterator[str]],
    name: str,
) -> None:
    page = ANSWERS[name](client)
    reading = read_page(name, page.response.text, names_in(directory.catalogue))
    assert reading.words > 20
    assert list(find_faults(reading)) == []
