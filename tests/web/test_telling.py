"""A family tells us something with one tap or a few words, is thanked at once, and sees help."""

import html5lib
import pytest

from app.search.directory import Directory
from app.voice import MOST_WORDS, WRONG
from app.web import telling
from tests.web.pages import Page, PageClient
from tests.web.rules import words_of
from tests.web.tellers import TEA, Told, moment, told

__all__ = ["moment", "told"]

PAGE = f"/services/{TEA}"
IN_PLACE = {"HX-Request": "true"}
TELL_US = "Tell us – Reach In"


def search(told: Told) -> Page:
    return told.client.find(q="we need food", near="G51")


@pytest.mark.parametrize(
    ("button", "choice", "said"),
    [("Yes", "yes", "We are glad."), ("Not yet", "no", "These people help with most things.")],
)
def test_one_tap_says_whether_a_list_helped(
    told: Told, button: str, choice: str, said: str
) -> None:
    found = search(told)
    page = told.client.tell(found, button)
    assert (page.title, page.h1) == ("Thank you – Reach In", "Thank you")
    assert said in page.text
    back = [link for link in page.links() if link.startswith("/find/")]
    again = told.client.check(told.client.http.get(back[0]), 200, may_keep=False)
    assert again.h1 == found.h1
    (kept,) = told.kept
    assert (kept.question, kept.choice, kept.need, kept.words) == ("found", choice, "food", "")
    assert kept.area in told.site.live.directory.catalogue.areas


def test_who_found_nothing_hears_what_to_do_next(client: PageClient) -> None:
    page = client.tell(client.find(q="we need food", near="G51"), "Not yet")
    numbers = [link for link in page.links() if link.startswith("tel:") and link != "tel:999"]
    assert len(numbers) == telling.MOST_LINES
    assert "/tell-us" in page.links()


@pytest.mark.parametrize(
    ("area", "local"), [("glasgow-south", "Glasgow Helps"), ("south-ayrshire", "South Ayrshire")]
)
def test_who_to_call_is_for_the_area_or_for_all_of_the_country(
    client: PageClient, directory: Directory, area: str, local: str
) -> None:
    page = client.tell(client.send({"need": "food", "area": area}), "Not yet")
    (called,) = page.of_class("people")
    assert local in words_of(called)
    (called,) = client.get("/tell-us/thanks/missing").of_class("people")
    names = [words_of(e) for e in called.iter("strong")]
    listed = [s for s in directory.catalogue.live if s.name in names]
    assert len(listed) == telling.MOST_LINES
    assert all("scotland" in service.areas for service in listed)


def ask_in_place(told: Told, choice: str) -> tuple[str, str]:
    """Return what stands in the question's place, and what is read out."""
    _, sent = search(told).filled("Yes")
    answer = told.client.http.post(
        "/tell-us/found", data={**sent, "choice": choice}, headers=IN_PLACE
    )
    assert (answer.status_code, answer.headers["hx-reswap"]) == (200, "innerHTML")
    assert answer.headers["cache-control"] == "no-store"
    assert "HX-Request" in answer.headers["vary"]
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    *shown, count = parser.parseFragment(answer.text)
    assert parser.errors == []
    assert (count.get("id"), count.get("data-hx-swap-oob")) == ("count", "innerHTML")
    assert shown[0].get("id") == "tell-title"
    return " ".join(words_of(each) for each in shown), words_of(count)


@pytest.mark.parametrize("choice", ["yes", "no"])
def test_an_open_list_is_thanked_in_place_and_aloud(told: Told, choice: str) -> None:
    shown, said = ask_in_place(told, choice)
    assert shown.startswith("Thank you ")
    assert said.startswith("Thank you. ")
    assert ("Tell us what is missing" in shown) is (choice == "no")
    assert [each[:2] for each in told.said] == [("found", choice)]


def test_nobody_in_danger_is_asked_anything(told: Told) -> None:
    page = told.client.find(q="i want to die", near="G51")
    assert page.of_class("urgent")
    assert page.of_class("tell") == []


def test_who_gets_nothing_exact_can_say_what_is_missing(told: Told) -> None:
    (asked,) = told.client.find(q="qwertyuiop").of_class("tell")
    assert "/tell-us" in [link.get("href") for link in asked.iter("a")]


