"""What makes a listing wrong (errors) or worth a second look (warnings), beyond its own fields."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.content.areas import Area
from app.content.dangers import Danger
from app.content.entries import EntryType, Written
from app.content.explaining import not_one_of
from app.content.faults import Fault
from app.content.models import Service
from app.content.wording import (
    HARDEST_GRADE,
    MOST_WORDS_IN_A_SENTENCE,
    WordingGuide,
    count_words,
    reading_grade,
    sentences,
)
from app.content.yaml_source import Position
from app.places import Gazetteer, Place

_ENOUGH_TO_GRADE = 12


@dataclass(frozen=True, slots=True)
class Rules:
    """What listings are held against."""

    needs: tuple[str, ...]
    areas: tuple[str, ...]
    guide: WordingGuide
    gazetteer: Gazetteer


def check_names(entries: Iterable[Written[EntryType]]) -> Iterator[Fault]:
    """Refuse an id or slug used twice, in one file or across files."""
    first: dict[str, Written[EntryType]] = {}
    for written in entries:
        earlier = first.setdefault(written.name, written)
        if earlier is not written:
            line = earlier.source.line_of(earlier.position)
            message = (
                f'"{written.name}" is used already ({earlier.file}:{line}) → choose another name'
            )
            yield written.fault((), message)


def check_areas(areas: list[Written[Area]]) -> Iterator[Fault]:
    """Refuse an area inside one that does not exist, or inside itself."""
    slugs = tuple(area.name for area in areas)
    for written in areas:
        within = written.entry.within
        if within is not None and (within not in slugs or within == written.name):
            others = [slug for slug in slugs if slug != written.name]
            yield written.fault(("within",), not_one_of(within, others))


def check_dangers(
    dangers: list[Written[Danger]], services: list[Written[Service]]
) -> Iterator[Fault]:
    """Refuse a danger whose card would name a listing that is not there to be phoned."""
    live = tuple(service.name for service in services if service.entry.status == "live")
    for written in dangers:
        yield from _check_choices(written, "lines", written.entry.lines, live)


def check_service(written: Written[Service], rules: Rules) -> Iterator[Fault]:
    """Check one listing against the needs, areas, places and words we know."""
    yield from _check_choices(written, "needs", written.entry.needs, rules.needs)
    yield from _check_choices(written, "areas", written.entry.areas, rules.areas)
    yield from _check_reachable(written)
    yield from _check_places(written, rules.gazetteer)
    for position, text in _family_texts(written.entry):
        yield from _check_words(written, position, text, rules.guide)


def _check_choices(
    written: Written[EntryType], field: str, given: tuple[str, ...], known: tuple[str, ...]
) -> Iterator[Fault]:
    for index, word in enumerate(given):
        if word not in known:
            yield written.fault((field, index), not_one_of(word, known))
    for word, count in Counter(given).items():
        if count > 1:
            yield written.fault(
                (field,), f'"{word}" is written {count} times → keep one', "warning"
            )


def _check_reachable(written: Written[Service]) -> Iterator[Fault]:
    service = written.entry
    if service.crisis and not any(contact.way in ("phone", "text") for contact in service.contacts):
        message = "a crisis listing needs a number to call or text → add one under contacts"
        yield written.fault(("crisis",), message)
    if not service.contacts and not service.places:
        message = "families cannot reach this: no contact and no place → add one"
        yield written.fault((), message, "warning")


def _check_places(written: Written[Service], gazetteer: Gazetteer) -> Iterator[Fault]:
    for index, location in enumerate(written.entry.places):
        for field in ("postcode", "neighbourhood"):
            text = getattr(location, field)
            if text and not isinstance(gazetteer.find(text), Place):
                message = f'we do not know where "{text}" is → check the spelling'
                yield written.fault(("places", index, field), message, "warning")


def _check_words(
    written: Written[Service], position: Position, text: str, guide: WordingGuide
) -> Iterator[Fault]:
    for wording in guide.find(text):
        message = f'"{wording.term}" can sound cold → {wording.better}'
        yield written.fault(position, message, "warning")
    for sentence in sentences(text):
        if (count := count_words(sentence)) > MOST_WORDS_IN_A_SENTENCE:
            message = f"a sentence has {count} words → make it {MOST_WORDS_IN_A_SENTENCE} or fewer"
            yield written.fault(position, message, "warning")
    if count_words(text) >= _ENOUGH_TO_GRADE and (grade := reading_grade(text)) > HARDEST_GRADE:
        message = f"is hard to read (grade {grade:.1f}) → use shorter words and sentences"
        yield written.fault(position, message, "warning")


def _family_texts(service: Service) -> Iterator[tuple[Position, str]]:
    texts: list[tuple[Position, str | None]] = [
        (("summary",), service.summary),
        (("who_for",), service.who_for),
        (("cost_note",), service.cost_note),
        (("hours_note",), service.hours_note),
        (("access_note",), service.access_note),
        (("languages", "note"), service.languages.note),
        (("reach_in", "next"), service.reach_in.next),
        (("reach_in", "bring"), service.reach_in.bring),
        (("reach_in", "wait"), service.reach_in.wait),
    ]
    texts += [(("contacts", i, "note"), c.note) for i, c in enumerate(service.contacts)]
    return ((position, text) for position, text in texts if text)
