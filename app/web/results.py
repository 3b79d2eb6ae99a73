"""Each way a search can end, as a page: what we understood, and what a family can do next."""

from functools import singledispatch

from app.content.catalogue import Catalogue
from app.places import Ambiguous
from app.search.directory import Directory
from app.search.outcomes import (
    CrisisFirst,
    Found,
    NothingExact,
    Outcome,
    OutsideArea,
    UnclearPlace,
    Understood,
)
from app.web.presenters import show_cards, show_crisis, show_tiles
from app.web.views import CrisisCard, ResultsPage, SearchForm
from app.web.wording import count

TITLE = "Help and support: results"
"""One calm title for every search: titles stay in the browser's history."""
MOST_HEARD = 2


def show_outcome(outcome: Outcome, form: SearchForm, directory: Directory) -> ResultsPage:
    """Return the page for an outcome, with the form filled in as it was."""
    catalogue = directory.catalogue
    understood = outcome.understood
    crisis: CrisisCard | None = None
    hits = outcome.hits
    if isinstance(outcome, CrisisFirst):
        crisis = show_crisis(outcome.danger, outcome.lines, catalogue)
        shown = {line.service.id for line in outcome.lines}
        hits = tuple(hit for hit in hits if hit.service.id not in shown)
    miss = outcome.miss if isinstance(outcome, UnclearPlace) else None
    place_problem = miss.sentence if miss is not None and form.near.strip() else ""
    return ResultsPage(
        title=TITLE,
        heading=_heading(outcome),
        lead=_lead(outcome, catalogue),
        form=SearchForm(form.words, form.near, form.need, near_problem=place_problem),
        heard=_heard(understood, catalogue),
        place=understood.place.label if understood.place is not None else "",
        crisis=crisis,
        notice=_notice(outcome),
        choices=tuple(c.label for c in miss.choices) if isinstance(miss, Ambiguous) else (),
        cards=show_cards(hits, catalogue),
        also=show_cards(getattr(outcome, "also", ()), catalogue),
        total=outcome.total,
        tiles=show_tiles(need for need in catalogue.needs.values() if need.first),
    )


def _heading(outcome: Outcome) -> str:
    if isinstance(outcome, NothingExact):
        return "People who can still help"
    if isinstance(outcome, CrisisFirst):
        return "More people who can help"
    place = outcome.understood.place
    where = f" near {place.label}" if place is not None else ""
    return f"{count(outcome.total, 'place', 'places')} to get help{where}"


def _lead(outcome: Outcome, catalogue: Catalogue) -> str:
    heard = _heard(outcome.understood, catalogue)
    if isinstance(outcome, NothingExact):
        return "Nothing matched those words. These people can still help."
    if not heard:
        return ""
    return "Showing help with " + " and ".join(heard) + "."


def _heard(understood: Understood, catalogue: Catalogue) -> tuple[str, ...]:
    """Return the main needs as words in a sentence; a faint second need is not claimed."""
    sure = [m for m in understood.needs if m.confidence >= understood.needs[0].confidence / 3]
    titles = [catalogue.needs[match.slug].title for match in sure[:MOST_HEARD]]
    return tuple(title[:1].lower() + title[1:] for title in titles)


@singledispatch
def _notice(outcome: object) -> str:
    """Return what must be said before the list."""
    raise TypeError(outcome)


@_notice.register
def _(_: Found | CrisisFirst | NothingExact) -> str:
    return ""


@_notice.register
def _(outcome: UnclearPlace) -> str:
    return f"{outcome.miss.sentence} Until then, this is help from all the areas we list."


@_notice.register
def _(outcome: OutsideArea) -> str:
    place = outcome.place
    if place.country != "S":
        return f"{place.label} is not in Scotland. We only list help in Scotland."
    return (
        f"We do not list local help in {place.label} yet. These people help all over Scotland. "
        "Your council or GP can tell you what is near you."
    )
