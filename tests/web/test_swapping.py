"""A results page that is open gets its part alone, and every other reader gets whole pages."""

import hashlib
import re
from xml.etree.ElementTree import Element

import html5lib
import httpx
import pytest

from app.config import PROJECT
from app.web.lists import MOST_ON_A_LIST
from tests.web.pages import Page, PageClient
from tests.web.rules import SEALED, loaded_addresses, words_of
from tests.web.test_refining import SEARCHES

IN_PLACE = {"HX-Request": "true"}
CANARY = "quokkafeathers"
WEIGHT = 40 * 1024
MOST_REQUESTS = 6
VENDORED = re.compile(r"\| `([\w.]+)` \| .* \| ([\d.]+) \| `([0-9a-f]{64})` \|")


def ask(client: PageClient, typed: dict[str, str], status: int = 200) -> httpx.Response:
    """Return the answer to a form of a results page that htmx sends."""
    answer: httpx.Response = client.http.post(
        "/find", data=typed, headers=IN_PLACE, follow_redirects=False
    )
    assert answer.status_code == status
    assert answer.headers["cache-control"] == "no-store"
    assert "HX-Request" in answer.headers["vary"]
    return answer


def part_of(answer: httpx.Response) -> tuple[str, str, list[Element]]:
    """Return the title, what is read out and the results of a part."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    title, *results, count = parser.parseFragment(answer.text)
    assert parser.errors == []
    assert (title.tag, count.get("id")) == ("title", "count")
    assert count.get("data-hx-swap-oob") == "innerHTML"
    return words_of(title), words_of(count), results


def weigh(client: PageClient, path: str) -> int:
    """Return the bytes of an answer as they are sent, packed where it helps."""
    asked = client.http.build_request("GET", path, headers={"accept-encoding": "gzip"})
    return len(b"".join(client.http.send(asked, stream=True).iter_raw()))


def found_in(page: Page) -> Element:
    return next(e for e in page.root.iter() if e.get("id") == "found")


@pytest.mark.parametrize("name", SEARCHES)
def test_the_part_holds_what_the_whole_page_holds(client: PageClient, name: str) -> None:
    answer = ask(client, SEARCHES[name])
    address = answer.headers["hx-replace-url"]
    assert SEALED.fullmatch(address)
    page = client.check(client.http.get(address), 200, may_keep=False)
    title, said, results = part_of(answer)
    assert title == page.title
    assert [words_of(e) for e in results] == [words_of(e) for e in found_in(page)]
    assert said
    assert all(sentence in page.text for sentence in re.split(r"\. ", said))


def test_what_is_read_out_is_the_count(client: PageClient) -> None:
    _, said, _ = part_of(ask(client, {"q": "we need food", "near": "G51"}))
    assert re.fullmatch(r"\d+ places to get help near G51", said)
    _, said, _ = part_of(ask(client, {"q": "qwxzzyq"}))
    assert said == "Nothing matched those words. These people can still help."


def test_typed_words_stand_in_no_header(client: PageClient) -> None:
    for typed in ({"q": f"{CANARY} food", "near": "G51"}, {"q": "food", "near": CANARY}):
        answer = ask(client, typed)
        assert CANARY in answer.text
        assert CANARY not in str(answer.headers)
        assert CANARY not in part_of(answer)[0]


def test_a_sealed_address_is_a_whole_page_to_all_but_a_results_page(client: PageClient) -> None:
    address = ask(client, {"q": "food"}).headers["hx-replace-url"]
    whole, part = client.http.get(address), client.http.get(address, headers=IN_PLACE)
    assert whole.text.startswith("<!doctype html>")
    assert "hx-replace-url" not in whole.headers
    assert part.text.lstrip().startswith("<title>")
    assert part.headers["hx-replace-url"] == address


def test_a_search_with_nothing_in_it_is_shown_in_place(client: PageClient) -> None:
    answer = ask(client, {"q": " "}, 422)
    assert "hx-replace-url" not in answer.headers
    assert answer.headers["hx-reselect"] == "#main > *"
    page = client.check(answer, 422, may_keep=False)
    assert page.title == "Error: Find help near you – Reach In"
    assert page.of_class("problem")


@pytest.mark.parametrize("path", ["/find", "/find?need=food", f"/find/{'x' * 80}"])
def test_caches_are_told_that_answers_differ(client: PageClient, path: str) -> None:
    assert "HX-Request" in client.http.get(path).headers["vary"]


def test_a_form_with_no_script_is_sent_on(client: PageClient) -> None:
    answer = client.http.post("/find", data={"q": "food"}, follow_redirects=False)
    assert (answer.status_code, answer.headers["vary"]) == (303, "HX-Request")
    assert SEALED.fullmatch(answer.headers["location"])


def test_what_to_say_without_a_signal_comes_with_the_page(client: PageClient) -> None:
    page = client.find(q="food", near="G51")
    box = next(iter(page.of_class("trouble")))
    whys = {e.get("data-why"): words_of(e) for e in box.iter() if e.get("data-why")}
    assert set(whys) == {"signal", "slow", "fault"}
    assert len(set(whys.values())) == len(whys)
    assert all("does not mean there is no help" in words for words in whys.values())
    assert {"tel:999", "tel:116123"} <= {e.get("href") for e in box.iter("a")}
    regions = [e for e in page.root.iter() if e.get("role") == "status"]
    assert [words_of(e) for e in regions] == ["", ""]
    assert not {id(e) for e in found_in(page).iter()} & {id(e) for e in regions}


def test_a_list_is_shared_by_codes_alone(client: PageClient) -> None:
    page = client.find(q=f"food {CANARY}", near="G51")
    (link,) = [e for e in page.all(".//a") if (e.get("href") or "").startswith("/list/")]
    codes = (link.get("href") or "").removeprefix("/list/").split(".")
    assert words_of(link) == "Print or share this list"
    assert (
        len(codes) == len(set(codes)) == len(page.all(".//div[@class='beside']//li[@class='card']"))
    )
    assert all(re.fullmatch("[a-z2-7]{10}", code) for code in codes)


def test_a_long_list_says_that_only_the_first_are_shared(client: PageClient) -> None:
    page = client.find(need="food,money,loneliness,housing", more="yes")
    (link,) = [e for e in page.all(".//a") if (e.get("href") or "").startswith("/list/")]
    assert len(page.of_class("card")) > MOST_ON_A_LIST
    assert (link.get("href") or "").count(".") == MOST_ON_A_LIST - 1
    assert words_of(link) == "Print or share the first of these"


def test_results_with_their_scripts_stay_light(client: PageClient) -> None:
    page = client.find(q="we need food and money", near="G51")
    loaded = [a for a in loaded_addresses(page.root) if a.startswith("/static/")]
    assert len(loaded) + 1 <= MOST_REQUESTS
    assert sum(weigh(client, path) for path in (page.response.url.path, *loaded)) <= WEIGHT


@pytest.mark.parametrize("path", ["/", "/find", "/topics/food", "/services/childline"])
def test_no_other_page_carries_the_scripts_of_results(client: PageClient, path: str) -> None:
    loaded = loaded_addresses(client.get(path).root)
    assert not [address for address in loaded if "htmx" in address or "results" in address]


def test_what_others_wrote_is_what_we_say_it_is() -> None:
    written = (PROJECT / "static" / "VENDORED.md").read_text(encoding="utf-8")
    ((name, version, digest),) = VENDORED.findall(written)
    body = (PROJECT / "static" / name).read_bytes()
    assert hashlib.sha256(body).hexdigest() == digest
    assert f'version="{version}"'.encode() in body
    assert "Permission to use, copy, modify, and/or distribute this software" in written
