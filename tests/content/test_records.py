"""A listing written out and read again is the same; for everyone, without what is private."""

from datetime import date

import pytest
import yaml

from app.content.ages import parse_ages
from app.content.catalogue import Catalogue
from app.content.fields import Entry
from app.content.models import Checked, Contact, Languages, Location, ReachIn, Service
from app.content.records import PLANNERS_ONLY, open_to_all, write_ages, write_record
from app.content.yaml_source import parse_yaml
from app.content.yaml_writing import write_entries
from tests.content.folders import PANTRY

SECRET = "quokka"
PRIVATE = f"""\
- id: safe-house
  name: A safe house
  provider: A made-up charity
  summary: Somewhere safe to stay.
  needs: [safety_at_home]
  areas: [glasgow]
  contacts:
    - phone: 0141 496 0001
  places:
    - name: {SECRET} house
      address: 1 {SECRET} street
      postcode: G1 1AA
      hidden: yes
    - name: The shop
      neighbourhood: Govan
  checked:
    on: 2026-11-20
    how: phone
    by: locality planner
    next: 2027-05-20
  status: paused
  sources: [{SECRET} one, {SECRET} two]
  sources_dated: about {SECRET}
  basis: source
  imported:
    feed: {SECRET}-feed
    id: {SECRET} 1
    licence: OGL
    on: 2026-11-19
  planners_note: Only {SECRET} knows.
  edited: 2026-11-22
"""


FOR_EVERYONE: dict[type[Entry], set[str]] = {
    Service: {
        *("id", "name", "provider", "summary", "needs", "areas", "level", "kinds", "ways"),
        *("who_for", "welcomes", "ages", "cost", "cost_note", "reach_in", "contacts", "places"),
        *("hours", "hours_note", "languages", "access_note", "crisis", "checked", "edited"),
    },
    Contact: {"phone", "text", "email", "website", "chat", "name", "hours", "note"},
    Location: {"name", "address", "postcode", "neighbourhood", "hours", "access", "hidden"},
    ReachIn: {"how", "next", "bring", "wait"},
    Languages: {"spoken", "interpreter", "note"},
    Checked: {"on", "how", "by", "next"},
}
"""What families see on a listing's page, or may see: whoever adds a field must decide."""


@pytest.mark.parametrize("kind", FOR_EVERYONE)
def test_no_new_field_leaves_unless_somebody_decided(kind: type[Entry]) -> None:
    assert set(kind.model_fields) - PLANNERS_ONLY == FOR_EVERYONE[kind]


def read(text: str) -> tuple[Service, ...]:
    source = parse_yaml(text)
    assert source.problems == []
    assert isinstance(source.value, list)
    return tuple(Service.model_validate(each, strict=False) for each in source.value)


def test_every_listing_written_whole_is_read_back(published: Catalogue) -> None:
    written = write_entries(write_record(each, whole=True) for each in published.services)
    assert read("".join(written)) == published.services


def test_every_listing_for_everyone_is_read_back(published: Catalogue) -> None:
    written = "".join(write_entries(map(write_record, published.live)))
    assert read(written) == tuple(map(open_to_all, published.live))
    assert len(yaml.safe_load(written)) == len(published.live)


def test_what_only_planners_see_stays_with_them() -> None:
    (service,) = read(PRIVATE)
    written = "".join(write_entries([write_record(service)]))
    assert SECRET not in written.lower()
    assert "G1 1AA" not in written
    assert "2027" not in written
    record = write_record(service)
    assert not PLANNERS_ONLY & set(record)
    assert record["places"] == [{"name": "The shop", "neighbourhood": "Govan"}]
    assert record["checked"] == {"on": date(2026, 11, 20), "how": "phone", "by": "locality planner"}


def test_planners_have_all_of_it() -> None:
    (service,) = read(PRIVATE)
    record = write_record(service, whole=True)
    assert set(record) >= PLANNERS_ONLY
    assert "".join(write_entries([record])).lower().count(SECRET) == 8


def test_what_is_not_known_or_as_usual_is_left_out() -> None:
    (service,) = read(PANTRY)
    record = write_record(service)
    assert list(record)[:6] == ["id", "name", "provider", "summary", "needs", "areas"]
    assert not {"level", "welcomes", "hours_note", "crisis", "access_note"} & set(record)
    assert record["places"] == [
        {
            "name": "Old Hall",
            "address": "1 Main Street",
            "postcode": "G51 3UU",
            "neighbourhood": "Govan",
            "access": ["step-free"],
        }
    ]


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("not known", "not known"),
        ("all ages", "any age"),
        ("0 to 5 years", "0-5"),
        ("2-2", "2-2"),
        ("over 15", "16+"),
        ("under 12", "up to 11"),
        ("12-18, or up to 25 if care experienced", "12-18, to 25 if care experienced"),
        ("16+, to 25 if care experienced", "16+, to 25 if care experienced"),
    ],
)
def test_ages_are_written_as_they_are_read(typed: str, written: str) -> None:
    ages = parse_ages(typed)
    assert write_ages(ages) == written
    assert parse_ages(written) == ages
