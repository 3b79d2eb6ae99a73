"""A poster leads whoever stands before it to an area's help, and gives nobody away."""

from itertools import product

import pytest

from app.search.directory import Directory
from app.web.addresses import area_path
from tests.web.pages import Page, PageClient
from tests.web.squares import SVG, read_square

BASE = "http://testserver"


def _scanned(page: Page) -> str:
    return next(read_square(svg) for svg in page.of_class("square"))


def test_every_poster_leads_where_it_says(client: PageClient, directory: Directory) -> None:
    areas, needs = directory.catalogue.areas.values(), directory.catalogue.needs.values()
    for area, need in product(areas, (None, *needs)):
        page = client.get(f"/poster/{area.slug}" + (f"?need={need.slug}" if need else ""))
        named = need if need and not need.safety else None
        assert _scanned(page) == BASE + area_path(area, named)
        assert "testserver" + area_path(area, named) in page.text
        assert area.name.removeprefix("All of ") in page.h1


def test_a_poster_has_eight_strips_with_the_same_code(client: PageClient) -> None:
    page = client.get("/poster/glasgow-south")
    assert page.h1 == "Help for families in Glasgow South"
    assert "This poster was made on 25 November 2026." in page.text
    strips = page.of_class("strip")
    assert len(strips) == 8
    used = [use.get("href") for strip in strips for use in strip.iter(f"{SVG}use")]
    assert used == ["#poster-square"] * 8
    assert page.title == "Poster to print – Reach In"


def test_a_poster_on_a_topic_says_which(client: PageClient, directory: Directory) -> None:
    page = client.get("/poster/south-ayrshire?need=food")
    assert page.h1 == "Help with food for you and your family in South Ayrshire"
    assert directory.catalogue.needs["food"].sentence in page.text


def test_a_poster_names_no_topic_that_is_not_safe_to_name(
    client: PageClient, directory: Directory
) -> None:
    needs = directory.catalogue.needs.values()
    private = [need for need in needs if need.safety]
    assert private
    for need, name in product(private, ("slug", "page")):
        page = client.get(f"/poster/glasgow-south?need={getattr(need, name)}")
        sheet = " ".join("".join(page.of_class("sheet")[0].itertext()).split())
        assert page.h1 == "Help and support in Glasgow South"
        for words in (need.title, need.short_title, need.sentence):
            assert words not in sheet
    general = client.get("/poster/glasgow-south").of_class("topics")[0]
    named = {"".join(item.itertext()) for item in general}
    assert not named & {need.short_title for need in private}


def test_strips_name_no_topic(client: PageClient) -> None:
    strips = client.get("/poster/glasgow?need=alcohol_drugs").of_class("strip")
    assert not any("lcohol" in "".join(strip.itertext()) for strip in strips)


def test_a_poster_is_chosen_by_area_and_topic(client: PageClient, directory: Directory) -> None:
    page = client.get("/posters")
    offered = {
        box.get("name"): [option.get("value") for option in box.iter("option")]
        for box in page.all(".//select")
    }
    assert offered["area"] == list(directory.catalogue.areas)
    assert offered["need"][0] == ""
    for area, need in product(offered["area"], offered["need"]):
        answer = client.http.get("/posters", params={"area": area or "", "need": need or ""})
        assert [hop.status_code for hop in answer.history] == [303]
        assert answer.status_code == 200
        assert answer.url.path == f"/poster/{area}"
        assert dict(answer.url.params) == ({"need": need} if need else {})


@pytest.mark.parametrize(
    "path",
    [
        "/poster/no-such-area",
        "/poster/glasgow-south?need=no-such-topic",
        "/posters?area=no-such-area",
        "/posters?area=glasgow&need=no-such-topic",
        "/poster/",
    ],
)
def test_there_is_no_other_poster(client: PageClient, path: str) -> None:
    page = client.get(path, 404)
    assert "tel:999" in page.links()
