"""Every sample feed is imported whole: how many listings, what of them, and what is told."""

import pytest

from app.config import PROJECT
from app.content.wording import WordingGuide
from app.openreferral.drafts import Draft
from app.openreferral.reading import (
    Dialect,
    Vocabulary,
    detect,
    entries,
    read_record,
    suggest_wording,
)
from app.openreferral.reading.settling import ORDER
from tests.openreferral.reading.records import read, sample, told, validate

SETS = {
    "project/services_page.json": 1,
    "project/service_full.json": 1,
    "legacy-v1/services_page.json": 1,
    "legacy-v1/service_full.json": 1,
    "outpost-dialect/services_page.json": 20,
    "outpost-dialect/service.json": 1,
    "validator-mocks/pass/service_list.json": 1,
    "validator-mocks/pass/service_full.json": 1,
    "validator-mocks/warn/service_full.json": 1,
    "validator-mocks/fail/service_full.json": 1,
    "validator-mocks/pass/service_at_location_list.json": 1,
    "validator-mocks/pass/service_at_location_full.json": 1,
}


def drafts_of(path: str, vocabulary: Vocabulary) -> list[Draft]:
    page = sample(path)
    dialect = detect(None, page)
    return [read_record(record, dialect, vocabulary) for record in entries(page)]


@pytest.mark.parametrize(("path", "count"), SETS.items())
def test_every_listing_of_every_set_is_read(path: str, count: int, vocabulary: Vocabulary) -> None:
    drafts = drafts_of(path, vocabulary)
    assert len({draft.source_id for draft in drafts}) == count
    for draft in drafts:
        assert list(draft.fields) == [name for name in ORDER if name in draft.fields]
        validate(draft, vocabulary)


def test_the_made_up_glasgow_service_comes_in_whole(vocabulary: Vocabulary) -> None:
    [draft] = drafts_of("project/service_full.json", vocabulary)
    assert draft.fields == {
        "name": "Riverside family drop-in",
        "provider": "Riverside Families (made-up charity)",
        "summary": "Come along for a cup of tea, a play and a chat. You do not need to book and "
        "nobody will ask why you came.",
        "needs": ["parenting"],
        "areas": ["glasgow-north-east"],
        "kinds": ["learning"],
        "ways": ["in person"],
        "who_for": "Any parent, carer or kinship carer with a child under 12.",
        "ages": "0-12",
        "cost": "free",
        "cost_note": "Lunch is provided.",
        "reach_in": {
            "how": "just turn up",
            "next": "No referral needed. Just come along, or phone first if you like.",
            "wait": "No wait",
        },
        "contacts": [
            {"phone": "0141 496 0000", "hours": "Monday to Friday, 9 am to 5 pm"},
            {"email": "dropin@riverside.example"},
            {"website": "https://riverside.example/drop-in"},
        ],
        "places": [
            {
                "name": "Riverside Hall (made-up)",
                "address": "1 Example Street, Glasgow",
                "postcode": "G1 1XX",
                "access": ["step-free", "accessible toilet", "hearing loop"],
            }
        ],
        "hours": ["Thu 10:00-13:00 in term time until 25 Jun 2027", "1st Sat 11:00-15:00"],
        "languages": {
            "spoken": ["Arabic"],
            "interpreter": "yes",
            "note": "Phone interpreting in any language; please ask.",
        },
        "access_note": "Ramp at the side door; accessible toilet; baby changing. Ask staff for the "
        "portable hearing loop. Side door, ring the bell.",
        "sources_dated": "The feed says it was last assured on 2 Nov 2026.",
        "basis": "source",
        "planners_note": "It is also called: The Thursday drop-in. An alert in the feed: Closed on "
        "1 January.",
    }
    assert (draft.modified, draft.slug, draft.gone) == ("2026-11-02T09:15:00.000Z", None, False)
    validate(draft, vocabulary)


def test_the_same_in_the_oldest_dialect(vocabulary: Vocabulary) -> None:
    [draft] = drafts_of("legacy-v1/service_full.json", vocabulary)
    service = validate(draft, vocabulary)
    assert service.summary == "Songs, play and a chat for parents and babies."
    assert (service.needs, service.areas, service.ages.oldest) == (("parenting",), ("glasgow",), 2)
    assert service.hours.lines == ("Tue 10:00-11:30 in term time",)
    assert (service.cost, service.cost_note) == ("paid", "Family: £2 per session. £2 a family")
    assert (service.reach_in.how, service.ways) == ("just turn up", ("in person", "drop in"))
    assert [contact.value for contact in service.contacts] == [
        "0141 496 0001",
        "hello@bridge.example",
        "https://bridge.example/baby",
    ]
    assert service.places[0].postcode == "G1 1XY"
    assert service.places[0].access == ("step-free",)


def test_the_checkers_impossible_facts_are_left_out(vocabulary: Vocabulary) -> None:
    [draft] = drafts_of("validator-mocks/pass/service_full.json", vocabulary)
    assert "contacts" not in draft.fields
    assert "hours" not in draft.fields
    assert draft.fields["places"] == [
        {
            "name": "MyCity Civic Center",
            "address": "1-30 Main Street, MyCity",
            "access": ["step-free", "hearing loop"],
        }
    ]
    assert told(draft, "dropped", "latitude") == ["100, 101 is nowhere on earth."]
    assert told(draft, "dropped", "areas")
    assert "Ann Persona" not in str(draft.fields)


def test_outposts_places_that_are_none_are_told(vocabulary: Vocabulary) -> None:
    drafts = {d.source_id: d for d in drafts_of("outpost-dialect/services_page.json", vocabulary)}
    online = drafts["29"]
    assert "places" not in online.fields
    assert online.fields["ways"] == ["online"]
    assert drafts["7"].fields["contacts"] == [
        {"phone": "0777 777 7777", "name": "Outreach Manager"},
        {"phone": "0203 289 6420", "note": "Extension 303"},
        {"email": "contact@example.org", "name": "Outreach Manager"},
    ]
    assert told(drafts["1"], "guessed", "provider")
    assert drafts["21"].fields["needs"] == ["childcare", "money"]
    assert drafts["1"].fields["hours"] == ["Mon 10:00-17:00"]


def test_old_dates_of_assurance_are_shown_and_are_no_check(vocabulary: Vocabulary) -> None:
    [draft] = drafts_of("validator-mocks/pass/service_full.json", vocabulary)
    assert draft.fields["sources_dated"] == "The feed says it was last assured on 1 Jan 2005."
    assert not {"checked", "id", "edited", "status"} & set(draft.fields)


def test_wording_is_suggested_for_what_families_would_read(vocabulary: Vocabulary) -> None:
    guide = WordingGuide.read(PROJECT / "data" / "wording.csv")
    [draft] = drafts_of("validator-mocks/pass/service_full.json", vocabulary)
    found = suggest_wording(draft, guide)
    assert {"summary", "access_note"} == {suggestion.field for suggestion in found}
    assert any("words in" in suggestion.message for suggestion in found)
    plain = read(vocabulary, {"eligibility_description": "Bring your siblings."})
    assert [(each.field, each.message) for each in suggest_wording(plain, guide)] == [
        ("who_for", '"siblings" in "Bring your siblings." → brothers and sisters')
    ]


def test_every_dialect_is_named_in_the_report(vocabulary: Vocabulary) -> None:
    named = {told(drafts_of(path, vocabulary)[0], "mapped", "dialect")[0] for path in SETS}
    assert named == {f"Read as {dialect}." for dialect in Dialect}
