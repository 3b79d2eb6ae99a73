"""The frame that stands in other sites' pages: the questions, help inside it, and a way out."""

import logging
import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.config import Settings
from app.content.plainness import ALLOWED, Allowed, judge, names_in, read_page
from app.content.wording import WordingGuide
from app.main import create_app
from app.search.directory import Directory
from app.web.embedding import MOST_IN_FRAME, MOST_WHEN_PLAIN
from tests.web import rules
from tests.web.pages import Page, PageClient

SEALED = re.compile(r"/embed/[A-Za-z0-9_-]{60,}(\?[^#]*)?")
CANARY = "quokkafeathers"


def find_in_frame(client: PageClient, frame: str = "/embed", **typed: str) -> Page:
    """Return the frame that answers what was typed into a frame."""
    form = client.frame(frame).all(".//form")[0]
    hidden = {i.get("name", ""): i.get("value", "") for i in form.iter("input")}
    answer = client.http.post(form.get("action", ""), data={**hidden, **typed})
    assert [hop.status_code for hop in answer.history] == [303]
    assert SEALED.fullmatch(answer.history[0].headers["location"])
    assert answer.history[0].headers["cache-control"] == "no-store"
    return client.check(answer, 200, may_keep=False, framed=True)


def test_a_frame_asks_two_questions_and_says_whose_it_is(client: PageClient) -> None:
    page = client.frame("/embed?area=glasgow-south&near=G42&title=Help+at+our+school")
    assert page.h1 == "Help at our school"
    assert page.title == "Help at our school – Reach In"
    assert (page.box("q").get("value"), page.box("near").get("value")) == ("", "G42")
    assert "This box is from Reach In" in page.text
    assert {"/areas/glasgow-south", "https://www.bbc.co.uk/weather"} <= set(page.links())


def test_a_frame_without_choices_has_a_name_of_its_own(client: PageClient) -> None:
    assert client.frame("/embed").h1 == "Find family support near you"


def test_help_is_shown_inside_with_phone_buttons(client: PageClient) -> None:
    page = find_in_frame(
        client, "/embed?theme=dark&title=Ours", q="worried about bills", near="G51"
    )
    assert "near G51" in page.h1
    assert len(page.of_class("card")) == MOST_IN_FRAME
    assert any(link.startswith("tel:0") for link in page.links())
    assert page.root.get("data-theme") == "dark"
    assert page.title == "Ours – Reach In"
    (all_of_it,) = [link for link in page.links() if link.startswith("/find/")]
    assert client.get(all_of_it).h1 == page.h1


def test_a_topic_and_area_of_the_host_narrow_the_search(client: PageClient) -> None:
    page = find_in_frame(client, "/embed?area=south-ayrshire&need=food", near="")
    assert page.of_class("card")
    assert "Ayrshire" in page.text


def test_danger_is_heard_and_comes_first(client: PageClient) -> None:
    page = find_in_frame(client, q="i want to die")
    assert page.of_class("urgent")
    assert page.text.index("116 123") < page.text.index(page.h1)


def test_a_place_with_two_meanings_can_be_chosen_inside(client: PageClient) -> None:
    page = find_in_frame(client, q="food", near="Kirkton")
    (form, *_) = page.all(".//div[@class='notice']/form")
    choices = [button.get("value") or "" for button in form.iter("button")]
    assert len(choices) > 1
    sent = {i.get("name", ""): i.get("value", "") for i in form.iter("input")}
    answer = client.http.post(form.get("action", ""), data={**sent, "near": choices[0]})
    chosen = client.check(answer, 200, may_keep=False, framed=True)
    assert choices[0].split(",")[0] in chosen.h1


def test_a_place_we_cannot_find_leads_to_its_box_inside(client: PageClient) -> None:
    page = find_in_frame(client, q="food", near="zzqqx")
    (link,) = page.of_class("notice")[0].iter("a")
    assert (link.get("href"), link.get("target")) == ("#near", "_self")
    assert page.box("near").get("aria-invalid") == "true"


def test_where_few_fit_others_are_named_as_such(client: PageClient) -> None:
    page = find_in_frame(client, q="zzzzz")
    assert page.of_class("card")
    assert "Nothing matched those words." in page.text


def test_a_search_for_nothing_is_asked_again_kindly(client: PageClient) -> None:
    answer = client.http.post("/embed/find?title=Ours", data={"q": " ", "near": ""})
    page = client.check(answer, 200, may_keep=False, framed=True)
    assert "Tell us what would help, or where you are" in page.text
    assert page.h1 == "Ours"
    assert "tel:999" in page.links()


@pytest.mark.parametrize("path", ["/embed/" + "a" * 80, "/embed/find", "/embed/x?theme=dark"])
def test_an_answer_too_old_asks_again(client: PageClient, path: str) -> None:
    page = client.frame(path, 410)
    assert "too old to show again" in page.text
    assert page.box("q") is not None
    assert page.of_class("urgent")


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("POST", "/embed", 405), ("GET", "/embed/a/b", 404), ("PUT", "/embed/find", 405)],
)
def test_what_goes_wrong_in_a_frame_stays_a_frame(
    client: PageClient, method: str, path: str, status: int
) -> None:
    page = client.check(client.http.request(method, path), status, framed=True)
    assert page.box("q") is not None
    assert "tel:999" in page.links()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_host_chooses_light_or_dark(client: PageClient, theme: str) -> None:
    page = client.frame(f"/embed?theme={theme}")
    assert page.root.get("data-theme") == theme
    (scheme,) = page.all(".//meta[@name='color-scheme']")
    assert scheme.get("content") == theme


