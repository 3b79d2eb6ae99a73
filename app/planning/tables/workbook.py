"""Write listings as an XLSX file that is pleasant to work in: the rows, and a sheet that explains.

Every cell is text, so no program turns an age into a date, takes the 0 from a phone number or works
out what begins with "=". Source: OWASP, "CSV Injection".
"""

import io
import re
from collections.abc import Iterable, Mapping, Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from app.language import gettext as _
from app.planning.tables.columns import VERSION, WRITTEN, TableColumn, Words
from app.planning.tables.saying import ABOUT_VERSION, HOW_TO_USE, explain_form
from app.planning.tables.writing import HEADS

LISTINGS, COLUMNS = "Listings", "Columns"
"""Names of the sheets; reading the file back looks for them."""
_WIDTHS = {"summary": 60, "contacts": 50, "places": 50, "hours": 28, "planners_note": 40, "id": 28}
_WIDTHS |= {"name": 34, "provider": 30, "sources": 50, "who_for": 36, "imported": 30}
_WIDTH = 18
_SPARE_ROWS = 500
"""Rows below the listings that also offer the fixed choices."""
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BOLD = Font(bold=True)
_WRAP = Alignment(wrap_text=True, vertical="top")
_SHADE = PatternFill("solid", fgColor="E8E8E8")


def write_workbook(rows: Iterable[Sequence[str]], words: Words) -> bytes:
    """Return an XLSX file of rows with a cell for each of HEADS."""
    book = Workbook()
    for old in book.worksheets:
        book.remove(old)
    page, about = book.create_sheet(LISTINGS), book.create_sheet(COLUMNS)
    number = _write_listings(page, rows)
    ranges = _write_columns(about, words)
    _offer_choices(page, ranges, number)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write_listings(page: Worksheet, rows: Iterable[Sequence[str]]) -> int:
    page.freeze_panes = "C2"
    shown = {column.name for column in WRITTEN if not column.is_read} | {VERSION}
    for at, head in enumerate(HEADS, 1):
        page.column_dimensions[get_column_letter(at)].width = _WIDTHS.get(head, _WIDTH)
        put_text(page, (1, at), head, is_bold=True, is_shaded=head in shown)
    number = 1
    for number, row in enumerate(rows, 2):
        for at, cell in enumerate(row, 1):
            if cell:
                put_text(page, (number, at), cell, is_shaded=HEADS[at - 1] in shown)
    page.auto_filter.ref = f"A1:{get_column_letter(len(HEADS))}{number}"
    return number


def _write_columns(page: Worksheet, words: Words) -> Mapping[str, str]:
    """Write what each column holds, and the fixed choices beside; return where those stand."""
    for letter, width in zip("ABCD", (18, 50, 70, 40), strict=True):
        page.column_dimensions[letter].width = width
    for line, text in enumerate(HOW_TO_USE, 1):
        put_text(page, (line, 1), _(text), wraps=False)
    start = len(HOW_TO_USE) + 2
    heads = (_("Column"), _("What is in it"), _("How to write it"))
    for at, head in enumerate(heads, 1):
        put_text(page, (start, at), head, is_bold=True)
    for line, column in enumerate(WRITTEN, start + 1):
        told = (column.name, column.about, explain_form(column, words))
        for at, text in enumerate(told, 1):
            put_text(page, (line, at), text)
    put_text(page, (start + len(WRITTEN) + 1, 1), VERSION)
    put_text(page, (start + len(WRITTEN) + 1, 2), _(ABOUT_VERSION))
    return _write_choices(page)


def _write_choices(page: Worksheet) -> Mapping[str, str]:
    """Write each column's fixed choices one below another, to the right of the table."""
    ranges = {}
    for at, column in enumerate(filter(_is_chosen, WRITTEN), 6):
        letter = get_column_letter(at)
        page.column_dimensions[letter].width = 22
        put_text(page, (1, at), column.name, is_bold=True)
        choices = column.choices or ("yes", "no")
        for line, choice in enumerate(choices, 2):
            put_text(page, (line, at), choice)
        ranges[column.name] = f"{quote_sheetname(COLUMNS)}!${letter}$2:${letter}${len(choices) + 1}"
    return ranges


def _offer_choices(page: Worksheet, ranges: Mapping[str, str], number: int) -> None:
    for name, where in ranges.items():
        letter = get_column_letter(HEADS.index(name) + 1)
        offer = DataValidation(type="list", formula1=where, allow_blank=True)
        offer.errorTitle, offer.error = name, _("Choose one of the list, or leave it empty.")
        page.add_data_validation(offer)
        offer.add(f"{letter}2:{letter}{number + _SPARE_ROWS}")


def _is_chosen(column: TableColumn) -> bool:
    return column.form in ("choice", "yes or no")


def put_text(
    page: Worksheet,
    at: tuple[int, int],
    text: str,
    *,
    is_bold: bool = False,
    is_shaded: bool = False,
    wraps: bool = True,
) -> None:
    """Write a cell that stays text, whatever it begins with."""
    cell = page.cell(*at, _NOT_XML.sub("", text))
    cell.data_type = "s"  # openpyxl takes what begins with "=" for a formula
    cell.number_format = "@"
    cell.quotePrefix = text[:1] in "=+-@"
    if is_bold:
        cell.font = _BOLD
    if is_shaded:
        cell.fill = _SHADE
    if wraps:
        cell.alignment = _WRAP
