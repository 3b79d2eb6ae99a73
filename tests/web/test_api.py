"""The JSON search is a contract: its shape does not change, and its refusals are plain."""

import re
from typing import Annotated, Literal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, Field

from app.search.directory import Directory
from tests.web.pages import PageClient

PATH = "/api/v1/search"


class Exact(BaseModel):
    """Nothing more than is named here, and nothing of another type."""

    model_config = ConfigDict(extra="forbid", strict=True)


class HeardPlace(Exact):
    label: str
    kind: Literal["postcode", "sector", "district", "name"]
    lat: float
    lon: float
    areas: list[str]


class Heard(Exact):
    needs: list[str]
    place: HeardPlace | None
    crisis: bool
    words: list[str]


class Result(Exact):
    id: str
    name: str
    summary: str
    url: str
    needs: Annotated[list[str], Field(min_length=1)]
    distance_km: float | None
    open: Literal["open", "closed", "unknown"]
    crisis: bool
    why: list[str]


class Answer(Exact):
    understood: Heard
    total: int
    results: list[Result]


def ask(client: PageClient, **asked: str | int) -> Answer:
    """Return a good answer, whose headers have been checked."""
    answer = client.http.get(PATH, params=asked)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in answer.headers
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert answer.headers["cache-control"] == "no-store"
    return Answer.model_validate_json(answer.content)


def refusal(client: PageClient, query: str) -> str:
    """Return the sentence that says why something cannot be asked."""
    answer = client.http.get(f"{PATH}?{query}")
    assert answer.status_code == 422
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["cache-control"] == "no-store"
    said = answer.json()
    assert list(said) == ["error"]
    sentence = said["error"]
    assert isinstance(sentence, str)
    assert re.fullmatch(r"[^\n{}\[\]]+[.?]", sentence)
    return sentence


def test_words_and_a_place_are_understood(client: PageClient) -> None:
    answer = ask(client, q="nothing in the cupboards", near="G51", limit=5)
    assert answer.understood.needs[0] == "food"
    assert answer.understood.place is not None
    assert answer.understood.place.label == "G51"
    assert 55.8 < answer.understood.place.lat < 55.9
    assert -4.4 < answer.understood.place.lon < -4.2
    assert answer.understood.crisis is False
    assert len(answer.results) == 5 <= answer.total
    assert "food" in answer.results[0].needs
    assert all(result.why for result in answer.results)
    assert any(result.distance_km is not None for result in answer.results)


@pytest.mark.parametrize("words", ["suicidal", "i want to die"])
def test_danger_is_told(client: PageClient, words: str) -> None:
    assert ask(client, q=words).understood.crisis is True


def test_results_are_listings_that_have_a_page(client: PageClient, directory: Directory) -> None:
    for result in ask(client, q="food", limit=20).results:
        service = directory.catalogue.by_id[result.id]
        assert (result.name, result.summary) == (service.name, service.summary)
        assert client.http.get(result.url).status_code == 200


def test_needs_can_be_asked_for_by_name(client: PageClient) -> None:
    answer = ask(client, need="food,money", near="KA7 1")
    assert set(answer.understood.needs) == {"food", "money"}
    assert all({"food", "money"} & set(result.needs) for result in answer.results)


@pytest.mark.parametrize(("limit", "count"), [(1, 1), (100, 100), (None, 10)])
def test_no_more_than_the_limit_come(client: PageClient, limit: int | None, count: int) -> None:
    asked = {} if limit is None else {"limit": limit}
    answer = ask(client, near="Glasgow", **asked)
    assert len(answer.results) == min(count, answer.total)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", "Say what you are looking for"),
        ("q=%20", "Say what you are looking for"),
        ("limit=5", "Say what you are looking for"),
        ("q=food&limit=0", "limit"),
        ("q=food&limit=101", "limit"),
        ("q=food&limit=-1", "limit"),
        ("q=food&limit=ten", "limit"),
        ("q=food&limit=", "limit"),
        ("q=food&need=bread", '"bread" is not one of ours. Use money, food'),
        ("q=food&need=food,bread", '"bread"'),
        ("q=food&near=zzqqx", "We could not find a place called “zzqqx”."),
        ("q=food&near=G99+9ZZ", "G99 9ZZ"),
        ("q=food&near=Kirkton", "Kirkton"),
        ("q=food&place=G51", '"place" is not something you can ask for. Use q, near'),
        ("Q=food", '"Q" is not something you can ask for.'),
        ("q=food&callback=x", '"callback"'),
        ("q=" + "a" * 10_001, "q"),
        ("q=food&near=" + "a" * 201, "near"),
    ],
)
def test_what_cannot_be_asked_is_refused_plainly(client: PageClient, query: str, said: str) -> None:
    assert said in refusal(client, query)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/api/v1/nothing", 404), ("GET", "/api/", 404), ("POST", PATH, 405)],
)
def test_programs_are_answered_as_programs(
    client: PageClient, method: str, path: str, status: int
) -> None:
    answer = client.http.request(method, path)
    assert answer.status_code == status
    assert list(answer.json()) == ["error"]


def test_health_says_what_is_served(client: PageClient, directory: Directory) -> None:
    answer = client.http.get("/health")
    assert answer.headers["cache-control"] == "no-store"
    said = answer.json()
    assert said.pop("since").startswith("2026-11-25T11:00:00")
    assert said == {
        "status": "ok",
        "data": directory.digest,
        "listings": len(directory.catalogue.live),
        "faults": [],
    }


letters = st.text(max_size=80)


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
@given(q=letters, near=letters, need=letters, limit=letters | st.integers().map(str))
def test_nothing_asked_is_a_fault(
    client: PageClient, q: str, near: str, need: str, limit: str
) -> None:
    asked = {"q": q, "near": near, "need": need, "limit": limit}
    answer = client.http.get(PATH, params={k: v for k, v in asked.items() if v})
    assert answer.status_code in (200, 422)
    if answer.status_code == 200:
        Answer.model_validate_json(answer.content)
    else:
        assert list(answer.json()) == ["error"]
