"""Words that the pages about tables share."""

from app.language import gettext as _
from app.language import mark, ngettext, write_number
from app.planning.tables.comparing import Kind
from app.planning.tables.matching import How

TABLES = "/planning/tables"
IMPORT = "/planning/tables/import"
GONE = mark("That table is not here any more")
GONE_LEAD = mark("Tables are kept for one hour, and only for who sent them. Send it again.")
AGAIN = mark("Send a table")
MOVED = mark(
    "Something changed here in the meantime. Nothing was written. Look again, and confirm."
)
NOTHING = mark("There is nothing to write.")
KIND_TITLES: dict[Kind, str] = {
    "refused": mark("Rows that are left out"),
    "conflict": mark("Changed here as well"),
    "changed": mark("Listings that change"),
    "new": mark("New listings"),
    "same": mark("As they are"),
}
KIND_LEADS: dict[Kind, str] = {
    "refused": mark("Mend them in your table and send it again. The other rows do not wait."),
    "conflict": mark(
        "These were changed here after your table was made. What stands here stays, unless you tick"
        " the row."
    ),
    "changed": mark("Cells that do not change are not shown."),
    "new": mark("They come in paused, unless the column status says live."),
    "same": "",
}
DONE_LEADS: dict[Kind, str] = {
    "refused": mark(
        "Mend them in your table and send it again. What is written already then stays as it is."
    ),
    "conflict": mark("These were changed here after your table was made. What stood here stayed."),
}
HOW_WORDS: dict[How, str] = {
    "ours": "",
    "known": mark("We think it is this one."),
    "guessed": mark("A guess: please check."),
    "none": mark("We do not know this one."),
    "chosen": mark("You chose this."),
    "shown": mark("Only to look at: it is not read."),
}


def count_kind(kind: Kind, number: int) -> str:
    """Return how many rows there are of a kind."""
    words = {
        "new": ngettext("{number} new", "{number} new", number),
        "changed": ngettext("{number} is changed", "{number} are changed", number),
        "conflict": ngettext(
            "{number} was changed here as well", "{number} were changed here as well", number
        ),
        "same": ngettext("{number} stays as it is", "{number} stay as they are", number),
        "refused": ngettext("{number} is left out", "{number} are left out", number),
    }[kind]
    return words.format(number=write_number(number))


def count_listings(number: int) -> str:
    """Return a number of listings in words."""
    words = ngettext("{number} listing", "{number} listings", number)
    return words.format(number=write_number(number))


def say_file(name: str) -> str:
    """Return which file a page is about."""
    return _("From the file {name}.").format(name=name)
