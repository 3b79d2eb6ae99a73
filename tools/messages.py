"""Gather every word of the interface into data/languages/messages.pot, for translators to copy.

Run by `make messages`. A test keeps the file in step with the code.
"""

from collections.abc import Iterator
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import write_po

from app.config import PROJECT
from app.language import FOLDER

MESSAGES = PROJECT / "data" / FOLDER / "messages.pot"
SOURCES = {
    "app": [("**.py", "python")],
    "templates": [("**.html", "jinja2")],
}
OPTIONS = {"**.html": {"trimmed": "true", "newstyle_gettext": "true", "silent": "false"}}
KEYWORDS = {**DEFAULT_KEYWORDS, "mark": None}
COMMENT = "For translators:"
HEADER = """\
# The words of Reach In. docs/translating.md says how to turn them into a language.
# Made by `make messages`: changes here are lost.
#"""
HEADERS_KEPT = ("MIME-Version", "Content-Type", "Content-Transfer-Encoding")
"""The others name people, or change when the words do not."""


def gather() -> Catalog:
    """Return every message in the code and the templates, in the order of the files."""
    catalog = Catalog(header_comment=HEADER, fuzzy=False)
    for file, message, comments, context in _extract():
        catalog.add(message, None, [(file, 0)], auto_comments=comments, context=context)
    return catalog


def write(catalog: Catalog) -> bytes:
    """Return a catalogue as a .pot file that is the same whenever the words are."""
    made = BytesIO()
    write_po(made, catalog, width=100, include_lineno=False, sort_by_file=True)
    lines = made.getvalue().decode().splitlines(keepends=True)
    return "".join(filter(_is_kept, lines)).encode()


def _is_kept(line: str) -> bool:
    return not line.startswith('"') or ": " not in line[:32] or line[1:].startswith(HEADERS_KEPT)


def _extract() -> Iterator[tuple[str, str | tuple[str, ...], list[str], str | None]]:
    for folder, methods in SOURCES.items():
        found = extract_from_dir(
            PROJECT / folder, methods, OPTIONS, KEYWORDS, (COMMENT,), strip_comment_tags=True
        )
        for name, _, message, comments, context in found:
            yield f"{folder}/{name}", message, comments, context


if __name__ == "__main__":
    MESSAGES.write_bytes(write(gather()))
    print(f"{MESSAGES.relative_to(PROJECT)} is up to date.")
