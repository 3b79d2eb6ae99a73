"""What a listing says comes out where readers of the standard look for it, and nothing else."""

from typing import Any

import pytest

from app.content.models import Service
from app.content.needs import Need
from app.content.records import write_ages
from app.openreferral.ids import make_id
from app.openreferral.own_fields import LEFT_OUT, write_own_fields
from app.openreferral.records import as_sentences, as_uri
from app.search.directory import Directory
from tests.openreferral.conftest import MAILBOX
from tests.openreferral.feed import Feed, Json

EVERYTHING = "everything-club"


def service(feed: Feed, slug: str) -> Json:
    return feed.get(f"/services/{make_id('service', slug)}")


def without_ids(records: list[Json]) -> list[Json]:
    """Return records without what only links them."""
    return [{k: v for k, v in record.items() if not k.endswith("id")} for record in records]


DIRECT: dict[str, Json] = {
    EVERYTHING: {
        "name": "The everything club",
        "description": "Stay and play, with a café. You can bring a friend.",
        "url": "https://example.org/plum?a=1",
        "email": "plum@example.org",
        "status": "active",
        "eligibility_description": "Parents with a child under 5.",
        "minimum_age": 0,
        "maximum_age": 4,
        "application_process": "You can just turn up. Somebody will meet you at the door."
        " What to bring: A warm coat.",
        "wait_time": "No wait",
        "fees_description": "Low cost. £1 a visit.",
        "interpretation_services": "You can ask for an interpreter. The workers use pictures too.",
        "assured_date": "2026-10-05",
        "assurer_email": MAILBOX,
        "last_modified": "2026-11-03T00:00:00.000Z",
    },
    "teens-at-night": {
        "name": "Teens at night",
        "description": "Football in the dark.",
        "status": "active",
        "eligibility_description": "Ages 12 to 18, or up to 25 if you are care experienced.",
        "minimum_age": 12,
        "maximum_age": 18,
        "application_process": "Book a time first.",
        "fees_description": "There is a cost.",
        "last_modified": "2026-06-01T00:00:00.000Z",
    },
    "any-age-helpline": {
        "name": "Any age helpline",
        "description": "Somebody answers day and night.",
        "status": "active",
        "minimum_age": 0,
        "application_process": "Someone asks for you, such as your GP or school. Textphones work.",
        "fees_description": "Free.",
        "last_modified": "2024-02-29T00:00:00.000Z",
    },
    "knows-nothing": {
        "name": "We know nothing",
        "description": "It is there.",
        "status": "active",
        "last_modified": "2026-11-22T00:00:00.000Z",
    },
}


@pytest.mark.parametrize(("slug", "expected"), DIRECT.items())
def test_direct_fields(made_up: Feed, slug: str, expected: Json) -> None:
    told = service(made_up, slug)
    plain = {k: v for k, v in told.items() if not isinstance(v, list | dict)}
    assert plain.pop("id") == make_id("service", slug)
    assert plain.pop("organization_id") == told["organization"]["id"]
    assert plain == expected


def test_a_list_has_the_direct_fields_and_who_runs_it(made_up: Feed) -> None:
    (entry,) = made_up.entries("/services", search="everything")
    told = service(made_up, EVERYTHING)
    assert entry == {k: v for k, v in told.items() if not isinstance(v, list) and k != "reachin"}


def test_organisations_say_what_they_run(made_up: Feed) -> None:
    told = service(made_up, EVERYTHING)["organization"]
    assert told["name"] == "A made-up trust"
    assert told["description"] == "Runs The everything club and Teens at night."
    whole = made_up.get(f"/organizations/{told['id']}")
    assert [s["name"] for s in whole["services"]] == ["The everything club", "Teens at night"]
    assert service(made_up, "teens-at-night")["organization_id"] == told["id"]


def test_an_organisation_can_come_with_whole_services(made_up: Feed) -> None:
    identity = service(made_up, EVERYTHING)["organization_id"]
    whole = made_up.get(f"/organizations/{identity}", full_service=True)
    assert whole["services"][0] == service(made_up, EVERYTHING)
    assert whole in made_up.entries("/organizations", full_service=True)


def test_phones_stand_on_the_service_and_on_a_contact(made_up: Feed) -> None:
    told = service(made_up, EVERYTHING)
    assert without_ids(told["phones"]) == [
        {
            "number": "0141 496 0002",
            "type": "voice",
            "description": "Evening line. Monday: 6pm to 8pm. Ask for Plum.",
        },
        {"number": "07700 900123", "type": "text"},
    ]
    assert [c.get("name") for c in told["contacts"]] == ["Evening line", None, None]
    assert [p for c in told["contacts"] for p in c.get("phones", ())] == told["phones"]
    assert told["contacts"][2]["email"] == "plum@example.org"


def test_further_web_addresses_are_uris_with_labels(made_up: Feed) -> None:
    assert without_ids(service(made_up, EVERYTHING)["additional_urls"]) == [
        {"url": "https://example.org/caf%C3%A9"},
        {"label": "Web chat", "url": "https://chat.example.org"},
    ]


