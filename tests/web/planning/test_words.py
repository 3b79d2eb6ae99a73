"""No word of the planners' pages is written into the code for good: every one can be turned."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import cast

import pytest

from app.voice import Question, Said
from app.web.planning.form_words import EXAMPLES
from app.web.planning.voicing import SAID
from tests.language.pseudo import OPEN, make_pseudo, write_files
from tests.language.test_every_word import BRAND, TAG, forgotten, plain
from tests.store.databases import Ticking
from tests.web.planning.conftest import PEOPLE, Planners, email_of, make_planners
from tests.web.planning.listing_forms import open_form

WORDS = "what somebody wrote"
ADDRESSES = [
    "/planning",
    "/planning?done=password",
    "/planning/password",
    "/planning/who-may",
    "/planning/log",
    "/planning/nothing-here",
    "/planning/coverage",
    "/planning/coverage?area=scotland&need=food&listings=all",
    "/planning/coverage/listings?circle=alone",
    "/planning/coverage/listings?area=glasgow&needs=food,loneliness&question=how:free&said=no",
    "/planning/coverage/listings?area=glasgow&placed=about",
    "/planning/report/glasgow",
    "/planning/report/scotland",
    "/planning/listings/new",
    "/planning/listings/new?from=tea-and-a-chat",
    "/planning/listings/tea-and-a-chat/edit?done=saved&also=hours,cost",
    "/planning/listings/tea-and-a-chat/edit?done=same",
    "/planning/voice",
    "/planning/voice?state=done&marked=1&gone=2",
    "/planning/voice?area=south-ayrshire",
    "/planning/voice/unmet",
    "/planning/voice/unmet?ending=crisis&months=1",
    "/planning/voice/replies?done=publish",
    "/planning/voice/replies/new?listing=tea-and-a-chat",
    "/planning/voice/replies/1",
]


@pytest.fixture(scope="module")
def foreign(small_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Planners]:
    folder = tmp_path_factory.mktemp("foreign")
    data = shutil.copytree(small_data, folder / "data")
    write_files(data, {f"{TAG}.po": make_pseudo(TAG)})
    made = make_planners(data, folder / "var", Ticking())
    fill(made)
    yield made
    made.site.database.close()


def fill(planners: Planners) -> None:
    """Let families say something of every kind, and planners answer."""
    voice, tallies = planners.site.voice.voice, planners.site.voice.tallies
    for question, choice in SAID:
        for _ in range(2):
            voice.keep(Said(cast("Question", question), choice, "tea-and-a-chat", "glasgow"))
        voice.keep(Said(cast("Question", question), choice, None, None, "food", WORDS))
    voice.mark_done([1, 2], "editor")
    for said in (WORDS, f"{WORDS} two"):
        number = voice.reply(said, WORDS, "glasgow")
    voice.publish(number)
    for _ in range(3):
        tallies.note("food", "glasgow", "nothing exact", date(2026, 11, 25))
    for day in range(20, 25):
        tallies.hear(["quokka"], date(2026, 11, day))
    tallies.write()


@pytest.fixture(scope="module")
def data(foreign: Planners) -> frozenset[str]:
    """Return every text that is somebody's own: names, addresses, areas, ids."""
    own = [text for name in PEOPLE for text in (f"A {name}", email_of(name))]
    catalogue = foreign.site.live.directory.catalogue
    areas = [area.name for area in catalogue.areas.values()]
    needs = [
        text
        for need in catalogue.needs.values()
        for text in (need.short_title, need.title, need.planners_area)
    ]
    needs += [text for each in catalogue.live for text in (each.name, each.provider)]
    needs += [text for each in catalogue.live for text in (each.summary, *each.hours.lines)]
    needs += [*EXAMPLES, "A made-up hall, Govan"]
    said = [WORDS, f"{WORDS} two", "quokka", "Tea and a chat", "editor", "25 listopada 2026"]
    ids = [deed.which for deed in foreign.office.audit.newest(99)]
    return frozenset(map(plain, (*own, *areas, *ids, *needs, *said))) | BRAND


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_can_be_turned(foreign: Planners, data: frozenset[str], address: str) -> None:
    answer = foreign.signed_in("planner").http.get(address, headers={"accept-language": TAG})
    assert OPEN in answer.text
    assert forgotten(answer.text, data) == []


@pytest.mark.parametrize("path", ["/planning/sign-in", "/planning/password", "/planning/sign-out"])
def test_refusals_can_be_turned(foreign: Planners, data: frozenset[str], path: str) -> None:
    browser = foreign.browser(**{"accept-language": TAG})
    for sent in ({}, {"said": email_of("planner")}):
        answer = browser.http.post(path, data=sent)
        assert OPEN in answer.text
        assert forgotten(answer.text, data) == []
    other = browser.http.post(path, headers={"sec-fetch-site": "cross-site"})
    assert forgotten(other.text, data) == []


@pytest.mark.parametrize("step", ["preview", "publish"])
@pytest.mark.parametrize("area", ["glasgow", "no-such-area"])
def test_writing_a_reply_can_be_turned(
    foreign: Planners, data: frozenset[str], step: str, area: str
) -> None:
    browser = foreign.signed_in("planner")
    did = WORDS if step == "preview" else ""
    sent = {"said": WORDS, "did": did, "area": area, "step": step, "token": browser.token()}
    answer = browser.http.post(
        "/planning/voice/replies", data=sent, headers={"accept-language": TAG}
    )
    assert OPEN in answer.text
    assert forgotten(answer.text, data) == []


@pytest.mark.parametrize("do", ["look", "change", "add-places", "add-week"])
def test_writing_a_listing_can_be_turned(foreign: Planners, data: frozenset[str], do: str) -> None:
    form = open_form(foreign.signed_in("planner"), "/planning/listings/tea-and-a-chat/edit")
    sent = {**form.boxes, "do": [do]}
    answer = form.browser.http.post(form.action, data=sent, headers={"accept-language": TAG})
    assert answer.status_code == 200
    assert forgotten(answer.text, data) == []
