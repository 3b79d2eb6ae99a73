"""One listing's own page: where it stands, and pausing, archiving and putting it back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from starlette.exceptions import HTTPException

from app.language import gettext as _
from app.language import join_words, mark, ngettext, write_date, write_number
from app.planning.accounts import DeedName
from app.planning.comparing import cover_places, in_order, say_value
from app.planning.keeping import Edit, ListingKeeper, PlanEdit, areas_of
from app.planning.listing_lines import STATUSES, read_line, read_status
from app.planning.merging import Fields
from app.planning.pasts import Past, find_undo, seal_fields, walk_back
from app.planning.yaml_files import OpenFolder
from app.planning.yaml_writing import Text
from app.web.addresses import service_path
from app.web.planning.checking_forms import remind_of, show_panel
from app.web.planning.checking_views import CheckPanel
from app.web.planning.door import Desk
from app.web.planning.listing_list import find_broken, listing_href
from app.web.planning.listing_notices import NOTICES, say_done
from app.web.planning.listing_views import FaultLine, FieldLines, ListingDeskPage, Undo
from app.web.planning.listing_words import (
    SHAPES,
    name_field,
    name_state,
    say_who,
    say_why,
    write_moment,
)
from app.web.planning.saving import keeper_of, may_edit
from app.web.planning.voicing import VOICE, name_area
from app.web.views import Link

MEANS = {
    "live": mark("Families see it."),
    "paused": mark("Families do not see it while it is paused. Nothing is lost."),
    "archived": mark("Families do not see it. It is kept, and can be put back."),
}
DEEDS: Mapping[str, DeedName] = {
    "paused": "paused a listing",
    "archived": "archived a listing",
    "live": "put a listing back",
}
SAVED_AS = {"paused": "Pause", "archived": "Archive", "live": "Put back"}
"""How the history names a save: in English, for everybody who reads the files' past."""
ONLY_READS = mark("Your account can read listings. It cannot change them.")
NOT_YOURS = mark("It serves {areas}, and not all of that is yours. Ask a planner to change it.")


class AlreadySo(Exception):
    """There is nothing to save: the listing is in that state."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a change was not saved, what was to be mended for it, and the reason that was typed."""

    told: str = ""
    faults: tuple[FaultLine, ...] = ()
    why: str = ""


NOT_REFUSED = Refused()


@dataclass(frozen=True, slots=True)
class Found:
    """A listing as the files hold it, and the folder it was found in."""

    keeper: ListingKeeper
    opened: OpenFolder
    listing: str

    @property
    def fields(self) -> Fields | None:
        """Return what it says; None where it is in no file."""
        listed = self.opened.listed.get(self.listing)
        return listed.fields if listed else None

    @property
    def name(self) -> str:
        """Return what to call it."""
        return name_of(self.fields, self.listing)


def find_listing(desk: Desk, listing: str) -> Found:
    """Return a listing as the files are at this moment, though it may be in none."""
    keeper = keeper_of(desk)
    return Found(keeper, keeper.look(), listing)


def need_fields(found: Found) -> Fields:
    """Return what a listing says. Raises 404 where it is in no file."""
    if found.fields is None:
        raise HTTPException(404)
    return found.fields


def name_of(fields: Fields | None, listing: str) -> str:
    """Return a listing's name, or its id where it has none."""
    name = (fields or {}).get("name")
    return name if isinstance(name, str) and name else listing


def say_why_not(desk: Desk, fields: Fields) -> str:
    """Return why who is signed in may not change a listing; "" where they may."""
    areas = areas_of(fields)
    if may_edit(desk, areas):
        return ""
    if desk.planner.role == "viewer":
        return _(ONLY_READS)
    names = join_words([name_area(slug, desk) for slug in areas]) or _("no area")
    return _(NOT_YOURS).format(areas=names)


def plan_state(listing: str, state: str, today: str) -> PlanEdit:
    """Return what puts a listing into a state: for a save. It raises AlreadySo, and 404."""

    def plan(opened: OpenFolder) -> Edit:
        if listing not in opened.listed:
            raise HTTPException(404)
        if read_status(opened.listed[listing].fields) == state:
            raise AlreadySo
        status: Text | None = state if state != "live" else None
        return Edit({listing: {"status": status, "edited": today}})

    return plan


