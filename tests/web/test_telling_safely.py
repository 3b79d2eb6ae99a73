"""Telling us is safe: nothing typed leaks, no other site or program speaks, and nothing hangs."""

import logging
from collections.abc import Callable

import pytest
from fastapi import FastAPI, Request

from app.voice import WRONG
from app.web.proxies import address_of
from app.web.receiving import DAILY, OFTEN
from tests.web.pages import PageClient
from tests.web.tellers import TEA, Told, moment, told, without_database, write_to_us

__all__ = ["moment", "told", "without_database", "write_to_us"]

PAGE = f"/services/{TEA}"
CANARY = "quokkafeathers"
SECRETS = ("0141 496 0123", "G51 2QP", "sam@example.org")
WORDS = f"{CANARY} call {SECRETS[0]} at {SECRETS[1]} or {SECRETS[2]}"
MOST = 60


def test_what_is_typed_is_in_no_address_header_title_or_log(
    told: Told, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        logging.getLogger("tests").debug("the log is heard")
        for path, typed in (("/tell-us", {}), (PAGE, {"choice": "other"}), (PAGE, {})):
            status = 200 if typed or path == "/tell-us" else 422
            page = told.client.tell(
                told.client.get(path), "Send", status=status, words=WORDS, **typed
            )
            answers = [*page.response.history, page.response]
            said = [f"{each.url} {each.headers}" for each in answers]
            said += [page.title, *page.links()]
            assert not any(CANARY in line for line in said)
            assert (CANARY in page.response.text) is (status == 422)
    assert "the log is heard" in caplog.text
    assert CANARY not in caplog.text


def test_what_could_name_a_person_is_masked_in_every_file(told: Told) -> None:
    told.client.tell(told.client.get("/tell-us"), "Send", words=WORDS)
    (kept,) = told.kept
    assert kept.words == f"{CANARY} call [phone] at [postcode] or [email]"
    told.site.database.close()
    files = [path.read_bytes() for path in told.var.rglob("*") if path.is_file()]
    assert any(CANARY.encode() in each for each in files)
    assert not any(secret.encode() in each for each in files for secret in SECRETS)


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("/tell-us", {"words": "buy this"}),
        ("/tell-us/found", {"choice": "yes"}),
    ],
)
def test_a_program_that_fills_every_box_is_thanked_and_not_heard(
    told: Told, path: str, sent: dict[str, str]
) -> None:
    answer = told.client.http.post(path, data={**sent, "leave_empty": "https://example.org"})
    assert told.client.check(answer, 200, may_keep=False).h1 == "Thank you"
    assert told.kept == []


def test_nobody_comes_to_the_box_for_programs(told: Told) -> None:
    boxes = [e for e in told.client.get(PAGE).all(".//div") if e.get("hidden") is not None]
    traps = [box for each in boxes for box in each.iter("input")]
    assert len(traps) == 2
    assert {box.get("autocomplete") for box in traps} == {"off"}


@pytest.mark.parametrize(
    ("headers", "is_ours"),
    [
        ({"sec-fetch-site": "same-origin", "origin": "null"}, True),
        ({"sec-fetch-site": "none"}, True),
        ({"sec-fetch-site": "same-site", "origin": "http://testserver"}, False),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"origin": "http://testserver"}, True),
        ({"origin": "null"}, True),
        ({}, True),
        ({"origin": "https://elsewhere.example"}, False),
        ({"origin": "http://[odd"}, False),
        ({"origin": ""}, False),
    ],
)
def test_forms_of_other_sites_are_refused(
    told: Told, headers: dict[str, str], is_ours: bool
) -> None:
    answer = told.client.http.post("/tell-us", data={"words": CANARY}, headers=headers)
    page = told.client.check(answer, 200 if is_ours else 403, may_keep=False)
    assert len(told.kept) == is_ours
    assert (page.h1 == "Thank you") is is_ours


def test_the_same_answer_counts_once_a_day_for_each_home(told: Told) -> None:
    asked = told.client.get(PAGE)
    for _ in range(3):
        told.client.tell(asked, "Send", choice="wrong number")
    told.client.tell(asked, "Send", choice="wrong number", words="It rings out")
    told.client.tell(asked, "Send", choice="closed")
    assert [(each.choice, each.times) for each in told.kept] == [("wrong number", 1), ("closed", 1)]
    told.elsewhere("192.0.2.9").http.post(
        "/tell-us/wrong", data={**asked.filled("Send")[1], "choice": "wrong number"}
    )
    assert [each.times for each in told.kept] == [2, 1]
    told.moment.at = told.moment.at.replace(day=26)
    told.client.tell(asked, "Send", choice="closed")
    assert [each.choice for each in told.kept] == ["wrong number", "closed", "closed"]


