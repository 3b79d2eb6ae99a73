"""Two people changed the same field: both versions side by side, and a choice for each."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.language import gettext as _
from app.language import mark
from app.planning.listing_form import BOXES, MAIN_NEED, ROW_KINDS, Box, Typed, fill_form
from app.planning.merging import Fields
from app.planning.yaml_writing import Text
from app.web.builder import Option
from app.web.planning.door import Desk
from app.web.planning.form_pages import action_of, keep_typed
from app.web.planning.form_reading import Sent, make_sent, write_base
from app.web.planning.form_saving import Torn as TornSave
from app.web.planning.form_saving import say_changed
from app.web.planning.form_views import Control, MeetingPage, Torn
from app.web.planning.form_words import choices_of, label_of
from app.web.planning.views import Carried
from app.web.views import Link

MINE, THEIRS, THIRD = "mine", "theirs", "third"
CHOOSE = mark("Choose one.")
CHOOSE_OR_WRITE = mark("Choose one, or write another.")
LEAD = mark(
    "Somebody else saved this listing while you wrote. Nothing of yours is lost, and nothing is"
    " saved yet."
)
EMPTY = mark("(empty)")
_BOXES = {box.name: box for box in BOXES}
_NAMES = frozenset(_BOXES) | set(ROW_KINDS)


@dataclass(frozen=True, slots=True)
class Settled:
    """A form after choosing, and the fields for which nothing was chosen."""

    sent: Sent
    open: tuple[str, ...]


def rebase(desk: Desk, sent: Sent, torn: TornSave) -> tuple[Sent, tuple[str, ...]]:
    """Return the form as it goes on from what the file has now, and the boxes that are torn.

    What only somebody else changed is taken over; what both changed says what was typed here.
    """
    merged = {**torn.now, **torn.met.changes}
    typed = fill_form({name: value for name, value in merged.items() if value is not None})
    names = tuple(each.field.replace(" ", "-") for each in torn.met.torn)
    for name in names:
        typed = _put(typed, name, sent.typed)
    typed |= {name: sent.typed[name] for name in ("why",) if name in sent.typed}
    return make_sent(desk, sent.id, torn.now, typed), names


def settle(desk: Desk, sent: Sent) -> Settled:
    """Return a form with each torn field as it was chosen."""
    typed, missing = dict(sent.typed), []
    theirs = fill_form(sent.base)
    for name in torn_names(desk):
        third = desk.said(f"third-{name}", 5000).strip()
        is_typed = bool(third) and name in _BOXES and _BOXES[name].sort != "choice"
        chosen = desk.said(f"choose-{name}") or (THIRD if is_typed else "")
        if chosen == THEIRS:
            typed = _put(typed, name, theirs)
        elif chosen == THIRD and name in _BOXES and (third or _BOXES[name].sort == "choice"):
            typed = {**typed, name: (third,)}
        elif chosen != MINE:
            missing.append(name)
    return Settled(make_sent(desk, sent.id, sent.base, typed), tuple(missing))


def torn_names(desk: Desk) -> tuple[str, ...]:
    """Return the boxes that a page asked about."""
    return tuple(name for name in dict.fromkeys(desk.form.get("torn", ())) if name in _NAMES)


def show_meeting(
    desk: Desk, sent: Sent, names: tuple[str, ...], wrong: tuple[str, ...], others: tuple[str, ...]
) -> MeetingPage:
    """Return the page to choose on. Nothing is chosen to begin with."""
    heading = _("Two people changed this listing")
    problems = tuple(Link(f"{_call(name)}: {_ask(name)}", f"#{name}-mine") for name in wrong)
    also = say_changed(tuple(field for field in others if field not in map(_field, names)))
    kept = (Carried("base", write_base(sent.base)), *(Carried("torn", name) for name in names))
    return MeetingPage(
        title=_("Error: {page}").format(page=heading) if problems else heading,
        heading=heading,
        lead=_(LEAD),
        action=action_of(sent),
        kept=(*keep_typed(sent.typed), *kept),
        torn=tuple(_show_torn(desk, sent, name, name in wrong) for name in names),
        also=_("They also changed {fields}. That stays.").format(fields=also) if also else "",
        why=" ".join(sent.typed.get("why", ())),
        problems=problems,
    )


def _show_torn(desk: Desk, sent: Sent, name: str, is_wrong: bool) -> Torn:
    chosen = desk.said(f"choose-{name}")
    return Torn(
        name=name,
        label=_call(name),
        mine=tuple(_say(desk, sent.fields, name)),
        theirs=tuple(_say(desk, sent.base, name)),
        chosen=chosen if chosen in (MINE, THEIRS, THIRD) else "",
        third=_offer_third(name, desk.said(f"third-{name}", 5000)),
        problem=_ask(name) if is_wrong else "",
    )


def _ask(name: str) -> str:
    return _(CHOOSE if _offer_third(name, "") is None else CHOOSE_OR_WRITE)


def _offer_third(name: str, value: str) -> Control | None:
    """Return a box for words of one's own, where the field is words or a choice."""
    box = _BOXES.get(name)
    if box is None or box.sort in ("ticks", "yes"):
        return None
    offered = choices_of(box, name) if box.sort == "choice" else ()
    options = tuple(Option(text, words, text == value) for text, words in offered)
    words = _("Another version: {box}").format(box=_call(name))
    return Control(f"third-{name}", box.sort, words, "", value, options)


def _say(desk: Desk, fields: Fields, name: str) -> Iterator[str]:
    """Yield a field's value in lines, for somebody to compare."""
    first, *rest = name.split("-")
    value = fields.get(first)
    if rest:
        value = value.get(rest[0]) if isinstance(value, dict) else None
    box = _BOXES.get(name, Box((name,)))
    words = {**dict(choices_of(box, name)), **_slugs(desk, name)}
    lines = [line for line in _lines(value, words) if line]
    yield from lines or [_(EMPTY)]


def _slugs(desk: Desk, name: str) -> dict[str, str]:
    catalogue = desk.visit.directory.catalogue
    if name == "needs":
        return {need.slug: need.title for need in catalogue.needs.values()}
    return {area.slug: area.name for area in catalogue.areas.values()} if name == "areas" else {}


def _lines(value: Text | None, words: dict[str, str]) -> Iterator[str]:
    if isinstance(value, dict):
        yield ", ".join(part for item in value.values() for part in _lines(item, words))
    elif isinstance(value, list):
        for item in value:
            yield from _lines(item, words)
    elif value:
        yield from (words.get(value, line) for line in value.splitlines())


def _put(typed: Typed, name: str, given: Typed) -> dict[str, tuple[str, ...]]:
    """Return a form with one of its fields as another form has it."""

    def is_of(box: str) -> bool:
        whole = (name, MAIN_NEED) if name == "needs" else (name,)
        return box in whole or (name in ROW_KINDS and box.startswith(f"{name}-"))

    rest = {box: texts for box, texts in typed.items() if not is_of(box)}
    return rest | {box: texts for box, texts in given.items() if is_of(box)}


def _call(name: str) -> str:
    return label_of(name if name != "needs" else "topics")


def _field(name: str) -> str:
    return name.split("-")[0]
