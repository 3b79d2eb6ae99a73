"""Each way a search can end, as a page: what we understood, and what a family can do next."""

from dataclasses import dataclass
from functools import singledispatch
from typing import ClassVar

from app.language import gettext as _
from app.language import mark, ngettext, write_number
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
from app.web.addresses import list_path
from app.web.lists import MOST_ON_A_LIST
from app.web.presenters import show_cards, show_crisis, show_tiles
from app.web.refining import show_refining
from app.web.sealing import Asked
from app.web.views import UNLISTED, CrisisCard, Head, ResultsPage, SearchForm

TITLE = mark("Help and support: results")
"""One calm title for every search: titles stay in the browser's history."""
PLACE_UNTOLD = mark("Error: Help and support: results")
"""Said first where we could not tell the place. In danger nobody is told of an error first."""


@dataclass(frozen=True, slots=True)
class ResultsPart:
    """What changes on a results page that is open already, drawn without the rest."""

    template: ClassVar[str] = "results_part.html"
    results: ResultsPage
    head: Head = UNLISTED

    @property
    def title(self) -> str:
        """Return the title of the whole page."""
        return self.results.title


def show_outcome(outcome: Outcome, asked: Asked, directory: Directory) -> ResultsPage:
    """Return the page for an outcome, with the form filled in as it was."""
    catalogue = directory.catalogue
    crisis: CrisisCard | None = None
    hits = outcome.hits
    if isinstance(outcome, CrisisFirst):
        crisis = show_crisis(outcome.danger, outcome.lines, catalogue)
        shown = {line.service.id for line in outcome.lines}
        hits = tuple(hit for hit in hits if hit.service.id not in shown)
    miss = outcome.miss if isinstance(outcome, UnclearPlace | CrisisFirst) else None
    place_problem = miss.sentence if miss is not None and asked.near.strip() else ""
    near = "" if PLACE_OFF in asked.off else asked.near
    heading, lead = _heading(outcome), _lead(outcome)
    notice = _join(_say_mended(outcome), _notice(outcome), _say_choices(outcome))
    return ResultsPage(
        title=_(PLACE_UNTOLD if place_problem and crisis is None else TITLE),
        heading=heading,
        lead=lead,
        form=SearchForm(asked.q, near, _topics_left(asked), near_problem=place_problem),
        refining=show_refining(outcome, asked, catalogue),
        crisis=crisis,
        notice=notice,
        choices=tuple(c.label for c in miss.choices) if isinstance(miss, Ambiguous) else (),
        cards=show_cards(hits, catalogue),
        also=show_cards(getattr(outcome, "also", ()), catalogue),
        has_distances=any(hit.distance_km is not None for hit in hits),
        has_more=outcome.total > len(outcome.hits) and not asked.more,
        total=outcome.total,
        tiles=show_tiles(need for need in catalogue.needs.values() if need.first),
        said=_say_aloud(lead or heading, notice),
        share=list_path(tuple(hit.service for hit in hits[:MOST_ON_A_LIST])) if hits else "",
        shares_all=len(hits) <= MOST_ON_A_LIST,
    )


def _topics_left(asked: Asked) -> str:
    slugs = (slug for slug in asked.need.split(",") if need_off(slug) not in asked.off)
    return ",".join(slugs)


def _heading(outcome: Outcome) -> str:
    if isinstance(outcome, NothingExact):
        return _("People who can still help")
    if isinstance(outcome, CrisisFirst):
        return _("More people who can help")
    place = outcome.understood.place
    number = write_number(outcome.total)
    if place is None:
        words = ngettext("{number} place to get help", "{number} places to get help", outcome.total)
        return words.format(number=number)
    words = ngettext(
        "{number} place to get help near {place}",
        "{number} places to get help near {place}",
        outcome.total,
    )
    return words.format(number=number, place=place.label)


def _lead(outcome: Outcome) -> str:
    nothing = _("Nothing matched those words. These people can still help.")
    return nothing if isinstance(outcome, NothingExact) else ""


def _say_aloud(first: str, notice: str) -> str:
    """Return what is read out: the count, and only then what else must be known."""
    return _join(first if first.endswith(".") else f"{first}.", notice) if notice else first


def _join(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)


def _say_mended(outcome: Outcome) -> str:
    mended = outcome.understood.mended
    return _("We read that as “{words}”.").format(words=" ".join(mended)) if mended else ""


def _say_choices(outcome: Outcome) -> str:
    """Return what the filters did, where it must be said."""
    choices = outcome.choices
    if choices.let_go:
        return _("Nobody we list has all of that. Here is everyone, without your choices.")
    counts = [choices.counts[key] for key in choices.chosen if key in choices.counts]
    unsure = [each for each in counts if each.maybe]
    if not unsure:
        return ""
    first = unsure[0]
    words = _("{number} of these {maybe}: ask them.")
    return words.format(number=write_number(first.maybe), maybe=_(first.option.maybe))


@singledispatch
def _notice(outcome: object) -> str:
    """Return what must be said before the list."""
    raise TypeError(outcome)


@_notice.register
def _notice_nothing(_found: Found | NothingExact) -> str:
    return ""


@_notice.register
def _notice_crisis(outcome: CrisisFirst) -> str:
    return outcome.miss.sentence if outcome.miss is not None else ""


@_notice.register
def _notice_unclear(outcome: UnclearPlace) -> str:
    if outcome.understood.areas:
        return outcome.miss.sentence
    meanwhile = _("Until then, this is help from all the areas we list.")
    return f"{outcome.miss.sentence} {meanwhile}"


@_notice.register
def _notice_outside(outcome: OutsideArea) -> str:
    place = outcome.place
    if place.country != "S":
        words = _("{place} is not in Scotland. We only list help in Scotland.")
    else:
        words = _(
            "We do not list local help in {place} yet. These people help all over Scotland. "
            "Your council or GP can tell you what is near you."
        )
    return words.format(place=place.label)
