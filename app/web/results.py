"""Each way a search can end, as a page: what we understood, and what a family can do next."""

from functools import singledispatch

from app.places import Ambiguous
from app.search.directory import Directory
from app.search.outcomes import (
    CrisisFirst,
    Found,
    NothingExact,
    Outcome,
    OutsideArea,
    UnclearPlace,
)
from app.search.understanding import PLACE_OFF, need_off
from app.web.presenters import show_cards, show_crisis, show_tiles
from app.web.refining import show_refining
from app.web.sealing import Asked
from app.web.views import CrisisCard, ResultsPage, SearchForm
from app.web.wording import count

TITLE = "Help and support: results"
"""One calm title for every search: titles stay in the browser's history."""


def show_outcome(outcome: Outcome, asked: Asked, directory: Directory) -> ResultsPage:
    """Return the page for an outcome, with the form filled in as it was."""
    catalogue = directory.catalogue
    crisis: CrisisCard | None = None
    hits = outcome.hits
    if isinstance(outcome, CrisisFirst):
        crisis = show_crisis(outcome.danger, outcome.lines, catalogue)
        shown = {line.service.id for line in outcome.lines}
        hits = tuple(hit for hit in hits if hit.service.id not in shown)
    miss = outcome.miss if isinstance(outcome, UnclearPlace) else None
    place_problem = miss.sentence if miss is not None and asked.near.strip() else ""
    near = "" if PLACE_OFF in asked.off else asked.near
    return ResultsPage(
        title=TITLE,
        heading=_heading(outcome),
        lead=_lead(outcome),
        form=SearchForm(asked.q, near, _topics_left(asked), near_problem=place_problem),
        refining=show_refining(outcome, asked, catalogue),
        crisis=crisis,
        notice=_join(_say_mended(outcome), _notice(outcome), _say_choices(outcome)),
        choices=tuple(c.label for c in miss.choices) if isinstance(miss, Ambiguous) else (),
        cards=show_cards(hits, catalogue),
        also=show_cards(getattr(outcome, "also", ()), catalogue),
        has_distances=any(hit.distance_km is not None for hit in hits),
        has_more=outcome.total > len(outcome.hits) and not asked.more,
        total=outcome.total,
        tiles=show_tiles(need for need in catalogue.needs.values() if need.first),
    )


def _topics_left(asked: Asked) -> str:
    slugs = (slug for slug in asked.need.split(",") if need_off(slug) not in asked.off)
    return ",".join(slugs)


def _heading(outcome: Outcome) -> str:
    if isinstance(outcome, NothingExact):
        return "People who can still help"
    if isinstance(outcome, CrisisFirst):
        return "More people who can help"
    place = outcome.understood.place
    where = f" near {place.label}" if place is not None else ""
    return f"{count(outcome.total, 'place', 'places')} to get help{where}"


def _lead(outcome: Outcome) -> str:
    nothing = "Nothing matched those words. These people can still help."
    return nothing if isinstance(outcome, NothingExact) else ""


def _join(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)


def _say_mended(outcome: Outcome) -> str:
    mended = outcome.understood.mended
    return f"We read that as “{' '.join(mended)}”." if mended else ""


def _say_choices(outcome: Outcome) -> str:
    """Return what the filters did, where it must be said."""
    choices = outcome.choices
    if choices.let_go:
        return "Nobody we list has all of that. Here is everyone, without your choices."
    counts = [choices.counts[key] for key in choices.chosen if key in choices.counts]
    unsure = [each for each in counts if each.maybe]
    if not unsure:
        return ""
    first = unsure[0]
    return f"{first.maybe} of these {first.option.maybe}: ask them."


@singledispatch
def _notice(outcome: object) -> str:
    """Return what must be said before the list."""
    raise TypeError(outcome)


@_notice.register
def _(_: Found | CrisisFirst | NothingExact) -> str:
    return ""


@_notice.register
def _(outcome: UnclearPlace) -> str:
    if outcome.understood.areas:
        return outcome.miss.sentence
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
