"""A postcode server, which an operator may switch on: only the postcode is sent."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import httpx
import pytest

from app.places import Elsewhere, Gazetteer, Place, RemotePostcodes

Answer = Callable[[httpx.Request], httpx.Response]
IBROX = {
    "postcode": "G51 2XD",
    "latitude": 55.8532,
    "longitude": -4.3093,
    "country": "Scotland",
    "codes": {"admin_district": "S12000049"},
}


@contextmanager
def asking(answer: Answer) -> Iterator[Gazetteer]:
    remote = RemotePostcodes.at("https://postcodes.example/", httpx.MockTransport(answer))
    yield Gazetteer.packaged(remote=remote)
    remote.close()


def answering(result: object, status: int = 200) -> Answer:
    return lambda _: httpx.Response(status, json={"status": status, "result": result})


def test_a_whole_postcode_is_asked_for_and_settled() -> None:
    with asking(answering(IBROX)) as gazetteer:
        place = gazetteer.find("g512xd")
    assert isinstance(place, Place)
    assert (place.label, place.kind, place.settled) == ("G51 2XD", "postcode", True)
    assert (place.council, place.localities) == ("S12000049", ("glasgow-south",))


def test_only_the_postcode_is_sent() -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(404, json={"status": 404})

    with asking(answer) as gazetteer:
        gazetteer.spot("he hits me near G51 2XD please help")
        gazetteer.find("Govan")
        gazetteer.find("G51")
    assert [str(request.url) for request in seen] == [
        "https://postcodes.example/postcodes/G51%202XD"
    ]
    assert seen[0].method == "GET"
    assert seen[0].content == b""
    assert "cookie" not in seen[0].headers


def test_an_english_postcode_is_elsewhere() -> None:
    berwick = {
        "postcode": "TD15 1AA",
        "latitude": 55.77,
        "longitude": -2.0,
        "country": "England",
        "codes": {"admin_district": "E06000057"},
    }
    with asking(answering(berwick)) as gazetteer:
        assert isinstance(gazetteer.find("TD15 1AA"), Elsewhere)


def _times_out(request: httpx.Request) -> httpx.Response:
    raise httpx.ReadTimeout("too slow", request=request)


def _refuses(request: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError("no", request=request)


@pytest.mark.parametrize(
    "answer",
    [
        _times_out,
        _refuses,
        answering(None, 404),
        answering(IBROX, 500),
        answering(None),
        answering([]),
        answering(IBROX | {"postcode": "G1 1AA"}),
        answering(IBROX | {"latitude": None}),
        answering(IBROX | {"latitude": "55.85"}),
        answering(IBROX | {"latitude": 0, "longitude": 0}),
        answering(IBROX | {"country": "France"}),
        lambda _: httpx.Response(200, text="<html>busy</html>"),
        lambda _: httpx.Response(200, content=b"\xff\xfe\x00"),
        lambda _: httpx.Response(200, json=[1, 2]),
        lambda _: httpx.Response(302, headers={"location": "https://elsewhere.example/"}),
    ],
)
def test_any_failure_leaves_the_packaged_answer(answer: Answer, gazetteer: Gazetteer) -> None:
    with asking(answer) as asked:
        assert asked.find("G51 2XD") == gazetteer.find("G51 2XD")


def test_an_answer_without_codes_still_counts() -> None:
    with asking(answering(IBROX | {"codes": None})) as gazetteer:
        place = gazetteer.find("G51 2XD")
    assert isinstance(place, Place)
    assert (place.kind, place.council) == ("postcode", None)
    assert place.localities == ("glasgow-south",)
