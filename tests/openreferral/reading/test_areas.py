"""Areas: by code or name, else where the places are, else none: never a wrong one."""

from typing import Any

import pytest

from app.openreferral.reading import Vocabulary
from tests.openreferral.reading.records import read, told


@pytest.mark.parametrize(
    ("area", "slugs", "kind"),
    [
        ({"name": "Glasgow South"}, ["glasgow-south"], "mapped"),
        ({"service_area": "Glasgow City"}, ["glasgow"], "mapped"),
        ({"service_area": "City of Glasgow"}, ["glasgow"], "mapped"),
        ({"service_area": "Glasgow City Council"}, ["glasgow"], "mapped"),
        ({"service_area": "All of Glasgow"}, ["glasgow"], "mapped"),
        ({"name": "south ayrshire"}, ["south-ayrshire"], "mapped"),
        ({"name": "Scotland"}, ["scotland"], "mapped"),
        ({"uri": "http://statistics.gov.scot/id/statistical-geography/S12000049"},
         ["glasgow"], "mapped"),
        ({"extent": "S12000028", "name": "x"}, ["south-ayrshire"], "mapped"),
        ({"name": "Govan"}, ["glasgow-south"], "guessed"),
        ({"name": "Castlemilk and nearby, in Glasgow South"}, ["glasgow-south"], "guessed"),
        ({"name": "For all residents of Glasgow North East and Glasgow North West."},
         ["glasgow-north-east", "glasgow-north-west"], "guessed"),
        ({"name": "UK-wide"}, ["scotland"], "guessed"),
        ({"name": "Nationwide"}, ["scotland"], "guessed"),
        ({"name": "MyCity", "uri": "http://www.example.com"}, None, "dropped"),
        ({"name": "Aylesbury"}, None, "dropped"),
        ({"name": "Edinburgh"}, None, "dropped"),
    ],
)  # fmt: skip
def test_an_area_is_known_by_code_or_name(
    area: Any, slugs: Any, kind: str, vocabulary: Vocabulary
) -> None:
    draft = read(vocabulary, {"service_areas": [area]})
    assert draft.fields.get("areas") == slugs
    assert told(draft, kind, "areas", "service_areas")


@pytest.mark.parametrize(
    ("location", "slugs"),
    [
        ({"address_1": "1 Example Street", "postal_code": "G51 3UU"}, ["glasgow-south"]),
        ({"address_1": "1 Example Street", "postal_code": "KA7 1AA"}, ["south-ayrshire"]),
        ({"address_1": "1 Example Street", "latitude": 55.8617, "longitude": -4.3097},
         ["glasgow-south"]),
        ({"address_1": "1 Example Street", "latitude": "100", "longitude": "101"}, None),
        ({"address_1": "1 Example Street", "geometry": {"coordinates": [-0.79, 51.81]}}, None),
        ({"city": "Ayr"}, ["south-ayrshire"]),
        ({"city": "Aylesbury", "postal_code": "HP21 7JF"}, None),
        ({"city": "Edinburgh", "postal_code": "EH1 1AA"}, None),
        ({"city": "Nationwide", "geometry": {"coordinates": [0, 0]}}, ["scotland"]),
        ({"city": "Glasgow", "postal_code": "G51 3UU", "mask_exact_address": True}, ["glasgow"]),
    ],
)  # fmt: skip
def test_without_an_area_its_places_are_a_guess(
    location: Any, slugs: Any, vocabulary: Vocabulary
) -> None:
    draft = read(vocabulary, {"locations": [location]})
    assert draft.fields.get("areas") == slugs
    assert bool(told(draft, "guessed", "areas")) is bool(slugs)


def test_no_area_at_all_is_said(vocabulary: Vocabulary) -> None:
    draft = read(vocabulary, {})
    assert "areas" not in draft.fields
    assert told(draft, "dropped", "areas") == [
        "The area is missing: nothing in the feed is in one of ours. Choose one."
    ]
