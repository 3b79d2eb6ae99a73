"""Chips take away exactly what they say, and ticks narrow a list, with no script at all."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlencode
from xml.etree.ElementTree import Element

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.config import PROJECT
from app.content.wording import WordingGuide
from app.search.directory import Directory
from app.search.filters import GROUPS, OPTIONS
from app.web.pages.finding import MOST_RESULTS
from app.web.sealing import Asked, Seal
from tests.web.pages import Page, PageClient
from tests.web.rules import words_of

FORM = "application/x-www-form-urlencoded"
SHOW = "Show these"
MOST_OF_AN_ADDRESS = 64_000
"""Servers read a request's first line up to 64 KiB (h11's and httptools' own limit)."""
Pairs = Sequence[tuple[str, str]]
SEARCHES: Mapping[str, dict[str, str]] = {
    "both": {"q": "my wee one won’t sleep", "near": "Govan"},
    "place in the words": {"q": "food in Springburn"},
    "two needs": {"q": "skint and lonely", "near": "G51"},
    "topic": {"need": "food", "near": "G21"},
    "topic alone": {"need": "food"},
    "topic and area": {"need": "food", "area": "glasgow-south"},
    "area alone": {"area": "glasgow-south"},
    "place and area": {"q": "food", "near": "G51", "area": "glasgow"},
    "place alone": {"near": "G21"},
    "nothing exact": {"q": "qwxzzyq"},
    "danger": {"q": "i want to die", "near": "G51"},
    "outside": {"q": "lonely", "near": "Inverness"},
    "unclear": {"q": "food", "near": "zzqqx"},
    "choices": {"q": "food", "near": "Kirkton"},
}
every_search = pytest.mark.parametrize("name", SEARCHES)


def send(client: PageClient, pairs: Pairs, status: int = 200) -> Page:
    """Return the page for a form whose boxes may have one name: each pair is sent as it stands."""
    body = urlencode(pairs)
    answer = client.http.post("/find", content=body, headers={"content-type": FORM})
    return client.check(answer, status, may_keep=False)


def sent_by(form: Element, pressed: Element | None = None) -> list[tuple[str, str]]:
    """Return what a browser would send: only ticked boxes, only the button that was pressed."""
    assert (form.get("action"), form.get("method")) == ("/find", "post")
    pairs: list[tuple[str, str]] = []
    for each in form.iter():
        name, kind = each.get("name"), each.get("type")
        if not name or (each.tag == "button" and each is not pressed):
            continue
        if each.tag == "select":
            pairs.append((name, _selected(each)))
        elif kind != "checkbox" or each.get("checked") is not None:
            pairs.append((name, each.get("value", "")))
    return pairs


def _selected(select: Element) -> str:
    options = list(select.iter("option"))
    chosen = [each for each in options if each.get("selected") is not None]
    assert len(chosen) < 2
    return (chosen or options)[0].get("value", "")


def chips(page: Page) -> dict[str, tuple[str, str]]:
    """Return the name and value that each chip sends, by its words."""
    buttons = [e for form in page.of_class("chips") for e in form.iter("button")]
    return {
        words_of(e).removeprefix("Take away: ").removesuffix(" ×"): (
            e.get("name", ""),
            e.get("value", ""),
        )
        for e in buttons
    }


def press_chip(client: PageClient, page: Page, chip: tuple[str, str]) -> Page:
    form = page.of_class("chips")[0]
    pressed = [e for e in form.iter("button") if (e.get("name"), e.get("value")) == chip]
    return send(client, sent_by(form, pressed[0]))


def tick(client: PageClient, page: Page, *keys: str) -> Page:
    """Tick filters that the page offers, and press the button."""
    form = filters(page)
    assert set(keys) <= set(ticks(page))
    return send(client, [*sent_by(form), *(("f", key) for key in keys)])


def filters(page: Page) -> Element:
    return next(page.of_class("filters")[0].iter("form"))


def ticks(page: Page) -> dict[str, Element]:
    return {e.get("value", ""): e for e in filters(page).iter("input") if e.get("name") == "f"}


def ticked(page: Page) -> set[str]:
    return {key for key, box in ticks(page).items() if box.get("checked") is not None}


