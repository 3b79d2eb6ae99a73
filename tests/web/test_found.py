"""Search engines and browsers are told what is true, and nothing that gives a family away."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest

from app.clock import Clock
from app.config import Settings
from app.content.areas import Area
from app.content.catalogue import make_catalogue
from app.content.models import Service
from app.content.needs import Need
from app.main import create_app
from app.search.directory import Directory
from app.web.heads import MOST_LETTERS, head_listing, join_short
from app.web.linked_data import describe_hours, write_linked
from tests.web.pages import Page, PageClient

SITE = "http://testserver"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"
PARAMETERS = "{http://a9.com/-/spec/opensearch/extensions/parameters/1.0/}"
BLAND = "Help and support for families in Scotland."
UNKNOWN = ("not known", "null", "None", "not yet")
Thing = dict[str, Any]


def sitemap(client: PageClient) -> dict[str, str | None]:
    """Return each address of the sitemap, with the date it gives."""
    answer = client.http.get("/sitemap.xml")
    assert answer.headers["content-type"] == "application/xml"
    root = fromstring(answer.text)  # noqa: S314
    assert root.tag == f"{SITEMAP}urlset"
    found = [(u.findtext(f"{SITEMAP}loc", ""), u.findtext(f"{SITEMAP}lastmod")) for u in root]
    assert len(dict(found)) == len(found)
    return {where.removeprefix(SITE): changed for where, changed in found}


def canonical(page: Page) -> str:
    links = [e.get("href", "") for e in page.all(".//link") if e.get("rel") == "canonical"]
    return links[0] if links else ""


def linked(page: Page) -> Thing | None:
    """Return what machines read about a page."""
    found = [e for e in page.all(".//script") if e.get("type") == "application/ld+json"]
    return json.loads(found[0].text or "") if found else None


def test_every_page_in_the_sitemap_is_there_under_that_very_address(client: PageClient) -> None:
    for path in sitemap(client):
        page = client.get(path)
        assert page.response.history == []
        assert canonical(page) == SITE + path


def test_the_sitemap_holds_every_page_worth_finding(
    client: PageClient, directory: Directory
) -> None:
    paths, catalogue = set(sitemap(client)), directory.catalogue
    assert {"/", "/areas"} <= paths
    assert {f"/topics/{need.page}" for need in catalogue.needs.values()} <= paths
    assert {f"/areas/{slug}" for slug in catalogue.areas} <= paths
    assert {f"/{slug}" for slug in catalogue.guides} <= paths
    named = {s.id for s in catalogue.live if not catalogue.may_give_away(s)}
    assert {path for path in paths if path.startswith("/services/")} == {
        f"/services/{each}" for each in named
    }


def test_a_topic_that_lists_nobody_in_an_area_is_not_to_be_found(
    client: PageClient, directory: Directory
) -> None:
    paths = set(sitemap(client))
    for area in directory.catalogue.areas:
        for need in directory.catalogue.needs.values():
            path = f"/areas/{area}/{need.page}"
            assert (canonical(client.get(path)) != "") is (path in paths)


def test_dates_in_the_sitemap_are_those_of_the_data(
    client: PageClient, directory: Directory
) -> None:
    catalogue = directory.catalogue
    for path, changed in sitemap(client).items():
        service = catalogue.find(path.removeprefix("/services/"))
        guide = catalogue.guides.get(path.removeprefix("/"))
        told = service.edited if service else guide.updated if guide else None
        assert changed == (told.isoformat() if told else None)


@pytest.mark.parametrize("path", ["/find", "/find?need=food", "/nothing-here"])
def test_searches_and_errors_are_not_to_be_found(client: PageClient, path: str) -> None:
    page = client.get(path, 404 if path == "/nothing-here" else 200)
    assert canonical(page) == ""


def test_listings_say_what_they_are_unless_it_gives_away(
    listings: Mapping[str, Page], directory: Directory
) -> None:
    for service in directory.catalogue.live:
        page = listings[service.id]
        said = {e.get("property") or e.get("name"): e.get("content") for e in page.all(".//meta")}
        if directory.catalogue.may_give_away(service):
            assert said["description"] == said["og:description"] == BLAND
            assert said["og:title"] == "Help and support"
            assert linked(page) is None
        else:
            assert service.summary.startswith((said["description"] or "").rstrip("….")[:100])
            assert linked(page) is not None


def test_linked_data_of_listings_is_what_the_data_says(
    listings: Mapping[str, Page], directory: Directory
) -> None:
    for service in directory.catalogue.live:
        thing = linked(listings[service.id])
        if thing is None:
            continue
        assert thing["@type"] == "Service"
        assert (thing["name"], thing["description"]) == (service.name, service.summary)
        assert thing["provider"]["name"] == service.provider
        assert thing["url"] == SITE + f"/services/{service.id}"
        assert ("offers" in thing) is (service.cost == "free" and not service.cost_note)
        assert ("hoursAvailable" in thing) <= service.hours.known
        numbers = {c.value for c in service.contacts if c.way == "phone"}
        assert {n for n in strings(thing, "telephone") if n in numbers} == numbers
        postcodes = {p.postcode for p in service.places if p.postcode and not p.hidden}
        assert set(strings(thing, "postalCode")) == postcodes
        assert not [word for word in UNKNOWN if f'"{word}"' in json.dumps(thing)]


def strings(thing: object, name: str) -> Iterator[str]:
    """Yield every value of a property, however deep."""
    for each in thing if isinstance(thing, list) else [thing]:
        if isinstance(each, dict):
            if name in each:
                yield each[name]
            for value in each.values():
                yield from strings(value, name)


def test_the_site_and_the_ways_to_a_page_are_told(client: PageClient) -> None:
    site = linked(client.get("/"))
    assert site is not None
    assert (site["@type"], site["url"]) == ("WebSite", f"{SITE}/")
    assert "potentialAction" not in site
    crumbs = linked(client.get("/areas/glasgow-south/food"))
    assert crumbs is not None
    items = [(e["position"], e["item"].removeprefix(SITE)) for e in crumbs["itemListElement"]]
    ways = ["/areas", "/areas/glasgow-south", "/areas/glasgow-south/food"]
    assert items == list(enumerate(ways, 1))


@pytest.mark.parametrize("path", ["/areas/glasgow-south/at-home", "/areas/scotland/now"])
def test_a_topic_about_safety_is_told_blandly(client: PageClient, path: str) -> None:
    page = client.get(path)
    area = "Glasgow South" if "south" in path else "all of Scotland"
    described = [e.get("content") for e in page.all(".//meta") if e.get("name") == "description"]
    assert described == [f"Help and support for families in {area}."]
    assert linked(page) is None


def test_browsers_post_the_words_typed_into_their_own_box(client: PageClient) -> None:
    answer = client.http.get("/opensearch.xml")
    assert answer.headers["content-type"] == "application/opensearchdescription+xml"
    root = fromstring(answer.text)  # noqa: S314
    assert root.tag == f"{OPENSEARCH}OpenSearchDescription"
    assert 0 < len(root.findtext(f"{OPENSEARCH}ShortName", "")) <= 16
    (url,) = root.findall(f"{OPENSEARCH}Url")
    assert url.get("method") == url.get(f"{PARAMETERS}method") == "post"
    assert url.get("template") == f"{SITE}/find"
    sent = {tuple(sorted(e.attrib.items())) for e in url}
    assert sent == {(("name", "q"), ("value", "{searchTerms}"))}
    assert client.find(q="food").of_class("card")


def test_every_page_tells_browsers_of_it(client: PageClient) -> None:
    links = client.get("/").all(".//link")
    assert [e.get("href") for e in links if e.get("rel") == "search"] == ["/opensearch.xml"]


def test_a_site_with_an_address_of_its_own_uses_it_everywhere(
    small_data: Path, tmp_path: Path, site_clock: Clock
) -> None:
    own: Any = "https://reachin.example"
    settings = Settings(data=small_data, var=tmp_path, watch=False, public_url=own)
    with PageClient.over(create_app(settings, clock=site_clock)) as client:
        assert canonical(client.get("/")) == f"{own}/"
        for path in ("/sitemap.xml", "/robots.txt", "/opensearch.xml"):
            said = client.http.get(path).text
            assert own in said
            assert SITE not in said


# Values --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentences", "said"),
    [
        (["One.", "Two."], "One. Two."),
        (["", "Two."], "Two."),
        ([], ""),
        (["a" * 155, "b"], "a" * 155),
        (["a" * 100, "b" * 60, "c"], "a" * 100),
        ([f"{'word ' * 40}end."], f"{'word ' * 29}word…"),
    ],
)
def test_a_description_is_whole_sentences_that_fit(sentences: list[str], said: str) -> None:
    found = join_short(*sentences)
    assert found == said
    assert len(found) <= MOST_LETTERS


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["Mon-Tue 9:00-17:00"], [(["Monday", "Tuesday"], "09:00", "17:00")]),
        (["Sat 22:00-24:00"], [(["Saturday"], "22:00", "23:59")]),
        (
            ["Fri 22:00-02:00"],
            [(["Friday"], "22:00", "23:59"), (["Saturday"], "00:00", "02:00")],
        ),
        (["Mon 9:00-12:00", "closed 24 December"], []),
        (["Mon 9:00-12:00 in term time"], []),
        (["by appointment"], []),
        ([], []),
    ],
)
def test_opening_times_are_told_only_when_all_of_them_are_known(
    lines: list[str], told: list[tuple[list[str], str, str]]
) -> None:
    found = describe_hours(service(hours=lines).hours)
    assert [(each["dayOfWeek"], each["opens"], each["closes"]) for each in found] == told


def test_a_hidden_place_and_what_nobody_told_us_stay_out() -> None:
    made = service(
        places=[{"name": "Feather House", "postcode": "G1 1AA", "hidden": True}],
        contacts=[{"phone": "0141 496 0000", "name": "</script><b>"}],
    )
    head = head_listing(made, catalogue(made), SITE)
    thing = json.loads(head.linked)
    told = {"@context", "@type", "name", "description", "url", "provider"}
    assert set(thing) == told | {"areaServed", "availableChannel"}
    assert "Feather" not in head.linked
    assert "G1 1AA" not in head.linked
    assert "<" not in head.linked
    assert list(strings(thing, "telephone")) == ["0141 496 0000"]


def test_nothing_can_end_linked_data_early() -> None:
    written = write_linked({"@type": "Thing", "name": "</script><!--"})
    assert "<" not in written
    assert json.loads(written)["name"] == "</script><!--"


@pytest.mark.parametrize(
    ("ages", "told"),
    [
        ("5-12", {"suggestedMinAge": 5, "suggestedMaxAge": 12}),
        ("16+", {"suggestedMinAge": 16}),
        ("12-18, to 25 if care experienced", {"suggestedMinAge": 12}),
        ("any age", None),
        ("not known", None),
    ],
)
def test_ages_are_told_as_far_as_they_are_known(ages: str, told: Thing | None) -> None:
    made = service(ages=ages)
    thing = json.loads(head_listing(made, catalogue(made), SITE).linked)
    assert thing.get("audience") == (told and {"@type": "PeopleAudience", **told})


def service(**given: object) -> Service:
    basic = {
        "id": "tea",
        "name": "Tea",
        "provider": "A made-up church",
        "summary": "A warm room.",
        "needs": ["food"],
        "areas": ["here"],
        "edited": date(2026, 11, 22),
    }
    return Service.model_validate({**basic, **given})


def catalogue(*services: Service) -> Any:
    food = {"slug": "food", "page": "food", "title": "Food", "short_title": "Food"}
    rest = {"sentence": "Food.", "planners_area": "Poverty", "picture": "leaf", "words": ["food"]}
    needs = [Need.model_validate({**food, **rest})]
    areas = [Area.model_validate({"slug": "here", "name": "Here"})]
    return make_catalogue(services, needs, areas, (), (), "digest")
