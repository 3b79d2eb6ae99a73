"""What families look for is counted, once for each search, without their words."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import cast

import pytest

from app.main import REHEARSED, rehearse
from app.voice import Ending, Tallies
from app.web.pages.finding import answer_search
from app.web.sealing import NEW_SECONDS
from app.web.site import Visit
from tests.web.pages import Page
from tests.web.tellers import Told, moment, told

__all__ = ["moment", "told"]


@dataclass
class Counted:
    """Stands where counts go, and tells what came."""

    notes: list[tuple[str, str, str]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def note(self, need: str, area: str, outcome: Ending, _day: date) -> None:
        self.notes.append((need, area, outcome))

    def hear(self, words: Iterable[str], _day: date) -> None:
        self.words += words

    def write(self) -> None:
        """Nothing is written: tests read what came."""


@pytest.fixture
def counted(told: Told) -> Counted:
    counted = Counted()
    told.site.voice.tallies = cast("Tallies", counted)
    return counted


def open_again(told: Told, page: Page) -> None:
    told.client.http.get(str(page.response.url))


@pytest.mark.parametrize(
    ("typed", "note"),
    [
        ({"q": "we need food", "near": "G51"}, ("food", "glasgow-south", "found")),
        ({"q": "we need food", "near": "Inverness"}, ("food", "", "found")),
        ({"q": "we need food", "near": "xyzzy"}, ("food", "", "found")),
        ({"q": "we need food"}, ("food", "", "found")),
        ({"need": "food", "area": "glasgow"}, ("food", "glasgow", "found")),
        ({"need": "food", "area": "odd"}, ("food", "", "found")),
        ({"q": "qwertyuiop", "near": "KA7"}, ("", "south-ayrshire", "nothing exact")),
    ],
)
def test_a_search_counts_by_topic_area_and_ending(
    told: Told, counted: Counted, typed: dict[str, str], note: tuple[str, str, str]
) -> None:
    told.client.send(typed)
    assert counted.notes == [note]


def test_danger_is_counted_and_none_of_its_words(told: Told, counted: Counted) -> None:
    told.client.find(q="i want to die quokka", near="G51")
    assert [note[1:] for note in counted.notes] == [("glasgow-south", "crisis")]
    assert counted.words == []


def test_only_words_that_nobody_knows_are_heard_and_only_when_nothing_fits(
    told: Told, counted: Counted
) -> None:
    told.client.find(q="we need food for my quokka", near="G51")
    assert counted.words == []
    told.client.find(q="qwertyuiop zzyzx", near="G51")
    assert counted.words == ["qwertyuiop", "zzyzx"]


def test_back_and_reload_and_a_smaller_list_count_nothing_more(
    told: Told, counted: Counted
) -> None:
    page = told.client.find(q="we need food", near="G51")
    told.client.send({**page.form("Find help"), "f": "free", "refining": "yes"})
    told.client.send({**page.form("Find help"), "more": "yes"})
    told.moment.at += timedelta(seconds=NEW_SECONDS + 1)
    open_again(told, page)
    assert len(counted.notes) == 1
    told.client.press(page, "Find help", q="lonely")
    assert len(counted.notes) == 2


def test_a_search_in_place_counts_and_a_filter_in_place_does_not(
    told: Told, counted: Counted
) -> None:
    headers = {"HX-Request": "true"}
    told.client.http.post("/find", data={"q": "food"}, headers=headers)
    told.client.http.post("/find", data={"q": "food", "refining": "yes"}, headers=headers)
    told.client.http.post("/find", data={"q": "food", "more": "yes"}, headers=headers)
    assert counted.notes == [("food", "", "found")]


@pytest.mark.parametrize(
    "path",
    [
        "/find?need=food&area=glasgow",
        "/find?q=food",
        "/api/v1/search?q=food",
        "/embed?need=food&area=glasgow&listed=1",
    ],
)
def test_links_programs_and_the_frame_count_too(told: Told, counted: Counted, path: str) -> None:
    told.client.http.get(path)
    assert [(need, end) for need, _, end in counted.notes] == [("food", "found")]


def test_searches_inside_the_frame_and_the_widget_count(told: Told, counted: Counted) -> None:
    told.client.http.post("/embed/find", data={"q": "food"})
    told.client.http.post("/widget/v1/search", content=b'{"q": "food"}')
    assert counted.notes == [("food", "", "found")] * 2


@pytest.mark.parametrize(
    "path",
    ["/", "/find", "/health", "/embed?need=food", "/topics/food", "/find/odd", "/areas/glasgow"],
)
def test_what_is_no_search_counts_nothing(told: Told, counted: Counted, path: str) -> None:
    told.client.http.get(path)
    assert counted.notes == []


def test_our_own_first_search_counts_nothing(told: Told, counted: Counted) -> None:
    rehearse(told.site)
    site = told.site
    visit = Visit(site, site.live.directory, site.clock(), "")
    answer_search(visit, REHEARSED)
    assert counted.notes == []
