"""Turn coverage tables into pages: numbers that can be opened, pictures beside their tables."""

from dataclasses import replace

from app.content.models import Service
from app.language import gettext as _
from app.language import join_words, mark, ngettext, write_date, write_number, write_share
from app.planning.coverage.behind import Behind, Circle
from app.planning.coverage.other_sheets import PLACED_WORDS, show_series
from app.planning.coverage.overview import (
    Scope,
    Voices,
    show_reach,
    show_supply,
    show_voices,
)
from app.planning.coverage.provision import count_providers
from app.planning.coverage.questions import BY_KEY, Said
from app.planning.coverage.sheets import Cell, Sheet
from app.planning.series import Series
from app.search.reasons import say_area
from app.web.addresses import service_path
from app.web.planning.coverage_figures import (
    picture_answers,
    picture_reach,
    picture_series,
    say_listings,
    say_reach,
)
from app.web.planning.coverage_scope import COVERAGE, REPORT, link_behind, link_scope
from app.web.planning.coverage_views import (
    BehindLine,
    BehindPage,
    Choice,
    CoveragePage,
    CoveragePart,
    ShownCell,
    ShownRow,
    ShownSheet,
)
from app.web.site import Visit
from app.web.views import Link

MOST_LISTED = 500
CIRCLE_WORDS: dict[Circle, str] = {
    "all": mark("All that families there can use."),
    "own": mark("Those that name the area or a part of it."),
    "named": mark("Those that name the area itself."),
    "wider": mark("Those for wider areas around it alone."),
    "alone": mark("Those that name this area and no other."),
}
SAID_WORDS: dict[Said, str] = {
    "yes": mark("yes"),
    "no": mark("no"),
    "not known": mark("not known"),
}
NOT_YOURS = mark("You see what families said for your own areas alone.")


def show_coverage(
    scope: Scope, visit: Visit, series: Series, voices: Voices | None
) -> CoveragePage:
    """Return the coverage page."""
    area = say_area(scope.area)
    return CoveragePage(
        title=_("Coverage"),
        facts=say_facts(visit),
        areas=_choose_area(scope, visit),
        topics=_choose_topic(scope, visit),
        circles=_choose_circle(scope),
        parts=(
            *_show_supply(scope, visit),
            _show_reach(scope, visit),
            _show_series(series),
            _show_voices(scope, visit, voices),
        ),
        files=(
            Link(_("These tables as a spreadsheet (XLSX)"), link_scope(scope, f"{COVERAGE}.xlsx")),
            Link(_("Every number as CSV"), link_scope(scope, f"{COVERAGE}.csv")),
        ),
        report=Link(
            _("A one-page report for {area}, to print").format(area=area),
            f"{REPORT}/{scope.area.slug}",
        ),
    )


def _show_supply(scope: Scope, visit: Visit) -> tuple[CoveragePart, ...]:
    supply = show_supply(scope, visit.directory, visit.now)
    told = {sheet.key: sheet for sheet in supply}
    provision = (sheet for sheet in supply if sheet.key.startswith("provision"))
    answers = replace(show_sheet(told["answers"]), picture=picture_answers(told["answers"]))
    return (
        CoveragePart("services", _("Services for each area"), tuple(map(show_sheet, provision))),
        CoveragePart("topics", _("Topics in each area"), (show_sheet(told["topics"]),)),
        CoveragePart(
            "area",
            _("In {area}").format(area=say_area(scope.area)),
            (answers, show_sheet(told["topic_answers"])),
        ),
    )


def _show_reach(scope: Scope, visit: Visit) -> CoveragePart:
    placed, walks = map(show_sheet, show_reach(scope, visit.directory))
    drawn = replace(placed, picture=picture_reach(scope, visit.directory))
    title = _("On foot in {area}").format(area=say_area(scope.area))
    return CoveragePart("walk", title, (drawn, walks), say_reach(scope, visit.directory))


def _show_series(series: Series) -> CoveragePart:
    drawn = replace(show_sheet(show_series(series)), picture=picture_series(series))
    return CoveragePart("time", _("Month by month"), (drawn,))


def _show_voices(scope: Scope, visit: Visit, voices: Voices | None) -> CoveragePart:
    title = _("What families in {area} tell us").format(area=say_area(scope.area))
    if voices is None:
        return CoveragePart("voices", title, (), _(NOT_YOURS))
    sheets = show_voices(scope, visit.directory, voices)
    return CoveragePart("voices", title, tuple(map(show_sheet, sheets)))


