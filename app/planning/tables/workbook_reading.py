"""Read an XLSX file's first sheet: only after its packing has been looked at, and values alone.

Sources: ECMA-376 (what is in the package), OWASP "File Upload" and "XML External Entity".
"""

import io
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from openpyxl import load_workbook

from app.language import gettext as _
from app.language import mark
from app.planning.tables.rows import MOST_COLUMNS, WIDE, NotATable, Row

MOST_UNPACKED = 80 * 1024 * 1024
MOST_PARTS = 500
MOST_LINES = 50_000
"""Rows that are gone through, with empty ones."""
_DECLARES = (b"<!DOCTYPE", b"<!ENTITY")
_BROKEN = mark("The file is broken, or is no XLSX. Open it in your spreadsheet and save it anew.")


def read_workbook(data: bytes) -> tuple[Iterator[Row], tuple[str, ...]]:
    """Return the rows of the first sheet that is seen, and what to know. Raises NotATable."""
    _look_at_packing(data)
    try:
        with warnings.catch_warnings():
            # openpyxl tells of drawings and rules that it leaves out.
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
            pages = [page for page in book.worksheets if page.sheet_state == "visible"]
            if not pages:
                raise NotATable(_("There is no sheet to be seen in the file."))
            rows = list(_rows_of(pages[0]))
    except NotATable:
        raise
    except Exception as problem:  # openpyxl raises whatever a broken file leads it to
        raise NotATable(_(_BROKEN)) from problem
    others = len(pages) - 1
    note = _("Only the first sheet, “{title}”, was read.").format(title=pages[0].title)
    is_ours = [page.title for page in pages] == ["Listings", "Columns"]
    return iter(rows), (note,) if others and not is_ours else ()


def _look_at_packing(data: bytes) -> None:
    """Refuse what would unpack to too much, holds a program, or declares entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            size = sum(part.file_size for part in parts)
            if len(parts) > MOST_PARTS or size > MOST_UNPACKED:
                raise NotATable(_("The file unpacks to far too much. Save the one sheet as CSV."))
            if any(part.flag_bits & 1 for part in parts):
                raise NotATable(_("The file is locked with a password. Take the password away."))
            names = {part.filename for part in parts}
            kinds = package.read("[Content_Types].xml") if "[Content_Types].xml" in names else b""
            if b"macroEnabled" in kinds or any("vbaProject" in name for name in names):
                raise NotATable(_("The file holds macros (.xlsm). Save it as .xlsx without them."))
            if b"spreadsheetml" not in kinds:
                raise NotATable(
                    _("This is no spreadsheet. Save it as .csv or .xlsx, and send that.")
                )
            xml = (
                package.read(part) for part in parts if part.filename.endswith((".xml", ".rels"))
            )
            if any(sign in text for text in xml for sign in _DECLARES):
                raise NotATable(_(_BROKEN))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as problem:
        raise NotATable(_(_BROKEN)) from problem


def _rows_of(page: Any) -> Iterator[Row]:
    page.reset_dimensions()
    for line, cells in enumerate(page.iter_rows(), 1):
        if line > MOST_LINES:
            told = _("The sheet has more than {most} lines. Take empty ones out.")
            raise NotATable(told.format(most=f"{MOST_LINES:,}"))
        if len(cells) > MOST_COLUMNS and any(c.value is not None for c in cells[MOST_COLUMNS:]):
            raise NotATable(_(WIDE).format(most=MOST_COLUMNS))
        near = cells[:MOST_COLUMNS]
        formulas = frozenset(i for i, c in enumerate(near) if getattr(c, "data_type", "") == "f")
        values = {
            i: say_value(c.value)
            for i, c in enumerate(near)
            if c.value is not None and i not in formulas
        }
        yield Row(line, values, formulas)


def say_value(value: object) -> str:
    """Return what a cell holds as a planner would type it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        is_day = value.time() == time(0)
        return value.date().isoformat() if is_day else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("\r\n", "\n").replace("\r", "\n")
