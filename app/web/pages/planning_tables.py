"""Listings out as tables, and back in: nothing is written before every change was seen."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from app.language import gettext as _
from app.language import mark, write_number
from app.planning.keeping import areas_of
from app.planning.sheets import write_sheet
from app.planning.tables.bringing import Asked, Moved, NothingToWrite, TablePlan
from app.planning.tables.columns import Words
from app.planning.tables.comparing import hidden_in
from app.planning.tables.matching import Match, find_doubles
from app.planning.tables.reading import MOST_ROWS, read_table
from app.planning.tables.rows import NotATable, Table
from app.planning.tables.uploads import Upload
from app.planning.tables.workbook import write_workbook
from app.planning.tables.writing import write_csv, write_rows, write_yaml
from app.planning.yaml_files import Listed, SaveRefused
from app.web.builder import Option
from app.web.headers import NEVER_KEPT
from app.web.planning.door import Desk, TheDesk
from app.web.planning.saving import TROUBLES, may_edit, say_trouble
from app.web.planning.table_pages import (
    name_columns,
    say,
    show_changes,
    show_columns,
    show_done,
)
from app.web.planning.table_views import TablesPage, TableUploadPage
from app.web.planning.table_words import (
    AGAIN,
    GONE,
    GONE_LEAD,
    IMPORT,
    KIND_TITLES,
    MOVED,
    NOTHING,
    TABLES,
    count_listings,
)
from app.web.planning.tabling import (
    STATES,
    bring,
    look,
    match_upload,
    open_listings,
    save_table,
    uploads_of,
    want,
)
from app.web.planning.views import DeskMessagePage
from app.web.views import Link

router = APIRouter()

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_DIGITS = 6
STATE_WORDS = {"live": mark("Live"), "paused": mark("Paused"), "archived": mark("Archived")}
CHOOSE_FILE = mark("Choose a file, CSV or XLSX.")
DOUBLE = mark("Two columns go to {column}: leave one out.")
NAMELESS = mark("Say which column is the name, or the id.")
THROWN = mark("The table is thrown away. Nothing was written.")
CHANGE_HEADS = ("row", "what becomes of it", "id", "name", "column", "now", "will be", "told")


@router.get(TABLES)
def send_tables(desk: TheDesk, area: str = "", need: str = "", status: str = "") -> HTMLResponse:
    """Answer the way out and in: which listings, and as what."""
    wanted, catalogue = want(desk, area, need, status), desk.visit.directory.catalogue
    chosen = "&".join(
        f"{name}={value}"
        for name, value, known in (
            ("area", area, wanted.areas),
            ("need", need, wanted.need),
            ("status", status, wanted.status),
        )
        if known
    )
    query = f"?{chosen}" if chosen else ""
    topics = [Option("", _("Every topic"), not wanted.need)]
    topics += [Option(n.slug, n.short_title, n.slug == need) for n in catalogue.needs.values()]
    states = [Option("", _("Any state"), not wanted.status)]
    states += [Option(state, _(STATE_WORDS[state]), state == status) for state in STATES]
    page = TablesPage(
        title=_("In and out as tables"),
        counted=count_listings(len(wanted.choose(open_listings(desk).listed))),
        areas=tuple(_offer_areas(desk, area)),
        topics=tuple(topics),
        states=tuple(states),
        files=(
            Link(_("For Excel and other spreadsheets (XLSX)"), f"/planning/listings.xlsx{query}"),
            Link(_("As CSV"), f"/planning/listings.csv{query}"),
            Link(_("As YAML, as the files have them"), f"/planning/listings.yaml{query}"),
        ),
        can_bring=desk.planner.role != "viewer",
    )
    return desk.answer(page)


@router.get("/planning/listings.csv")
def send_csv(desk: TheDesk, area: str = "", need: str = "", status: str = "") -> Response:
    """Answer listings as CSV, all fields, as their files hold them now."""
    listed = _choose(desk, area, need, status)
    return _send(desk, write_csv(listed).encode(), "text/csv; charset=utf-8", "csv")


@router.get("/planning/listings.xlsx")
def send_workbook(desk: TheDesk, area: str = "", need: str = "", status: str = "") -> Response:
    """Answer the same as a spreadsheet that explains itself."""
    listed = _choose(desk, area, need, status)
    words = Words.of(desk.visit.directory.catalogue)
    return _send(desk, write_workbook(write_rows(listed), words), XLSX, "xlsx")


@router.get("/planning/listings.yaml")
def send_yaml(desk: TheDesk, area: str = "", need: str = "", status: str = "") -> Response:
    """Answer the same as YAML, word by word as the files have it."""
    listed = _choose(desk, area, need, status)
    return _send(desk, write_yaml(listed).encode(), "application/yaml", "yaml")


@router.get(IMPORT)
def ask_for_table(desk: TheDesk, done: str = "") -> HTMLResponse:
    """Answer the form for a file."""
    return desk.answer(_show_upload(desk, notice=_(THROWN) if done == "forget" else ""))


@router.post(IMPORT)
def take_table(desk: TheDesk) -> Response:
    """Keep a table for an hour, and lead to its columns, or to its changes where all are ours."""
    sent = desk.file
    if sent is None:
        return desk.answer(_show_upload(desk, _(CHOOSE_FILE)), 422)
    try:
        table = read_table(sent.data)
    except NotATable as problem:
        return desk.answer(_show_upload(desk, str(problem)), 422)
    key = uploads_of(desk).keep(desk.planner.id, sent.name, sent.data)
    matches = match_upload(Upload(key, sent.name, b""), table)
    is_sure = all(match.how in ("ours", "shown") for match in matches)
    return _lead(f"{IMPORT}/{key}/changes" if is_sure else f"{IMPORT}/{key}")


@router.get(f"{IMPORT}/{{key}}")
def send_columns(key: str, desk: TheDesk) -> HTMLResponse:
    """Answer which column is which, to be changed."""
    if (work := _open(key, desk)) is None:
        return _send_gone(desk)
    return desk.answer(show_columns(work.upload, work.table, work.matches))


@router.post(f"{IMPORT}/{{key}}")
def choose_columns(key: str, desk: TheDesk) -> Response:
    """Take the columns as they were chosen, and lead to the changes."""
    if (work := _open(key, desk)) is None:
        return _send_gone(desk)
    width = range(len(work.table.headings))
    chosen = {index: desk.said(f"column-{index}", 40) for index in width}
    work = work.choosing(chosen)
    if problems := _judge_columns(work.matches):
        page = show_columns(work.upload, work.table, work.matches, problems)
        return desk.answer(page, 422)
    uploads_of(desk).choose(key, chosen)
    return _lead(f"{IMPORT}/{key}/changes")


@router.get(f"{IMPORT}/{{key}}/changes")
def send_changes(key: str, desk: TheDesk) -> Response:
    """Answer every change a table would make; nothing is written."""
    if (work := _open(key, desk)) is None:
        return _send_gone(desk)
    if _judge_columns(work.matches):
        return _lead(f"{IMPORT}/{key}")
    return _answer_changes(desk, work, look(desk, bring(desk, work.table, work.matches)))


@router.get(f"{IMPORT}/{{key}}/changes.csv")
def send_all_changes(key: str, desk: TheDesk) -> Response:
    """Answer every change and every problem as a table, however many there are."""
    if (work := _open(key, desk)) is None:
        return _send_gone(desk)
    plan = look(desk, bring(desk, work.table, work.matches))
    body = write_sheet(CHANGE_HEADS, _list_changes(plan, work.matches)).encode()
    return _send_file(desk, body, "text/csv; charset=utf-8", "changes", "csv")


@router.post(f"{IMPORT}/{{key}}/write")
def write_table(key: str, desk: TheDesk) -> Response:
    """Write what was seen and confirmed; where it is not that any more, show it again."""
    if (work := _open(key, desk)) is None:
        return _send_gone(desk)
    asked = Asked(desk.said("shown"), frozenset(map(_number, desk.form.get("take", ()))))
    bringing = bring(desk, work.table, work.matches)
    try:
        plan = save_table(desk, bringing, asked)
    except Moved as moved:
        return _answer_changes(desk, work, moved.plan, notice=_(MOVED), status=409)
    except NothingToWrite as nothing:
        return _answer_changes(desk, work, nothing.plan, problem=_(NOTHING), status=422)
    except (SaveRefused, *TROUBLES) as problem:
        plan = look(desk, bringing)
        return _answer_changes(desk, work, plan, problem=say_trouble(problem), status=409)
    uploads_of(desk).drop(key)
    return desk.answer(show_done(plan.written, plan, work.matches))


@router.post(f"{IMPORT}/{{key}}/forget")
def forget_table(key: str, desk: TheDesk) -> Response:
    """Throw a table away."""
    if _open(key, desk) is None:
        return _send_gone(desk)
    uploads_of(desk).drop(key)
    return _lead(f"{IMPORT}?done=forget")


@dataclass(frozen=True, slots=True)
class _Work:
    """A table under way: as it was sent, read, and matched."""

    upload: Upload
    table: Table
    matches: tuple[Match, ...]

    def choosing(self, chosen: dict[int, str]) -> "_Work":
        """Return it with other columns."""
        upload = replace(self.upload, columns=chosen)
        return replace(self, upload=upload, matches=match_upload(upload, self.table))


def _open(key: str, desk: Desk) -> _Work | None:
    upload = uploads_of(desk).find(key, desk.planner.id)
    if upload is None:
        return None
    table = read_table(upload.data)
    return _Work(upload, table, match_upload(upload, table))


def _judge_columns(matches: Sequence[Match]) -> tuple[str, ...]:
    names = {match.column for match in matches}
    problems = [_(DOUBLE).format(column=column) for column in find_doubles(matches)]
    return (*problems, *([] if names & {"id", "name"} else [_(NAMELESS)]))


def _answer_changes(
    desk: Desk,
    work: _Work,
    plan: TablePlan,
    notice: str = "",
    problem: str = "",
    status: int = 200,
) -> HTMLResponse:
    page = show_changes(work.upload, work.table, plan, work.matches, notice, problem)
    return desk.answer(page, status)


def _list_changes(plan: TablePlan, matches: Sequence[Match]) -> list[tuple[object, ...]]:
    labels = name_columns(matches)
    lines: list[tuple[object, ...]] = []
    for row in plan.rows:
        start = (row.number, _(KIND_TITLES[row.kind]), row.listing, row.name)
        lines += [(*start, d.column, d.before, d.after, "") for d in row.diffs]
        lines += [
            (*start, c.column, c.ours, c.theirs, _(KIND_TITLES["conflict"])) for c in row.clashes
        ]
        lines += [
            (*start, said.column, "", "", say(said, labels)) for said in (*row.problems, *row.hints)
        ]
    return lines


def _show_upload(desk: Desk, problem: str = "", notice: str = "") -> TableUploadPage:
    heading, kept = _("Bring a table in"), uploads_of(desk).under_way(desk.planner.id)
    return TableUploadPage(
        title=_("Error: {page}").format(page=heading) if problem else heading,
        heading=heading,
        most_rows=write_number(MOST_ROWS),
        under_way=tuple(
            Link(_("Go on with {name}").format(name=name), f"{IMPORT}/{key}") for key, name in kept
        ),
        problem=problem,
        notice=notice,
    )


def _offer_areas(desk: Desk, chosen: str) -> list[Option]:
    areas = desk.visit.directory.catalogue.areas.values()
    return [
        Option("", _("Every area"), chosen not in desk.visit.directory.catalogue.areas),
        *(Option(area.slug, area.name, area.slug == chosen) for area in areas),
    ]


def _choose(desk: Desk, area: str, need: str, status: str) -> tuple[Listed, ...]:
    """Return the listings that are asked for, but those whose secret places are not theirs."""
    found = want(desk, area, need, status).choose(open_listings(desk).listed)
    listed = tuple(
        each
        for each in found
        if not hidden_in(each.fields) or may_edit(desk, areas_of(each.fields))
    )
    desk.note("exported listings", str(len(listed)))
    return listed


def _send(desk: Desk, body: bytes, kind: str, ending: str) -> Response:
    return _send_file(desk, body, kind, "listings", ending)


def _send_file(desk: Desk, body: bytes, kind: str, what: str, ending: str) -> Response:
    name = f"reach-in-{what}-{desk.visit.now:%Y-%m-%d}.{ending}"
    told = {**NEVER_KEPT, "Content-Disposition": f'attachment; filename="{name}"'}
    return Response(body, media_type=kind, headers=told)


def _send_gone(desk: Desk) -> HTMLResponse:
    return desk.answer(DeskMessagePage(_(GONE), _(GONE_LEAD), Link(_(AGAIN), IMPORT)), 404)


def _number(text: str) -> int:
    is_number = text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS
    return int(text) if is_number else 0


def _lead(path: str) -> Response:
    return RedirectResponse(path, 303, NEVER_KEPT)