@pytest.mark.parametrize(
    ("button", "choice", "said"), [("Yes", "yes", "still right"), ("No", "no", "what is wrong?")]
)
def test_one_tap_says_whether_a_listing_was_right(
    told: Told, button: str, choice: str, said: str
) -> None:
    page = told.client.tell(told.client.get(PAGE), button)
    assert said in page.text
    assert PAGE in page.links()
    assert told.said == [("right", choice, TEA, "")]


def test_who_says_no_can_say_what_is_wrong(told: Told) -> None:
    asked = told.client.tell(told.client.get(PAGE), "No")
    page = told.client.tell(asked, "Send", choice="closed")
    assert "will see it" in page.text
    assert [each[:2] for each in told.said] == [("right", "no"), ("wrong", "closed")]


@pytest.mark.parametrize("choice", WRONG)
def test_what_is_wrong_is_told_with_words_or_without(told: Told, choice: str) -> None:
    for words in ("", "It moved to the hall\nlast month."):
        page = told.client.tell(told.client.get(PAGE), "Send", choice=choice, words=words)
        assert f"{PAGE}" in page.links()
        told.moment.at = told.moment.at.replace(day=26)
    assert {each[3] for each in told.said} == {"", "It moved to the hall\nlast month."}
    assert {each.area for each in told.kept} == {"glasgow"}


def test_every_listing_asks_below_all_its_help(client: PageClient) -> None:
    page = client.get("/services/the-govan-pantry")
    order = list(page.root.iter())
    (asked,) = page.of_class("tell")
    last_link = list(page.of_class("listing")[0].iter("a"))[-1]
    assert order.index(asked) > order.index(last_link)
    labels = {words_of(e) for e in asked.iter("label")}
    assert {str(label) for label in telling.WRONG.values()} <= labels
    assert set(telling.WRONG) == set(WRONG)


def test_what_is_missing_is_told_from_any_page(told: Told) -> None:
    for path in ("/", PAGE, "/topics/food", "/saved", "/no-such-page"):
        page = told.client.get(path, 404 if path == "/no-such-page" else 200)
        assert {"/tell-us", "/you-said"} <= set(page.links())
    asked = told.client.get("/tell-us")
    assert asked.title == TELL_US
    page = told.client.tell(asked, "Send", words="Free food on a Sunday", area="glasgow-south")
    assert page.title == "Thank you – Reach In"
    (kept,) = told.kept
    assert (kept.question, kept.area, kept.need) == ("missing", "glasgow-south", "food")
    assert kept.words == "Free food on a Sunday"


@pytest.mark.parametrize(
    ("words", "typed"), [("i want to die", "missing"), ("he hits me", "missing")]
)
def test_words_of_danger_are_answered_with_who_to_phone(told: Told, words: str, typed: str) -> None:
    page = told.client.tell(told.client.get("/tell-us"), "Send", words=words)
    order = list(page.root.iter())
    assert order.index(page.of_class("urgent")[0]) < order.index(page.all(".//h1")[0])
    assert "not today" in page.text
    assert told.said[0][0] == typed


@pytest.mark.parametrize(
    ("path", "typed", "box", "said"),
    [
        ("/tell-us", {}, "words", "Tell us what is missing"),
        ("/tell-us", {"words": " \n "}, "words", "Tell us what is missing"),
        ("/tell-us", {"words": "x" * 501}, "words", "Use 500 letters or fewer. Now there are 501."),
        (PAGE, {"words": "quokka"}, "wrong-closed", "Choose what is wrong"),
        (PAGE, {"choice": "odd", "words": "quokka"}, "wrong-closed", "Choose what is wrong"),
        (
            PAGE,
            {"choice": "closed", "words": "y" * 600},
            "words",
            "Use 500 letters or fewer. Now there are 600.",
        ),
    ],
)
def test_what_cannot_be_taken_is_asked_again_with_what_was_typed(
    told: Told, path: str, typed: dict[str, str], box: str, said: str
) -> None:
    page = told.client.tell(told.client.get(path), "Send", status=422, **typed)
    assert page.title == f"Error: {TELL_US}"
    (main,) = page.all(".//main")
    assert main[0].get("class") == "problem"
    links = {e.get("href"): words_of(e) for e in main[0].iter("a")}
    assert links == {f"#{box}": said}
    assert "".join(page.all(".//textarea")[0].itertext()) == typed.get("words", "").strip()
    chosen = [e.get("value") for e in page.all(".//input[@checked]")]
    assert chosen == [each for each in [typed.get("choice")] if each in WRONG]
    assert told.kept == []


