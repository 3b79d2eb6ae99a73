"""What makes a listing wrong (errors) or worth a second look (warnings), beyond its own fields."""

from collections import Counter
from collections.abc import Iterable, Iterator

from app.content.areas import Area
from app.content.dangers import Danger
from app.content.entries import Draft, Drafts, Written
from app.content.faults import Fault
from app.content.models import Service
from app.content.needs import Need
from app.content.wording import (
    HARDEST_GRADE,
    MOST_WORDS_IN_A_SENTENCE,
    WordingGuide,
    count_words,
    reading_grade,
    sentences,
)
from app.content.yaml_source import Position
from app.places import Ambiguous, Elsewhere, Gazetteer, Place
from app.places.findings import Found

_ENOUGH_TO_GRADE = 12


def check_names(drafts: Drafts) -> Iterator[Fault]:
    """Refuse an id or slug used twice, in one file or across files."""
    first: dict[str, Draft] = {}
    for draft in drafts.entries:
        slug = draft.slug
        if slug is None:
            continue
        earlier = first.setdefault(slug, draft)
        if earlier is not draft:
            line = earlier.line_of(())
            message = f'"{slug}" is used already ({earlier.file}:{line}) → choose another name'
            yield draft.fault((), message)


def check_pages(needs: Iterable[Written[Need]]) -> Iterator[Fault]:
    """Refuse two needs whose page would have the same address."""
    first: dict[str, Written[Need]] = {}
    for written in needs:
        earlier = first.setdefault(written.entry.page, written)
        if earlier is not written:
            message = f'"{written.entry.page}" is the page of {earlier.entry.slug} → choose another'
            yield written.draft.fault(("page",), message)


def check_areas(areas: Iterable[Written[Area]]) -> Iterator[Fault]:
    """Refuse an area that lies inside itself, or that covers nothing."""
    for written in areas:
        area = written.entry
        if area.within == area.slug:
            yield written.draft.fault(("within",), "an area cannot lie within itself → remove it")
        if not (area.localities or area.councils or area.countries):
            message = "covers no place → add councils or localities"
            yield written.draft.fault((), message)


def check_dangers(
    dangers: Iterable[Written[Danger]], services: Iterable[Written[Service]]
) -> Iterator[Fault]:
    """Refuse a danger whose card names a listing that families are not shown."""
    put_away = {w.entry.id: w.entry.status for w in services if w.entry.status != "live"}
    for written in dangers:
        for index, line in enumerate(written.entry.lines):
            if line in put_away:
                message = f'"{line}" is {put_away[line]}, so it cannot be phoned → remove it here'
                yield written.draft.fault(("lines", index), message)


def check_watched(dangers: Iterable[Written[Danger]], guides: Iterable[str]) -> Iterator[Fault]:
    """Warn of a danger whose card would lead whoever is watched to a page that is not there."""
    pages = frozenset(guides)
    for written in dangers:
        page = written.entry.when_watched
        if page is not None and page not in pages:
            message = f'no page is called "{page}" → write the name of a file in pages/'
            yield written.draft.fault(("when_watched",), message, "warning")


def check_text(written: Written[Service], guide: WordingGuide) -> Iterator[Fault]:
    """Check what a listing says: nothing but its own text and the guide decides."""
    for field in ("needs", "areas"):
        yield from _check_repeats(written, field, getattr(written.entry, field))
    yield from _check_reachable(written)
    for position, text in family_texts(written.entry):
        yield from _check_words(written, position, text, guide)


def check_places(
    written: Written[Service], gazetteer: Gazetteer, councils: frozenset[str]
) -> Iterator[Fault]:
    """Warn of places that we cannot find, or that may be more than one."""
    for index, location in enumerate(written.entry.places):
        for field in ("postcode", "neighbourhood"):
            text = getattr(location, field)
            found = gazetteer.find(text, councils) if text else None
            if found and (message := _say_lost(text, found)):
                yield written.draft.fault(("places", index, field), message, "warning")


def _check_repeats(
    written: Written[Service], field: str, given: tuple[str, ...]
) -> Iterator[Fault]:
    for word, count in Counter(given).items():
        if count > 1:
            message = f'"{word}" is written {count} times → keep one'
            yield written.draft.fault((field,), message, "warning")


def _check_reachable(written: Written[Service]) -> Iterator[Fault]:
    service = written.entry
    if service.crisis and not any(contact.is_number for contact in service.contacts):
        message = "a crisis listing needs a number to call or text → add one under contacts"
        yield written.draft.fault(("crisis",), message)
    if not service.contacts and not service.places:
        message = "families cannot reach this: no contact and no place → add one"
        yield written.draft.fault((), message, "warning")


def _say_lost(text: str, found: Found) -> str:
    if isinstance(found, Place):
        is_same = _letters(found.label) in _letters(text)
        return "" if is_same else f'we read "{text}" as {found.label} → write "{found.label}"'
    if isinstance(found, Ambiguous):
        choices = " or ".join(f'"{place.label}"' for place in found.choices[:3])
        return f'"{text}" could be more than one place → write {choices}'
    if isinstance(found, Elsewhere):
        return f'"{text}" is not in Scotland → check it letter by letter'
    return f'we do not know where "{text}" is → check the spelling'


def _letters(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isalnum())


def _check_words(
    written: Written[Service], position: Position, text: str, guide: WordingGuide
) -> Iterator[Fault]:
    for wording in guide.find(text):
        message = f'"{wording.term}" can sound cold → {wording.better}'
        yield written.draft.fault(position, message, "warning")
    for sentence in sentences(text):
        if (count := count_words(sentence)) > MOST_WORDS_IN_A_SENTENCE:
            message = f"a sentence has {count} words → make it {MOST_WORDS_IN_A_SENTENCE} or fewer"
            yield written.draft.fault(position, message, "warning")
    if count_words(text) >= _ENOUGH_TO_GRADE and (grade := reading_grade(text)) > HARDEST_GRADE:
        message = f"is hard to read (grade {grade:.1f}) → use shorter words and sentences"
        yield written.draft.fault(position, message, "warning")


def family_texts(service: Service) -> Iterator[tuple[Position, str]]:
    """Yield every sentence of a listing that families read, and where it stands; no names."""
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
