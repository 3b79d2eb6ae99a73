"""The door of /planning: every address there asks it, and it opens only by the table.

A request is let in when its address has a row, whoever asks has at least the role, and a form
comes from our own page with its token. Anything else is told plainly what to do.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import Depends, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from app.language import gettext as _
from app.language import mark
from app.planning.accounts import Account, By, DeedName, Office, is_at_least
from app.web.headers import NEVER_KEPT
from app.web.planning.carrying import carry
from app.web.planning.carrying import mark as mark_boxes
from app.web.planning.cookies import read_cookie
from app.web.planning.forms import Form, SentFile, came_from_us, is_token, make_token, read_form
from app.web.planning.permissions import PERMISSIONS, SIGN_IN, Permission
from app.web.planning.views import DeskFrame, DeskMessagePage, Kept, ResumePage, SignInPage
from app.web.proxies import is_from_proxy
from app.web.site import Visit, visit_of
from app.web.views import Link, Page

ROLE_WORDS = {"viewer": mark("Viewer"), "editor": mark("Editor"), "planner": mark("Planner")}
KEPT_FIELDS = {
    "said": mark("You said"),
    "did": mark("We did"),
    "why": mark("Why?"),
    "reason": mark("Why?"),
}
"""Long texts that are shown again when a session ended while they were written."""

NOT_OURS = mark("That did not come from our own page")
NOT_OURS_LEAD = mark("Nothing was changed. Open the page here and try again.")
TOO_OLD = mark("That page was open too long")
TOO_OLD_LEAD = mark("Nothing was changed. Go back, load the page again and try once more.")
NOT_ALLOWED = mark("Your account cannot do that")
NOT_ALLOWED_LEAD = mark("Nothing was changed. Ask whoever runs this site if it should.")
ENDED = mark("You were signed out. Sign in again.")
ENDED_KEPT = mark("You were signed out, and nothing was kept. What you wrote is below: copy it.")
ENDED_CARRIED = mark("You were signed out. Sign in again: what you wrote is still here.")
TOO_OLD_KEPT = mark("Nothing was changed, and nothing you wrote is lost. Go on with it here.")
DOWN = mark("The planners’ pages cannot open just now")
DOWN_LEAD = mark(
    "The database cannot be reached. Nothing was changed. Families’ pages work as always."
    " Try again in a minute."
)
NAV: Mapping[str, tuple[str, str]] = {
    "GET /planning": (mark("First page"), "/planning"),
    "GET /planning/listings": (mark("Listings"), "/planning/listings"),
    "GET /planning/checks": (mark("Checks"), "/planning/checks"),
    "GET /planning/voice": (mark("What families say"), "/planning/voice"),
    "GET /planning/coverage": (mark("Coverage"), "/planning/coverage"),
    "GET /planning/who-may": (mark("Who may"), "/planning/who-may"),
    "GET /planning/log": (mark("What was done"), "/planning/log"),
}
"""Where each page leads, for whoever may go there."""
LISTINGS = "/planning/listings/"
ABOUT_LISTINGS = tuple(
    f"/planning/{each}" for each in ("tables", "closures", "links", "duplicates")
)
"""Pages that stand under "Listings", wherever their address is."""


class TurnedAway(Exception):
    """A request that is not let in; it holds the answer."""

    def __init__(self, answer: Response) -> None:
        super().__init__()
        self.answer = answer


@dataclass(frozen=True, slots=True)
class Desk:
    """One request of a planner's: who they are, what they may reach, and what they sent.

    `session` is the token of their browser; "" for who came through a proxy, or is not signed in.
    """

    visit: Visit
    office: Office
    who: Account | None
    session: str
    secret: str
    form: Form
    path: str
    file: SentFile | None = None

    @property
    def planner(self) -> Account:
        """Return who is signed in. Every address but the way in has somebody."""
        if self.who is None:
            raise HTTPException(403)
        return self.who

    @property
    def reach(self) -> frozenset[str] | None:
        """Return the slugs of the areas they reach; None is everything."""
        return self.planner.reach(self.visit.directory.catalogue.areas)

    def said(self, name: str, most: int = 200) -> str:
        """Return what one field of the form holds, no longer than this."""
        return next(iter(self.form.get(name, ())), "")[:most]

    def note(self, what: DeedName, which: str = "") -> None:
        """Write in the audit log what they did."""
        self.office.audit.note(By(self.planner.id, self.planner.role), what, which)

    def answer(self, page: Page, status: int = 200) -> HTMLResponse:
        """Return a page as an answer that nothing keeps."""
        frame = _frame(self.visit, self.who, self.secret, self.path, bool(self.session))
        return self.visit.site.renderer.answer(page, frame, status, keep=False)


async def enter(request: Request) -> Desk:
    """Let a request in, or turn it away. Raises TurnedAway and StoreDown."""
    visit = visit_of(request)
    office = visit.site.office
    route = f"{request.method} {request.scope['route'].path}"
    permission = PERMISSIONS.get(route)
    if office is None or permission is None:
        raise HTTPException(404)
    if request.method == "POST" and not came_from_us(request, visit.base):
        raise turn_away(visit, 403, _(NOT_OURS), _(NOT_OURS_LEAD))
    session = read_cookie(request, visit.base)
    who, is_proxied = await run_in_threadpool(_recognise, request, office, session)
    session = "" if is_proxied or who is None else session
    form, file = await read_form(request) if _may_send(permission, who) else ({}, None)
    secret = session or (f"{office.secret} {who.id}" if who else "")
    desk = Desk(visit, office, who, session, secret, form, request.url.path, file)
    if permission.least is not None:
        _judge(desk, permission, request.method)
    return desk


TheDesk = Annotated[Desk, Depends(enter)]


def turn_away(visit: Visit, status: int, title: str, lead: str) -> TurnedAway:
    """Return what to raise when a request cannot go on: a page that says why."""
    page = DeskMessagePage(title, lead, Link(_("Go to the first page"), "/planning"))
    return TurnedAway(visit.site.renderer.answer(page, _frame(visit), status, keep=False))


async def answer_turned_away(_request: Request, error: Exception) -> Response:
    """Give the answer that whoever is turned away gets."""
    return error.answer if isinstance(error, TurnedAway) else Response(status_code=500)


async def answer_store_down(request: Request, _error: Exception) -> Response:
    """Say that the database is down: it is what the planners' pages are made of."""
    return turn_away(visit_of(request), 503, _(DOWN), _(DOWN_LEAD)).answer


