"""Places: real ones with a good address, none for what is online, and hidden ones stay hidden."""

from typing import Any

import pytest

from app.openreferral.reading import Dialect, Vocabulary
from tests.openreferral.reading.records import field, read, told

ADDRESS = {"address_1": "1 Example Street", "city": "Glasgow", "postal_code": "G51 3UU"}
PLACE = {"address": "1 Example Street, Glasgow", "postcode": "G51 3UU"}


@pytest.mark.parametrize(
    "said",
    [
        {"service_at_locations": [{"location": {"addresses": [ADDRESS]}}]},
        {"serviceAtLocations": [{"location": {"physicalAddresses": [ADDRESS]}}]},
        {"service_at_locations": {"location": {"physical_address": ADDRESS}}},
        {"service_at_location": [{"location": {"address": [ADDRESS]}}]},
        {"locations": [ADDRESS]},
        {"location": ADDRESS},
        {"locations": [{"physical_addresses": ADDRESS}]},
        {"locations": [{**ADDRESS, "postal_code": None, "postcode": "g513uu"}]},
        {"locations": [{"address_1": "1 Example Street, G51 3UU", "city": "Glasgow"}]},
        {"locations": [ADDRESS, ADDRESS]},
    ],
)
def test_an_address_is_found_wherever_a_feed_keeps_it(said: Any, vocabulary: Vocabulary) -> None:
    assert field(vocabulary, "places", said) == [PLACE]


@pytest.mark.parametrize(
    ("location", "place"),
    [
        ({**ADDRESS, "address_1": " "}, {"postcode": "G51 3UU", "neighbourhood": "Glasgow"}),
        ({**ADDRESS, "address_1": " Example Street"},
         {"address": "Example Street, Glasgow", "postcode": "G51 3UU"}),
        ({**ADDRESS, "address_2": "Flat 1"},
         {**PLACE, "address": "1 Example Street, Flat 1, Glasgow"}),
        ({**ADDRESS, "name": "A hall"}, {"name": "A hall", **PLACE}),
        ({**ADDRESS, "name": "1 Example Street"}, PLACE),
        ({**ADDRESS, "postal_code": "ABC 1234"}, {"address": "1 Example Street, Glasgow"}),
        ({**ADDRESS, "attention": "A. Persona"}, PLACE),
        ({"name": "A hall", "description": "Castlemilk Drive, Castlemilk"},
         {"name": "A hall", "address": "Castlemilk Drive", "neighbourhood": "Castlemilk"}),
        ({"name": "Govanhill", "location_type": "physical"}, {"neighbourhood": "Govanhill"}),
        ({"name": "Pollok", "id": 3, "latitude": None}, {"neighbourhood": "Pollok"}),
        ({"name": "A hall nobody knows"}, None),
        ({"name": None, "address_1": None}, None),
    ],
)  # fmt: skip
def test_an_address_is_what_a_planner_would_type(
    location: Any, place: Any, vocabulary: Vocabulary
) -> None:
    places = [place] if place else None
    assert field(vocabulary, "places", {"locations": [location]}) == places


def test_people_go_to_the_address_that_is_not_for_letters(vocabulary: Vocabulary) -> None:
    letters = {**ADDRESS, "address_1": "PO Box 1", "address_type": "postal"}
    both = {"addresses": [letters, {**ADDRESS, "address_type": "physical"}]}
    assert field(vocabulary, "places", {"locations": [both]}) == [PLACE]
    only = read(vocabulary, {"locations": [{"addresses": [letters]}]})
    assert told(only, "guessed", "places")
    none = {"location_type": "postal", "addresses": [letters]}
    assert field(vocabulary, "places", {"locations": [none]}) is None


