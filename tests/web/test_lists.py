"""A list of help can be printed and sent on, and its address says nothing of what is on it."""

from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from hypothesis import given
from hypothesis import settings as tries
from hypothesis import strategies as st

from app.clock import Clock
from app.config import Settings
from app.content.codes import code_of
from app.main import create_app
from app.search.directory import Directory
from app.web.addresses import list_path, service_path
from app.web.lists import MOST_ON_A_LIST, read_list
from tests.web.pages import Page, PageClient
from tests.web.small_data import LINE, write_small_data
from tests.web.squares import read_square

BASE = "http://testserver"
GONE = "nosuchcode"
NAMES = ("childline", "samaritans", "glasgow-helps")
CODES = [code_of(name) for name in NAMES]


def _list(client: PageClient, *codes: str, status: int = 200) -> Page:
    return client.get("/list/" + ".".join(codes), status)


def _names(page: Page) -> list[str]:
    return [link.text or "" for heading in page.of_class("card-name") for link in heading]


def _box(page: Page) -> str:
    box = page.root.find(".//input[@id='share-address']")
    assert box is not None
    return box.get("value", "")


def test_a_list_shows_its_listings_in_the_order_of_its_address(
    client: PageClient, directory: Directory
) -> None:
    expected = [directory.catalogue.by_id[name].name for name in NAMES]
    assert _names(_list(client, *CODES)) == expected
    assert _names(_list(client, *reversed(CODES))) == expected[::-1]


def test_a_list_tells_search_engines_and_histories_nothing(client: PageClient) -> None:
    page = _list(client, *CODES)
    assert page.title == "Your list of help – Reach In"
    assert [m.get("content") for m in page.all(".//meta") if m.get("name") == "robots"] == [
        "noindex"
    ]
    assert not [e for e in page.all(".//link") if e.get("rel") == "canonical"]


@pytest.mark.parametrize(
    ("gone", "said"),
    [
        ([], ""),
        ([GONE], "1 of these has moved or closed."),
        (["a", "b", "c"], "3 of these have moved or closed."),
    ],
)
def test_what_has_gone_is_left_out_and_said(client: PageClient, gone: list[str], said: str) -> None:
    page = _list(client, *gone, *CODES)
    assert len(_names(page)) == len(CODES)
    assert "".join(n.text or "" for n in page.of_class("notice")) == said
    assert _box(page) == f"{BASE}/list/{'.'.join(CODES)}"


@pytest.mark.parametrize("codes", [GONE, "childline", "...", "a.b.c", "%00", "💬", "x" * 2000])
def test_a_list_with_nothing_left_says_who_to_phone(client: PageClient, codes: str) -> None:
    page = client.get(f"/list/{quote(codes, safe='%')}", 404)
    assert page.h1 == "There is nothing on this list now"
    assert {"tel:999", "tel:116123", "/"} <= set(page.links())


def test_a_paused_listing_leaves_every_list(
    settings: Settings, site_clock: Clock, tmp_path: Path
) -> None:
    data = write_small_data(tmp_path / "data")
    file = data / "services.yaml"
    text = file.read_text(encoding="utf-8")
    group = code_of("tea-and-a-chat")
    file.write_text(
        text.replace("edited: 2026-11-22\n", "edited: 2026-11-22\n  status: paused\n", 1)
    )
    app = create_app(settings.model_copy(update={"data": data}), clock=site_clock)
    with PageClient.over(app) as paused:
        assert "1 of these has moved or closed." in _list(paused, group, code_of(LINE)).text
        _list(paused, group, status=404)


def test_a_long_list_is_cut_short_and_says_so(client: PageClient, directory: Directory) -> None:
    path = list_path(directory.catalogue.live[: MOST_ON_A_LIST + 3])
    page = client.get(path)
    assert len(_names(page)) == MOST_ON_A_LIST
    assert "A list holds 40. We left out 3 more." in page.text


def test_paper_says_what_a_link_would_have(client: PageClient, directory: Directory) -> None:
    for name, block in zip(NAMES, _list(client, *CODES).of_class("card"), strict=True):
        service = directory.catalogue.by_id[name]
        on_paper = " ".join(
            "".join(p.itertext()) for p in block.iter() if p.get("class") == "paper"
        )
        assert all(c.value in on_paper for c in service.contacts if c.way == "phone")
        assert "checked" in on_paper.lower()
    assert "As it was on 25 November 2026." in _list(client, *CODES).text


def test_every_listing_and_the_list_can_be_opened_with_a_camera(
    client: PageClient, directory: Directory
) -> None:
    codes = CODES[1:]
    page = _list(client, *codes)
    read = [read_square(svg) for svg in page.of_class("square")]
    assert read == [
        *(f"{BASE}/services/{code}" for code in codes),
        BASE + "/list/" + ".".join(codes),
    ]
    for address, name in zip(read[:2], NAMES[1:], strict=True):
        path = service_path(directory.catalogue.by_id[name], directory.catalogue)
        assert client.get(address.removeprefix(BASE)).response.url.path == path


def test_a_hidden_place_is_on_no_paper(client: PageClient, directory: Directory) -> None:
    hiding = [s for s in directory.catalogue.live if any(p.hidden for p in s.places)]
    for service in hiding:
        page = _list(client, code_of(service.id))
        hidden = [p for p in service.places if p.hidden]
        assert not any(p.address and p.address in page.text for p in hidden)
        assert not any(p.postcode and p.postcode in page.text for p in hidden)


def test_messages_say_an_address_and_nothing_else(client: PageClient) -> None:
    page = _list(client, *CODES)
    address = f"{BASE}/list/{'.'.join(CODES)}"
    words = f"Someone sent you this: {address}"
    sms, whatsapp, email = (a.get("href", "") for p in page.of_class("ways") for a in p.iter("a"))
    assert sms.startswith("sms:?&body=")
    assert parse_qs(sms.partition("?&")[2]) == {"body": [words]}
    assert whatsapp.startswith("https://wa.me/?text=")
    assert parse_qs(urlsplit(whatsapp).query) == {"text": [words]}
    assert email.startswith("mailto:?")
    assert parse_qs(urlsplit(email).query) == {
        "subject": ["Someone sent you this"],
        "body": [words],
    }
    assert _box(page) == address


made_up = st.text(st.characters(exclude_characters="."), min_size=1, max_size=12)


@tries(deadline=None)
@given(st.data())
def test_an_address_gives_back_the_listings_it_was_made_of(
    directory: Directory, data: st.DataObject
) -> None:
    known = directory.catalogue.by_code
    live = st.sampled_from(directory.catalogue.live)
    services = tuple(data.draw(st.lists(live, unique=True, max_size=20)))
    gone = data.draw(st.sets(made_up.map(str.lower).filter(lambda c: c not in known), max_size=5))
    codes = [code_of(service.id) for service in services]
    asked = data.draw(st.permutations([*codes, *gone]))
    in_order = [code for code in asked if code in known]
    chosen = read_list(".".join([*asked, *codes]).upper(), directory.catalogue)
    assert [code_of(service.id) for service in chosen.services] == in_order
    assert (chosen.gone, chosen.over) == (len(gone), 0)
    again = read_list(list_path(chosen.services).removeprefix("/list/"), directory.catalogue)
    assert again.services == chosen.services


@given(st.text())
def test_no_address_is_refused(directory: Directory, codes: str) -> None:
    chosen = read_list(codes, directory.catalogue)
    assert len(chosen.services) + chosen.gone <= MOST_ON_A_LIST
