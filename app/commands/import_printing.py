"""An import as a planner reads it: what changes line by line, what to look at, what to do next."""

from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from app.content.loading import IMPORTS
from app.planning.import_reports import SAID, compare_fields, count_notes, say_value
from app.planning.importing import Plan
from app.planning.plans import Step
from app.web.wording import count

QUIET = frozenset({"same", "ours"})
"""Kinds of listings that are counted and not shown."""
MOST_TROUBLES = 20
ENOUGH_TO_COUNT = 4
"""Of fewer listings each note was read already."""
_COLOURS = {"+": "green", "-": "red"}


def print_plan(console: Console, plan: Plan, folder: Path, short: bool = False) -> None:
    """Print what an import did, or would do: each listing, the totals, what went wrong."""
    if not short:
        for step in plan.steps:
            if step.kind not in QUIET:
                _print_step(console, step)
        _print_notes(console, plan)
    _print_totals(console, plan)
    _print_troubles(console, plan)
    for line in _say_next(plan, folder):
        tell(console, line)


def tell(console: Console, line: str, style: str = "") -> None:
    """Print a line as it is: nothing that a feed says can steer the terminal."""
    console.print(Text(clean(line), style))


def clean(line: str) -> str:
    """Return a line without what could steer the terminal."""
    return "".join(letter if letter.isprintable() else " " for letter in line)


def _print_step(console: Console, step: Step) -> None:
    tell(console, f"{step.name} ({step.listing}): {SAID[step.kind]}", "bold")
    for line in compare_fields(step):
        tell(console, f"  {line}", _COLOURS.get(line[0], ""))
    for conflict in step.conflicts:
        tell(console, f"  ! {conflict.field} was: {say_value(conflict.before)}", "yellow")
        tell(console, f"    you wrote:     {say_value(conflict.ours)}")
        tell(console, f"    the feed says: {say_value(conflict.theirs)}")
    for problem in step.problems:
        tell(console, f"  ! {problem}", "yellow")
    for note in step.notes if step.changes else ():
        if note.kind != "mapped" and not _is_said(note.field, step):
            word = "guessed" if note.kind == "guessed" else "left out"
            tell(console, f"  {word} {note.field}: {note.message}", "dim")
    for hint in step.hints:
        tell(console, f"  look at {hint}", "cyan")
    console.print()


def _is_said(field: str, step: Step) -> bool:
    return any(problem.startswith(f"{field}:") for problem in step.problems)


def _print_notes(console: Console, plan: Plan) -> None:
    counts = count_notes(plan)
    if len(plan.steps) < ENOUGH_TO_COUNT or not counts:
        return
    table = Table("field", "taken over", "guessed", "left out", box=None, title_justify="left")
    for field, found in sorted(counts.items()):
        numbers = (found[kind] for kind in ("mapped", "guessed", "dropped"))
        table.add_row(Text(clean(field)), *(str(number) if number else "" for number in numbers))
    console.print(table)
    console.print()


def _print_totals(console: Console, plan: Plan) -> None:
    read = len(plan.feed.records)
    whole = "all of it" if plan.feed.complete and not plan.feed.unread else "not all of it"
    dialect = f" It speaks {plan.feed.dialect}." if plan.feed.dialect else ""
    console.print(
        f"{plan.wishes.feed}: {count(read, 'listing', 'listings')} read, {whole}.{dialect}",
        markup=False,
    )
    for kind, number in plan.totals.items():
        tell(console, f"{number:6,} {SAID[kind]}")


def _print_troubles(console: Console, plan: Plan) -> None:
    troubles = [*plan.troubles, *(str(fault) for fault in plan.refused)]
    for trouble in troubles[:MOST_TROUBLES]:
        tell(console, f"! {trouble}", "yellow")
    if len(troubles) > MOST_TROUBLES:
        tell(console, f"! and {len(troubles) - MOST_TROUBLES:,} more: --report FILE has them all.")


def _say_next(plan: Plan, folder: Path) -> Iterator[str]:
    totals = plan.totals
    if plan.files:
        names = ", ".join(str(path.relative_to(folder.parent)) for path in plan.files)
        yield f"Written: {names}."
        if totals.get("new") and not plan.wishes.live:
            yield (
                'The new listings are paused. Read each, take its line "status: paused" away, '
                "and families see it."
            )
    elif not plan.is_written and any(step.changes for step in plan.steps):
        yield "Nothing is written yet. Type the same with --write to write it."
    else:
        yield "There is nothing to write."
    if totals.get("unfinished") and plan.is_written:
        aside = f"{folder.name}/{IMPORTS}/{plan.wishes.feed}-to-finish.yaml"
        yield f"What is not complete is in {aside}, to be finished by you."
    if totals.get("unfinished") and not (plan.wishes.needs and plan.wishes.areas):
        yield "--need and --area give a topic and an area to listings that have none."
    if totals.get("conflict"):
        yield (
            "Where you and the feed differ, your words stay. Write the feed's words yourself, "
            "or add --settle to keep yours and hear no more of it."
        )
    if totals.get("gone") and not plan.wishes.hold_gone:
        yield "Listings the feed has lost stay as they are. --hold-gone pauses them."
