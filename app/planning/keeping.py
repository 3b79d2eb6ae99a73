"""The one way by which people save listings: in their areas, whole, what was before kept.

Pages hand over what to do, not what to write: it is worked out under the folder's lock, from the
files as they are at that moment, so that what somebody else has just saved is seen. The files'
history then holds what they said before, and who saved, in which role, and why.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from app.content.loading import listing_files
from app.planning.history import Author, History
from app.planning.merging import Fields
from app.planning.yaml_files import Judge, OpenFolder, look_into, open_folder
from app.planning.yaml_splicing import Changes
from app.planning.yaml_writing import Text

Reach = frozenset[str] | None
"""The slugs of the areas somebody may change; None is everything."""


class OutOfReach(Exception):
    """A listing is, or would be, in areas that are not theirs. Carries its id."""

    def __init__(self, listing: str) -> None:
        self.listing = listing
        super().__init__(f"{listing} is in an area that is not yours")


@dataclass(frozen=True, slots=True)
class Hand:
    """Who saves: their name and role, and where they may."""

    author: Author
    reach: Reach = None


@dataclass(frozen=True, slots=True)
class Edit:
    """What to write: changed fields by listing, and new listings by file."""

    changes: Mapping[str, Changes] = field(default_factory=dict)
    additions: Mapping[Path, Sequence[Changes]] = field(default_factory=dict)


PlanEdit = Callable[[OpenFolder], Edit]
"""Works out what to write from the files as they are now. It may raise to give up."""


def may_change(areas: Iterable[str], reach: Reach) -> bool:
    """Return whether a listing of these areas is somebody's own: each of them is.

    One that also serves an area of somebody else's, or none, is for planners, who may change all.
    """
    named = frozenset(areas)
    return reach is None or (bool(named) and named <= reach)


def areas_of(fields: Fields) -> tuple[str, ...]:
    """Return the areas a listing names, as they were typed: one, or a list of them."""
    return _each(fields.get("areas"))


@dataclass(frozen=True, slots=True)
class ListingKeeper:
    """The listings of one data folder, in the hands of those who may change them."""

    folder: Path
    judge: Judge
    history: History

    def look(self) -> OpenFolder:
        """Return the listings as the files hold them now, without keeping anybody out."""
        return look_into(self.folder, self.judge)

    def file_for(self, areas: Sequence[str]) -> Path:
        """Return the file that a new listing goes to."""
        files = listing_files(self.folder)
        single = self.folder / "services.yaml"
        if single in files:
            return single
        return self.folder / "services" / f"{areas[0] if areas else 'listings'}.yaml"

    def save(self, plan: PlanEdit, hand: Hand, why: str) -> tuple[Path, ...]:
        """Work out what to write and write it, as one save of this hand's. Return changed files.

        Raises OutOfReach, FolderBusy, SaveRefused, CannotWrite and OSError, and what the plan
        raises; nothing is written then.
        """
        with open_folder(self.folder, self.judge) as opened:
            edit = plan(opened)
            _keep_within(opened, edit, hand.reach)
            paths = {opened.listed[name].path for name in edit.changes if name in opened.listed}
            self.history.settle(sorted(paths | set(edit.additions)))
            announce = self.history.announce(hand.author, why)
            files = opened.save(edit.changes, edit.additions, announce)
            self.history.keep(files, hand.author, why)
        return files


def _keep_within(opened: OpenFolder, edit: Edit, reach: Reach) -> None:
    """Raise OutOfReach unless every listing was within reach before, and is after."""
    for name, changes in edit.changes.items():
        before = opened.listed[name].fields if name in opened.listed else {}
        after = {key: value for key, value in {**before, **changes}.items() if value is not None}
        if not (may_change(areas_of(before), reach) and may_change(areas_of(after), reach)):
            raise OutOfReach(name)
    for listing in (new for added in edit.additions.values() for new in added):
        fields = {key: value for key, value in listing.items() if value is not None}
        if not may_change(areas_of(fields), reach):
            raise OutOfReach(str(fields.get("id", "")))


def _each(value: Text | None) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return tuple(item for item in value or () if isinstance(item, str))