def counted(page: Page) -> dict[str, tuple[int, int]]:
    """Return how many each tick surely leaves and how many it may, as the page says it."""
    labels = {e.get("for", ""): words_of(e) for e in filters(page).iter("label")}
    found = {}
    for key, box in ticks(page).items():
        option, label = OPTIONS[key], labels[box.get("id", "")]
        said = re.fullmatch(rf"{re.escape(option.label)} \((\d+)(?: yes, (\d+) maybe)?\)", label)
        assert said is not None, label
        found[key] = (int(said[1]), int(said[2] or 0))
    return found


def shown(page: Page) -> list[str]:
    return [next(card.iter("a")).get("href", "") for card in page.of_class("card")]


def total(page: Page) -> int:
    said = re.match(r"(\d+) places? to get help", page.h1)
    assert said is not None, page.h1
    return int(said[1])


# Chips ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("both", ["being a parent", "near Govan"]),
        ("place in the words", ["food for you and your family", "near Springburn"]),
        ("topic", ["food for you and your family", "near G21"]),
        ("topic and area", ["food for you and your family", "in Glasgow South"]),
        ("place alone", ["near G21"]),
        ("area alone", ["in Glasgow South"]),
        ("outside", ["meeting people", "near Inverness"]),
    ],
)
def test_what_was_understood_is_said_in_parts(
    client: PageClient, name: str, words: list[str]
) -> None:
    page = client.send(SEARCHES[name])
    assert list(chips(page)) == words
    with_needs = not words[0].startswith(("near ", "in "))
    lead = "Showing help with" if with_needs else "Showing help"
    assert words_of(next(page.of_class("chips")[0].iter("p"))) == lead


@every_search
def test_each_chip_takes_away_itself_and_nothing_else(client: PageClient, name: str) -> None:
    page = client.send(SEARCHES[name])
    offered = list(ticks(page))
    page = tick(client, page, *(key for key in ("how:self", "how:free") if key in offered))
    before, sealed = chips(page), dict(sent_by(page.of_class("chips")[0]))
    for words, chip in before.items():
        after = press_chip(client, page, chip)
        rest = {each: value for each, value in before.items() if value != chip}
        assert rest.items() <= chips(after).items(), words
        assert chip not in chips(after).values()
        assert shown(after)
        assert after.box("q").get("value") == SEARCHES[name].get("q", "")
        kept = dict(sent_by(after.of_class("chips")[0])) if chips(after) else {}
        assert all(kept.get(n, sealed.get(n)) == sealed.get(n) for n in ("q", "near", "need"))
        assert ticked(after) == ticked(page) - {chip[1]}


def test_a_place_taken_away_is_in_no_heading_and_no_box(client: PageClient) -> None:
    page = client.find(q="food in Springburn")
    after = press_chip(client, page, ("off", "place"))
    assert "Springburn" in page.h1
    assert "Springburn" not in after.h1
    after = press_chip(client, client.find(q="food", near="G51"), ("off", "place"))
    assert after.box("near").get("value") == ""
    assert "near" not in " ".join(chips(after))


@every_search
def test_taking_everything_away_ends_in_help(client: PageClient, name: str) -> None:
    page = client.send(SEARCHES[name])
    for _ in range(12):
        if not chips(page):
            break
        page = press_chip(client, page, next(iter(chips(page).values())))
        assert shown(page)
    assert chips(page) == {}
    if filters_offered := list(ticks(page)):
        assert shown(tick(client, page, filters_offered[0]))


def test_chosen_filters_are_chips(client: PageClient) -> None:
    page = tick(client, client.find(q="food", near="G51"), "how:free", "how:self")
    assert {"Free", "I can go by myself"} <= set(chips(page))
    after = press_chip(client, page, chips(page)["Free"])
    assert ticked(after) == {"how:self"}


# Ticks ------------------------------------------------------------------------------------------


