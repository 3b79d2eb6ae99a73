"""A family types what is wrong and where it is, and every way that can end helps."""

import re

import pytest

from app.search.directory import Directory
from tests.web import rules
from tests.web.pages import Page, PageClient

RESULTS = "Help and support: results – Reach In"


@pytest.mark.parametrize(
    ("typed", "heading"),
    [
        ({"q": "we need food", "near": "G51"}, r"\d+ places to get help near G51"),
        ({"q": "my wee one won’t sleep", "near": "Govan"}, r"\d+ places to get help near Govan"),
        ({"q": "skint", "near": "ka7 1"}, r"\d+ places to get help near KA7 1"),
        ({"q": "food in Springburn"}, r"\d+ places to get help near Springburn"),
        ({"q": "food"}, r"\d+ places to get help"),
        ({"near": "G21"}, r"\d+ places to get help near G21"),
        ({"need": "food", "near": "G21"}, r"\d+ places to get help near G21"),
        ({"need": "food", "area": "glasgow-south"}, r"\d+ places to get help"),
        ({"q": "qwxzzyq"}, "People who can still help"),
    ],
)
def test_a_search_ends_in_help(client: PageClient, typed: dict[str, str], heading: str) -> None:
    page = client.send(typed)
    assert re.fullmatch(heading, page.h1)
    assert page.title == RESULTS
    assert page.of_class("card")
    assert page.box("q").get("value") == typed.get("q", "")
    assert page.box("near").get("value") == typed.get("near", "")


def test_what_was_heard_is_said_and_is_what_is_shown(
    client: PageClient, directory: Directory
) -> None:
    page = client.find(q="nothing in the cupboards", near="G51")
    assert "Showing help with Take away: food for you and your family" in page.text
    names = [_listing_of(card_link) for card_link in _card_links(page)][:3]
    assert all("food" in directory.catalogue.by_id[name].needs for name in names)


def test_the_search_on_the_home_page_and_on_results_is_the_same(client: PageClient) -> None:
    first = client.press(client.get("/"), "Find help", q="food", near="G51")
    again = client.press(first, "Find help")
    other = client.press(first, "Find help", near="G21")
    assert _card_links(again) == _card_links(first)
    assert "near G21" in other.h1


@pytest.mark.parametrize("typed", [{}, {"q": "  ", "near": "\t"}, {"q": "\n"}, {"need": " "}])
def test_nothing_typed_is_asked_again(client: PageClient, typed: dict[str, str]) -> None:
    page = client.send(typed, 422)
    assert page.title == "Error: Find help near you – Reach In"
    _assert_problem(page, "q", "Tell us what would help, or where you are")
    assert {"tel:999", "tel:116123"} <= set(page.links())


def test_what_went_wrong_comes_before_the_heading(client: PageClient) -> None:
    page = client.send({"q": " "}, 422)
    (main,) = page.all(".//main")
    assert main[0].get("class") == "problem"
    assert main[0].get("role") == "alert"
    assert page.title.startswith("Error: ")


def test_a_place_we_cannot_find_is_said_beside_its_box(client: PageClient) -> None:
    page = client.find(q="food", near="zzqqx")
    said = "We could not find a place called “zzqqx”."
    assert page.title == f"Error: {RESULTS}"
    assert page.of_class("card")
    _assert_beside(page, "near", said)
    _assert_told_at_the_top(page, said)


@pytest.mark.parametrize("near", ["zzqqx", "Kirkton"])
@pytest.mark.parametrize("in_place", [False, True])
def test_whoever_must_say_where_they_are_is_told_first_and_led_to_the_box(
    client: PageClient, near: str, in_place: bool
) -> None:
    headers = {"HX-Request": "true"} if in_place else {}
    answer = client.http.post("/find", data={"q": "food", "near": near}, headers=headers)
    title, shown, rest = re.split(r"</title>|<ol class=.cards.>", answer.text, maxsplit=2)
    assert f"Error: {RESULTS}" in title
    assert 'href="#near">Change where you are</a>' in shown
    assert near in shown
    assert rest.count('id="near"') == 1


