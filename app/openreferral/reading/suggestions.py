"""What would make an imported listing plainer and kinder, in the site's own rules of wording."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.content.plainness import Allowed, Reading, judge
from app.content.wording import HARDEST_GRADE, WordingGuide
from app.openreferral.drafts import Draft, Value

_READ_BY_FAMILIES = ("summary", "who_for", "cost_note", "hours_note", "access_note")
_READ_IN_BLOCKS = (("reach_in", ("next", "bring", "wait")), ("languages", ("note",)))


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One thing to mend in a field's words, such as '"siblings" in "…" → brothers and sisters'."""

    field: str
    message: str


def suggest_wording(
    draft: Draft, guide: WordingGuide, allowed: Allowed | None = None
) -> tuple[Suggestion, ...]:
    """Return what a planner could mend in the words of a draft that families would read."""
    rules = allowed or Allowed()
    return tuple(
        Suggestion(field, message)
        for field, text in _texts_of(draft.fields)
        for message in judge(Reading(field, (text,), HARDEST_GRADE), guide, rules)
    )


def _texts_of(fields: Mapping[str, Value]) -> Iterator[tuple[str, str]]:
    for name in _READ_BY_FAMILIES:
        if isinstance(text := fields.get(name), str):
            yield name, text
    for name, keys in _READ_IN_BLOCKS:
        block = fields.get(name)
        for key in keys if isinstance(block, dict) else ():
            if isinstance(block, dict) and isinstance(text := block.get(key), str):
                yield f"{name}.{key}", text
    contacts = fields.get("contacts")
    for number, contact in enumerate(contacts if isinstance(contacts, list) else (), start=1):
        if isinstance(contact, dict) and isinstance(text := contact.get("note"), str):
            yield f"contacts {number} note", text
