"""Each area has a directory of its own, and each topic in it a page that ends in help."""

import re
from collections import Counter
from collections.abc import Mapping
from xml.etree.ElementTree import Element

import pytest

from app.config import PROJECT
from app.content.areas import Area, areas_at
from app.content.needs import Need
from app.content.wording import WordingGuide, count_words, reading_grade, sentences
from app.places import Place
from app.search.directory import Directory
from app.search.locality import count_topics, fill_shelves
from tests.web.pages import Page, PageClient
from tests.web.rules import words_of

HARDEST_GRADE = 5.0
MOST_WORDS = 20
SAFE_TITLE = "Help and support in {} – Reach In"
Topics = Mapping[tuple[str, str], Page]


NAMES = re.compile(r"[A-Z]\w+(?:, [A-Z]\w+){2,}")
"""Names of places one after the other, which whoever lives there reads easily."""


@pytest.fixture(scope="module")
def areas(client: PageClient, directory: Directory) -> Mapping[str, Page]:
    return {slug: client.get(f"/areas/{slug}") for slug in directory.catalogue.areas}


@pytest.fixture(scope="module")
def area_topics(client: PageClient, directory: Directory) -> Topics:
    needs = directory.catalogue.needs.values()
    return {
        (area, need.slug): client.get(f"/areas/{area}/{need.page}")
        for area in directory.catalogue.areas
        for need in needs
    }


def said_in(area: Area) -> str:
    return area.name.replace("All of", "all of")


def serving(area: Area, directory: Directory) -> set[str]:
    """Return the ids of listings that serve an area: its own, wider ones, and parts of it."""
    known = directory.catalogue.areas

    def chain(each: Area) -> list[str]:
        return [each.slug, *(chain(known[each.within]) if each.within else [])]

    mine = set(chain(area))
    if area.local:
        mine |= {each.slug for each in known.values() if area.slug in chain(each)}
    return {s.id for s in directory.catalogue.live if mine & set(s.areas)}


def listed(part: Element, directory: Directory) -> list[str]:
    """Return the ids of listings a part of a page leads to, in the order they stand."""
    catalogue, place = directory.catalogue, "/services/"
    links = [e.get("href", "") for e in part.iter("a")]
    names = [link.removeprefix(place) for link in links if link.startswith(place)]
    found = [catalogue.by_code.get(name) or catalogue.by_id[name] for name in names]
    return [service.id for service in found]


def names_in(part: Element) -> list[str]:
    return [words_of(e) for e in part.iter("h3")]


def test_the_page_of_areas_leads_to_each(client: PageClient, directory: Directory) -> None:
    page = client.get("/areas")
    found = [link for link in page.links() if link.startswith("/areas/")]
    assert found == [f"/areas/{slug}" for slug in directory.catalogue.areas]
    near = client.press(page, "Find help", near="G51")
    assert "near G51" in near.h1


def test_an_area_lists_everyone_who_serves_it_once(
    areas: Mapping[str, Page], directory: Directory
) -> None:
    for slug, page in areas.items():
        area = directory.catalogue.areas[slug]
        assert page.h1 == f"Help for families in {said_in(area)}"
        names = Counter(name for part in page.of_class("rows") for name in names_in(part))
        expected = serving(area, directory)
        shelves = fill_shelves(area, directory, limit=999)
        assert sum(shelf.total for shelf in shelves) == len(expected)
        away = [shelf for shelf in shelves if area.local and not shelf.circle.area.local]
        for shelf in away:
            assert page.links().count(f"/areas/{shelf.circle.area.slug}") == 1
        apart = {service.id for shelf in away for service in shelf.services}
        assert names == Counter(directory.catalogue.by_id[i].name for i in expected - apart)


def test_what_is_nearest_stands_first_and_in_order_of_names(
    areas: Mapping[str, Page], directory: Directory
) -> None:
    for slug, page in areas.items():
        shelves = [names_in(part) for part in page.of_class("rows")]
        own = {s.name for s in directory.catalogue.live if slug in s.areas}
        assert set(shelves[0]) == own
        assert all(names == sorted(names) for names in shelves)


def test_an_area_leads_to_every_topic_with_a_true_count(
    areas: Mapping[str, Page], area_topics: Topics, directory: Directory
) -> None:
    live = directory.catalogue.live
    for slug, page in areas.items():
        area = directory.catalogue.areas[slug]
        counts = count_topics(area, directory)
        reach = serving(area, directory)
        tiles = {e.get("href"): words_of(e) for t in page.of_class("tiles") for e in t.iter("a")}
        for need in directory.catalogue.needs.values():
            fitting = {s.id for s in live if need.slug in s.needs} & reach
            words = tiles[f"/areas/{slug}/{need.page}"]
            assert counts[need.slug] == len(fitting)
            counted = f" ({len(fitting)})" if fitting else ""
            assert words == f"{need.short_title}{counted}"
            if fitting:
                shown = set(listed(area_topics[slug, need.slug].root, directory))
                assert fitting <= shown, (slug, need.slug)


def test_doors_that_are_open_to_all_stand_before_the_long_lists(
    areas: Mapping[str, Page], directory: Directory
) -> None:
    for slug, page in areas.items():
        cards = {each for card in page.of_class("card") for each in listed(card, directory)}
        assert 0 < len(cards) <= 5
        ways = {directory.catalogue.by_id[each].reach_in.how for each in cards}
        assert ways == {"just turn up"} or slug == "scotland"