def test_a_whole_address_is_an_address(made_up: Feed) -> None:
    spot = service(made_up, EVERYTHING)["service_at_locations"][0]
    location = spot["location"]
    assert (location["name"], location["location_type"]) == ("Plum Hall", "physical")
    assert without_ids(location["addresses"]) == [
        {
            "address_1": "1 Plum Street",
            "address_2": "Govan",
            "city": "Glasgow",
            "region": "Glasgow City",
            "state_province": "Scotland",
            "postal_code": "G51 3UU",
            "country": "GB",
            "address_type": "physical",
        }
    ]
    assert [a["description"] for a in location["accessibility"]] == [
        "Step-free",
        "Hearing loop",
        "There is a ramp at the side.",
    ]
    assert [s["byday"] for s in spot["schedules"]] == ["TU"]
    assert spot["schedules"][0]["service_at_location_id"] == spot["id"]


def test_part_of_an_address_is_words(made_up: Feed) -> None:
    location = service(made_up, EVERYTHING)["service_at_locations"][1]["location"]
    assert location["description"] == "Ibrox"
    assert "addresses" not in location


def test_the_middle_of_a_sector_is_nobodys_door(made_up: Feed) -> None:
    spots = made_up.entries("/service_at_locations", full=True)
    assert not any({"latitude", "longitude"} & spot["location"].keys() for spot in spots)


def test_areas_costs_and_languages(made_up: Feed) -> None:
    told = service(made_up, EVERYTHING)
    assert without_ids(told["service_areas"]) == [
        {"name": "Glasgow South", "service_area": "Glasgow South"},
        {
            "name": "All of Glasgow",
            "service_area": "All of Glasgow",
            "uri": "http://statistics.gov.scot/id/statistical-geography/S12000049",
        },
    ]
    assert without_ids(told["cost_options"]) == [
        {"option": "Low cost", "amount_description": "£1 a visit"}
    ]
    assert without_ids(told["languages"]) == [{"name": "Polish", "code": "pl"}, {"name": "Klingon"}]


@pytest.mark.parametrize(
    ("slug", "costs"),
    [
        (
            "any-age-helpline",
            [{"option": "Free", "amount": 0, "currency": "GBP", "amount_description": "Free"}],
        ),
        ("teens-at-night", [{"option": "There is a cost"}]),
        ("knows-nothing", []),
    ],
)
def test_what_it_costs(made_up: Feed, slug: str, costs: list[Json]) -> None:
    assert without_ids(service(made_up, slug).get("cost_options", [])) == costs


def test_only_a_real_check_is_a_date(made_up: Feed, feed: Feed) -> None:
    dated = {s["name"] for s in made_up.entries("/services") if "assured_date" in s}
    assert dated == {"The everything club"}
    assert not any("assured_date" in entry for entry in feed.entries("/services", per_page=500))


@pytest.mark.parametrize("slug", ["everything-club", "teens-at-night", "any-age-helpline"])
def test_a_made_up_listing_in_our_own_words_is_the_same_listing(made_up: Feed, slug: str) -> None:
    own = service(made_up, slug)["reachin"]
    assert set(own) & LEFT_OUT == set()
    again = Service.model_validate({**own, "edited": "2026-11-03"})
    assert again.id == slug
    assert own == {**own, **_own(again)}


def _own(listing: Service) -> dict[str, Any]:
    return write_own_fields(listing)


def test_a_listing_in_our_own_words_is_the_same_listing(feed: Feed, directory: Directory) -> None:
    hidden = {name: Service.model_fields[name].default for name in LEFT_OUT - {"edited"}}
    for told in feed.entries("/services", full=True, per_page=500):
        ours = directory.catalogue.by_id[told["reachin"]["id"]]
        again = Service.model_validate({**told["reachin"], "edited": ours.edited})
        assert again == ours.model_copy(update=hidden)


def test_needs_have_no_field_that_the_export_forgot() -> None:
    told = {"slug", "title", "sentence"}
    kept = {"page", "short_title", "planners_area", "picture", "words", "safety", "crisis", "first"}
    assert set(Need.model_fields) == told | kept


@pytest.mark.parametrize(
    "ages", ["any age", "not known", "0-5", "16+", "up to 17", "12-18, to 25 if care experienced"]
)
def test_ages_are_written_so_that_they_can_be_read_back(ages: str) -> None:
    listing = Service.model_validate(
        {
            "id": "a",
            "name": "A",
            "provider": "B",
            "summary": "C",
            "needs": ["food"],
            "areas": ["glasgow"],
            "ages": ages,
            "edited": "2026-11-22",
        }
    )
    assert write_ages(listing.ages) == ages


@pytest.mark.parametrize(
    ("address", "uri"),
    [
        ("https://example.org", "https://example.org"),
        ("https://example.org/a b", "https://example.org/a%20b"),
        ("https://example.org/café?q=né#é", "https://example.org/caf%C3%A9?q=n%C3%A9#%C3%A9"),
        ("https://example.org/%20a", "https://example.org/%20a"),
        ("https://bücher.example:8080/", "https://xn--bcher-kva.example:8080/"),
        ("https://example.org/{x}", "https://example.org/%7Bx%7D"),
        ("https://[broken", None),
        ("https://example.org:port/", None),
        (f"https://{'a' * 70}.example", None),
    ],
)
def test_web_addresses_are_made_uris(address: str, uri: str | None) -> None:
    assert as_uri(address) == uri


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (("One", "two."), "One. two."),
        ((None, " ", "Really?"), "Really?"),
        (("Wait…", "now!"), "Wait… now!"),
        ((), ""),
    ],
)
def test_texts_become_sentences(texts: tuple[str | None, ...], said: str) -> None:
    assert as_sentences(*texts) == said