@given(
    st.dictionaries(
        st.sampled_from(
            ["area", "need", "near", "title", "theme", "plain", "listed", "service", "guide", "x"]
        ),
        st.text(max_size=200) | st.sampled_from(["1", "food", "glasgow", "about", "G51"]),
    )
)
def test_choices_that_make_no_sense_are_left_out(
    client: PageClient, chosen: dict[str, str]
) -> None:
    query = "&".join(f"{k}={quote(v.encode('utf-8', 'surrogatepass'))}" for k, v in chosen.items())
    page = client.frame(f"/embed?{query}")
    assert page.h1
    assert "tel:999" in page.links()


@pytest.mark.parametrize("query", ["area=nowhere&need=<b>&theme=pink", "near=%ff%fe&title=%00"])
def test_a_broken_choice_shows_the_plain_questions(client: PageClient, query: str) -> None:
    assert client.frame(f"/embed?{query}").box("q") is not None


def test_typed_words_stand_in_no_address_of_the_frame(client: PageClient) -> None:
    page = find_in_frame(client, "/embed?title=Ours", q=f"{CANARY} food", near=CANARY)
    assert CANARY in page.response.text
    assert CANARY not in str(page.response.url)
    names = ("href", "src", "action")
    assert not any(CANARY in (e.get(n) or "") for e in page.root.iter() for n in names)
    assert page.response.headers["cache-control"] == "no-store"


def test_typed_words_are_in_no_log_record(
    client: PageClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        logging.getLogger("tests").debug("the log is heard")
        find_in_frame(client, q=CANARY, near=CANARY)
        client.http.post("/widget/v1/search", content=f'{{"q": "{CANARY}", "near": "{CANARY}"}}')
        client.http.post("/widget/v1/search", content=CANARY)
    assert "the log is heard" in caplog.text
    assert CANARY not in caplog.text


@pytest.mark.parametrize("path", ["/embed?plain=1", "/embed?plain=1&need=food&area=glasgow-south"])
def test_a_plain_frame_has_no_form_and_goes_on_by_links(client: PageClient, path: str) -> None:
    page = client.frame(path)
    assert page.all(".//form") == []
    topics = [link for link in page.links() if link.startswith("/embed?")]
    assert len(topics) > 3
    for link in topics:
        assert "plain=1" in link
        listed = client.frame(link)
        assert 1 <= len(listed.of_class("card")) <= MOST_WHEN_PLAIN
        assert listed.all(".//form") == []


def test_a_plain_frame_of_a_topic_shows_help_at_once(client: PageClient) -> None:
    page = client.frame("/embed?plain=1&need=food&title=Food+for+you")
    assert page.h1 == "Food for you"
    assert len(page.of_class("card")) == MOST_WHEN_PLAIN


@pytest.mark.parametrize("plain", ["", "&plain=1"])
def test_help_that_nobody_asked_for_gives_nobody_away(
    client: PageClient, directory: Directory, plain: str
) -> None:
    names = {s.name for s in directory.catalogue.live if directory.catalogue.may_give_away(s)}
    for area in directory.catalogue.areas:
        page = client.frame(f"/embed?area={area}{plain}")
        shown = {rules.words_of(name) for name in page.of_class("card-name")}
        assert not shown & names
        assert shown or not plain


def test_a_frame_can_be_limited_to_the_hosts_that_are_named(settings: Settings) -> None:
    hosts = "https://*.sch.example https://gp.example"
    app = create_app(settings.model_copy(update={"embed_hosts": hosts}))
    with PageClient.over(app) as client:
        frame = client.http.get("/embed").headers["content-security-policy"]
        page = client.http.get("/").headers["content-security-policy"]
    assert frame.endswith(f"; frame-ancestors 'self' {hosts}")
    assert page.endswith("; frame-ancestors 'none'")


@pytest.mark.parametrize("hosts", ["https://a.example; script-src *", "a.example, b", "'none'"])
def test_a_list_of_hosts_can_change_nothing_else(hosts: str) -> None:
    with pytest.raises(ValueError, match="embed_hosts"):
        Settings(embed_hosts=hosts)


def test_only_the_frame_may_be_framed(client: PageClient) -> None:
    for path in ("/", "/find?need=food", "/topics/food", "/embedded", "/widget/v1.js", "/oembed"):
        assert "frame-ancestors 'none'" in client.http.get(path).headers["content-security-policy"]


def test_a_frame_is_plain_and_kind(
    client: PageClient, directory: Directory, settings: Settings
) -> None:
    guide = WordingGuide.read(settings.data / "wording.csv")
    allowed = Allowed.read(settings.data / ALLOWED)
    names = names_in(directory.catalogue)
    readings = [read_page(n, p.response.text, names) for n, p in _every_state(client)]
    assert [line for reading in readings for line in judge(reading, guide, allowed)] == []


def _every_state(client: PageClient) -> Iterator[tuple[str, Page]]:
    for path in ("/embed", "/embed?plain=1&need=food", "/embed?guide=about&plain=1"):
        yield path, client.frame(path)
    yield "too old", client.frame("/embed/x", 410)
    yield "wrong", client.frame("/embed/a/b", 404)
    yield "found", find_in_frame(client, q="food", near="G51")
    yield "danger", find_in_frame(client, q="i want to die")