@pytest.mark.parametrize(
    "typed", [{"q": "food", "near": "G51"}, {"q": "qwxzzyq"}, {"q": "i want to die"}]
)
def test_above_every_list_a_link_leads_to_the_boxes(
    client: PageClient, typed: dict[str, str]
) -> None:
    page = client.find(**typed)
    order = list(page.root.iter())
    (link,) = [e for e in page.all(".//a") if e.get("href") == "#q"]
    assert "".join(link.itertext()) == "Change what you asked"
    heading, box = page.all(".//h1")[0], page.box("q")
    places = [order.index(each) for each in (heading, link, page.of_class("beside")[0], box)]
    assert places == sorted(places)
    assert "#near" not in page.links()


def test_in_danger_a_place_we_cannot_find_is_still_said(client: PageClient) -> None:
    page = client.find(q="i want to die", near="zzqqx")
    assert page.of_class("urgent")
    assert page.title == RESULTS
    _assert_told_at_the_top(page, "We could not find a place called “zzqqx”.")


def test_in_danger_a_name_of_several_places_can_be_chosen(client: PageClient) -> None:
    page = client.find(q="i want to die", near="Kirkton")
    choice = next(e for e in page.all(".//button") if e.get("name") == "near").get("value", "")
    chosen = client.press(page, choice)
    assert chosen.of_class("urgent")
    assert chosen.box("near").get("value") == choice


@pytest.mark.parametrize("near", ["Kirkton", "Newtown", "Balloch"])
def test_a_name_of_several_places_gives_buttons_that_work(client: PageClient, near: str) -> None:
    page = client.find(q="food <b>", near=near)
    choices = [e.get("value", "") for e in page.all(".//button") if e.get("name") == "near"]
    assert len(choices) > 1
    for choice in choices:
        chosen = client.press(page, choice)
        assert chosen.box("q").get("value") == "food <b>"
        assert chosen.box("near").get("value") == choice
        assert "find a place" not in chosen.text


@pytest.mark.parametrize(
    ("near", "said"),
    [
        ("EH1 1AA", "We do not list local help in EH1 1AA yet."),
        ("Inverness", "We do not list local help in Inverness yet."),
        ("SW1A 1AA", "is not in Scotland. We only list help in Scotland."),
        ("Carlisle", "Carlisle is not in Scotland. We only list help in Scotland."),
    ],
)
def test_a_place_outside_our_areas_gets_help_by_phone(
    client: PageClient, directory: Directory, near: str, said: str
) -> None:
    page = client.find(q="food", near=near)
    assert said in page.text
    shown = [directory.catalogue.by_id[_listing_of(link)] for link in _card_links(page)]
    assert shown
    if "Scotland" not in said:
        assert all("scotland" in service.areas for service in shown)


@pytest.mark.parametrize(
    ("words", "title", "number"),
    [
        ("i want to die", "You do not have to face this alone", "tel:116123"),
        ("suicidal", "You do not have to face this alone", "tel:116123"),
        ("he is hitting me", "You deserve to be safe", "tel:08000271234"),
        ("nowhere to sleep tonight", "Somewhere to sleep tonight", "tel:"),
        ("my baby is not breathing", "Get medical help now", "tel:111"),
    ],
)
def test_danger_comes_before_everything_else(
    client: PageClient, words: str, title: str, number: str
) -> None:
    page = client.find(q=words, near="G51")
    order = list(page.root.iter())
    urgent, heading = page.of_class("urgent")[0], page.all(".//h1")[0]
    assert order.index(urgent) < order.index(heading)
    assert title in "".join(urgent.itertext())
    inside = [link.get("href", "") for link in urgent.iter("a")]
    assert inside[0] == "tel:999"
    assert any(link.startswith(number) for link in inside[1:])
    assert page.title == RESULTS


@pytest.mark.parametrize("words", ["so tired i cant think", "food", "suicide prevention training"])
def test_ordinary_worries_raise_no_alarm(client: PageClient, words: str) -> None:
    assert client.find(q=words, near="G51").of_class("urgent") == []