@pytest.mark.parametrize(
    ("location", "ways"),
    [
        ({"city": "Nationwide", "geometry": {"coordinates": [0, 0]}, "address_1": " "}, None),
        ({"city": "Online", "geometry": {"coordinates": [0, 0]}, "address_1": " "}, ["online"]),
        ({"name": "online via Zoom", "city": "Nationwide"}, ["online"]),
        ({"name": "By video", "location_type": "virtual"}, ["online"]),
        ({"name": "By video", "location_type": "virtual", **ADDRESS}, ["online"]),
    ],
)
def test_what_is_online_or_everywhere_is_no_place(
    location: Any, ways: Any, vocabulary: Vocabulary
) -> None:
    draft = read(vocabulary, {"locations": [location]}, Dialect.OUTPOST)
    assert "places" not in draft.fields
    assert draft.fields.get("ways") == ways


@pytest.mark.parametrize("flag", [True, "true", 1, "yes"])
def test_a_masked_address_is_never_kept(flag: Any, vocabulary: Vocabulary) -> None:
    location = {**ADDRESS, "name": "Secret House", "mask_exact_address": flag, "id": 4,
                "geometry": {"coordinates": [-4.3, 55.86]}}  # fmt: skip
    draft = read(vocabulary, {"locations": [location]})
    assert draft.fields["places"] == [{"neighbourhood": "Glasgow", "hidden": True}]
    whole = str(draft)
    assert not [secret for secret in ("Secret", "Example Street", "G51") if secret in whole]


@pytest.mark.parametrize("flag", [False, None, "false", 0, ""])
def test_an_address_that_is_not_masked_is_shown(flag: Any, vocabulary: Vocabulary) -> None:
    location = {**ADDRESS, "mask_exact_address": flag}
    assert field(vocabulary, "places", {"locations": [location]}) == [PLACE]


@pytest.mark.parametrize(
    ("point", "message"),
    [
        ({"latitude": 100, "longitude": 101}, "100, 101 is nowhere on earth."),
        ({"latitude": "0", "longitude": "0.0"}, "0, 0 is in the sea and says nothing."),
        ({"geometry": {"type": "Point", "coordinates": [0, 0]}},
         "0, 0 is in the sea and says nothing."),
        ({"latitude": 55.86, "longitude": -4.25}, None),
    ],
)  # fmt: skip
def test_an_impossible_point_is_told(
    point: Any, message: str | None, vocabulary: Vocabulary
) -> None:
    draft = read(vocabulary, {"locations": [{**ADDRESS, **point}]})
    assert told(draft, "dropped", "latitude") == ([message] if message else [])
    assert draft.fields["places"] == [PLACE]


@pytest.mark.parametrize(
    ("text", "access", "note"),
    [
        ("Wheelchair accessible", ["step-free"], None),
        ("Wheelchair accessible entrance", ["step-free"], None),
        ("Accessible toilet facilities", ["accessible toilet"], None),
        ("Hearing loop", ["hearing loop"], None),
        ("British sign language (bsl)", ["BSL"], None),
        ("Disabled car parking space", ["accessible parking"], "Disabled car parking space."),
        ("Building has lift", ["lift"], None),
        ("There is no lift.", None, "There is no lift."),
        ("Partial wheelchair access", None, "Partial wheelchair access."),
        ("Not wheelchair accessible, but there is a hearing loop.", ["hearing loop"],
         "Not wheelchair accessible, but there is a hearing loop."),
        ("No steps, level access", ["step-free"], "No steps, level access."),
        ("Baby changing facilities", None, "Baby changing facilities."),
    ],
)  # fmt: skip
def test_access_is_heard_and_no_is_no(
    text: str, access: Any, note: str | None, vocabulary: Vocabulary
) -> None:
    names = ("accessibility", "accessibilities", "accessibility_for_disabilities")
    for name in names:
        draft = read(vocabulary, {"locations": [{**ADDRESS, name: [{"name": text}]}]})
        assert draft.fields["places"] == [{**PLACE, "access": access} if access else PLACE]
        if note:
            assert draft.fields["access_note"] == note


def test_there_are_not_too_many_places(vocabulary: Vocabulary) -> None:
    sites = [{**ADDRESS, "address_1": f"{n} Example Street"} for n in range(1, 30)]
    draft = read(vocabulary, {"locations": sites})
    places = draft.fields["places"]
    assert isinstance(places, list)
    assert len(places) == 20
    assert "Only 20 of 29 places are kept." in told(draft, "dropped", "places")
