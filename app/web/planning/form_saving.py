"""Save a listing from its form: merged under the lock with what others saved meanwhile."""

from dataclasses import dataclass

from app.content.faults import Fault, errors
from app.language import gettext as _
from app.language import join_words
from app.planning.accounts import DeedName
from app.planning.keeping import Edit, areas_of
from app.planning.meeting import Meeting, meet
from app.planning.merging import Fields
from app.planning.yaml_files import OpenFolder
from app.planning.yaml_splicing import Changes
from app.web.planning.door import Desk
from app.web.planning.form_reading import Sent
from app.web.planning.form_words import name_field
from app.web.planning.saving import keeper_of, save_listings

_DEEDS: dict[str, DeedName] = {
    "paused": "paused a listing",
    "archived": "archived a listing",
}


class Gone(Exception):
    """The listing is in no file any more."""


class Unreadable(Exception):
    """A file of listings cannot be read, so nothing can be saved to it safely."""


class Taken(Exception):
    """Somebody else added a listing with this id a moment ago."""


class Unchanged(Exception):
    """The form says what the file says already."""


class Torn(Exception):
    """Two people changed the same fields. Carries what the file has now, and the comparison."""

    def __init__(self, now: Fields, met: Meeting) -> None:
        self.now, self.met = now, met
        super().__init__("two people changed the same field")


@dataclass(frozen=True, slots=True)
class Saved:
    """A save that was made, and the fields that somebody else had changed meanwhile."""

    id: str
    others: tuple[str, ...] = ()


def save_sent(desk: Desk, sent: Sent) -> Saved:
    """Save a form. Raises the above, SaveRefused, and one of saving's TROUBLES."""
    return _change(desk, sent) if sent.id else _add(desk, sent)


def say_changed(fields: tuple[str, ...]) -> str:
    """Return the names of fields inside a sentence, each once."""
    return join_words(tuple(dict.fromkeys(map(name_field, fields))))


def faults_now(desk: Desk) -> tuple[Fault, ...]:
    """Return what is wrong with the files as they are: where, and how to mend it."""
    keeper = keeper_of(desk)
    return errors(keeper.judge(keeper.folder))


def _add(desk: Desk, sent: Sent) -> Saved:
    name = str(sent.fields["id"])

    def plan(opened: OpenFolder) -> Edit:
        if not opened.whole:
            raise Unreadable
        if name in opened.listed:
            raise Taken
        fields: Changes = {**sent.fields}
        return Edit(additions={keeper_of(desk).file_for(areas_of(sent.fields)): [fields]})

    save_listings(desk, plan, sent.why or _("A new listing."), "added a listing", [name])
    return Saved(name)


def _change(desk: Desk, sent: Sent) -> Saved:
    met: list[Meeting] = []
    # What is told to history has to be known before the lock is taken.
    mine = meet(sent.base, sent.fields, sent.base)
    why = sent.why or _("Changed: {fields}").format(fields=say_changed(mine.mine))
    deed: DeedName = "changed a listing"
    if "status" in mine.changes:
        deed = _DEEDS.get(str(mine.changes["status"]), "put a listing back")

    def plan(opened: OpenFolder) -> Edit:
        met.append(compare(sent, opened))
        return Edit({sent.id: {**met[0].changes, "edited": sent.fields["edited"]}})

    save_listings(desk, plan, why, deed, [sent.id])
    return Saved(sent.id, met[0].others)


def compare(sent: Sent, opened: OpenFolder) -> Meeting:
    """Return what a form changes in the files as they are. Raises as `save_sent`."""
    listed = opened.listed.get(sent.id)
    if listed is None:
        raise Gone if opened.whole else Unreadable
    met = meet(sent.base, sent.fields, listed.fields)
    if met.torn:
        raise Torn(listed.fields, met)
    if not met.changes:
        raise Unchanged
    return met
