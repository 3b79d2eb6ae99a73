"""Nothing is published that the facts do not say: a wrong number in a directory harms people.

The facts were gathered from public pages and lie beside the checkout, not in it.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from app.config import PROJECT
from app.content.catalogue import Catalogue
from app.content.models import Service
from app.content.yaml_source import parse_yaml
from tests.content.texts import listing_texts

FACTS = PROJECT.parent / "shared" / "listings"
pytestmark = pytest.mark.skipif(
    not FACTS.is_dir(), reason="needs ../shared/listings/facts.yaml beside the checkout"
)
HELD_BACK = {
    ("south-ayrshire-foodbank", "07599 071114"): "the facts say: check before publishing",
}
_NUMBER = re.compile(r"\+?\d[\d ]{3,}\d")


@cache
def read_facts(name: str) -> tuple[dict[str, Any], ...]:
    value = parse_yaml((FACTS / name).read_text(encoding="utf-8")).value
    assert isinstance(value, list)
    return tuple(fact for fact in value if isinstance(fact, dict))


def squeeze(text: str) -> str:
    """Return text without spaces and case, so that only letters, digits and signs count."""
    return "".join(text.lower().split())


def words_of(text: str) -> set[str]:
    words = re.findall(r"[a-z0-9]+", text.lower().replace("'", "").replace("’", ""))
    return {word.removesuffix("s") for word in words}


def fact_of(service: Service) -> dict[str, Any]:
    """Return the facts a listing was made from: the same sources, then the closest name."""
    facts = read_facts("facts.yaml")
    same = [fact for fact in facts if squeeze(fact["name"]) == squeeze(service.name)]
    if len(same) == 1:
        return same[0]
    told = [fact for fact in facts if tuple(fact.get("sources", ())) == service.sources]
    return max(told or facts, key=lambda fact: closeness(fact, service))


def closeness(fact: dict[str, Any], service: Service) -> float:
    ours, theirs = words_of(service.name), words_of(fact["name"])
    provider = squeeze(fact["provider"]) == squeeze(service.provider)
    return len(ours & theirs) / len(ours | theirs) + 0.5 * provider


def text_of(fact: dict[str, Any]) -> str:
    return yaml.safe_dump(fact, allow_unicode=True, width=10_000)


def published_details(service: Service) -> Iterator[str]:
    """Yield everything a family could dial, write to, open or go to."""
    for contact in service.contacts:
        yield contact.value
        yield from _NUMBER.findall(contact.note or "")
    for place in service.places:
        yield from filter(None, (place.postcode, place.address, place.name, place.neighbourhood))
    for _, text in listing_texts(service):
        yield from _NUMBER.findall(text)
        yield from re.findall(r"https?://\S+|[\w.]+@[\w.]+\w", text)
    yield from _NUMBER.findall(service.planners_note or "")


def said_by(detail: str, fact: str) -> bool:
    """Return whether the facts hold this detail; the words of an address may be apart."""
    if squeeze(detail) in squeeze(fact):
        return True
    if "@" in detail or "://" in detail or _NUMBER.fullmatch(detail):
        return False
    return words_of(detail) - {"glasgow"} <= words_of(fact)


def test_every_listing_has_its_own_facts(published: Catalogue) -> None:
    matched = {fact_of(service)["name"] for service in published.services}
    assert {fact["name"] for fact in read_facts("facts.yaml")} - matched == set()
    assert len(matched) == len(published.services) == 158


def test_every_number_and_address_is_in_its_own_facts(published: Catalogue) -> None:
    strange = [
        f"{service.id}: {detail}"
        for service in published.services
        for detail in published_details(service)
        if not said_by(detail, text_of(fact_of(service)))
    ]
    assert strange == []


def test_no_stated_way_to_get_in_touch_is_lost(published: Catalogue) -> None:
    lost = []
    for service in published.services:
        fact, ours = fact_of(service), {squeeze(contact.value) for contact in service.contacts}
        for way in ("phone", "email", "website"):
            stated = fact.get(way)
            held_back = (service.id, stated) in HELD_BACK
            if isinstance(stated, str) and squeeze(stated) not in ours and not held_back:
                lost.append(f"{service.id}: {way} {stated}")
    assert lost == []


def test_sources_are_carried_with_each_listing(published: Catalogue) -> None:
    for service in published.services:
        fact = fact_of(service)
        pages = {source for source in service.sources if source.startswith("http")}
        assert pages <= set(fact.get("sources", ()))
        assert bool(service.sources) == bool(fact.get("sources"))
        assert service.basis == fact["basis"].replace("_", " ")


def test_ages_are_only_what_was_stated(published: Catalogue) -> None:
    for service in published.services:
        stated = {"None", *re.findall(r"\d+", yaml.safe_dump(fact_of(service)))}
        ends = {str(service.ages.youngest), str(service.ages.oldest)}
        assert ends <= stated, service.id


def test_leads_are_too_unsure_to_publish(published: Catalogue) -> None:
    names = {squeeze(service.name) for service in published.services}
    leads = {squeeze(lead["name"]) for lead in read_facts("leads.yaml")}
    assert names & leads == set()
    text = squeeze((PROJECT / "data" / "services.yaml").read_text(encoding="utf-8"))
    assert [lead for lead in leads if f"name:{lead}" in text] == []


def test_the_facts_are_the_ones_we_know() -> None:
    assert len(read_facts("facts.yaml")) == 158
    assert Path(FACTS, "leads.yaml").is_file()
