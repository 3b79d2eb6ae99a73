"""The planners' first page, who may come, and what was done."""

from datetime import datetime

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from app.language import gettext as _
from app.language import join_words, mark, ngettext, write_clock, write_date, write_number
from app.planning.accounts import Account, Deed
from app.web.planning.checking_forms import CHECKS
from app.web.planning.checking_list import say_waiting
from app.web.planning.closures import CLOSURES
from app.web.planning.coverage_scope import COVERAGE
from app.web.planning.door import ROLE_WORDS, Desk, TheDesk
from app.web.planning.duplicates import DUPLICATES
from app.web.planning.links import LINKS
from app.web.planning.listing_words import LISTINGS
from app.web.planning.views import DeskCard, DeskPage, Row, TablePage
from app.web.planning.voicing import REPLIES, UNMET, VOICE
from app.web.views import Link

router = APIRouter()

MOST_DEEDS = 100
MAY = {
    "viewer": mark("You can read. You cannot change anything."),
    "editor": mark("You can change what is about your areas."),
    "planner": mark("You can change everything, in every area."),
}
DEEDS = {
    "signed in": mark("signed in"),
    "came through the proxy": mark("came in through the council’s sign-on"),
    "was refused": mark("was refused at the door"),
    "signed out": mark("signed out"),
    "signed out everywhere": mark("signed out everywhere"),
    "changed their password": mark("changed their own password"),
    "added an account": mark("added an account"),
    "set a password": mark("set somebody’s password"),
    "disabled an account": mark("disabled an account"),
    "enabled an account": mark("enabled an account"),
    "changed a role": mark("changed a role"),
    "removed an account": mark("removed an account"),
    "marked answers done": mark("marked answers done"),
    "deleted answers": mark("deleted answers"),
    "wrote a reply": mark("wrote a reply"),
    "published a reply": mark("published a reply"),
    "withdrew a reply": mark("withdrew a reply"),
    "deleted a reply": mark("deleted a reply"),
    "exported answers": mark("downloaded answers"),
    "exported counts": mark("downloaded counts"),
    "added a listing": mark("added a listing"),
    "changed a listing": mark("changed a listing"),
    "paused a listing": mark("paused a listing"),
    "archived a listing": mark("archived a listing"),
    "put a listing back": mark("put a listing back"),
    "undid a change": mark("undid a change"),
    "checked a listing": mark("checked a listing"),
    "closed a building": mark("closed a building for some days"),
    "imported listings": mark("brought listings in from a table"),
    "exported listings": mark("downloaded listings"),
}
DONE = {"password": mark("Your password is changed. Every other browser is signed out.")}


@router.get("/planning")
def show_desk(desk: TheDesk, done: str = "") -> HTMLResponse:
    """Answer the first page: who you are, and what there is."""
    who = desk.planner
    page = DeskPage(
        title=_("Planning"),
        name=who.name,
        role=_(ROLE_WORDS[who.role]),
        may=_(MAY[who.role]),
        areas=_name_areas(who, desk),
        cards=tuple(_show_cards(desk)),
        through_proxy=not desk.session,
        notice=_(DONE.get(done, "")),
    )
    return desk.answer(page)


@router.get("/planning/who-may")
def show_accounts(desk: TheDesk) -> HTMLResponse:
    """Answer the list of accounts. Nothing secret is in it, and nothing is changed here."""
    lead = _(
        "Whoever runs this site adds accounts and changes them, with a command on its server."
        " Tell them when somebody leaves."
    )
    heads = (_("Name"), _("Signs in as"), _("Role"), _("Areas"), _("Last came"))
    rows = tuple(_show_account(each, desk) for each in desk.office.accounts.all())
    return desk.answer(TablePage(_("Who may"), lead, heads, rows, _("There is nobody yet.")))


@router.get("/planning/log")
def show_log(request: Request, desk: TheDesk) -> HTMLResponse:
    """Answer what was done lately, newest first; `before` is a line's number."""
    asked = request.query_params.get("before", "")
    before = int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= 9 else None
    deeds = desk.office.audit.newest(MOST_DEEDS, before)
    names = desk.office.accounts.name_all(deeds)
    lead = _("Passwords, and what anybody typed, are never written here.")
    heads = (_("When"), _("Who"), _("What"), _("Which"))
    rows = tuple(_show_deed(deed, names) for deed in deeds)
    older = f"/planning/log?before={deeds[-1].number}" if len(deeds) == MOST_DEEDS else ""
    more = Link(_("Show older lines"), older) if older else None
    page = TablePage(_("What was done"), lead, heads, rows, _("Nothing is here."), more)
    return desk.answer(page)


def _show_cards(desk: Desk) -> list[DeskCard]:
    threads = desk.visit.site.voice.voice.threads(areas=desk.reach)
    new = sum(sum(thread.counts.values()) for thread in threads)
    words = ngettext("{number} new answer to read.", "{number} new answers to read.", new)
    told = words.format(number=write_number(new)) if new else _("Nothing new.")
    find = _("Find one, pause it, see what changed, undo it.")
    cards = [
        DeskCard(_("Listings"), find, LISTINGS),
        DeskCard(_("What families say"), told, VOICE),
        DeskCard(_("You said, we did"), _("Tell families what changed because of them."), REPLIES),
        DeskCard(
            _("What they looked for"), _("Searches that found nothing, by topic and area."), UNMET
        ),
    ]
    about = _("What there is and what is missing, by area, topic, time and distance.")
    cards.append(DeskCard(_("Coverage"), about, COVERAGE))
    cards.insert(0, DeskCard(_("What to check next"), say_waiting(desk), CHECKS))
    cards += _show_upkeep()
    if desk.planner.role != "planner":
        return cards
    return [
        *cards,
        DeskCard(_("Who may"), _("Every account, its role and its areas."), "/planning/who-may"),
        DeskCard(_("What was done"), _("Who signed in, and what was changed."), "/planning/log"),
    ]


def _show_upkeep() -> tuple[DeskCard, ...]:
    return (
        DeskCard(_("Links and numbers"), _("Links that fail, numbers nobody can phone."), LINKS),
        DeskCard(_("Close a building"), _("Everything in one building, for some days."), CLOSURES),
        DeskCard(_("Likely duplicates"), _("Listings that may be written twice."), DUPLICATES),
    )


def _name_areas(who: Account, desk: Desk) -> tuple[str, ...]:
    areas = desk.visit.directory.catalogue.areas
    return tuple(area.name for area in areas.values() if area.slug in who.areas)


def _show_account(account: Account, desk: Desk) -> Row:
    role = _(ROLE_WORDS[account.role])
    if account.is_disabled:
        role = _("{role}, disabled").format(role=role)
    areas = join_words(_name_areas(account, desk)) or _("all")
    last = write_date(account.last) if account.last else _("never")
    return Row((account.name, account.email, role, areas, last))


def _show_deed(deed: Deed, names: dict[str, str]) -> Row:
    who = names.get(deed.who) or deed.who or _("nobody")
    if deed.role == "command":
        who = _("a command")
    elif deed.role in ROLE_WORDS:
        who = _("{name}, {role}").format(name=who, role=_(ROLE_WORDS[deed.role]).lower())
    account, space, rest = deed.which.partition(" ")
    which = names.get(account, account) + space + rest
    return Row((_write_moment(deed.at), who, _(DEEDS.get(deed.what, deed.what)), which))


def _write_moment(at: datetime) -> str:
    return _("{day}, {time}").format(
        day=write_date(at.date()), time=write_clock(at.hour, at.minute)
    )
