"""Draw the form of a listing: its groups of boxes, filled in as they were typed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.language import gettext as _
from app.language import mark
from app.planning.listing_form import (
    BOXES,
    MAIN_NEED,
    MOST_ROWS,
    ROWS,
    Box,
    RowKind,
    Typed,
    count_rows,
)
from app.planning.week import DAYS
from app.web.builder import Option
from app.web.planning.form_notes import Notes
from app.web.planning.form_views import Control, Group, RowBoxes, Rows, Step, WeekBoxes, WeekDay
from app.web.planning.form_words import (
    DAY_WORDS,
    EXAMPLES,
    ROW_WORDS,
    choices_of,
    hint_of,
    label_of,
)
from app.web.views import Link

Names = tuple[tuple[str, str], ...]
"""What may be chosen: a slug and its words."""
GROUPS: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    (
        "what",
        mark("What it is"),
        "",
        ("name", "id", "provider", "summary", "need", "needs", "kinds", "crisis"),
    ),
    (
        "who",
        mark("Who it is for"),
        "",
        ("areas", "who_for", "ages", "welcomes", "level"),
    ),
    (
        "how",
        mark("How families get it"),
        "",
        ("reach_in-how", "reach_in-next", "reach_in-bring", "reach_in-wait", "ways"),
    ),
    (
        "reach",
        mark("Contacts"),
        mark("The best one first: it stands on the result card."),
        ("contacts",),
    ),
    (
        "where",
        mark("Places"),
        mark("A place needs a postcode, an address or a part of town. No place? Leave it empty."),
        ("places", "access_note"),
    ),
    ("when", mark("Opening times"), "", ("hours", "week", "hours_note")),
    ("cost", mark("Cost"), "", ("cost", "cost_note")),
    (
        "tongues",
        mark("Languages"),
        "",
        ("languages-spoken", "languages-interpreter", "languages-note"),
    ),
    (
        "check",
        mark("The last check with them"),
        mark("Nobody has checked it yet? Leave all of it empty."),
        ("checked-on", "checked-how", "checked-by", "checked-next"),
    ),
    (
        "desk",
        mark("For planners"),
        "",
        ("status", "planners_note", "sources", "sources_dated", "basis"),
    ),
)
"""The form from top to bottom: id, heading, words below it, boxes."""
_SHORT = frozenset({"ages", "checked-on", "checked-by", "checked-next", "reach_in-wait"})
_ROW_SHORT = frozenset({"postcode", "way"})


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that a form is drawn from."""

    typed: Typed
    notes: Notes
    needs: Names
    areas: Names
    is_new: bool


def draw_groups(sheet: Sheet, opened: RowKind | None = None) -> tuple[Group, ...]:
    """Return the form's groups; `opened` has an empty row more at its end."""
    return tuple(
        Group(
            f"part-{id_}",
            _(title),
            _(lead) if lead else "",
            tuple(part for name in names for part in _draw_part(name, sheet, opened)),
        )
        for id_, title, lead, names in GROUPS
    )


def draw_controls(sheet: Sheet) -> tuple[Control, ...]:
    """Return every box that is there, one after the other."""
    found: list[Control] = []
    for group in draw_groups(sheet):
        for part in group.parts:
            if isinstance(part, Control):
                found.append(part)
            elif isinstance(part, Rows):
                found += (control for row in part.rows for control in row.controls)
    return tuple(found)


def list_problems(groups: tuple[Group, ...], notes: Notes) -> tuple[Link, ...]:
    """Return the error summary in the order of the page: each line leads to its own box."""
    names = [name for group in groups for part in group.parts for name in _names_in(part)]
    beside = [(name, " ".join(told)) for name, told in notes.problems.items() if name in names]
    beside.sort(key=lambda pair: names.index(pair[0]))
    apart = [Link(t, "#main") for n, told in notes.problems.items() if n not in names for t in told]
    return (*apart, *(Link(f"{_call(name)}: {told}", f"#{name}") for name, told in beside))


def call_box(name: str) -> str:
    """Return what a box is called where it stands alone: "Place 2, postcode"."""
    return _call(name)


def draw_text(name: str, value: str, notes: Notes) -> Control:
    """Return a box of one line that is no field of a listing."""
    return _control(name, name, Box((name,)), (value,) if value else (), notes, ())


def _draw_part(
    name: str, sheet: Sheet, opened: RowKind | None
) -> Iterator[Control | Rows | WeekBoxes]:
    if name == "contacts" or name == "places":
        kind: RowKind = "contacts" if name == "contacts" else "places"
        yield _draw_rows(kind, sheet, opened == kind)
    elif name == "week":
        yield _draw_week(sheet)
    elif name == "id":
        if sheet.is_new:
            yield _control(name, name, Box((name,)), sheet.typed.get(name, ()), sheet.notes, ())
    else:
        yield _draw_box(name, sheet)


