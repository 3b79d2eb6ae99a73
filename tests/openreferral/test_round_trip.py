"""What goes out comes back the same: our own feed, read by our own reader."""

from datetime import date
from typing import Any

import pytest

from app.content.models import Service
from app.openreferral.ids import make_id
from app.openreferral.own_fields import LEFT_OUT
from app.openreferral.reading import Dialect, Vocabulary, detect, entries, read_record
from app.search.directory import Directory
from tests.openreferral.feed import Feed

STAYS_HERE = LEFT_OUT | {"places"}
"""What never leaves, and places, whose hidden ones do not."""


def read_back(feed: Feed, directory: Directory, *, with_own_words: bool) -> dict[str, Service]:
    """Return every listing as it is after a journey out and in, by its id here."""
    vocabulary = Vocabulary.of(directory.catalogue, directory.gazetteer)
    back = {}
    for service in directory.catalogue.live:
        record = feed.get(f"/services/{make_id('service', service.id)}")
        if not with_own_words:
            del record["reachin"]
        draft = read_record(record, Dialect.HSDS_3, vocabulary)
        fields = {**draft.fields, "id": service.id, "edited": date(2026, 11, 22)}
        back[service.id] = Service.model_validate(fields)
    return back


def shown(service: Service) -> dict[str, Any]:
    fields = {name: value for name, value in service if name not in STAYS_HERE}
    return {**fields, "places": [place for place in service.places if not place.hidden]}


@pytest.fixture(scope="module")
def back(feed: Feed, directory: Directory) -> dict[str, Service]:
    return read_back(feed, directory, with_own_words=True)


def test_every_listing_comes_back_the_same(back: dict[str, Service], directory: Directory) -> None:
    assert len(back) > 150
    for service in directory.catalogue.live:
        assert shown(back[service.id]) == shown(service), service.id


def test_the_standard_alone_brings_back_a_good_listing(feed: Feed, directory: Directory) -> None:
    back = read_back(feed, directory, with_own_words=False)
    for service in directory.catalogue.live:
        there = back[service.id]
        kept = ("name", "provider", "summary", "needs", "areas", "cost")
        assert {n: getattr(there, n) for n in kept} == {n: getattr(service, n) for n in kept}
        assert there.languages.spoken == service.languages.spoken
        phones = [c.phone for c in service.contacts if c.phone]
        assert sorted({c.phone for c in there.contacts if c.phone}) == sorted(set(phones))


def test_our_own_list_is_known_for_what_it_is(feed: Feed) -> None:
    page = feed.get("/services")
    assert detect(feed.get("/"), page) is Dialect.HSDS_3
    assert len(entries(page)) == page["size"]
