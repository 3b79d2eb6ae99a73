"""The directory as it is published: whole, kind, easy to read, and honest about what is known."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.config import PROJECT
from app.content.catalogue import Catalogue
from app.content.loading import load_catalogue
from app.content.wording import (
    HARDEST_GRADE,
    MOST_WORDS_IN_A_SENTENCE,
    WordingGuide,
    count_words,
    reading_grade,
    sentences,
)
from app.places import Gazetteer
from tests.content.texts import listing_names, listing_texts, template_texts

NEEDS = {
    "parenting", "safety_at_home", "money", "food", "energy", "housing", "mental_health_parent",
    "mental_health_child", "disability_asn", "carers", "new_to_scotland", "childcare",
    "pregnancy_baby", "kinship_adoption", "alcohol_drugs", "prison", "bereavement", "separation",
    "loneliness", "school", "crisis",
}  # fmt: skip
KNOWN_CLOSED = (
    "Glasgow East Women's Aid", "Drumchapel Women's Aid", "Clydebank Women's Aid",
    "Deaf Connections", "0141 353 6504", "Scottish ADHD Coalition", "Bridging the Gap",
    "Ayr Citizens Advice Bureau",
)  # fmt: skip
PROPER_NAMES = {
    "ASSIST (help with court after domestic abuse)": "families are told this name by the police",
    "CAMHS Glasgow (children's mental health team)": "the name on every letter; explained beside",
    "CAMHS in South Ayrshire (children's mental health team)": "as for Glasgow",
    "Victim Support Scotland": "the charity's own name",
}
"""Terms that stand in a published name because it is the real name of the thing, with why."""
LICENCE = "Contains OS data"
"""The acknowledgement that the postcode licences ask for, in their own words."""
ENOUGH_TO_GRADE = 12


@pytest.fixture(scope="module")
def guide(data: Path) -> WordingGuide:
    return WordingGuide.read(data / "wording.csv")


def told(text: str, guide: WordingGuide) -> Iterator[str]:
    """Yield what is wrong with a text that families read."""
    yield from (f'"{wording.term}" in: {text}' for wording in guide.find(text))
    for sentence in sentences(text):
        if count_words(sentence) > MOST_WORDS_IN_A_SENTENCE:
            yield f"long: {sentence}"
    if count_words(text) >= ENOUGH_TO_GRADE and reading_grade(text) > HARDEST_GRADE:
        yield f"grade {reading_grade(text):.1f}: {text}"


def test_all_the_listings_are_there(published: Catalogue) -> None:
    assert len(published.services) == 158
    ids = [service.id for service in published.services]
    assert max(Counter(ids).values()) == 1
    assert [name for name in ids if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)] == []


def test_the_needs_are_the_settled_ones_and_each_has_help(published: Catalogue) -> None:
    assert set(published.needs) == NEEDS
    helped = {need for service in published.live for need in service.needs}
    assert helped == NEEDS


def test_crisis_lines_can_be_phoned(published: Catalogue) -> None:
    for danger in published.dangers.values():
        for line in danger.lines:
            listing = published.find(line)
            assert listing is not None
            assert {"phone", "text"} & {contact.way for contact in listing.contacts}


def test_nothing_has_been_checked_yet_and_no_listing_says_it_was(published: Catalogue) -> None:
    assert [service.id for service in published.services if service.checked] == []


def test_organisations_that_closed_are_not_published(published: Catalogue) -> None:
    said = [
        text
        for service in published.services
        for _, text in (*listing_names(service), *listing_texts(service))
    ]
    said += [contact.value for service in published.services for contact in service.contacts]
    text = "\n".join(said).replace("’", "'").lower()
    assert [name for name in KNOWN_CLOSED if name.lower() in text] == []


def test_a_refuge_never_says_where_it_is(published: Catalogue) -> None:
    shown = [
        service.id
        for service in published.services
        if re.search(
            r"women.s aid|rape crisis|refuge\b", f"{service.name} {service.provider}", re.IGNORECASE
        )
        and any(not place.hidden for place in service.places)
    ]
    assert shown == []


def test_the_only_warnings_are_listings_without_a_way_in(data: Path, gazetteer: Gazetteer) -> None:
    warnings = load_catalogue(data, gazetteer).warnings
    assert {(fault.listing, fault.message) for fault in warnings} <= {
        (listing, "families cannot reach this: no contact and no place → add one")
        for listing in ("family-nurse-partnership", "starter-packs-glasgow")
    }


def test_listings_are_kind_and_easy_to_read(published: Catalogue, guide: WordingGuide) -> None:
    wrong = [
        f"{service.id} {where}: {what}"
        for service in published.services
        for where, text in listing_texts(service)
        for what in told(text, guide)
    ]
    assert wrong == []


def test_names_use_a_cold_word_only_where_it_is_the_real_name(
    published: Catalogue, guide: WordingGuide
) -> None:
    found = {
        (text, wording.term)
        for service in published.services
        for _, text in listing_names(service)
        for wording in guide.find(text)
    }
    assert {text for text, _ in found} == set(PROPER_NAMES)


def test_topics_and_danger_cards_are_kind_and_easy_to_read(
    published: Catalogue, guide: WordingGuide
) -> None:
    texts = [text for need in published.needs.values()
             for text in (need.title, need.short_title, need.sentence)]  # fmt: skip
    for danger in published.dangers.values():
        texts += [danger.title, danger.then, *danger.call_999_if]
    texts += [area.name for area in published.areas.values()]
    assert [what for text in texts for what in told(text, guide)] == []


TEMPLATES = sorted((PROJECT / "templates").rglob("*.html"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_pages_are_kind_and_easy_to_read(path: Path, guide: WordingGuide) -> None:
    texts = [text for text in template_texts(path) if LICENCE not in text]
    assert [what for text in texts for what in told(text, guide)] == []


def test_templates_have_words_to_look_at() -> None:
    assert len(TEMPLATES) > 5
    assert sum(len(template_texts(path)) for path in TEMPLATES) > 40


def test_families_say_every_need_in_many_ways(published: Catalogue) -> None:
    ways = Counter(phrase.needs[0] for phrase in published.phrases if not phrase.harmless)
    assert {need: ways[need] for need in NEEDS if ways[need] < 300} == {}


def test_phrases_are_whole_and_name_what_exists(published: Catalogue) -> None:
    for phrase in published.phrases:
        assert phrase.text
        assert "|" not in phrase.text
        assert set(phrase.needs) <= NEEDS
        assert len(set(phrase.needs)) == len(phrase.needs)
        assert phrase.danger is None or phrase.danger in published.dangers


def test_every_crisis_phrase_tells_of_a_danger(published: Catalogue) -> None:
    loose = [p.text for p in published.phrases if p.needs[:1] == ("crisis",) and not p.danger]
    assert loose == []
    assert {phrase.danger for phrase in published.phrases} - {None} == set(published.dangers)
