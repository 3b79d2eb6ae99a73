"""What there is to do from the planners' first page, in groups: what waits comes first in each."""

from app.language import gettext as _
from app.language import ngettext, write_number
from app.web.planning.checking_forms import CHECKS
from app.web.planning.checking_list import say_waiting
from app.web.planning.closures import CLOSURES
from app.web.planning.coverage_scope import COVERAGE
from app.web.planning.door import Desk
from app.web.planning.duplicates import DUPLICATES
from app.web.planning.links import LINKS
from app.web.planning.listing_words import LISTINGS
from app.web.planning.table_words import TABLES
from app.web.planning.views import DeskCard, DeskGroup
from app.web.planning.voicing import REPLIES, UNMET, VOICE


def show_groups(desk: Desk) -> tuple[DeskGroup, ...]:
    """Return every card of a planner's first page. Raises StoreDown."""
    groups = (_show_listings(desk), _show_families(desk), _show_needs())
    return (*groups, _show_site()) if desk.planner.role == "planner" else groups


def _show_listings(desk: Desk) -> DeskGroup:
    find = _("Find one, change it, pause it, see what changed, undo it.")
    tables = _("Take listings out to a spreadsheet, change many, and bring them in.")
    cards = (
        DeskCard(_("What to check next"), say_waiting(desk), CHECKS),
        DeskCard(_("All listings"), find, LISTINGS),
        DeskCard(_("In and out as tables"), tables, TABLES),
        DeskCard(_("Close a building"), _("Everything in one building, for some days."), CLOSURES),
        DeskCard(_("Links and numbers"), _("Links that fail, numbers nobody can phone."), LINKS),
        DeskCard(_("Likely duplicates"), _("Listings that may be written twice."), DUPLICATES),
    )
    return DeskGroup(_("Listings"), cards)


def _show_families(desk: Desk) -> DeskGroup:
    threads = desk.visit.site.voice.voice.threads(areas=desk.reach)
    new = sum(sum(thread.counts.values()) for thread in threads)
    words = ngettext("{number} new answer to read.", "{number} new answers to read.", new)
    told = words.format(number=write_number(new)) if new else _("Nothing new.")
    cards = (
        DeskCard(_("What families say"), told, VOICE),
        DeskCard(_("You said, we did"), _("Tell families what changed because of them."), REPLIES),
    )
    return DeskGroup(_("Families"), cards)


def _show_needs() -> DeskGroup:
    about = _("What there is and what is missing, by area, topic, time and distance.")
    missed = _("Searches that found nothing, by topic and area.")
    cards = (
        DeskCard(_("Coverage"), about, COVERAGE),
        DeskCard(_("What they looked for"), missed, UNMET),
    )
    return DeskGroup(_("Needs and gaps"), cards)


def _show_site() -> DeskGroup:
    cards = (
        DeskCard(_("Who may"), _("Every account, its role and its areas."), "/planning/who-may"),
        DeskCard(_("What was done"), _("Who signed in, and what was changed."), "/planning/log"),
    )
    return DeskGroup(_("This site"), cards)
