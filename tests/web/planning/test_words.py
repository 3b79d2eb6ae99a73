"""No word of the planners' pages is written into the code for good: every one can be turned."""

import re
from collections.abc import Iterator
from datetime import date
from functools import partial
from itertools import permutations
from typing import cast

import pytest

from app.planning.comparing import say_value
from app.planning.history import Author
from app.planning.keeping import Edit, Hand
from app.planning.tables.matching import CHOICES
from app.planning.yaml_files import OpenFolder
from app.voice import Question, Said
from app.web.planning.form_words import EXAMPLES
from app.web.planning.voicing import SAID
from tests.language.pseudo import OPEN, make_pseudo, write_files
from tests.language.test_every_word import BRAND, TAG, forgotten, plain
from tests.store.databases import Ticking
from tests.web.planning.conftest import PEOPLE, Planners, email_of, make_planners
from tests.web.planning.listing_forms import open_form
from tests.web.planning.upkeep import EXTRA, texts_of, write_book
from tests.web.small_data import write_small_data

WORDS = "what somebody wrote"
SAVED_BY = "Somebody"
TEA = "tea-and-a-chat"
LISTING = f"/planning/listings/{TEA}"
PAST = f"{LISTING}/history"
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
    "/planning/listings/new?from=samaritans",
    "/planning/listings/samaritans?done=saved&also=hours,cost",
    "/planning/listings/samaritans?done=same",
    "/planning/listings",
    "/planning/listings?q=xyzzy&area=glasgow&sort=name",
    "/planning/listings/history",
    f"{LISTING}?done=paused",
    PAST,
    "/planning/tables",
    "/planning/tables?area=glasgow&need=food&status=paused",
    "/planning/tables/import?done=forget",
    "/planning/tables/import/gone",
    "/planning/voice",
    "/planning/voice?state=done&marked=1&gone=2",
    "/planning/voice?area=south-ayrshire",
    "/planning/voice/unmet",
    "/planning/voice/unmet?ending=crisis&months=1",
    "/planning/voice/replies?done=publish",
    "/planning/voice/replies/new?listing=tea-and-a-chat",
    "/planning/voice/replies/1",
    "/planning/links",
    "/planning/closures?q=hall",
    "/planning/closures?q=castle&done=ended",
    "/planning/closures?building=g51-3uu",
    "/planning/closures?closed=g51-3uu&first=2026-12-24&last=2026-12-26&at=hall-cafe.s",
    "/planning/duplicates",
]


@pytest.fixture(scope="module")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Planners]:
    folder = tmp_path_factory.mktemp("foreign")
    data = write_small_data(folder / "data", EXTRA)
    write_files(data, {f"{TAG}.po": make_pseudo(TAG)})
    made = make_planners(data, folder / "var", Ticking())
    write_book(folder / "var")
    fill(made)
    yield made
    made.site.database.close()


def fill(planners: Planners) -> None:
    """Let families say something of every kind, and planners answer and save."""
    change_listing(planners)
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


def change_listing(planners: Planners) -> None:
    """Save a listing, then change its file by hand and break it."""
    keeper, clock = planners.site.keeper, planners.clock
    assert keeper is not None
    hand = Hand(Author(SAVED_BY, ""))
    for edit in (Edit({TEA: {"status": "paused"}}), Edit({TEA: {"status": "archived"}})):
        clock.go(minutes=1)
        keeper.save(partial(_just, edit), hand, WORDS)
    file = keeper.folder / "services.yaml"
    file.write_text(file.read_text().replace("cost: free", "cost: cheap", 1))
    planners.site.live.refresh()


def _just(edit: Edit, _: OpenFolder) -> Edit:
    return edit


