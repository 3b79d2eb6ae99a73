"""What the table's columns are and how their cells are written, in words for planners."""

from app.language import gettext as _
from app.language import mark
from app.planning.tables.cells import Form
from app.planning.tables.columns import TableColumn, Words

ABOUT_VERSION = mark("What the row said when it was written. Leave it as it is.")
HOW_TO_USE = (
    mark("One row is one listing. Change cells, or add rows at the end with the id left empty."),
    mark("Then bring the file in under “In and out as tables”. You see every change first."),
    mark("A row that you take out changes nothing: listings are never deleted."),
    mark("An empty cell in a row of this file takes away what was there."),
    mark("Grey columns are only to look at."),
)
_FORMS: dict[Form, str] = {
    "text": mark("Words."),
    "choice": mark("One of: {choices}."),
    "yes or no": mark("yes or no."),
    "date": mark("A date, 2026-11-30 or 30/11/2026."),
    "list": mark("Several are split by a semicolon: Polish; Arabic."),
    "slugs": mark("Several are split by a semicolon, from: {choices}."),
    "lines": mark("One a line (Alt and Enter makes a new line in the cell)."),
    "hours": mark("One a line, such as Mon-Thu 9:00-16:30 (Alt and Enter makes a new line)."),
    "entries": mark("One a line, such as {example}."),
}
_EXAMPLES = {
    "contacts": "phone: 0141 496 0001, note: Ask for the shop",
    "places": 'name: Old Hall, postcode: G51 3UU, access: ["step-free"]',
}
_EASY = mark("Several are split by a semicolon. A part of {holder}: change one of the two.")
_SHOWN = mark("Only to look at.")
_BY_SITE = mark("Only to look at. It becomes the day the row is brought in.")


def explain_form(column: TableColumn, words: Words) -> str:
    """Return how a cell of a column is written."""
    if column.name == "edited":
        return _(_BY_SITE)
    if column.use == "shown":
        return _(_SHOWN)
    if column.use == "easy":
        return _(_EASY).format(holder=column.holder)
    named = {"needs": words.needs, "areas": words.areas}.get(column.name)
    choices = ", ".join(column.choices if named is None else named)
    return _(_FORMS[column.form]).format(choices=choices, example=_EXAMPLES.get(column.name, ""))