def _draw_box(name: str, sheet: Sheet) -> Control:
    box = Box((MAIN_NEED,), "choice") if name == MAIN_NEED else _BY_NAME[name]
    offered = {"need": sheet.needs, "needs": sheet.needs, "areas": sheet.areas}.get(name)
    offered = choices_of(box, name) if offered is None else offered
    if name == MAIN_NEED:
        offered = (("", _("Choose one")), *offered)
    return _control(name, name, box, sheet.typed.get(name, ()), sheet.notes, offered)


def _control(
    name: str, plain: str, box: Box, given: tuple[str, ...], notes: Notes, offered: Names
) -> Control:
    """Return a box. `plain` is its name without the number of its row."""
    chosen = given or ((box.usual,) if box.sort == "choice" else ())
    strays = [(text, text) for text in given if text not in dict(offered)]
    is_open = box.sort in ("choice", "ticks") and offered
    options = tuple(
        Option(value, words, value in chosen) for value, words in (*offered, *strays) if is_open
    )
    if box.sort == "choice" and options and not any(option.chosen for option in options):
        options = (Option(options[0].value, options[0].text, True), *options[1:])
    return Control(
        name=name,
        sort=box.sort,
        label=label_of(plain),
        hint=hint_of(plain),
        value="yes" if box.sort == "yes" and given else "\n".join(given),
        options=options,
        problem=" ".join(notes.problems.get(name, ())),
        said=notes.beside(name),
        is_short=plain in _SHORT or plain.split("-")[-1] in _ROW_SHORT,
        examples=EXAMPLES if name == "hours" else (),
    )


def _draw_rows(kind: RowKind, sheet: Sheet, has_more: bool) -> Rows:
    there = count_rows(sheet.typed, kind)
    count = max(1, min(there + has_more, MOST_ROWS))
    title, add = ROW_WORDS[kind]
    rows = tuple(_draw_row(kind, index, count, _(title), sheet) for index in range(count))
    if not there:
        rows = tuple(replace(row, steps=()) for row in rows)
    # The button was drawn before anybody knew how many rows would be filled in.
    if has_more and count > there:
        rows = (*rows[:-1], replace(rows[-1], id=f"{kind}-new"))
    return Rows(rows, Step(f"add-{kind}", _(add), "", f"{kind}-new"))


def _draw_row(kind: RowKind, index: int, count: int, title: str, sheet: Sheet) -> RowBoxes:
    named = title.format(number=index + 1)
    controls = tuple(
        _control(
            f"{kind}-{index}-{box.name}",
            f"{kind}-{box.name}",
            box,
            sheet.typed.get(f"{kind}-{index}-{box.name}", ()),
            sheet.notes,
            choices_of(box, f"{kind}-{box.name}"),
        )
        for box in ROWS[kind]
    )
    return RowBoxes(
        f"{kind}-{index}", named, controls, tuple(_list_steps(kind, index, count, named))
    )


def _list_steps(kind: RowKind, index: int, count: int, named: str) -> Iterator[Step]:
    if index > 0:
        yield Step(f"up-{kind}-{index}", _("Move up"), named, f"{kind}-{index - 1}")
    if index < count - 1:
        yield Step(f"down-{kind}-{index}", _("Move down"), named, f"{kind}-{index + 1}")
    near = max(0, min(index, count - 2))
    yield Step(f"remove-{kind}-{index}", _("Remove"), named, f"{kind}-{near}")


def _draw_week(sheet: Sheet) -> WeekBoxes:
    days = tuple(
        WeekDay(
            f"week-{day}",
            _(DAY_WORDS[day]),
            " ".join(sheet.typed.get(f"week-{day}-from", ())),
            " ".join(sheet.typed.get(f"week-{day}-to", ())),
            " ".join(sheet.notes.problems.get(f"week-{day}-from", ())),
        )
        for day in DAYS
    )
    is_open = any(day.start or day.end for day in days)
    return WeekBoxes(days, is_open, Step("add-week", _("Write them as lines"), "", "hours"))


def _names_in(part: Control | Rows | WeekBoxes) -> list[str]:
    if isinstance(part, Control):
        return [part.name]
    if isinstance(part, WeekBoxes):
        return [f"{day.name}-from" for day in part.days]
    return [control.name for row in part.rows for control in row.controls]


def _call(name: str) -> str:
    kind, *rest = name.split("-")
    if kind == "week":
        return _(DAY_WORDS[rest[0]])
    if kind in ("contacts", "places") and len(rest) == 2:
        row = _(ROW_WORDS["contacts" if kind == "contacts" else "places"][0])
        words = label_of(f"{kind}-{rest[1]}")
        return _("{row}, {box}").format(row=row.format(number=int(rest[0]) + 1), box=words)
    return label_of(name)


_BY_NAME = {box.name: box for box in BOXES}