def texts_of_listings(planners: Planners) -> Iterator[str]:
    """Yield what the files say, as pages show it, and where it stands."""
    keeper = planners.site.keeper
    assert keeper is not None
    for listed in keeper.look().listed.values():
        for value in listed.fields.values():
            yield from say_value(value)
    for fault in planners.site.live.standing.faults:
        yield f"{fault.listing}: {fault.field}: {fault.message}"
        yield fault.file


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
    needs += [*texts_of(catalogue.live), *EXAMPLES, "A made-up hall, Govan"]
    needs += ["\n".join(each.sources) for each in catalogue.live]
    needs += [c.note for each in catalogue.live for c in each.contacts if c.note]
    said = [WORDS, f"{WORDS} two", "quokka", "Tea and a chat", "editor", "25 listopada 2026"]
    said += ["cafe.example.org", "1 listopada 2026", "22 listopada 2026"]
    ids = [deed.which for deed in foreign.office.audit.newest(99)]
    titles = [need.short_title for need in catalogue.needs.values()]
    said += [f"{one} i {other}" for one, other in permutations(titles, 2)]
    said += [
        SAVED_BY,
        "data/services.yaml",
        "22 listopada 2026",
        "paused",
        *texts_of_listings(foreign),
    ]
    return frozenset(map(plain, (*own, *areas, *ids, *needs, *said))) | BRAND


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_can_be_turned(foreign: Planners, data: frozenset[str], address: str) -> None:
    answer = foreign.signed_in("planner").http.get(address, headers={"accept-language": TAG})
    assert OPEN in answer.text
    assert forgotten(answer.text, data) == []


def test_a_change_of_a_listing_can_be_turned(foreign: Planners, data: frozenset[str]) -> None:
    browser = foreign.signed_in("planner")
    browser.http.headers["accept-language"] = TAG
    found = re.findall(r'href="(/planning/[^"]+/history/[^"]+)"', browser.http.get(PAST).text)
    assert len(found) == 3
    for path in found:
        answer = browser.http.get(path)
        assert forgotten(answer.text, data) == []
        refused = browser.http.post(f"{path}/restore", data={"token": browser.token()})
        assert forgotten(refused.text, data) == []


@pytest.mark.parametrize(("who", "state", "status"), [("planner", "", 422), ("other", "live", 403)])
def test_refusing_a_state_can_be_turned(
    foreign: Planners, data: frozenset[str], who: str, state: str, status: int
) -> None:
    browser = foreign.signed_in(who)
    sent = {"token": browser.token(), "state": state}
    answer = browser.http.post(f"{LISTING}/state", data=sent, headers={"accept-language": TAG})
    assert answer.status_code == status
    assert forgotten(answer.text, data) == []


TABLE = f"""\
Name,Organisation,Descripton,Topic,Area,Tel,Zebra
{WORDS},{WORDS},{WORDS},food,glasgow,0141 496 0001,{WORDS}
"""


def test_bringing_a_table_in_can_be_turned(foreign: Planners, data: frozenset[str]) -> None:
    browser = foreign.signed_in("planner")
    http, token = browser.http, {"token": browser.token()}
    tongue = {"accept-language": TAG}
    address = "/planning/tables/import"
    answers = [http.post(address, data=token, headers=tongue)]
    for sent in (b"", b"\x89PNG\0", b"a\n" * 6_000):
        file = {"table": ("a.csv", sent)}
        answers.append(http.post(address, data=token, files=file, headers=tongue))
    file = {"table": ("theirs.csv", TABLE.encode())}
    key = http.post(address, data=token, files=file).headers["location"]
    answers += [http.get(key, headers=tongue), http.get(f"{key}/changes", headers=tongue)]
    answers.append(http.post(key, data=token, headers=tongue))
    own = {*TABLE.replace("\n", ",").split(","), *CHOICES, "theirs.csv", "what-somebody-wrote"}
    own |= {"phone: 0141 496 0001", "paused"}
    for answer in answers:
        assert OPEN in answer.text
        assert forgotten(answer.text, data | frozenset(map(plain, own))) == []


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
    form = open_form(foreign.signed_in("planner"), "/planning/listings/samaritans/edit")
    sent = {**form.boxes, "do": [do]}
    answer = form.browser.http.post(form.action, data=sent, headers={"accept-language": TAG})
    assert answer.status_code == 200
    assert forgotten(answer.text, data) == []


@pytest.mark.parametrize("step", ["look", "change", "save"])
@pytest.mark.parametrize("first", ["2026-12-24", "", "2020-01-01"])
def test_closing_a_building_can_be_turned(
    foreign: Planners, data: frozenset[str], step: str, first: str
) -> None:
    browser = foreign.signed_in("viewer" if step == "save" else "planner")
    sent = {"step": step, "building": "g51-3uu", "first": first, "token": browser.token()}
    sent |= {"reason": WORDS, "listings": "hall-club", "phones": "yes"}
    answer = browser.http.post("/planning/closures", data=sent, headers={"accept-language": TAG})
    assert OPEN in answer.text
    assert forgotten(answer.text, data) == []