@every_search
def test_counts_beside_ticks_are_what_they_leave(client: PageClient, name: str) -> None:
    page = client.send(SEARCHES[name])
    assert ticked(page) == set()
    for key, (sure, maybe) in counted(page).items():
        after = tick(client, page, key)
        assert sure > 0
        assert ticked(after) == {key}
        assert counted(after)[key] == (sure, maybe)
        assert OPTIONS[key].label in chips(after)
        if name not in ("nothing exact", "danger"):
            assert total(after) == sure + maybe, key
        assert ("ask them" in after.text) is bool(maybe)


def test_ticks_stay_ticked_and_the_list_comes_first(client: PageClient) -> None:
    page = client.find(q="food", near="G51")
    once = tick(client, page, "how:free")
    twice = tick(client, once, "near:3")
    assert ticked(twice) == {"how:free", "near:3"}
    assert twice.of_class("filters")[0].get("open") is None
    assert "(2 chosen)" in words_of(next(twice.of_class("filters")[0].iter("summary")))
    assert twice.box("q").get("value") == "food"
    assert twice.box("near").get("value") == "G51"


def test_what_we_were_not_told_is_said(client: PageClient) -> None:
    page = client.find(q="food", near="G51")
    maybe = counted(page)["how:free"][1]
    assert maybe
    after = tick(client, page, "how:free")
    assert f"{maybe} of these may be free: ask them." in words_of(after.of_class("notice")[0])


def test_filters_that_leave_nobody_are_let_go_and_said(client: PageClient) -> None:
    plain = client.find(q="food", near="G51")
    page = send(client, [("q", "food"), ("near", "G51"), ("f", "who:dads")])
    assert "Nobody we list has all of that." in words_of(page.of_class("notice")[0])
    assert shown(page) == shown(plain)
    assert ticked(page) == {"who:dads"}
    assert shown(press_chip(client, page, ("drop", "who:dads"))) == shown(plain)


@every_search
def test_the_button_stands_at_both_ends(client: PageClient, name: str) -> None:
    form = filters(client.send(SEARCHES[name]))
    seen = [e for e in form.iter() if e.tag in ("button", "input", "select")]
    felt = [e for e in seen if e.get("type") != "hidden"]
    assert words_of(felt[0]) == words_of(felt[-1]) == SHOW
    assert [words_of(e) for e in form.iter("button")] == [SHOW, SHOW]


@every_search
def test_nothing_hidden_is_sent_twice(client: PageClient, name: str) -> None:
    page = tick(client, client.send(SEARCHES[name]), "how:self")
    page = press_chip(client, page, next(iter(chips(page).values())))
    page = tick(client, page) if "how:self" in ticked(page) else tick(client, page, "how:self")
    for form in page.all(".//form[@action='/find']"):
        sent = Counter(sent_by(form))
        assert set(sent.values()) <= {1}, sent
        names = Counter(name for name, _ in sent if name not in ("f", "off"))
        assert set(names.values()) <= {1}, names


@pytest.mark.parametrize("name", ["topic alone", "nothing exact", "unclear"])
def test_without_a_place_an_area_can_be_chosen_and_no_distance(
    client: PageClient, directory: Directory, name: str
) -> None:
    page = client.send(SEARCHES[name])
    local = [area for area in directory.catalogue.areas.values() if area.local]
    choices = [e.get("value", "") for e in filters(page).iter("option")]
    assert choices == ["", *(area.slug for area in local)]
    assert not any(key.startswith("near:") for key in ticks(page))
    rest = [(n, v) for n, v in sent_by(filters(page)) if n != "area"]
    after = send(client, [*rest, ("area", "south-ayrshire"), ("f", "how:self")])
    assert dict(sent_by(filters(after)))["area"] == "south-ayrshire"
    assert "in South Ayrshire" in chips(after)


@pytest.mark.parametrize("name", ["both", "place alone", "place and area", "outside"])
def test_with_a_place_no_area_is_asked(client: PageClient, name: str) -> None:
    page = client.send(SEARCHES[name])
    assert list(filters(page).iter("select")) == []
    assert not any(words.startswith("in ") for words in chips(page))


def test_an_area_waits_behind_a_place(client: PageClient) -> None:
    page = tick(client, client.send(SEARCHES["place and area"]), "how:free")
    after = press_chip(client, page, ("off", "place"))
    assert any(words.endswith("Glasgow") for words in chips(after))


