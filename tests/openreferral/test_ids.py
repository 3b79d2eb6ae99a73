"""An id is a promise: others copied it, so it may never change."""

from pathlib import Path
from uuid import UUID, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.clock import Clock
from app.config import Settings
from app.main import create_app
from app.openreferral.ids import NAMESPACE, Numbering, make_id, organization_id
from tests.openreferral.feed import KINDS, Feed
from tests.openreferral.made_up import MADE_UP
from tests.web.pages import PageClient
from tests.web.small_data import write_small_data

GOLDEN = {
    ("service", "samaritans"): "b2a9523a-b891-50af-ae6e-dffc7bac2607",
    ("need", "money"): "dfb16848-cde0-54dc-9800-60e89c2c220f",
    ("area", "glasgow-south"): "81d78a7f-cc7a-54d2-ab73-ae72b530381d",
    ("openEligibility", "1107"): "cfe8c39f-0ef1-574e-a87c-7fa0e331d564",
    ("taxonomy", "need"): "4d1dbcf3-279c-5a33-b1ae-b518de619131",
}


@pytest.mark.parametrize(("names", "identity"), GOLDEN.items())
def test_ids_are_what_they_always_were(names: tuple[str, str], identity: str) -> None:
    assert make_id(*names) == identity


@given(st.text(), st.lists(st.text(), max_size=3))
def test_an_id_is_a_uuid_of_its_name(kind: str, names: list[str]) -> None:
    assert make_id(kind, *names) == str(uuid5(NAMESPACE, "/".join((kind, *names))))
    assert UUID(make_id(kind, *names)).version == 5


def test_a_provider_is_one_however_it_is_typed() -> None:
    assert organization_id("A made-up  Trust") == organization_id("a Made-Up trust ")
    assert organization_id("A made-up trust") != organization_id("Another trust")


def test_parts_that_say_the_same_have_ids_of_their_own() -> None:
    one, two = Numbering("a-listing"), Numbering("a-listing")
    given = [one.next("phone", "0141 496 0000"), one.next("phone", "0141 496 0000")]
    assert len(set(given)) == 2
    assert two.next("phone", "0141 496 0000") == given[0]
    assert Numbering("another").next("phone", "0141 496 0000") not in given


def test_a_part_keeps_its_id_when_others_come_before_it() -> None:
    alone, later = Numbering("a-listing"), Numbering("a-listing")
    later.next("phone", "0141 496 0009")
    assert later.next("phone", "0141 496 0000") == alone.next("phone", "0141 496 0000")


def test_real_listings_keep_theirs(feed: Feed) -> None:
    told = feed.get(f"/services/{GOLDEN['service', 'samaritans']}")
    assert told["reachin"]["id"] == "samaritans"
    assert told["organization_id"] == organization_id(told["organization"]["name"])


def test_another_site_with_the_same_data_gives_the_same(
    made_up: Feed, tmp_path: Path, site_clock: Clock
) -> None:
    entries = MADE_UP.split("\n- id: ")
    turned = "\n- id: ".join([entries[0], *reversed(entries[1:])])
    data = write_small_data(tmp_path / "data", turned + "\n")
    app = create_app(Settings(data=data, var=tmp_path / "var", watch=False), clock=site_clock)
    with PageClient.over(app) as client:
        again = Feed(client.http)
        for name in KINDS:
            assert again.ids(f"/{name}") == made_up.ids(f"/{name}")