def show_sheet(sheet: Sheet) -> ShownSheet:
    """Return a table as a page shows it."""
    return ShownSheet(
        key=sheet.key.replace(":", "-"),
        title=sheet.title,
        lead=sheet.lead,
        corner=sheet.corner,
        heads=tuple(column.head for column in sheet.columns),
        rows=tuple(
            ShownRow(
                row.head,
                tuple(
                    show_cell(cell, column.more)
                    for cell, column in zip(row.cells, sheet.columns, strict=True)
                ),
                row.is_sum,
            )
            for row in sheet.rows
        ),
        notes=sheet.notes,
        empty=_("Nothing yet."),
    )


def show_cell(cell: Cell, more: str = "") -> ShownCell:
    """Return a cell in words; a number above nought leads to its listings."""
    return ShownCell(
        _write(cell),
        link_behind(cell.behind) if cell.behind and cell.services else "",
        f"{write_number(cell.more)} {more}" if cell.more else "",
        link_behind(cell.more_behind) if cell.more_behind and cell.more else "",
        cell.heat,
    )


def show_behind(behind: Behind, services: tuple[Service, ...], visit: Visit) -> BehindPage:
    """Return the page of the listings behind a number."""
    catalogue = visit.directory.catalogue
    ordered = sorted(services, key=lambda service: service.name.casefold())
    lines = tuple(
        BehindLine(
            service.name,
            service_path(service, catalogue),
            service.provider,
            join_words([catalogue.areas[slug].name for slug in service.areas]),
        )
        for service in ordered[:MOST_LISTED]
    )
    more = _("These are the first {number}.").format(number=write_number(MOST_LISTED))
    return BehindPage(
        title=_("Listings behind a number"),
        scope=_say_behind(behind, visit),
        counted=say_listings(len(ordered)),
        lines=lines,
        back=Link(_("Back to coverage"), _link_back(behind)),
        more=more if len(ordered) > MOST_LISTED else "",
    )


def say_facts(visit: Visit) -> tuple[str, ...]:
    """Return what the figures are of: how many listings, as of when, and what is left out."""
    catalogue = visit.directory.catalogue
    left_out = len(catalogue.services) - len(catalogue.live)
    said = _("{listings} of {providers} providers, as they are on {day}.").format(
        listings=say_listings(len(catalogue.live)),
        providers=write_number(count_providers(catalogue.live)),
        day=write_date(visit.now.date()),
    )
    if not left_out:
        return (said,)
    words = ngettext(
        "{number} more is paused or archived, and left out.",
        "{number} more are paused or archived, and left out.",
        left_out,
    )
    return said, words.format(number=write_number(left_out))


def _write(cell: Cell) -> str:
    if cell.text:
        return cell.text
    if cell.number is None:
        return ""
    return write_share(cell.number) if cell.kind == "share" else write_number(int(cell.number))


def _say_behind(behind: Behind, visit: Visit) -> tuple[str, ...]:
    """Return in words which listings are asked for, one condition a line."""
    catalogue = visit.directory.catalogue
    lines = []
    if behind.area:
        lines += [catalogue.areas[behind.area].name, _(CIRCLE_WORDS[behind.circle])]
    titles = [catalogue.needs[n].short_title for n in behind.needs if n in catalogue.needs]
    if titles:
        lines.append(_("Topics: {topics}").format(topics=join_words(titles, "or")))
    if behind.question:
        said = _("{question}: {answer}")
        title = _(BY_KEY[behind.question].title)
        lines.append(said.format(question=title, answer=_(SAID_WORDS[behind.said])))
    if behind.placed is not None:
        lines.append(_(PLACED_WORDS[behind.placed]))
    return tuple(lines)


def _link_back(behind: Behind) -> str:
    return f"{COVERAGE}?area={behind.area}" if behind.area else COVERAGE


def _choose_area(scope: Scope, visit: Visit) -> tuple[Choice, ...]:
    areas = visit.directory.catalogue.areas.values()
    return tuple(Choice(a.slug, a.name, a == scope.area) for a in areas)


def _choose_topic(scope: Scope, visit: Visit) -> tuple[Choice, ...]:
    needs = visit.directory.catalogue.needs.values()
    topics = (Choice(need.slug, need.short_title, need == scope.need) for need in needs)
    return (Choice("", _("Any topic"), scope.need is None), *topics)


def _choose_circle(scope: Scope) -> tuple[Choice, ...]:
    return (
        Choice("own", _("That name the area or a part of it"), scope.circle == "own"),
        Choice("all", _("And those of wider areas"), scope.circle == "all"),
    )
