"""Ages, money, how to reach in and languages: only what the feed says."""

from typing import Any

import pytest

from app.openreferral.reading import Vocabulary
from tests.openreferral.reading.records import field, read, told


@pytest.mark.parametrize(
    ("said", "ages"),
    [
        ({"minimum_age": 0, "maximum_age": 5}, "0-5"),
        ({"minimum_age": "5", "maximum_age": "11.0"}, "5-11"),
        ({"minimum_age": 16}, "16+"),
        ({"minimum_age": 16, "maximum_age": -1}, "16+"),
        ({"minimum_age": 12, "maximum_age": 100}, "12+"),
        ({"maximum_age": 12}, "up to 12"),
        ({"minimum_age": -1, "maximum_age": -1}, None),
        ({"minimum_age": "", "maximum_age": None}, None),
        ({"minimum_age": 0, "maximum_age": 0}, None),
        ({"minimum_age": 0, "maximum_age": 120}, "any age"),
        ({"minimum_age": 12, "maximum_age": 5}, None),
        ({"minimum_age": 0.5, "maximum_age": 4.99}, "0-4"),
        ({"min_age": 5, "max_age": 11}, "5-11"),
        ({"min_age": 12, "max_age": None}, "12+"),
        ({"minimumAge": 3, "maximumAge": 4}, "3-4"),
        ({"eligibilitys": [{"minimum_age": 0, "maximum_age": 2}]}, "0-2"),
        ({"eligibilities": [{"minimum_age": 0, "maximum_age": 2},
                            {"minimum_age": 3, "maximum_age": 5}]},
         "0-5"),
        ({"eligibility": {"minimum_age": 11, "maximum_age": 25}}, "11-25"),
        ({"age_band_under_2": True, "age_band_2": True, "age_band_all": None}, "0-2"),
        ({"age_band_all": True}, "any age"),
        ({"minimum_age": [5], "maximum_age": {"a": 1}}, None),
        ({"minimum_age": "five"}, None),
    ],
)  # fmt: skip
def test_ages(said: Any, ages: str | None, vocabulary: Vocabulary) -> None:
    assert field(vocabulary, "ages", said) == ages


@pytest.mark.parametrize(
    ("said", "who"),
    [
        ({"eligibility_description": "<p>Any parent.</p>"}, "Any parent."),
        ({"eligibilitys": [{"eligibility": "child", "taxonomys": []}]}, "Children"),
        ({"eligibilities": [{"eligibility": "adult"}, {"eligibility": "family"}]},
         "Adults. Families"),
        ({"eligibility": "Families in Govan"}, "Families in Govan"),
        ({"eligibility_description": None}, None),
    ],
)  # fmt: skip
def test_who_it_is_for(said: Any, who: str | None, vocabulary: Vocabulary) -> None:
    assert field(vocabulary, "who_for", said) == who


@pytest.mark.parametrize(
    ("said", "cost", "note"),
    [
        ({"cost_options": [{"amount": 0}]}, "free", None),
        ({"cost_options": [{"amount": "0.00", "amount_description": "Free"}]}, "free", None),
        ({"cost_options": [{"amount": 2.0, "amount_description": "per session",
                            "option": "Family"}]},
         "paid", "Family: £2 per session"),
        ({"cost_options": [{"amount": 2.5}]}, "paid", "£2.50"),
        ({"cost_options": [{"amount": 3, "currency": "eur"}]}, "paid", "€3"),
        ({"cost_options": [{"amount": 3, "currency": "PLN"}]}, "paid", "3 PLN"),
        ({"cost_options": [{"amount": 0, "option": "Under 5s"}, {"amount": 3, "option": "Adults"}]},
         "some free, some paid", "Under 5s: free. Adults: £3"),
        ({"cost_options": [{"amount": -1}]}, None, None),
        ({"cost_options": [{"amount": 9, "valid_to": "2020-01-01"}], "assured_date": "2026-01-01"},
         None, None),
        ({"fees": "£2 a family"}, "paid", "£2 a family"),
        ({"fees": "Free"}, "free", None),
        ({"fees_description": "Free. Lunch is provided."}, "free", "Lunch is provided."),
        ({"fees": "No charge"}, "free", "No charge"),
        ({"fees": "Some things are free."}, "some free, some paid", "Some things are free."),
        ({"fees": "Low cost"}, "low cost", "Low cost"),
        ({"fees": "The class is free. We do not know about the rest."}, None,
         "The class is free. We do not know about the rest."),
        ({"fees": "Freephone advice line"}, None, "Freephone advice line"),
        ({"fees": "This is not free"}, None, "This is not free"),
        ({"fees": "£0.00"}, None, "£0.00"),
        ({"fees": "n/a"}, None, None),
        ({"fees": "fees"}, None, None),
        ({"fees": "fees_description"}, None, None),
        ({"fees_description": "fees_description", "fees": "Free"}, "free", None),
        ({"free": True}, "free", None),
        ({"free": False}, "paid", None),
        ({"free": None}, None, None),
        ({}, None, None),
    ],
)  # fmt: skip
def test_what_it_costs(
    said: Any, cost: str | None, note: str | None, vocabulary: Vocabulary
) -> None:
    draft = read(vocabulary, said)
    assert (draft.fields.get("cost"), draft.fields.get("cost_note")) == (cost, note)


