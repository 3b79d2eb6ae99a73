"""A place that must not be found (a refuge) is on no page, in no answer and in no index."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.clock import Clock
from app.config import Settings
from app.main import create_app
from tests.web.pages import PageClient
from tests.web.small_data import write_small_data

POSTCODE, STREET, HOUSE, PART = "G1 1AA", "Quokka Street", "Feather House", "Merchant City"
SECRETS = (POSTCODE, POSTCODE.replace(" ", ""), "G1 1", "Quokka", "Feather", PART, "quoll")
REFUGE = f"""\
- id: a-safe-house
  name: A safe house
  provider: A made-up charity
  summary: Somewhere safe to stay, with food.
  needs: [safety_at_home, food]
  areas: [glasgow]
  cost: free
  contacts:
    - phone: 0141 496 0001
  places:
    - name: {HOUSE}
      address: 1 {STREET}
      postcode: {POSTCODE}
      neighbourhood: {PART}
      hidden: yes
  planners_note: The planners call it quoll.
  edited: 2026-11-22
"""


@pytest.fixture(scope="module")
def var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("var")


@pytest.fixture(scope="module")
def refuge(
    tmp_path_factory: pytest.TempPathFactory, var: Path, site_clock: Clock
) -> Iterator[PageClient]:
    data = write_small_data(tmp_path_factory.mktemp("hidden") / "data", REFUGE)
    app = create_app(Settings(data=data, var=var, watch=False), clock=site_clock)
    with PageClient.over(app) as client:
        yield client


def test_no_page_says_where_it_is(refuge: PageClient) -> None:
    paths = ["/", "/topics/at-home", "/topics/food", "/services/a-safe-house", "/find?need=food"]
    pages = [refuge.get(path) for path in paths]
    pages += [refuge.get(path) for path in ("/areas/glasgow", "/areas/glasgow/food")]
    pages += [refuge.find(q="food"), refuge.find(q="safe house", near="G51")]
    assert sum("A safe house" in page.text for page in pages) == len(pages) - 1
    told = {secret for page in pages for secret in SECRETS if secret in page.response.text}
    assert told == set()


@pytest.mark.parametrize("near", ["G1", "G51", "G2 1", "Glasgow"])
def test_no_distance_gives_it_away(refuge: PageClient, near: str) -> None:
    answer = refuge.http.get("/api/v1/search", params={"q": "safe house", "near": near})
    found = {result["id"]: result for result in answer.json()["results"]}
    assert found["a-safe-house"]["distance_km"] is None
    assert not any("mile" in why or "away" in why for why in found["a-safe-house"]["why"])


@pytest.mark.parametrize(
    ("words", "found"),
    [("safe house", True), ("quokka", False), ("feather", False), ("quoll", False)],
)
def test_its_address_cannot_be_searched_for(refuge: PageClient, words: str, found: bool) -> None:
    answer = refuge.http.get("/api/v1/search", params={"q": words}).json()
    assert ("a-safe-house" in {result["id"] for result in answer["results"]}) is found


def test_it_is_in_no_index_file(refuge: PageClient, var: Path) -> None:
    assert refuge.http.get("/health").json()["listings"] == 3
    files = [path for path in var.rglob("*") if path.is_file()]
    written = "".join(path.read_text("latin-1") for path in files).lower()
    assert "a-safe-house" in written
    assert not any(secret in written for secret in ("g11aa", "g1 1aa", "quokka", "quoll"))