def test_other_words_are_another_answer_where_words_are_the_answer(told: Told) -> None:
    for words in ("A bath for dogs", "A bath for cats", "A bath for cats"):
        told.client.tell(told.client.get("/tell-us"), "Send", words=words)
        told.client.tell(told.client.get(PAGE), "Send", choice="other", words=words)
    assert (
        sorted(each.words for each in told.kept)
        == ["A bath for cats"] * 2 + ["A bath for dogs"] * 2
    )


def test_a_school_is_let_through_and_a_flood_is_stopped_kindly(told: Told) -> None:
    asked = told.client.get("/tell-us")
    for number in range(MOST):
        told.client.tell(asked, "Send", words=f"thing {number}")
    page = told.client.tell(asked, "Send", status=429, words="one more", area="glasgow")
    assert "What you wrote is still here. Wait 10 minutes" in page.text
    assert page.filled("Send")[1]["words"] == "one more"
    assert page.filled("Send")[1]["area"] == "glasgow"
    assert page.response.headers["retry-after"] == "600"
    assert len(told.kept) == MOST
    told.client.tell(told.client.get(PAGE), "Yes", status=429)
    elsewhere = told.elsewhere("192.0.2.9")
    assert elsewhere.tell(asked, "Send", words="from elsewhere").h1 == "Thank you"
    told.moment.at = told.moment.at.replace(minute=11)
    assert told.client.tell(asked, "Send", words="one more").h1 == "Thank you"


def test_allowances_are_those_that_are_written_down() -> None:
    assert (OFTEN.rate, DAILY.rate) == ("60 per 10 minutes", "600 per day")


@pytest.mark.parametrize(
    ("told_address", "sender"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:aaaa:bbbb:cccc:dddd", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("testclient", "testclient"),
        ("", ""),
    ],
)
def test_a_home_is_one_sender(told_address: str, sender: str) -> None:
    scope = {"type": "http", "client": (told_address, 1), "headers": []}
    assert address_of(Request(scope)) == sender


def test_a_sender_may_have_no_address() -> None:
    assert address_of(Request({"type": "http", "client": None, "headers": []})) == ""


@pytest.mark.parametrize(
    ("path", "button", "typed"),
    [
        ("/tell-us", "Send", {"words": "A bath for dogs", "area": "glasgow"}),
        (PAGE, "Send", {"choice": "other", "words": "They moved"}),
        (PAGE, "Yes", {}),
    ],
)
def test_with_no_database_what_was_typed_stays_and_we_say_who_to_tell(
    without_database: Told, path: str, button: str, typed: dict[str, str]
) -> None:
    client = without_database.client
    page = client.tell(client.get(path), button, status=503, **typed)
    assert page.h1 == "We could not keep that just now"
    assert "This is our fault, not yours." in page.text
    assert "Or tell these people" in page.text
    if typed:
        assert "What you wrote is still here." in page.text
        sent = page.filled("Send")[1]
        assert {name: sent.get(name) for name in typed} == typed


def test_with_no_database_a_tap_on_a_list_is_answered_in_place(without_database: Told) -> None:
    client = without_database.client
    _, sent = client.find(q="food").filled("Not yet")
    answer = client.http.post("/tell-us/found", data=sent, headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["hx-reswap"]) == (503, "innerHTML")
    assert "could not keep that just now" in answer.text


def test_with_no_database_and_an_address_to_write_to_we_give_it(
    write_to_us: Callable[[str], FastAPI],
) -> None:
    with PageClient.over(write_to_us("hello@example.org")) as client:
        page = client.tell(client.get(PAGE), "Send", status=503, choice="closed")
        (link,) = [each for each in page.links() if each.startswith("mailto:")]
    assert link.startswith("mailto:hello@example.org?subject=Something%20is%20wrong%3A%20")
    assert TEA not in link


def test_with_no_database_families_pages_are_all_there(without_database: Told) -> None:
    client = without_database.client
    for path in ("/", PAGE, "/topics/food", "/tell-us", "/you-said", "/areas/glasgow"):
        client.get(path)
    assert "Tea and a chat" in client.find(q="food").text


@pytest.mark.parametrize("choice", WRONG)
def test_nothing_said_changes_a_listing_by_itself(told: Told, choice: str) -> None:
    before = told.client.get(PAGE).response.text
    told.client.tell(told.client.get(PAGE), "Send", choice=choice, words="It is gone")
    assert told.client.get(PAGE).response.text == before
