"""Every word of checking can be turned, and is plain; of what is late, of doubts, and of slips."""

from collections.abc import Iterator
from datetime import date

import pytest

from app.config import Settings
from app.content.wording import WordingGuide
from app.voice import Snapshot
from app.web.planning.checking_list import LEADS
from tests.language.pseudo import OPEN, make_pseudo, write_files
from tests.language.test_every_word import BRAND, TAG, forgotten, plain
from tests.store.databases import Ticking
from tests.web.planning.conftest import Planners, make_planners
from tests.web.planning.test_checks import CHECKS, SEES, TEA, made_listings
from tests.web.small_data import write_small_data


@pytest.fixture(scope="module")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Planners]:
    folder = tmp_path_factory.mktemp("foreign")
    data = write_small_data(folder / "data", made_listings())
    write_files(data, {f"{TAG}.po": make_pseudo(TAG)})
    made = make_planners(data, folder / "var", Ticking())
    made.site.voice.snapshot = Snapshot({TEA: date(2026, 11, 24)})
    yield made
    made.site.database.close()


@pytest.fixture(scope="module")
def data(foreign: Planners) -> frozenset[str]:
    catalogue = foreign.site.live.directory.catalogue
    own = [text for each in catalogue.live for text in (each.name, each.provider)]
    own += [c.value for each in catalogue.live for c in each.contacts]
    own += [value.removeprefix("https://").removeprefix("www.") for value in own]
    own += [note for each in catalogue.live for c in each.contacts if (note := c.note)]
    own += [area.name for area in catalogue.areas.values()]
    own += [rule.name for rule in catalogue.checking.rules]
    own += ["Glasgow South i South Ayrshire"]
    names = [f"A {name}" for name in SEES] + [f"{name}@council.example" for name in SEES]
    return frozenset(map(plain, (*own, *names))) | BRAND


@pytest.mark.parametrize("who", SEES)
@pytest.mark.parametrize("path", [CHECKS, f"{CHECKS}?when=later", f"{CHECKS}/both"])
def test_each_page_can_be_turned(
    foreign: Planners, data: frozenset[str], who: str, path: str
) -> None:
    answer = foreign.signed_in(who).http.get(path, headers={"accept-language": TAG})
    assert OPEN in answer.text
    assert forgotten(answer.text, data) == []


@pytest.mark.parametrize("sent", [{}, {"next": "x"}, {"next": "2020-01-01"}, {"how": "phone"}])
def test_what_is_answered_can_be_turned(
    foreign: Planners, data: frozenset[str], sent: dict[str, str]
) -> None:
    browser = foreign.signed_in("planner")
    typed = {**sent, "token": browser.token()}
    browser.http.headers["accept-language"] = TAG
    told = browser.http.post(f"{CHECKS}/south-new", data=typed, follow_redirects=True)
    undone = browser.http.post(f"{CHECKS}/both/undo", data=typed)
    for answer in (told, undone):
        assert OPEN in answer.text
        assert forgotten(answer.text, data) == []


def test_the_words_of_the_list_are_kind(settings: Settings) -> None:
    guide = WordingGuide.read(settings.data / "wording.csv")
    assert [list(guide.find(words)) for words in LEADS.values()] == [[]] * len(LEADS)
