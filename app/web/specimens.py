"""Every part that pages are made of, in every state, drawn by the same macros as the pages.

They are drawn from views as pages are (`examples.py`), so the page of them cannot drift.
"""

import re
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Literal

from markupsafe import Markup

from app.web import examples as an
from app.web.views import UNLISTED, Head, SearchForm

Inside = Literal["", "cards", "facts", "files", "sheet"]


@dataclass(frozen=True, slots=True)
class State:
    """One part in one state: the macro that draws it, and what the macro is given.

    `inside` names the list that it stands in; `is_open` opens what waits behind a press.
    """

    name: str
    macro: str
    given: tuple[Any, ...]
    inside: Inside = ""
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Specimen:
    """One part, with when to use it."""

    name: str
    use: str
    states: tuple[State, ...]


@dataclass(frozen=True, slots=True)
class SpecimensPage:
    """The page of every part."""

    template: ClassVar[str] = "dev_components.html"
    title: str
    lead: str
    parts: tuple[Specimen, ...]
    head: Head = UNLISTED

    def apart(self, drawn: Markup, name: str, *, is_open: bool) -> Markup:
        """Return one drawing whose ids, and all that leads to them, are its own on the page.

        A page has one search form or crisis card; here each is called after its state.
        """
        own = _REFERS.sub(lambda found: _rename(found, name), drawn)
        own = own.replace('role="search"', f'role="search" aria-labelledby="{name}"')
        return Markup(own.replace("<details", "<details open") if is_open else own)  # noqa: S704


_REFERS = re.compile(
    r'\b(id|for|href|aria-labelledby|aria-describedby|data-copies|data-counts|data-said)="(#?)([^"]+)"'
)
_SHARED = "i-"
"""Drawings that a whole page shares have ids that begin so."""


def _rename(found: re.Match[str], name: str) -> str:
    attribute, hash_, ids = found.groups()
    is_elsewhere = attribute == "href" and not hash_
    if is_elsewhere or ids.startswith(_SHARED):
        return found[0]
    own = " ".join(f"{each}-{name}" for each in ids.split())
    return f'{attribute}="{hash_}{own}"'


LEAD = "Each is drawn by the macro named beside it. The places and numbers are made up."


def show_specimens() -> SpecimensPage:
    """Return the page of every part."""
    parts = (
        *_show_reaching(),
        *_show_lists(),
        *_show_finding(),
        *_show_telling(),
        *_show_keeping(),
        *_show_paper(),
        *_show_saying(),
        *_show_files(),
    )
    return SpecimensPage("Parts of the pages", LEAD, parts)


def _show_reaching() -> tuple[Specimen, ...]:
    return (
        Specimen(
            "Button",
            "To get in touch. Filled for a call or a text, an outline for all else.",
            (
                State("Call", "contact_button", (an.PHONE, an.CARD.name)),
                State("Text", "contact_button", (an.TEXT, an.CARD.name)),
                State("Email", "contact_button", (an.EMAIL, an.CARD.name)),
                State("Leaves the site", "contact_button", (an.WEBSITE, an.CARD.name)),
            ),
        ),
        Specimen(
            "Open or not",
            "Beside every way to reach someone. Words first; the shape is not colour alone.",
            (
                State("Open", "opening", (an.OPEN,)),
                State("Closed", "opening", (an.CLOSED,)),
                State("Not known", "opening", (an.UNKNOWN,)),
            ),
        ),
        Specimen(
            "Fact",
            "A short line of what a family asks first: how to reach in, cost, where.",
            (
                State("How to reach in", "fact", ("go", "You can just turn up"), "facts"),
                State("Cost", "fact", ("cost", "Free"), "facts"),
                State("Where", "fact", ("where", "1 mile, Example Street"), "facts"),
            ),
        ),
    )


def _show_lists() -> tuple[Specimen, ...]:
    return (
        Specimen("Card", "One place to get help, in a list.", _show_cards()),
        Specimen(
            "Crisis card",
            "Before all else on a page, when someone may be in danger.",
            (State("With lines to call", "crisis", (an.CRISIS,)),),
        ),
        Specimen(
            "Rows",
            "The rest of a long list, behind one press.",
            (
                State("Closed", "rows", (an.PART, 4)),
                State("Open, one with no number", "rows", (an.PART, 4), is_open=True),
            ),
        ),
    )


def _show_cards() -> tuple[State, ...]:
    return (
        State("All is known", "card", (an.CARD, 4), "cards"),
        State("No phone, times or cost known", "card", (an.UNKNOWN_CARD, 4), "cards"),
        State("A long name, closed, with a website", "card", (an.LONG_CARD, 4), "cards"),
        State("In doubt", "card", (an.DOUBTED_CARD, 4), "cards"),
        State("Checked long ago", "card", (an.STALE_CARD, 4), "cards"),
    )


def _show_finding() -> tuple[Specimen, ...]:
    return (
        Specimen("Search form", "The two questions. Big on the first page.", _show_forms()),
        Specimen(
            "Near form",
            "On the page of a topic or an area: one question is left.",
            (State("Plain", "near_form", (SearchForm(need="food"), "")),),
        ),
        Specimen(
            "Chips",
            "What we understood, and what was chosen. One press takes one away.",
            (
                State("Understood", "chips", (an.REFINING,)),
                State("With a choice", "chips", (an.CHOSEN,)),
            ),
        ),
        Specimen(
            "Filters",
            "Beside a list, to make it smaller.",
            (
                State("Closed", "filters", (an.REFINING,)),
                State("Open", "filters", (an.REFINING,), is_open=True),
                State("Chosen, and no place given", "filters", (an.CHOSEN,), is_open=True),
            ),
        ),
        Specimen(
            "Tiles",
            "Topics to press.",
            (
                State("Plain", "tiles", (an.TILES,)),
                State("Counted, in one area", "counted_tiles", (an.COUNTED,)),
            ),
        ),
        *_show_ways(),
    )


