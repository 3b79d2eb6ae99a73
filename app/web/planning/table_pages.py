"""Turn what a table would change into pages."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from app.language import gettext as _
from app.language import write_number
from app.planning.tables.bringing import TablePlan
from app.planning.tables.comparing import Clash, Kind, RowPlan, Said
from app.planning.tables.matching import CHOICES, Match
from app.planning.tables.rows import Table
from app.planning.tables.uploads import Upload
from app.web.builder import Option
from app.web.planning.table_views import (
    ShownColumn,
    ShownTableRow,
    TableChangesPage,
    TableColumnsPage,
    TableDonePage,
    TableRowGroup,
)
from app.web.planning.table_words import (
    DONE_LEADS,
    HOW_WORDS,
    IMPORT,
    KIND_LEADS,
    KIND_TITLES,
    NOTHING,
    count_kind,
    count_listings,
    say_file,
)
from app.web.planning.views import Row
from app.web.views import Link

MOST_SHOWN = 100
"""Rows of a kind that a page shows; the file of all changes has every one."""
LONGEST_SAMPLE = 80
ORDER: tuple[Kind, ...] = ("refused", "conflict", "changed", "new")


def show_columns(
    upload: Upload, table: Table, matches: Sequence[Match], problems: tuple[str, ...] = ()
) -> TableColumnsPage:
    """Return the page where columns are matched."""
    heading = _("Which column is which?")
    unsure = [match.heading for match in matches if match.how == "guessed"]
    asks = [_("“{heading}” is a guess.").format(heading=each) for each in unsure]
    return TableColumnsPage(
        title=_("Error: {page}").format(page=heading) if problems else heading,
        heading=heading,
        file=say_file(upload.name),
        action=f"{IMPORT}/{upload.key}",
        columns=tuple(_show_column(match, table) for match in matches),
        asks=tuple(asks),
        notes=table.notes,
        problems=tuple(Link(problem, "#column-0") for problem in problems),
    )


def show_changes(
    upload: Upload,
    table: Table,
    plan: TablePlan,
    matches: Sequence[Match],
    notice: str = "",
    problem: str = "",
) -> TableChangesPage:
    """Return the page of every change."""
    heading = _("What would change")
    labels = name_columns(matches)
    number, clashes = len(plan.written), plan.totals.get("conflict", 0)
    write = _say_write(number, clashes)
    return TableChangesPage(
        title=_("Error: {page}").format(page=heading) if problem else heading,
        heading=heading,
        file=say_file(upload.name),
        address=f"{IMPORT}/{upload.key}",
        shown=plan.digest,
        counts=tuple(
            Link(count_kind(kind, many), f"#rows-{kind}" if kind in ORDER else "")
            for kind, many in plan.totals.items()
        ),
        lead=_("Nothing is written yet.") if number or clashes else _(NOTHING),
        groups=group_rows(plan.rows, labels),
        notes=table.notes,
        write=write,
        notice=notice,
        problems=(Link(problem, "#write" if write else "#main"),) if problem else (),
    )


def show_done(
    written: Sequence[RowPlan], plan: TablePlan, matches: Sequence[Match]
) -> TableDonePage:
    """Return the page that says what was written and what was not."""
    new = sum(row.is_new for row in written)
    said = _("{changed} changed, {new} added.").format(
        changed=count_listings(len(written) - new), new=count_listings(new)
    )
    paused = any(row.is_new and row.after.get("status") == "paused" for row in written)
    left_out = [replace(row, diffs=()) for row in plan.rows if row.kind in DONE_LEADS]
    return TableDonePage(
        title=_("It is written"),
        said=said,
        next=_("New listings are paused. Read each, then set it live.") if paused else "",
        left_out=group_rows(left_out, name_columns(matches), DONE_LEADS),
    )


def group_rows(
    rows: Iterable[RowPlan], labels: Mapping[str, str], leads: Mapping[Kind, str] = KIND_LEADS
) -> tuple[TableRowGroup, ...]:
    """Return rows by kind: first what needs somebody."""
    kinds: dict[Kind, list[RowPlan]] = {kind: [] for kind in ORDER}
    for row in rows:
        if row.kind in kinds:
            kinds[row.kind].append(row)
    return tuple(
        _show_group(kind, found, labels, leads[kind]) for kind, found in kinds.items() if found
    )


def name_columns(matches: Iterable[Match]) -> Mapping[str, str]:
    """Return what to call our columns: the table's own head, and ours where it differs."""
    return {
        match.column: match.heading
        if match.heading == match.column
        else f"{match.heading} ({match.column})"
        for match in matches
        if match.column
    }


def say(said: Said, labels: Mapping[str, str]) -> str:
    """Return something about a row, with the column it is about."""
    label = labels.get(said.column, said.column)
    is_said = not label or said.message.startswith(f"{label} ")
    return said.message if is_said else f"{label}: {said.message}"


def _show_group(
    kind: Kind, rows: Sequence[RowPlan], labels: Mapping[str, str], lead: str
) -> TableRowGroup:
    more = _("These are the first {number}. The file of all changes has every one.")
    return TableRowGroup(
        key=kind,
        title=_(KIND_TITLES[kind]),
        lead=_(lead) if lead else "",
        rows=tuple(_show_row(row, labels) for row in rows[:MOST_SHOWN]),
        more=more.format(number=write_number(MOST_SHOWN)) if len(rows) > MOST_SHOWN else "",
    )


def _show_row(row: RowPlan, labels: Mapping[str, str]) -> ShownTableRow:
    title = _("Row {number}: {name}").format(number=row.number, name=row.name or _("no name"))
    is_told = row.kind != "refused"
    return ShownTableRow(
        number=row.number,
        title=title,
        heads=(_("Field"), _("Will be")) if row.is_new else (_("Field"), _("Now"), _("Will be")),
        diffs=tuple(_show_diffs(row)) if is_told else (),
        clash_heads=(_("Field"), _("When your table was made"), _("Now here"), _("In your table")),
        clashes=tuple(_show_clash(clash) for clash in row.clashes) if is_told else (),
        problems=tuple(say(each, labels) for each in row.problems),
        hints=tuple(say(each, labels) for each in row.hints),
        take=_("Take what the table says: {name}").format(name=row.name)
        if row.kind == "conflict"
        else "",
    )


def _show_diffs(row: RowPlan) -> Iterable[Row]:
    for diff in row.diffs:
        after = diff.after or _("nothing")
        yield Row((diff.column, after) if row.is_new else (diff.column, _now(diff.before), after))


def _show_clash(clash: Clash) -> Row:
    base = _("not known any more") if clash.base is None else _now(clash.base)
    return Row((clash.column, base, _now(clash.ours), _now(clash.theirs)))


def _now(cell: str) -> str:
    return cell or _("nothing")


def _say_write(number: int, clashes: int) -> str:
    if number:
        return _("Write {listings}").format(listings=count_listings(number))
    return _("Write what I ticked") if clashes else ""


def _show_column(match: Match, table: Table) -> ShownColumn:
    cells = (row.cells.get(match.index, "") for row in table.rows)
    sample = next((" ".join(cell.split()) for cell in cells if cell.strip()), "")
    options = [Option("", _("Leave out"), not match.column)]
    options += [Option(name, name, name == match.column) for name in CHOICES]
    told = HOW_WORDS[match.how]
    return ShownColumn(
        field=f"column-{match.index}",
        heading=match.heading or _("Column {number}").format(number=match.index + 1),
        sample=_("Such as: {sample}").format(sample=sample[:LONGEST_SAMPLE])
        if sample
        else _("It is empty."),
        told=_(told) if told else "",
        options=tuple(options),
    )
