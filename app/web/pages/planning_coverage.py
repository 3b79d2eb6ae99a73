"""What the directory covers and what it does not: a page, its files, and a report to print."""

from fastapi import APIRouter, HTTPException
from fastapi.responses import HTMLResponse, Response

from app.language import gettext as _
from app.planning.coverage.behind import find_behind, read_behind
from app.planning.coverage.overview import Scope, show_all
from app.planning.coverage.sheets import Sheet
from app.planning.coverage.workbook import write_csv, write_workbook
from app.planning.series import Series, count_live
from app.web.headers import NEVER_KEPT
from app.web.planning.coverage_pages import say_facts, show_behind, show_coverage
from app.web.planning.coverage_report import show_report_page
from app.web.planning.coverage_scope import Asked, hear_voices, read_scope
from app.web.planning.door import Desk, TheDesk

router = APIRouter()

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@router.get("/planning/coverage")
def send_coverage(
    desk: TheDesk, area: str = "", need: str = "", listings: str = ""
) -> HTMLResponse:
    """Answer the coverage page; what is none of ours in the address is left out."""
    scope = read_scope(Asked(area, need, listings), desk)
    voices = hear_voices(scope, desk)
    return desk.answer(show_coverage(scope, desk.visit, _read_series(desk), voices))


@router.get("/planning/coverage/listings")
def send_listings(
    desk: TheDesk,
    area: str = "",
    circle: str = "",
    needs: str = "",
    question: str = "",
    said: str = "",
    placed: str = "",
) -> HTMLResponse:
    """Answer the listings behind a number. What no page of ours links to is not found."""
    try:
        behind = read_behind(area, circle, needs, question, said, placed)
    except ValueError:
        raise HTTPException(404) from None
    if area and area not in desk.visit.directory.catalogue.areas:
        raise HTTPException(404)
    services = find_behind(behind, desk.visit.directory, desk.visit.now)
    return desk.answer(show_behind(behind, services, desk.visit))


@router.get("/planning/coverage.csv")
def send_csv(desk: TheDesk, area: str = "", need: str = "", listings: str = "") -> Response:
    """Answer every number of the page as a row of its own."""
    scope = read_scope(Asked(area, need, listings), desk)
    text = write_csv(_make_sheets(scope, desk), desk.visit.now.date())
    return _send_file(text.encode(), "text/csv; charset=utf-8", "csv", scope, desk)


@router.get("/planning/coverage.xlsx")
def send_workbook(desk: TheDesk, area: str = "", need: str = "", listings: str = "") -> Response:
    """Answer the page's tables as a spreadsheet, a sheet for each."""
    scope = read_scope(Asked(area, need, listings), desk)
    sheets = _make_sheets(scope, desk)
    about = (*say_facts(desk.visit), _("How each figure is made: docs/coverage.md."))
    title = _("Coverage: {area}").format(area=scope.area.name)
    body = write_workbook(sheets, title, about, desk.visit.now.date())
    return _send_file(body, XLSX, "xlsx", scope, desk)


@router.get("/planning/report/{area}")
def send_report(area: str, desk: TheDesk) -> HTMLResponse:
    """Answer the report about an area, one sheet of A4. Unknown areas are not found."""
    found = desk.visit.directory.catalogue.areas.get(area)
    if found is None:
        raise HTTPException(404)
    scope = Scope(found)
    return desk.answer(show_report_page(scope, desk.visit, hear_voices(scope, desk)))


def _make_sheets(scope: Scope, desk: Desk) -> tuple[Sheet, ...]:
    voices = hear_voices(scope, desk)
    if voices is not None:
        desk.note("exported counts", scope.area.slug)
    return show_all(scope, desk.visit.directory, desk.visit.now, _read_series(desk), voices)


def _read_series(desk: Desk) -> Series:
    catalogue, past = desk.visit.directory.catalogue, desk.visit.site.past
    if past is None:
        today = desk.visit.now.date()
        return Series((count_live(catalogue.live, today, catalogue.checking),))
    return past.series(catalogue.live, catalogue.checking)


def _send_file(body: bytes, kind: str, ending: str, scope: Scope, desk: Desk) -> Response:
    name = f"reach-in-coverage-{scope.area.slug}-{desk.visit.now:%Y-%m-%d}.{ending}"
    told = {**NEVER_KEPT, "Content-Disposition": f'attachment; filename="{name}"'}
    return Response(body, media_type=kind, headers=told)
