"""Tables for spreadsheets (CSV, RFC 4180): no cell of them is ever read as a formula.

Sources: OWASP's "CSV Injection", OWASP ASVS 5.0 (1.2.10). Spreadsheets pass over spaces before a
sign, and some read full-width signs and each line of a cell by itself.
"""

import csv
import io
import re
from collections.abc import Iterable

MARK = "\ufeff"
"""What tells Excel that a file is UTF-8."""
_FORMULA = re.compile(r"(?:^|(?<=[\r\n]))(?=[^\S\r\n]*[=+\-@＝＋－＠]|\t|\0|[\r\n])")


def write_sheet(heads: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """Return a table as text, its heads first."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(guard(head) for head in heads)
    writer.writerows((guard(str(cell)) for cell in row) for row in rows)
    return MARK + text.getvalue()


def guard(cell: str) -> str:
    """Return a cell that begins with an apostrophe wherever it would begin a formula."""
    return _FORMULA.sub("'", cell)
