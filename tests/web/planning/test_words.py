"""No word of the planners' pages is written into the code for good: every one can be turned."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.language.pseudo import OPEN, make_pseudo, write_files
from tests.language.test_every_word import BRAND, TAG, forgotten, plain
from tests.store.databases import Ticking
from tests.web.planning.conftest import PEOPLE, Planners, email_of, make_planners

ADDRESSES = [
    "/planning",
    "/planning?done=password",
    "/planning/password",
    "/planning/who-may",
    "/planning/log",
    "/planning/nothing-here",
]


@pytest.fixture(scope="module")
def foreign(small_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Planners]:
    folder = tmp_path_factory.mktemp("foreign")
    data = shutil.copytree(small_data, folder / "data")
    write_files(data, {f"{TAG}.po": make_pseudo(TAG)})
    made = make_planners(data, folder / "var", Ticking())
    yield made
    made.site.database.close()


@pytest.fixture(scope="module")
def data(foreign: Planners) -> frozenset[str]:
    """Return every text that is somebody's own: names, addresses, areas, ids."""
    own = [text for name in PEOPLE for text in (f"A {name}", email_of(name))]
    areas = [area.name for area in foreign.site.live.directory.catalogue.areas.values()]
    ids = [deed.which for deed in foreign.office.audit.newest(99)]
    return frozenset(map(plain, (*own, *areas, *ids))) | BRAND


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