def test_every_topic_in_every_area_ends_in_help(area_topics: Topics, directory: Directory) -> None:
    reaches = {a.slug: serving(a, directory) for a in directory.catalogue.areas.values()}
    for (slug, need), page in area_topics.items():
        area = directory.catalogue.areas[slug]
        shown = listed(page.root, directory)
        assert shown, f"{slug} {need} lists nobody"
        assert set(shown) <= reaches[slug]
        assert any(link.startswith("tel:") for link in page.links())
        fits = any(need in directory.catalogue.by_id[each].needs for each in shown)
        missed = f"We do not list anyone just for this in {said_in(area)} yet." in page.text
        assert missed is not fits


def test_what_is_only_for_this_area_comes_before_the_rest(
    area_topics: Topics, directory: Directory
) -> None:
    for (slug, need), page in area_topics.items():
        known = directory.catalogue.by_id
        fitting = [i for i in listed(page.root, directory) if need in known[i].needs]
        own = [slug in known[each].areas for each in fitting if not known[each].crisis]
        assert own == sorted(own, reverse=True), (slug, need)


def test_titles_tell_pages_apart_but_for_safety(
    area_topics: Topics, areas: Mapping[str, Page], directory: Directory
) -> None:
    catalogue = directory.catalogue
    bland = {SAFE_TITLE.format(said_in(area)) for area in catalogue.areas.values()}
    for (slug, need), page in area_topics.items():
        if catalogue.needs[need].safety:
            assert page.title == SAFE_TITLE.format(said_in(catalogue.areas[slug]))
            assert gives_away(page, catalogue.needs[need]) == []
        else:
            assert page.title not in bland
    titles = Counter(page.title for page in (*area_topics.values(), *areas.values()))
    assert {title for title, n in titles.items() if n > 1} == bland


def gives_away(page: Page, need: Need) -> list[str]:
    """Return the words of a topic that stand where a history, a share or a result shows them."""
    told = [page.title, str(page.response.url.path)]
    told += [e.get("content") or "" for e in page.all(".//meta")]
    told += [words_of(e) for e in page.all(".//script")]
    return [text for text in told if need.title in text or need.short_title in text]


def test_a_topic_in_an_area_leads_back_across_and_on(
    area_topics: Topics, topics: Mapping[str, Page], directory: Directory
) -> None:
    catalogue = directory.catalogue
    for (slug, slug_of_need), page in area_topics.items():
        need = catalogue.needs[slug_of_need]
        links = set(page.links())
        assert {"/areas", f"/areas/{slug}"} <= links
        others = [n.page for n in catalogue.needs.values() if n.slug != need.slug]
        assert {f"/areas/{slug}/{other}" for other in others} <= links
        for area in catalogue.areas.values():
            elsewhere = f"/areas/{area.slug}/{need.page}"
            counted = count_topics(area, directory)[need.slug]
            assert (elsewhere in links) is (bool(counted) and area.slug != slug)
            assert (elsewhere in topics[need.slug].links()) is bool(counted)


def test_a_search_from_an_area_stays_there(client: PageClient) -> None:
    page = client.get("/areas/south-ayrshire")
    assert page.form("Find help")["area"] == "south-ayrshire"
    found = client.press(page, "Find help", q="food")
    assert "in South Ayrshire" in words_of(found.of_class("chips")[0])
    page = client.get("/areas/glasgow-south/food")
    assert page.form("Show nearest") == {"need": "food", "area": "glasgow-south", "near": ""}
    assert "near G42" in client.press(page, "Show nearest", near="G42").h1


@pytest.mark.parametrize(
    "path",
    ["/areas/atlantis", "/areas/atlantis/food", "/areas/glasgow/no-such", "/areas/glasgow/food/x"],
)
def test_an_area_or_topic_we_do_not_have_still_leads_to_help(client: PageClient, path: str) -> None:
    page = client.get(path, 404)
    assert {"tel:999", "/"} <= set(page.links())


def test_the_words_are_warm_and_plain(
    client: PageClient, areas: Mapping[str, Page], area_topics: Topics
) -> None:
    guide = WordingGuide.read(PROJECT / "data" / "wording.csv")
    pages = [client.get("/areas"), *areas.values(), area_topics["glasgow-north-east", "separation"]]
    for page in pages:
        notices = [e for e in page.of_class("notice") if "trouble" not in e.get("class", "")]
        leads = [*page.of_class("lead"), *notices, *page.all(".//summary")]
        leads += [p for e in page.of_class("area-list") for p in e.iter("p")]
        for said in map(words_of, leads):
            assert [each.term for each in guide.find(said)] == []
            assert max(map(count_words, sentences(said))) <= MOST_WORDS, said
            plain = NAMES.sub("here", said).replace("Scotland", "here").replace("Ayrshire", "here")
            assert reading_grade(plain) <= HARDEST_GRADE, said


@pytest.mark.parametrize("path", ["/areas", "/areas/glasgow", "/areas/glasgow-south/money"])
def test_a_page_fits_in_little_more_than_one_trip(client: PageClient, path: str) -> None:
    asked = client.http.build_request("GET", path, headers={"accept-encoding": "gzip"})
    answer = client.http.send(asked, stream=True)
    assert len(b"".join(answer.iter_raw())) <= 12 * 1024


def test_every_place_an_area_is_known_by_lies_in_it(directory: Directory) -> None:
    for area in directory.catalogue.areas.values():
        named, _, _ = (area.sentence or "").partition(" and places near them.")
        for name in filter(None, named.split(", ")):
            place = directory.gazetteer.find(name, prefer=directory.councils)
            assert isinstance(place, Place), name
            assert area in areas_at(place, directory.catalogue.areas.values()), name
