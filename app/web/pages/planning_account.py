"""Coming in, going out, and one's own password.

Every refusal at the door reads the same, so that it never tells which accounts there are.
"""

from dataclasses import replace

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from app.language import gettext as _
from app.language import mark
from app.planning.accounts import Account, WeakPassword
from app.planning.accounts.accounts import tidy_email
from app.planning.accounts.passwords import LONGEST, SHORTEST
from app.store import Allowance
from app.web.headers import NEVER_KEPT
from app.web.planning.carrying import mark as mark_boxes
from app.web.planning.carrying import unpack
from app.web.planning.cookies import drop_cookie, name_cookie, read_cookie, set_cookie
from app.web.planning.door import Desk, TheDesk
from app.web.planning.permissions import SIGN_IN
from app.web.planning.views import PasswordPage, ResumePage, SignInPage
from app.web.proxies import address_of
from app.web.views import Link

router = APIRouter()

AN_ADDRESS = Allowance("planners by address", "60 per 15 minutes")
"""A whole council may share one address."""
AN_ACCOUNT = Allowance("planners by account", "10 per 15 minutes")
WAIT_SECONDS = 15 * 60
WRONG = mark("We could not sign you in. Check your email address and your password.")
TOO_MANY = mark(
    "There were too many tries. Wait 15 minutes, then try again. If you forgot your password, ask"
    " whoever runs this site for a new one."
)
NEEDS_HTTPS = mark("Nobody can sign in here: this address is not safe. Use the one with https.")
STILL_HERE = mark("What you wrote is still here. Nothing of it is saved yet.")
SIGNED_OUT = {
    "out": mark("You are signed out."),
    "everywhere": mark("You are signed out, in every browser."),
}


@router.get(SIGN_IN)
def show_sign_in(desk: TheDesk, done: str = "") -> Response:
    """Answer the way in; whoever is signed in goes on to the first page."""
    if desk.who is not None:
        return _send_to("/planning")
    return desk.answer(SignInPage(_("Sign in"), notice=_(SIGNED_OUT.get(done, ""))))


@router.post(SIGN_IN)
def sign_in(request: Request, desk: TheDesk) -> Response:
    """Let a planner in, or say the same words whatever was wrong."""
    email, password = desk.said("email", 254), desk.said("password", LONGEST + 1)
    name = name_cookie(request, desk.visit.base)
    if not name:
        return _refuse(desk, 403, _(NEEDS_HTTPS))
    stile, account = desk.visit.site.turnstile, tidy_email(email)
    if not (stile.lets_through(AN_ADDRESS, address_of(request)) and _may_try(desk, account)):
        return _refuse(desk, 429, _(TOO_MANY), {"Retry-After": str(WAIT_SECONDS)})
    who = desk.office.accounts.sign_in(email, password)
    if who is None:
        return _refuse(desk, 403, _(WRONG))
    stile.forget(AN_ACCOUNT, account)
    if desk.who is not None and desk.session:
        desk.office.sessions.close(desk.session, desk.who)
    session = desk.office.sessions.open(who)
    answer = _resume(desk, who, session) or _send_to("/planning")
    set_cookie(answer, name, session)
    return answer


@router.post("/planning/sign-out")
def sign_out(request: Request, desk: TheDesk) -> Response:
    """Sign this browser out."""
    if desk.session:
        desk.office.sessions.close(desk.session, desk.planner)
    return _leave(request, desk, "out")


@router.post("/planning/sign-out-everywhere")
def sign_out_everywhere(request: Request, desk: TheDesk) -> Response:
    """Sign this account out of every browser."""
    desk.office.sessions.close_all(desk.planner)
    return _leave(request, desk, "everywhere")


@router.get("/planning/password")
def ask_password(desk: TheDesk) -> Response:
    """Answer the form for a new password."""
    return desk.answer(_show_password(desk))


@router.post("/planning/password")
def change_password(request: Request, desk: TheDesk) -> Response:
    """Change one's own password; this browser goes on, every other is signed out."""
    old, new, again = (desk.said(name, LONGEST + 1) for name in ("old", "new", "again"))
    if not _may_try(desk, desk.planner.email):
        return desk.answer(_show_password(desk, old=_(TOO_MANY)), 429)
    if not desk.office.accounts.owns(desk.planner, old):
        return desk.answer(_show_password(desk, old=_("This is not your password now.")), 422)
    if new != again:
        return desk.answer(_show_password(desk, again=_("These two are not the same.")), 422)
    try:
        desk.office.accounts.change_own_password(desk.planner, new)
    except WeakPassword as weak:
        return desk.answer(_show_password(desk, new=_(str(weak))), 422)
    desk.visit.site.turnstile.forget(AN_ACCOUNT, desk.planner.email)
    answer = _send_to("/planning?done=password")
    if desk.session:
        name = name_cookie(request, desk.visit.base)
        set_cookie(answer, name, desk.office.sessions.open(desk.planner))
    return answer


def _may_try(desk: Desk, account: str) -> bool:
    return desk.visit.site.turnstile.lets_through(AN_ACCOUNT, account)


def _resume(desk: Desk, who: Account, session: str) -> Response | None:
    """Return a form that was carried through the way in, to be sent on; None for none."""
    back, boxes = unpack(desk.form)
    if not boxes:
        return None
    inside = replace(desk, who=who, session=session, secret=session)
    return inside.answer(ResumePage(_("You are signed in"), _(STILL_HERE), back, boxes))


def _refuse(desk: Desk, status: int, words: str, told: dict[str, str] | None = None) -> Response:
    back, boxes = unpack(desk.form)
    page = SignInPage(
        _("Error: Sign in"),
        email=desk.said("email", 254),
        problems=(Link(words, "#email"),),
        back=back,
        carried=mark_boxes(boxes),
    )
    answer = desk.answer(page, status)
    answer.headers.update(told or {})
    return answer


def _leave(request: Request, desk: Desk, done: str) -> Response:
    answer = _send_to(f"{SIGN_IN}?done={done}")
    if read_cookie(request, desk.visit.base):
        drop_cookie(answer, name_cookie(request, desk.visit.base))
    return answer


def _show_password(desk: Desk, old: str = "", new: str = "", again: str = "") -> PasswordPage:
    wrong = old or new or again
    title = _("Error: Change your password") if wrong else _("Change your password")
    return PasswordPage(title, desk.planner.email, SHORTEST, old, new, again)


def _send_to(path: str) -> RedirectResponse:
    return RedirectResponse(path, 303, NEVER_KEPT)