def test_as_much_as_the_page_allows_is_kept(told: Told) -> None:
    lines = "\r\n".join(["a" * 249, "b" * 250])
    told.client.tell(told.client.get("/tell-us"), "Send", words=lines)
    assert len(told.kept[0].words) == MOST_WORDS
    longest = "ł" * MOST_WORDS
    told.client.tell(told.client.get("/tell-us"), "Send", words=longest)
    assert longest in [each.words for each in told.kept]


@pytest.mark.parametrize(
    ("path", "sent", "status"),
    [
        ("/tell-us/found", {}, 422),
        ("/tell-us/found", {"choice": "maybe"}, 422),
        ("/tell-us/found", {"choice": "yes", "back": "odd", "need": "odd", "area": "odd"}, 200),
        ("/tell-us/right", {"choice": "yes"}, 404),
        ("/tell-us/right", {"choice": "yes", "listing": "gone"}, 404),
        ("/tell-us/wrong", {"choice": "closed", "listing": TEA}, 404),
        ("/tell-us", {"words": "odd", "area": "nowhere", "extra": "x"}, 200),
        ("/tell-us", {"words": "\ud83d\x00\x07 odd \x9f".encode("utf-8", "replace")}, 200),
    ],
)
def test_what_no_form_of_ours_sends_is_answered_kindly(
    told: Told, path: str, sent: dict[str, str], status: int
) -> None:
    page = told.client.check(told.client.http.post(path, data=sent), status, may_keep=False)
    assert "tel:999" in page.links()
    assert all(each.area == each.need == "" for each in told.kept if each.question == "found")


@pytest.mark.parametrize("path", ["/tell-us/thanks/odd", "/tell-us/found", "/tell-us/thanks"])
def test_addresses_that_are_none_lead_to_help(client: PageClient, path: str) -> None:
    status = 405 if path.endswith("found") else 404
    assert "tel:999" in client.get(path, status).links()


def test_the_frame_and_the_widget_ask_nothing(client: PageClient) -> None:
    frame = client.frame("/embed?need=food&area=glasgow")
    asked = [form.get("action", "") for form in frame.all(".//form")]
    assert not any(action.startswith("/tell-us") for action in asked)
    assert frame.of_class("tell") == []
    assert "/tell-us/" not in client.http.get("/widget/v1.js").text


def test_addresses_and_titles_say_nothing_of_what_was_told(told: Told) -> None:
    for name in telling.THANKS:
        page = told.client.get(f"/tell-us/thanks/{name}")
        assert page.title == "Thank you – Reach In"
        assert page.response.headers["cache-control"] == "no-store"
        assert {"tel:999", "/"} <= set(page.links())


def test_a_page_that_asks_again_opens_again_until_it_is_too_old(told: Told) -> None:
    page = told.client.tell(told.client.get("/tell-us"), "Send", status=422, words="x" * 501)
    address = page.response.url.path
    assert told.client.get(address, 422).filled("Send")[1]["words"] == "x" * 501
    told.moment.at = told.moment.at.replace(month=12, day=25)
    late = told.client.get(address, 410)
    assert "too old to show again" in late.text
    assert late.filled("Send")[1]["words"] == ""


@pytest.mark.parametrize("sealed", ["odd", "a" * 80, "%ff", "x" * 3000])
def test_what_was_not_sealed_here_is_asked_anew(client: PageClient, sealed: str) -> None:
    assert client.get(f"/tell-us/again/{sealed}", 410).filled("Send")[1]["words"] == ""


def test_a_search_and_what_was_not_sent_are_told_apart(told: Told) -> None:
    unsent = told.client.tell(told.client.get("/tell-us"), "Send", status=422)
    sealed = unsent.response.url.path.rpartition("/")[2]
    told.client.get(f"/find/{sealed}", 410)
    searched = search(told).response.url.path.rpartition("/")[2]
    told.client.get(f"/tell-us/again/{searched}", 410)