def write_why(state: str, listing: str, why: str) -> str:
    """Return what the history says of a change of state."""
    done = f"{SAVED_AS[state]} {listing}"
    return f"{done}: {' '.join(why.split())}" if why.strip() else f"{done}."


def show_listing(
    desk: Desk, found: Found, done: str = "", also: str = "", refused: Refused = NOT_REFUSED
) -> ListingDeskPage:
    """Return a listing's own page. Raises 404 where it is in no file, and StoreDown."""
    fields = need_fields(found)
    status, why_not = read_status(fields), say_why_not(desk, fields)
    shown = fields if not why_not else cover_places(fields)
    pasts = _look_back(found, done, status)
    return ListingDeskPage(
        title=_("Error: {page}").format(page=found.name) if refused.told else found.name,
        name=found.name,
        id=found.listing,
        provider=str(fields.get("provider", "")),
        here=listing_href(found.listing),
        state=name_state(status),
        shape=SHAPES.get(status, "state-unknown"),
        status=status if status in STATUSES else "",
        means=_(MEANS.get(status, "")),
        last=_say_last(pasts),
        facts=_show_facts(desk, found, fields),
        fields=show_fields(shown),
        family=_family_page(desk, found.listing),
        check=_show_check(desk, found.listing),
        may_change=not why_not,
        why_not=why_not,
        voices=_count_voices(desk, found.listing),
        typed_why=refused.why,
        notice=say_done(desk, found.listing, done, also),
        undo=_offer_undo(found, pasts, done) if not why_not else None,
        problems=(Link(refused.told, "#state"),) if refused.told else (),
        faults=refused.faults,
        broken=find_broken(desk, found.opened),
    )


def show_fields(fields: Fields) -> tuple[FieldLines, ...]:
    """Return all that a listing says, field by field."""
    return tuple(FieldLines(name_field(n), say_value(fields[n])) for n in in_order(fields))


def _look_back(found: Found, done: str, status: str) -> tuple[Past, ...]:
    """Return the newest two changes, where the page speaks of them: reading the past takes time."""
    if done not in NOTICES and status == "live":
        return ()
    pasts = walk_back(found.keeper, found.opened, found.listing)
    return tuple(islice(pasts, 2))


def _say_last(pasts: Sequence[Past]) -> str:
    """Return who changed it last and why; "" where nobody knows."""
    if not pasts or pasts[0].version is None or pasts[0].begins:
        return ""
    version = pasts[0].version
    return _("{who}, {when}: {why}").format(
        who=say_who(version), when=write_moment(version.when), why=say_why(version)
    )


def _offer_undo(found: Found, pasts: Sequence[Past], done: str) -> Undo | None:
    past = find_undo(pasts) if done in NOTICES and done != "same" else None
    if past is None or past.version is None:
        return None
    href = listing_href(found.listing, f"/history/{past.version.id}/restore")
    return Undo(href, seal_fields(found.fields))


def _show_facts(desk: Desk, found: Found, fields: Fields) -> tuple[FieldLines, ...]:
    path = found.opened.listed[found.listing].path
    policy = desk.visit.directory.catalogue.checking
    line = read_line(found.listing, fields, desk.visit.now.date(), policy)
    told = (
        (_("File"), str(path.relative_to(found.opened.folder.parent))),
        (_("Last changed"), write_date(line.edited) if line.edited else _("not known")),
        (_("Areas"), join_words([name_area(slug, desk) for slug in line.areas])),
    )
    return tuple(FieldLines(name, (said,)) for name, said in told if said)


def _family_page(desk: Desk, listing: str) -> str:
    catalogue = desk.visit.directory.catalogue
    service = catalogue.find(listing)
    return service_path(service, catalogue) if service is not None else ""


def _show_check(desk: Desk, listing: str) -> CheckPanel | None:
    """Return how its check stands; None while it is in no good file, where none can be marked."""
    service = desk.visit.directory.catalogue.by_id.get(listing)
    return show_panel(remind_of(service, desk), desk, "listing") if service else None


def _count_voices(desk: Desk, listing: str) -> Link | None:
    """Return the way to what families said of it, with how often; None where they said nothing."""
    threads = desk.visit.site.voice.voice.threads(areas=desk.reach)
    new = sum(sum(each.counts.values()) for each in threads if each.listing == listing)
    if not new:
        return None
    words = ngettext("{number} new answer from families", "{number} new answers from families", new)
    return Link(words.format(number=write_number(new)), VOICE)
