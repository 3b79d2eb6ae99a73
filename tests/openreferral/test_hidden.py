"""What must not leave does not: hidden places, planners' fields, paused and archived listings."""

import pytest

from tests.openreferral.feed import KINDS, STUB, Feed

PLACE = ("feather", "quokka", "g1 1aa", "g11aa", "merchant city", "03:33", "3:33", "04:44")
PLANNERS = ("quoll", "wombat", "numbat", "source-of-facts", "pages of 2019", "2027-04-19")
GONE = ("bandicoot", "potoroo")
SECRETS = (*PLACE, *PLANNERS, *GONE, "family support planner", "changing place", "hidden")
FILTERS = ("", "full=true", "minimal=true", "full_service=true", "format=ndjson")


@pytest.fixture(scope="module")
def told(made_up: Feed) -> str:
    """Return every byte that the open data can be made to say, in small letters."""
    answers = [made_up.answer(path).text for path in ("", "/")]
    for name in KINDS:
        ids = made_up.ids(f"/{name}", per_page=500)
        answers += [made_up.answer(f"/{name}/{identity}").text for identity in ids]
        for query in FILTERS:
            answer = made_up.http.get(f"{STUB}/{name}?{query}&per_page=500")
            answers += [answer.text, str(answer.headers)]
            lines = made_up.http.get(f"{STUB}/{name}?{query}&format=ndjson")
            answers.append(lines.text)
    return "\n".join(answers).lower()


@pytest.mark.parametrize("secret", SECRETS)
def test_it_is_in_no_answer(told: str, secret: str) -> None:
    assert "a safe house" in told
    assert "plum street" in told
    assert secret not in told


def test_a_hidden_place_is_no_place(made_up: Feed) -> None:
    (house,) = made_up.entries("/services", search="safe house", full=True)
    assert "service_at_locations" not in house
    assert "places" not in house["reachin"]
    assert [area["name"] for area in house["service_areas"]] == ["All of Glasgow"]
    assert house["application_process"] == "The door is wide."
    assert made_up.ids("/service_at_locations", search="safe house") == []


@pytest.mark.parametrize("words", ["quokka", "feather", "merchant", "quoll", "wombat", "bandicoot"])
@pytest.mark.parametrize("name", KINDS)
def test_nothing_is_found_by_it(made_up: Feed, name: str, words: str) -> None:
    assert made_up.ids(f"/{name}", search=words) == []


@pytest.mark.parametrize("name", ["services", "service_at_locations"])
def test_no_distance_gives_it_away(made_up: Feed, name: str) -> None:
    near = made_up.entries(f"/{name}", postcode="G1 1AA", proximity=1_000_000)
    assert near
    assert "A safe house" not in {entry.get("service", entry)["name"] for entry in near}


def test_no_time_of_a_hidden_place_is_found(made_up: Feed) -> None:
    found = made_up.entries("/services", day="SU", start_time="03:33", end_time="04:44")
    assert [entry["name"] for entry in found] == ["Any age helpline", "Samaritans"]
