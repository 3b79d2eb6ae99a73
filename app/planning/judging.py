"""What is wrong with one listing, by the same functions and in the same words as `reachin check`.

Nothing is written and no file of listings is read: it is quick enough to be asked while somebody
types. The whole folder is judged when it is saved.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from app.content.catalogue import Catalogue
from app.content.checks import check_dangers, check_places, check_text
from app.content.entries import Draft, Written, read_entries
from app.content.entries import Drafts as Entries
from app.content.faults import Fault, errors
from app.content.models import Service
from app.content.wording import WordingGuide
from app.content.yaml_source import Position, Value
from app.places import Gazetteer
from app.planning.merging import REQUIRED, Fields
from app.planning.yaml_writing import Text

_STANDS_IN = "x"
"""Says nothing that a check could object to, in place of what is still missing."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What a listing is held against: the names it may use, the places there are, kind words."""

    catalogue: Catalogue
    gazetteer: Gazetteer
    guide: WordingGuide

    @property
    def names(self) -> dict[str, tuple[str, ...]]:
        """Return the names that listings may use, by kind."""
        return {"needs": tuple(self.catalogue.needs), "areas": tuple(self.catalogue.areas)}


@dataclass(frozen=True, slots=True)
class Judged:
    """A listing as families would get it, where it has no errors; and every fault."""

    service: Service | None
    faults: tuple[Fault, ...]


def read_guide(folder: Path) -> WordingGuide:
    """Return the kinder words of a data folder; none where its file cannot be read."""
    try:
        return WordingGuide.read(folder / "wording.csv")
    except (OSError, UnicodeDecodeError, KeyError):
        return WordingGuide(())


def judge_listing(fields: Fields, rules: Rules) -> Judged:
    """Return what is wrong with a listing: errors, and warnings about whatever can be read."""
    faults: list[Fault] = []
    draft = _draft(fields)
    found = read_entries(Entries((draft,), True), Service, rules.names, faults)
    if not found:
        return Judged(None, (*faults, *_warn_of_the_rest(fields, faults, rules)))
    faults += _check(found[0], rules)
    return Judged(None if errors(faults) else found[0].entry, tuple(faults))


def _check(written: Written[Service], rules: Rules) -> Iterator[Fault]:
    yield from check_text(written, rules.guide)
    councils = frozenset(code for area in rules.catalogue.areas.values() for code in area.councils)
    yield from check_places(written, rules.gazetteer, councils)
    dangers = [Written(danger, written.draft) for danger in rules.catalogue.dangers.values()]
    for fault in check_dangers(dangers, [written]):
        told = fault.message.replace("remove it here", "take it out of dangers.yaml first")
        yield written.draft.fault(("status",), told)


def _warn_of_the_rest(fields: Fields, wrong: Iterable[Fault], rules: Rules) -> Iterator[Fault]:
    """Yield warnings about a listing that has errors, from the fields that have none."""
    spoiled = {fault.field.split(" ")[0] for fault in wrong}
    kept = {name: value for name, value in fields.items() if name not in spoiled}
    whole = {**_stand_in(rules), **kept}
    draft = _draft(whole)
    try:
        entry = Service.model_validate(draft.value, strict=False, context=rules.names)
    except ValidationError:
        return
    for fault in _check(Written(entry, draft), rules):
        if fault.severity == "warning" and fault.field and fault.field.split(" ")[0] in kept:
            yield fault


def _stand_in(rules: Rules) -> dict[str, Text]:
    names: Mapping[str, tuple[str, ...]] = rules.names
    words: dict[str, Text] = dict.fromkeys(REQUIRED, _STANDS_IN)
    lists: dict[str, Text] = {name: [*known[:1]] for name, known in names.items()}
    return {**words, **lists, "edited": "2000-01-01"}


def _draft(fields: Fields) -> Draft:
    return Draft(_as_value(fields), "", 0, _no_line)


def _as_value(value: Text | Fields) -> Value:
    if isinstance(value, Mapping):
        return {name: _as_value(item) for name, item in value.items()}
    return value if isinstance(value, str) else [_as_value(item) for item in value]


def _no_line(_position: Position) -> int:
    return 0