@every_search
def test_a_new_search_starts_without_old_filters(client: PageClient, name: str) -> None:
    page = tick(client, client.send(SEARCHES[name]), "how:self")
    page = press_chip(client, page, next(iter(chips(page).values())))
    assert {"f", "off", "drop", "area"}.isdisjoint(page.form("Find help"))
    fresh = client.press(page, "Find help", q="cold flat", near="KA7")
    assert ticked(fresh) == set()
    assert list(chips(fresh))[-1] == "near KA7"


def test_a_topic_taken_away_does_not_come_back_with_new_words(client: PageClient) -> None:
    page = press_chip(client, client.send(SEARCHES["topic"]), ("off", "need:food"))
    fresh = client.press(page, "Find help", q="cold flat")
    assert "food for you and your family" not in chips(fresh)


def test_a_link_can_hold_filters(client: PageClient) -> None:
    page = client.get("/find?need=food&f=how:free&f=when:weekends&f=no:thing")
    assert ticked(page) == {"how:free", "when:weekends"}


# Anything sent ----------------------------------------------------------------------------------

KEYS = st.sampled_from(list(OPTIONS))
PARTS = st.sampled_from(["place", "need:food", "need:money", "need:", "need:crisis"])
ODD = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)
quick = settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


@quick
@given(
    name=st.sampled_from(list(SEARCHES)),
    f=st.lists(KEYS | ODD, max_size=12),
    off=st.lists(PARTS | ODD, max_size=14),
    drop=st.lists(KEYS | ODD, max_size=2),
)
def test_nothing_sent_breaks_a_page(
    client: PageClient, name: str, f: list[str], off: list[str], drop: list[str]
) -> None:
    page = send(client, [*SEARCHES[name].items(), *_named(f=f, off=off, drop=drop)])
    assert shown(page)
    known = {key for key in f if key in OPTIONS and key not in drop[-1:]}
    assert ticked(page) <= known
    assert {key for key in known if not key.startswith("near:")} <= ticked(page)


def _named(**lists: Iterable[str]) -> list[tuple[str, str]]:
    return [(name, value) for name, values in lists.items() for value in values]


@given(f=st.lists(ODD).map(tuple), off=st.lists(ODD).map(tuple), q=ODD)
def test_what_was_chosen_is_sealed_too(q: str, f: tuple[str, ...], off: tuple[str, ...]) -> None:
    seal, asked = Seal(["a secret"], days=1), Asked(q, f=f, off=off)
    assert seal.open(seal.close(asked)) == asked


def test_more_than_anyone_would_take_away_still_fits_an_address(client: PageClient) -> None:
    many = _named(f=OPTIONS, off=(f"{n}-{'😢' * 60}" for n in range(50)), q=["😢" * 2000])
    page = send(client, many)
    assert shown(page)
    assert len(str(page.response.url)) < MOST_OF_AN_ADDRESS


# Words ------------------------------------------------------------------------------------------


def test_filters_are_said_in_warm_words() -> None:
    guide = WordingGuide.read(PROJECT / "data" / "wording.csv")
    said = [words for o in OPTIONS.values() for words in (o.label, o.maybe)]
    said += [group.title for group in GROUPS]
    cold = [(words, found.term) for words in said for found in guide.find(words)]
    assert cold == []


@every_search
def test_what_the_page_says_about_filters_is_warm(client: PageClient, name: str) -> None:
    guide = WordingGuide.read(PROJECT / "data" / "wording.csv")
    page = tick(client, client.send(SEARCHES[name]), "how:self", "how:free")
    said = [words_of(e) for part in ("chips", "filters", "notice") for e in page.of_class(part)]
    assert [found.term for words in said for found in guide.find(words)] == []


def test_the_rest_of_a_long_list_is_one_press_away(client: PageClient) -> None:
    first = client.find(q="skint", near="G51")
    every = client.press(first, "Show more")
    assert len(first.of_class("card")) == MOST_RESULTS
    assert len(every.of_class("card")) == int(first.h1.split()[0])
    assert every.h1 == first.h1
    assert "Show more" not in every.text