def _show_forms() -> tuple[State, ...]:
    return (
        State("Plain", "search_form", (SearchForm(), False)),
        State("Big", "search_form", (SearchForm(), True)),
        State("Filled in again", "search_form", (an.FORM, False)),
        State("Nothing typed", "search_form", (SearchForm(words_problem=an.NOTHING_TYPED), True)),
        State(
            "A place we do not know",
            "search_form",
            (replace(an.FORM, near_problem=an.NO_SUCH_PLACE), True),
        ),
        State(
            "Both",
            "search_form",
            (SearchForm(words_problem=an.NOTHING_TYPED, near_problem=an.NO_SUCH_PLACE), False),
        ),
    )


def _show_ways() -> tuple[Specimen, ...]:
    return (
        Specimen(
            "Area links",
            "Areas to choose from, a few at a time.",
            (State("Plain", "area_links", (an.LINKS,)),),
        ),
        Specimen(
            "Crumbs",
            "Above the heading of a page inside an area: the way back up.",
            (State("Plain", "crumbs", (an.LINKS,)),),
        ),
    )


def _show_telling() -> tuple[Specimen, ...]:
    return (
        Specimen(
            "Did this help?",
            "One question below a list. Answered by one tap, and thanked in its place.",
            (
                State("Below a list", "helped", (an.HELPED,)),
                State("Nobody was just right", "helped", (replace(an.HELPED, is_empty=True),)),
            ),
        ),
        Specimen(
            "Was this right?",
            "At the end of a listing, below all help.",
            (
                State("Closed", "ask_right", (an.WRONG,)),
                State("Open", "ask_right", (an.WRONG,), is_open=True),
            ),
        ),
        Specimen(
            "Telling us",
            "A few words, with nothing about who sends them.",
            (
                State("What is missing", "missing_form", (an.MISSING,)),
                State("Nothing written", "missing_form", (an.MISSING_NOTHING,)),
                State("What is wrong, not chosen, too long", "wrong_form", (an.WRONG_TWICE,)),
                State("Who to phone after thanks", "people", ("People you can call", an.LINES)),
            ),
        ),
    )


def _show_keeping() -> tuple[Specimen, ...]:
    return (
        Specimen(
            "Keep",
            "Saves a page on this phone, and on no server. Its words change when pressed.",
            (State("Not saved yet", "keep", ("aaaaaaaaaa",)),),
        ),
        Specimen(
            "Share",
            "Sends a page on. No message says what the help is for.",
            (State("With a way to print", "share", (an.SHARING, True)),),
        ),
        Specimen(
            "Add to contacts",
            "On the page of one place with a number.",
            (
                State("Named", "add_contact", (an.NAMED,)),
                State("Bland", "add_contact", (replace(an.NAMED, is_bland=True),)),
            ),
        ),
    )


def _show_paper() -> tuple[Specimen, ...]:
    return (
        Specimen(
            "Print button",
            "On lists and posters. It needs scripts, so it is hidden without them.",
            (State("Plain", "print_button", ("Print this list",)),),
        ),
        Specimen(
            "QR code",
            "On paper. The address stands beside it in words.",
            (
                State("First on its page", "square", (an.SQUARE, an.SQUARE_ID)),
                State("The same again", "same_square", (an.SQUARE, an.SQUARE_ID)),
            ),
        ),
        Specimen(
            "Poster strips",
            "At the foot of a poster, to tear off.",
            (
                State("The address", "address", (an.ADDRESS,)),
                State(
                    "Eight strips",
                    "strips",
                    (range(8), an.SQUARE, an.SQUARE_ID, an.ADDRESS),
                    "sheet",
                ),
            ),
        ),
    )


def _show_saying() -> tuple[Specimen, ...]:
    return (
        Specimen(
            "Notice",
            "What must be read before a list.",
            (State("Plain", "notice", ("Nobody we list has all of that.",)),),
        ),
        Specimen(
            "Checked",
            "On the page of one place: when we last asked them.",
            (
                State("Checked", "checked", (f"{an.CHECKED_WORDS} {an.AGAIN}", True)),
                State("Due", "checked", (f"{an.CHECKED_WORDS} {an.DUE}", True)),
                State("Not checked", "checked", (an.NOT_CHECKED_WORDS, False)),
            ),
        ),
        Specimen(
            "Looking",
            "A status that is read out, when a list takes more than a second to change.",
            (State("Waiting", "looking", ("Looking…",)),),
        ),
        Specimen(
            "Trouble",
            "When a list did not change. It never looks like “no help”.",
            (
                State("No signal", "trouble_words", (an.LINES, "signal")),
                State("Too slow", "trouble_words", (an.LINES, "slow")),
                State("Our fault", "trouble_words", (an.LINES, "fault")),
            ),
        ),
        Specimen(
            "Pictures",
            "One for each topic. They help reading and are never the only sign.",
            (State("On tiles", "pictures", ()), State("On the first page", "scene", ())),
        ),
    )


def _show_files() -> tuple[Specimen, ...]:
    return (
        Specimen(
            "File",
            "On the page about our data: one file to get.",
            (
                State("Plain", "file_card", (an.FILE,), "files"),
                State("With its digest", "file_card", (an.FILE,), "files", is_open=True),
            ),
        ),
    )
