"""The coverage tables as files: one long CSV for machines, and an XLSX with a sheet for each.

Text that a spreadsheet would take for a formula is written so that it is none: guarded in CSV as
all our CSV is, and marked as text in XLSX. Source: OWASP, "CSV Injection".
"""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from app.language import gettext as _
from app.language import write_date
from app.planning.coverage.sheets import Cell, Column, Row, Sheet
from app.planning.sheets import write_sheet

HEAD = ("day", "table", "row", "row_name", "column", "column_name", "value", "said", "listings")
LONGEST_TITLE = 31
"""Letters that Excel allows in the name of a sheet."""
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\']")
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_csv(sheets: Iterable[Sheet], day: date) -> str:
    """Return every number as a row of its own: where it stands, what it is, and the listings."""
    return write_sheet(
        HEAD,
        (
            (day, *line)
            for sheet in sheets
            for row in sheet.rows
            for column, cell in zip(sheet.columns, row.cells, strict=True)
            for line in _lines(sheet, row, column, cell)
        ),
    )


def write_workbook(sheets: Sequence[Sheet], title: str, about: Sequence[str], day: date) -> bytes:
    """Return an XLSX file: a first sheet that says how to read it, then one for each table."""
    book = Workbook()
    for old in book.worksheets:
        book.remove(old)
    _write_about(book.create_sheet(_title(_("How to read this"))), title, about, sheets, day)
    for sheet in sheets:
        _write_sheet(book.create_sheet(_title(sheet.title)), sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _lines(sheet: Sheet, row: Row, column: Column, cell: Cell) -> Iterator[tuple[str, ...]]:
    ids = " ".join(service.id for service in cell.services)
    value = "" if cell.number is None else f"{cell.number:g}"
    where = (sheet.key, row.key, row.head)
    yield (*where, column.key, column.head, value, cell.text, ids)
    if cell.more is not None:
        ids = " ".join(service.id for service in cell.more_services)
        name = f"{column.head}: {column.more}"
        yield (*where, f"{column.key}:more", name, str(cell.more), "", ids)


def _write_about(
    page: Worksheet, title: str, about: Sequence[str], sheets: Sequence[Sheet], day: date
) -> None:
    page.column_dimensions["A"].width = 100
    lines = [(title, True), (write_date(day), False), *((text, False) for text in about)]
    for sheet in sheets:
        told = (sheet.lead, *sheet.notes)
        lines += [("", False), (sheet.title, True), *((text, False) for text in told)]
    for at, (text, is_bold) in enumerate(lines, 1):
        _put_text(page, (at, 1), text, is_bold=is_bold)


def _write_sheet(page: Worksheet, sheet: Sheet) -> None:
    doubles = _doubles(sheet)
    heads = [sheet.corner]
    for column, is_double in zip(sheet.columns, doubles, strict=True):
        heads += [column.head, f"{column.head}: {column.more}"] if is_double else [column.head]
    page.freeze_panes = "B2"
    for at, head in enumerate(heads, 1):
        page.column_dimensions[get_column_letter(at)].width = 44 if at == 1 else 18
        _put_text(page, (1, at), head, is_bold=True)
    for line, row in enumerate(sheet.rows, 2):
        _put_text(page, (line, 1), row.head, is_bold=row.is_sum)
        at = 2
        for cell, is_double in zip(row.cells, doubles, strict=True):
            _put_cell(page, (line, at), cell)
            if is_double and cell.more is not None:
                page.cell(line, at + 1, cell.more)
            at += 1 + is_double


def _doubles(sheet: Sheet) -> list[bool]:
    """Return which columns have a second count."""
    return [
        any(row.cells[n].more is not None for row in sheet.rows) for n in range(len(sheet.columns))
    ]


def _put_cell(page: Worksheet, at: tuple[int, int], cell: Cell) -> None:
    if cell.number is None:
        _put_text(page, at, cell.text)
        return
    written = page.cell(*at, cell.number)
    if cell.kind == "share":
        written.number_format = "0.0%"


def _put_text(page: Worksheet, at: tuple[int, int], text: str, *, is_bold: bool = False) -> None:
    cell = page.cell(*at, _NOT_XML.sub("", text))
    cell.data_type = "s"  # openpyxl takes what begins with "=" for a formula
    cell.font = Font(bold=is_bold)
    cell.alignment = Alignment(wrap_text=True, vertical="top")


def _title(text: str) -> str:
    return _NOT_IN_TITLES.sub(" ", text)[:LONGEST_TITLE].strip()
