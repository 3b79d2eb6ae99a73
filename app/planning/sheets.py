"""Tables for spreadsheets (CSV, RFC 4180): no cell of them is ever read as a formula."""

import csv
import io
from collections.abc import Iterable

from app.content.tables import MARK, guard


def write_sheet(heads: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """Return a table as text, its heads first."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(guard(head) for head in heads)
    writer.writerows((guard(str(cell)) for cell in row) for row in rows)
    return MARK + text.getvalue()
