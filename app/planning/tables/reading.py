"""Read a table that somebody sends: CSV as spreadsheets write it, or XLSX. Values, and no more.

It may be anything: what is too large, locked, or holds a program is refused in words for whoever
sent it, before it costs much. Nothing in it is worked out or followed.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping

from app.content.tables import unguard
from app.language import gettext as _
from app.language import mark
from app.planning.tables.rows import MOST_COLUMNS, WIDE, NotATable, Row, Table

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 5_000
LONGEST_CELL = 20_000
LARGE = mark(
    "The file is larger than 5 MB. Take pictures and other sheets out, or send it in parts."
)
LOCKED = mark(
    "The file is locked with a password, or is from an old Excel (.xls). Take the password away,"
    " or save it as .xlsx."
)
_DELIMITERS = (",", ";", "\t")
_LINES_TRIED = 20
_HINT = re.compile(r"\A\"?sep=[,;\t]\"?\r?\n", re.IGNORECASE)
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"


def read_table(data: bytes) -> Table:
    """Read a file by what is in it, whatever it is called. Raises NotATable."""
    if len(data) > MOST_BYTES:
        raise NotATable(_(LARGE))
    if not data.strip():
        raise NotATable(_("There is nothing in the file."))
    if data.startswith(_OLD_EXCEL):
        raise NotATable(_(LOCKED))
    if data.startswith(b"PK"):
        from app.planning.tables.workbook_reading import read_workbook

        return make_table(*read_workbook(data))
    text, notes = _decode(data)
    return make_table(_rows_of(text), notes)


def make_table(rows: Iterable[Row], notes: tuple[str, ...] = ()) -> Table:
    """Return rows as a table: the first that holds anything has the heads. Raises NotATable."""
    found: list[Row] = []
    for row in rows:
        filled = {index: cell for index, cell in row.cells.items() if cell.strip()}
        if not filled and not row.formulas:
            continue
        _refuse_wide(row.number, filled)
        found.append(Row(row.number, filled, row.formulas))
        if len(found) > MOST_ROWS + 1:
            raise NotATable(
                _("The table has more than {most} rows. Send it in parts.").format(
                    most=f"{MOST_ROWS:,}"
                )
            )
    if not found:
        raise NotATable(_("There is nothing in the file."))
    head, *rest = found
    if not rest:
        raise NotATable(
            _("The table has one row only. It needs a row of heads, and rows below it.")
        )
    width = max(max((*row.cells, *row.formulas), default=0) for row in found) + 1
    headings = tuple(" ".join(head.cells.get(index, "").split())[:120] for index in range(width))
    return Table(headings, tuple(rest), notes)


def _refuse_wide(number: int, cells: Mapping[int, str]) -> None:
    if max(cells, default=0) >= MOST_COLUMNS:
        raise NotATable(_(WIDE).format(most=MOST_COLUMNS))
    if any(len(cell) > LONGEST_CELL for cell in cells.values()):
        told = _("A cell in row {number} is longer than {most} letters.")
        raise NotATable(told.format(number=number, most=f"{LONGEST_CELL:,}"))


def _decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decode_as(data, "utf-16"), ()
    if b"\0" in data:
        raise NotATable(_("This is no table we can read. Save it as .csv or .xlsx, and send that."))
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        note = _("The file is not in UTF-8. It was read as Windows-1252: look at £, é and ’.")
        return _decode_as(data, "cp1252"), (note,)


def _decode_as(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise NotATable(_("Letters in the file cannot be read. Save it as UTF-8 CSV.")) from None


def _rows_of(text: str) -> Iterator[Row]:
    """Yield the rows of a CSV; each counts as one, however many lines its cells have.

    Excel takes a first line such as "sep=;" for a hint, and shows no row for it.
    """
    text = _HINT.sub("", text, count=1)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_find_delimiter(text))
    try:
        for number, cells in enumerate(lines, 1):
            yield Row(number, {i: unguard(_clean(cell)) for i, cell in enumerate(cells)})
    except csv.Error:
        raise NotATable(
            _("The file is broken: a quote mark may be missing. Save it anew.")
        ) from None


def _find_delimiter(text: str) -> str:
    """Return what stands between the cells: what splits the first row into the most."""

    def count(delimiter: str) -> int:
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        try:
            tried = (row for row, _ in zip(lines, range(_LINES_TRIED), strict=False))
            return next((len(row) for row in tried if any(row)), 1)
        except csv.Error:
            return 1

    return max(_DELIMITERS, key=count)


def _clean(cell: str) -> str:
    """Return a cell with the ends of lines as ours are, and without signs that nobody sees."""
    text = cell.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in text if sign in "\n\t" or ord(sign) >= 32)
