"""The one-page report about an area: what a planning group wants to see, and what it must know."""

from app.content.models import Service
from app.language import gettext as _
from app.language import ngettext, write_date, write_number
from app.planning.coverage.circles import Helping, help_in
from app.planning.coverage.overview import Scope, Voices, show_voices, walk_topics
from app.planning.coverage.provision import count_providers
from app.planning.coverage.questions import BY_KEY, ask
from app.planning.coverage.report_sheet import show_report
from app.planning.coverage.sheets import Cell
from app.planning.coverage.supply_sheets import show_answers
from app.web.planning.coverage_figures import (
    picture_answers,
    picture_reach,
    say_listings,
    say_reach,
)
from app.web.planning.coverage_pages import NOT_YOURS, show_sheet
from app.web.planning.coverage_scope import link_scope
from app.web.planning.coverage_views import ReportPage
from app.web.site import Visit
from app.web.views import Link

MOST_MISSED = 5
BARS = 6
"""Answers drawn on the report: when, how, languages and checked; ages are on the page."""


def show_report_page(scope: Scope, visit: Visit, voices: Voices | None) -> ReportPage:
    """Return the report about an area."""
    directory, area = visit.directory, scope.area
    helping = help_in(area, directory.catalogue)
    answers = show_answers(area, "own", helping, visit.now, directory.catalogue.checking)
    walks = walk_topics(scope, directory)
    table = show_report(area, helping, walks, directory.catalogue, visit.now)
    return ReportPage(
        title=_("Report: {area}").format(area=area.name),
        area=area.name,
        dated=write_date(visit.now.date()),
        facts=(*_say_helping(helping, visit), say_reach(scope, directory)),
        topics=show_sheet(table),
        map=picture_reach(scope, directory),
        bars=picture_answers(answers, most=BARS),
        missed_title=_("Looked for, and nothing matched"),
        missed=_say_missed(scope, visit, voices),
        limits=_say_limits(),
        sources=(
            _("Listings: this directory, as it was on {day} (version {version}).").format(
                day=write_date(visit.now.date()), version=directory.digest[:8]
            ),
            _("Searches: counted by this site, without knowing who searched."),
        ),
        back=Link(_("Back to coverage"), link_scope(scope)),
    )


def _say_helping(helping: Helping, visit: Visit) -> tuple[str, ...]:
    own, wider = helping.own, len(helping.wider)
    first = _("{listings} of {providers} providers name the area or a part of it.").format(
        listings=say_listings(len(own)), providers=write_number(count_providers(own))
    )
    more = ngettext(
        "Families can use {number} more that is for wider areas.",
        "Families can use {number} more that are for wider areas.",
        wider,
    )
    return (f"{first} {more.format(number=write_number(wider))}", _say_checked(own, visit))


def _say_checked(own: tuple[Service, ...], visit: Visit) -> str:
    checked = len(ask(BY_KEY["checked"], own, visit.now, visit.directory.catalogue.checking).yes)
    said = _("Of those {all}, {checked} are checked by a planner and in date.")
    return said.format(all=write_number(len(own)), checked=write_number(checked))


def _say_missed(scope: Scope, visit: Visit, voices: Voices | None) -> tuple[str, ...]:
    """Return the topics most often looked for in vain, with the listings there are."""
    if voices is None:
        return (_(NOT_YOURS),)
    wants = show_voices(scope, visit.directory, voices)[0]
    told = [(row.head, row.cells[0], row.cells[-1]) for row in wants.rows]
    missed = [(head, cell, there) for head, cell, there in told if cell.number or cell.text]
    if not missed:
        said = _("No search that matched nothing was counted since {day}.")
        return (said.format(day=write_date(voices.since)),)
    return tuple(_say_want(*each) for each in missed[:MOST_MISSED])


def _say_want(topic: str, missed: Cell, there: Cell) -> str:
    number = missed.text or write_number(int(missed.number or 0))
    said = _("{topic}: {number} searches in vain, {listings} here and {wider} wider.")
    return said.format(
        topic=topic,
        number=number,
        listings=write_number(int(there.number or 0)),
        wider=write_number(there.more or 0),
    )


def _say_limits() -> tuple[str, ...]:
    return (
        _("It does not say how many families can be helped, how soon or how well."),
        _("What is not known may be a yes or a no. A blank listing is not a closed door."),
        _("Distances are straight lines, 1 mile or 2.4 km. Real ways are longer. A door without a"
          " postcode is drawn “about there”; one without any place is not drawn."),
        _("A share is of postcodes, not of families. Numbers of 1 to 4 searches are hidden."),
    )  # fmt: skip
