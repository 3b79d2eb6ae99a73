"""Numbers and addresses: spaced, told apart, never made up, and dropped where they are no good."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content.fields import read_phone
from app.openreferral.reading import Vocabulary
from app.openreferral.reading.phones import hear_phone
from tests.openreferral.reading.records import field, read, told

PHONE = {"phone": "0141 496 0000"}


@pytest.mark.parametrize(
    ("number", "contacts"),
    [
        ("0141 496 0000", [PHONE]),
        ("01414960000", [PHONE]),
        ("(0141) 496-0000", [PHONE]),
        ("+44 (0)141 496 0000", [PHONE]),
        ("+441414960000", [PHONE]),
        ("0044 141 496 0000", [PHONE]),
        ("tel:+441414960000", [PHONE]),
        ("Call us on 0141 496 0000", [PHONE]),
        (1414960000, [PHONE]),
        ("1414960000", [PHONE]),
        ("02079460000", [{"phone": "020 7946 0000"}]),
        ("07700900123", [{"phone": "07700 900123"}]),
        ("01632960123", [{"phone": "01632 960123"}]),
        ("0800 1111", [{"phone": "0800 1111"}]),
        ("116 123", [{"phone": "116 123"}]),
        ("111", [{"phone": "111"}]),
        ("+353 1 234 5678", [{"phone": "+35312345678"}]),
        ("0141 496 0000 Ext 303", [{**PHONE, "note": "Extension 303"}]),
        ("01414960000x12", [{**PHONE, "note": "Extension 12"}]),
        ("0141 496 0000 (ask for Intake)", [{**PHONE, "note": "ask for Intake"}]),
        ("0141 496 0000 (Mon-Fri 9:00-17:00)", [{**PHONE, "hours": "Mon-Fri 9:00-17:00"}]),
        ("0141 496 0000 or 0141 496 0001", [PHONE, {"phone": "0141 496 0001"}]),
        ("0141 496 0000 / 07700 900123", [PHONE, {"phone": "07700 900123"}]),
        ("0141 496 0000/0001", [PHONE]),
        ("Text HOME to 85258", [{"text": "85258", "note": "Text HOME to 85258"}]),
        ("ask at reception", None),
        ("0141 496 000", None),
        ("0141 496 00000", None),
        ("00000000000", None),
        ("01234567890", None),
        ("12345678901234567890", None),
        ("", None),
        (None, None),
        ([], None),
    ],
)
def test_a_number_is_read_whatever_stands_around_it(
    number: object, contacts: Any, vocabulary: Vocabulary
) -> None:
    assert field(vocabulary, "contacts", {"phones": [{"number": number}]}) == contacts


@pytest.mark.parametrize("number", ["ask at reception", "0141 496 000", "00000000000"])
def test_a_number_that_is_none_is_told(number: str, vocabulary: Vocabulary) -> None:
    draft = read(vocabulary, {"phones": [{"number": number}]})
    assert told(draft, "dropped", "phones") == [f'"{number}" is not a phone number.']


def test_a_number_that_lost_its_first_0_is_a_guess(vocabulary: Vocabulary) -> None:
    draft = read(vocabulary, {"phones": [{"number": "1414960000"}]})
    assert "Check it." in told(draft, "guessed", "contacts")[0]


@given(st.text(alphabet="0123456789 +-()/.extx", max_size=40))
def test_no_number_is_made_up(text: str) -> None:
    digits = re.sub(r"\D", "", text)
    for found in hear_phone(text).numbers:
        assert read_phone(found.number) == found.number
        assert re.sub(r"\D", "", found.number).lstrip("0") in digits


@pytest.mark.parametrize(
    "said",
    [
        {"phones": [PHONE | {"number": "0141 496 0000"}]},
        {"phone": "0141 496 0000"},
        {"telephone": "0141 496 0000"},
        {"contacts": [{"phones": [{"number": "0141 496 0000"}]}]},
        {"contacts": [{"phone": "0141 496 0000"}]},
        {"contacts": {"phone": "0141 496 0000", "name": None}},
        {"service_at_locations": [{"phones": [{"number": "0141 496 0000"}]}]},
        {"service_at_locations": [{"location": {"phones": [{"number": "0141 496 0000"}]}}]},
        {"organization": {"name": "A", "phones": [{"number": "0141 496 0000"}]}},
        {"organization": {"name": "A", "contacts": [{"phones": [{"number": "0141 496 0000"}]}]}},
        {"phones": [{"number": "0141 496 0000"}, {"number": "+44 141 496 0000"}]},
    ],
)
def test_a_number_is_found_wherever_a_feed_keeps_it(said: Any, vocabulary: Vocabulary) -> None:
    assert field(vocabulary, "contacts", said) == [PHONE]


@pytest.mark.parametrize(
    ("phone", "contact"),
    [
        ({"type": "sms"}, {"text": "0141 496 0000"}),
        ({"type": "textphone"}, {**PHONE, "note": "Textphone"}),
        ({"description": "Evening line"}, {**PHONE, "note": "Evening line"}),
        ({"description": "Mon-Fri 9am-5pm. Ask for Intake."},
         {**PHONE, "hours": "Mon-Fri 9am-5pm", "note": "Ask for Intake."}),
        ({"extension": 42}, {**PHONE, "note": "Extension 42"}),
        ({"description": None, "languages": [], "id": None}, PHONE),
    ],
)  # fmt: skip
def test_what_is_said_of_a_number(phone: Any, contact: Any, vocabulary: Vocabulary) -> None:
    said = {"phones": [{"number": "0141 496 0000", **phone}]}
    assert field(vocabulary, "contacts", said) == [contact]


def test_a_fax_is_no_phone(vocabulary: Vocabulary) -> None:
    draft = read(vocabulary, {"phones": [{"number": "0141 496 0000", "type": "fax"}]})
    assert "contacts" not in draft.fields
    assert told(draft, "dropped", "phones") == ['"0141 496 0000" is a fax, not a phone.']


@pytest.mark.parametrize(
    ("contact", "name"),
    [
        ({"name": "Ann Persona"}, None),
        ({"name": "Ann Persona", "title": "Reception Manager"}, "Reception Manager"),
        ({"name": "Family team"}, "Family team"),
        ({"name": "Contact 1"}, None),
        ({"name": "Contact 1", "department": "Intake"}, "Intake"),
    ],
)
def test_a_persons_name_never_comes_in(
    contact: Any, name: str | None, vocabulary: Vocabulary
) -> None:
    draft = read(vocabulary, {"contacts": [{**contact, "phone": "0141 496 0000"}]})
    assert draft.fields["contacts"] == [{**PHONE, "name": name} if name else PHONE]
    assert bool(told(draft, "dropped", "contacts.name")) is ("Ann" in contact["name"])


@pytest.mark.parametrize(
    ("said", "contacts"),
    [
        ({"email": "hello@riverside.example"}, [{"email": "hello@riverside.example"}]),
        ({"email": "mailto:hello@riverside.example"}, [{"email": "hello@riverside.example"}]),
        ({"email": "Email hello@riverside.example!"}, [{"email": "hello@riverside.example"}]),
        ({"email": "riverside@noemail.invalid"}, None),
        ({"email": "email@example.com"}, None),
        ({"email": "email@email.com"}, None),
        ({"email": "not an address"}, None),
        ({"url": "https://riverside.example/a"}, [{"website": "https://riverside.example/a"}]),
        ({"url": "www.riverside.example"}, [{"website": "https://www.riverside.example"}]),
        ({"url": "riverside.example/a"}, [{"website": "https://riverside.example/a"}]),
        ({"url": "http//riverside.example"}, [{"website": "http://riverside.example"}]),
        ({"url": "http://www.example.com"}, None),
        ({"url": "https://path/to/profile"}, None),
        ({"url": "javascript:alert(1)"}, None),
        ({"url": "https://name:secret@riverside.example"}, None),
        ({"url": "see our leaflet"}, None),
        ({"links": [{"label": "Facebook", "url": "https://social.example/r"}]},
         [{"website": "https://social.example/r", "name": "Facebook"}]),
        ({"additional_urls": [{"url": "https://riverside.example/b", "label": ""}]},
         [{"website": "https://riverside.example/b"}]),
        ({"organization": {"name": "A", "email": "a@riverside.example",
                           "website": "https://riverside.example"}},
         [{"email": "a@riverside.example"}, {"website": "https://riverside.example"}]),
        ({"url": "https://riverside.example/a",
          "organization": {"name": "A", "url": "https://other.example"}},
         [{"website": "https://riverside.example/a"}]),
        ({"url": "https://riverside.example", "links": ["https://riverside.example/"]},
         [{"website": "https://riverside.example"}]),
    ],
)  # fmt: skip
def test_addresses_are_good_or_not_there(said: Any, contacts: Any, vocabulary: Vocabulary) -> None:
    assert field(vocabulary, "contacts", said) == contacts


def test_numbers_come_first_and_not_too_many(vocabulary: Vocabulary) -> None:
    numbers = [{"number": f"0141 496 00{n}"} for n in range(10, 30)]
    draft = read(vocabulary, {"email": "a@riverside.example", "phones": numbers})
    contacts = draft.fields["contacts"]
    assert isinstance(contacts, list)
    assert len(contacts) == 12
    assert contacts[0] == {"phone": "0141 496 0010"}
    assert "The feed has 21 ways to get in touch." in told(draft, "dropped", "contacts")