def test_words_that_name_a_price_beside_a_0_are_a_guess(vocabulary: Vocabulary) -> None:
    said = {"cost_options": [{"amount": 0}], "fees_description": "£1 to join"}
    draft = read(vocabulary, said)
    assert draft.fields["cost"] == "some free, some paid"
    assert told(draft, "guessed", "cost")


@pytest.mark.parametrize(
    ("said", "how"),
    [
        ({"application_process": "No referral needed. Just come along."}, "just turn up"),
        ({"application_process": "Drop-in every day"}, "just turn up"),
        ({"application_process": "You do not need to book."}, "just turn up"),
        ({"application_process": "Self-referral or GP referral"}, "get in touch"),
        ({"application_process": "By referral from a health visitor"}, "someone asks for you"),
        ({"application_process": "Your GP can refer you."}, "someone asks for you"),
        ({"application_process": "Please book a place online."}, "book"),
        ({"application_process": "Phone the office."}, "get in touch"),
        ({"application_process": "See below"}, None),
        ({"needs_referral": True}, "someone asks for you"),
        ({"needs_referral": False}, "get in touch"),
        ({"needs_referral": None}, None),
        ({"attending_access": "drop-in"}, "just turn up"),
        ({"attending_access": "referral"}, "someone asks for you"),
        ({"attending_access": "appointment"}, "book"),
        ({"attending_access": "membership"}, None),
        ({"attending_access": ["drop-in", "appointment"]}, None),
    ],
)
def test_how_to_reach_in(said: Any, how: str | None, vocabulary: Vocabulary) -> None:
    block = field(vocabulary, "reach_in", said) or {}
    assert isinstance(block, dict)
    assert block.get("how") == how


@pytest.mark.parametrize(
    ("said", "ways"),
    [
        ({"attending_type": "venue"}, ["in person"]),
        ({"attending_type": "phone"}, ["phone"]),
        ({"deliverable_type": "online"}, ["online"]),
        ({"attending_type": "home visit"}, ["home visit"]),
        ({"attending_access": "drop_in", "attending_type": "Venue"}, ["in person", "drop in"]),
        ({"schedules": [{"attending_type": "in person"}]}, ["in person"]),
        ({"attending_type": "Something else"}, None),
    ],
)
def test_ways(said: Any, ways: Any, vocabulary: Vocabulary) -> None:
    assert field(vocabulary, "ways", said) == ways


def test_what_happens_next_to_bring_and_the_wait(vocabulary: Vocabulary) -> None:
    said = {
        "application_process": "<p>Phone the office.</p>",
        "wait_time": "About 6 weeks",
        "required_documents": [{"document": "A photo"}, {"name": "A letter"}],
    }
    assert field(vocabulary, "reach_in", said) == {
        "how": "get in touch",
        "next": "Phone the office.",
        "bring": "A photo. A letter",
        "wait": "About 6 weeks",
    }


@pytest.mark.parametrize(
    ("said", "languages"),
    [
        ({"languages": [{"name": "English"}, {"name": "polish"}]}, {"spoken": ["Polish"]}),
        ({"languages": [{"language": "Urdu"}]}, {"spoken": ["Urdu"]}),
        ({"languages": [{"code": "ar"}, {"code": "en-GB"}, {"name": "pl-PL"}]},
         {"spoken": ["Arabic", "Polish"]}),
        ({"languages": "Polish, Arabic and BSL"},
         {"spoken": ["Polish", "Arabic", "British Sign Language"]}),
        ({"languages": [{"id": "l1"}, {"name": "xx"}, {"name": "?"}]}, None),
        ({"interpretation_services": "Phone interpreting; please ask."},
         {"note": "Phone interpreting; please ask.", "interpreter": "yes"}),
        ({"interpretation_services": "No interpreters."},
         {"note": "No interpreters.", "interpreter": "no"}),
        ({"interpretation_services": "Leaflets in Urdu."}, {"note": "Leaflets in Urdu."}),
    ],
)  # fmt: skip
def test_languages(said: Any, languages: Any, vocabulary: Vocabulary) -> None:
    assert field(vocabulary, "languages", said) == languages