@pytest.mark.parametrize(
    ("address", "heading"),
    [
        ("/find", "Find help near you"),
        ("/find?need=food", r"\d+ places to get help"),
        ("/find?need=food,money&area=south-ayrshire", r"\d+ places to get help"),
        ("/find?area=glasgow-north-east", r"\d+ places to get help"),
        ("/find?need=no-such-need", r"\d+ places to get help"),
        ("/find?area=no-such-area", r"\d+ places to get help"),
        ("/find?utm_source=x", "Find help near you"),
    ],
)
def test_a_link_can_hold_a_search(client: PageClient, address: str, heading: str) -> None:
    page = client.get(address)
    assert re.fullmatch(heading, page.h1)
    searched = any(f"{name}=" in address for name in ("need", "area"))
    assert page.response.history == []
    assert page.response.headers["cache-control"] == ("no-store" if searched else "no-cache")
    assert bool(page.of_class("card")) is searched


@pytest.mark.parametrize(
    ("address", "heading", "words", "near"),
    [
        ("/find?q=food&near=G51", r"\d+ places to get help near G51", "food", "G51"),
        ("/find?near=G51&need=food", r"\d+ places to get help near G51", "", "G51"),
        ("/find?q=qwxzzyq", "People who can still help", "qwxzzyq", ""),
        ("/find?q=%20&need=food", r"\d+ places to get help", " ", ""),
    ],
)
def test_a_link_that_holds_words_is_sent_on_to_an_address_that_hides_them(
    client: PageClient, address: str, heading: str, words: str, near: str
) -> None:
    page = client.get(address)
    (hop,) = page.response.history
    assert (hop.status_code, hop.headers["cache-control"]) == (303, "no-store")
    assert rules.SEALED.fullmatch(hop.headers["location"])
    assert re.fullmatch(heading, page.h1)
    assert (page.box("q").get("value"), page.box("near").get("value")) == (words, near)


def test_a_link_that_holds_words_keeps_its_topic_area_and_filters(client: PageClient) -> None:
    asked = {"need": "food", "area": "glasgow-south", "f": "how:free"}
    linked = client.check(client.http.get("/find", params={"q": "food", **asked}), 200)
    assert _card_links(linked) == _card_links(client.find(q="food", **asked))


def test_an_area_in_a_link_narrows_what_is_shown(client: PageClient, directory: Directory) -> None:
    page = client.get("/find?need=food&area=south-ayrshire")
    shown = [directory.catalogue.by_id[_listing_of(link)] for link in _card_links(page)]
    assert shown
    assert all({"south-ayrshire", "scotland"} & set(service.areas) for service in shown)


def _assert_problem(page: Page, name: str, said: str) -> None:
    """The problem is told in a list that leads to the box, and in the same words beside it."""
    links = [e for e in page.of_class("problem")[0].iter("a") if e.get("href") == f"#{name}"]
    told = "".join(links[0].itertext())
    assert _assert_beside(page, name, said) == told


def _assert_told_at_the_top(page: Page, said: str) -> None:
    """The notice above the list tells it and leads to the box; nothing below tells it again."""
    notice = page.of_class("notice")[0]
    assert said in "".join(notice.itertext())
    assert [link.get("href") for link in notice.iter("a")] == ["#near"]
    assert page.of_class("problem") == []


def _assert_beside(page: Page, name: str, said: str) -> str:
    """The problem is told beside its box, which says that it is wrong. Return the words."""
    box = page.box(name)
    beside = [e for e in page.root.iter() if e.get("id") == f"{name}-problem"]
    words = "".join(beside[0].itertext())
    assert said in words
    assert f"{name}-problem" in (box.get("aria-describedby") or "").split()
    assert box.get("aria-invalid") == "true"
    return words


def _card_links(page: Page) -> list[str]:
    return [next(card.iter("a")).get("href", "") for card in page.of_class("card")]


def _listing_of(link: str) -> str:
    return link.removeprefix("/services/")