def _recognise(request: Request, office: Office, token: str) -> tuple[Account | None, bool]:
    """Return who asks, and whether a trusted proxy says so. Waits for the database."""
    if office.proxy_header and is_from_proxy(request):
        told = request.headers.getlist(office.proxy_header)
        who = office.accounts.let_through(told[0]) if len(told) == 1 and told[0] else None
        if who is not None:
            return who, True
    # Asked without a token too, so that a database that is down is told before anybody types.
    return office.sessions.find(token), False


def _may_send(permission: Permission, who: Account | None) -> bool:
    """Return whether to read what was sent: a file only from somebody who may send one."""
    if not permission.takes_file or permission.least is None:
        return True
    return who is not None and is_at_least(who.role, permission.least)


def _judge(desk: Desk, permission: Permission, method: str) -> None:
    """Turn away who is not signed in, has too small a role, or sends no token of ours."""
    if desk.who is None:
        raise _send_to_sign_in(desk, method)
    if permission.least is not None and not is_at_least(desk.who.role, permission.least):
        raise turn_away(desk.visit, 403, _(NOT_ALLOWED), _(NOT_ALLOWED_LEAD))
    if method == "POST" and not is_token(desk.said("token"), desk.secret):
        if carried := carry(desk.path, desk.form):
            page = ResumePage(_(TOO_OLD), _(TOO_OLD_KEPT), desk.path, carried)
            raise TurnedAway(desk.answer(page, 403))
        raise turn_away(desk.visit, 403, _(TOO_OLD), _(TOO_OLD_LEAD))


def _send_to_sign_in(desk: Desk, method: str) -> TurnedAway:
    """Lead to the way in; what was written meanwhile is shown, so that it is not lost."""
    if method != "POST":
        return TurnedAway(RedirectResponse(SIGN_IN, 303, NEVER_KEPT))
    if carried := carry(desk.path, desk.form):
        page = SignInPage(_("Sign in"), notice=_(ENDED_CARRIED), back=desk.path)
        raise TurnedAway(desk.answer(replace(page, carried=mark_boxes(carried)), 401))
    texts = ((label, desk.said(name, 5000)) for name, label in KEPT_FIELDS.items())
    kept = tuple(Kept(_(label), text) for label, text in texts if text)
    notice = _(ENDED_KEPT) if kept else _(ENDED)
    return TurnedAway(desk.answer(SignInPage(_("Sign in"), notice=notice, kept=kept), 401))


def _frame(
    visit: Visit,
    who: Account | None = None,
    secret: str = "",
    here: str = "",
    can_sign_out: bool = False,
) -> DeskFrame:
    if who is None:
        return DeskFrame(visit.base, ())
    links = (link for route, link in NAV.items() if _may(who, route))
    return DeskFrame(
        visit.base,
        (),
        who=who.name,
        role=_(ROLE_WORDS[who.role]),
        token=make_token(secret),
        nav=tuple(Link(_(text), href) for text, href in links),
        here=LISTINGS if here.startswith(ABOUT_LISTINGS) else here,
        can_sign_out=can_sign_out,
    )


def _may(who: Account, route: str) -> bool:
    least = PERMISSIONS[route].least
    return least is None or is_at_least(who.role, least)
