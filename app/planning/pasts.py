"""The past of one listing: the saves of its file in which it changed, and bringing one back.

History keeps whole files. Here a file's versions are read from the newest on, only as far as
somebody looks, and of each only the lines of the listing that is asked for.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from app.content.loading import listing_files
from app.content.yaml_source import parse_yaml, split_entries
from app.planning.history import History, Version
from app.planning.keeping import Edit, ListingKeeper, PlanEdit, areas_of
from app.planning.merging import Fields
from app.planning.yaml_files import OpenFolder
from app.planning.yaml_writing import CannotWrite, Text, as_text

MOST_VERSIONS = 200
MOST_BYTES = 256 * 1024 * 1024
"""How much of a file's past is read to show a listing's: a huge file is not read 200 times."""
_AT_ONCE = 25
_BYTES_AT_ONCE = 32 * 1024 * 1024
_VERSION = re.compile(r"[0-9a-f]{40,64}|copy-\d{8}T\d{12}\.\d{6}\.copy")


class ChangedSince(Exception):
    """The listing is not any more as whoever wants to bring a past back has seen it."""


@dataclass(frozen=True, slots=True)
class Past:
    """A change of one listing: what it said after, and before. None: it was in no file.

    `version` is None where files were changed by hand and history does not have it yet. Where the
    history of its file `begins`, nobody knows what was before.
    """

    version: Version | None
    after: Fields | None
    before: Fields | None
    path: Path
    begins: bool = False


class _Unread:
    """A version of a file in which the listing could not be read."""


_UNREAD = _Unread()
_State = Fields | None | _Unread


def seal_fields(fields: Fields | None) -> str:
    """Return a short name for exactly what a listing says; of one that is in no file, too."""
    told = json.dumps(fields, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def is_version(text: str) -> bool:
    """Return whether a text has the shape of a version's id: anything else is never looked up."""
    return _VERSION.fullmatch(text) is not None


def find_files(keeper: ListingKeeper, opened: OpenFolder, listing: str) -> tuple[Path, ...]:
    """Return the files whose past may tell of a listing, the one it is in first.

    A directory that was split into a folder began as one file. One that is in no file any more
    may have been in each of them.
    """
    single = keeper.folder / "services.yaml"
    if listing in opened.listed:
        return tuple(dict.fromkeys((opened.listed[listing].path, single)))
    return tuple(dict.fromkeys((*listing_files(keeper.folder), single)))


def walk_back(keeper: ListingKeeper, opened: OpenFolder, listing: str) -> Iterator[Past]:
    """Yield each change of a listing, the newest first. Only what is looked at is read."""
    files = [
        _FilePast(keeper.history, path, listing) for path in find_files(keeper, opened, listing)
    ]
    now = opened.listed[listing].fields if listing in opened.listed else None
    kept = _combine(files)
    if not isinstance(kept, _Unread) and kept != now and any(f.versions for f in files):
        yield Past(None, now, kept, files[0].path)
    state = now if isinstance(kept, _Unread) else kept
    while (newest := _newest(files)) is not None:
        moved = [each for each in files if each.head is not None and each.head.id == newest.id]
        for each in moved:
            each.step()
        if any(each.is_cut for each in moved):
            return
        before = _combine(files)
        if isinstance(before, _Unread) or before == state:
            continue
        begins = all(each.head is None for each in files)
        yield Past(newest, state, before, moved[0].path, begins)
        state = before


def find_past(keeper: ListingKeeper, opened: OpenFolder, listing: str, version: str) -> Past | None:
    """Return the change of a listing that one version made; None: there is none."""
    if not is_version(version):
        return None
    pasts = walk_back(keeper, opened, listing)
    return next((p for p in pasts if p.version is not None and p.version.id == version), None)


def find_undo(pasts: Sequence[Past]) -> Past | None:
    """Return what to bring back to undo the newest of some changes, which come newest first.

    One that was added cannot be taken out again: nothing is ever deleted.
    """
    if len(pasts) < 2 or pasts[0].before is None or pasts[1].version is None:
        return None
    return pasts[1] if pasts[1].after == pasts[0].before else None


def plan_restore(
    keeper: ListingKeeper, listing: str, past: Past, seen: str, today: str
) -> PlanEdit:
    """Return what brings back all that a listing said: for a keeper's save.

    It raises ChangedSince if the listing is not what was `seen` (as sealed), and CannotWrite where
    it is in no file and some file cannot be read, as it may stand in that one.
    """
    then = past.after or {}

    def plan(opened: OpenFolder) -> Edit:
        listed = opened.listed.get(listing)
        if seal_fields(listed.fields if listed else None) != seen:
            raise ChangedSince
        if listed is not None:
            return Edit({listing: replace_fields(listed.fields, {**then, "edited": today})})
        if not opened.whole:
            raise CannotWrite("a file of listings cannot be read → mend it first")
        home = past.path if past.path.is_file() else keeper.file_for(areas_of(then))
        return Edit({}, {home: [{**then, "edited": today}]})

    return plan


def replace_fields(now: Fields, then: Fields) -> Mapping[str, Text | None]:
    """Return the changes that turn what a listing says into what it said."""
    gone: dict[str, Text | None] = {name: None for name in now if name not in then}
    return gone | {name: said for name, said in then.items() if now.get(name) != said}


@dataclass(slots=True)
class _FilePast:
    """What one file said of a listing: versions are read in chunks, when they are asked for."""

    history: History
    path: Path
    listing: str
    place: int = 0
    versions: tuple[Version, ...] = ()
    states: list[_State] = field(default_factory=list)
    entry: str = ""
    state_read: _State = None
    size: int = 1
    most: int = MOST_VERSIONS

    def __post_init__(self) -> None:
        self.size = max(1, self.path.stat().st_size if self.path.is_file() else 1)
        self.most = max(10, min(MOST_VERSIONS, MOST_BYTES // self.size))
        self.versions = self.history.versions(self.path, self.most)

    @property
    def head(self) -> Version | None:
        """Return the version at which the walk stands; None before the file began."""
        return self.versions[self.place] if self.place < len(self.versions) else None

    @property
    def is_cut(self) -> bool:
        """Return whether the walk has come to the end of what is read, and there may be more."""
        return self.place == len(self.versions) == self.most

    def step(self) -> None:
        self.place += 1

    def state(self) -> _State:
        """Return what the listing said at the version where the walk stands."""
        while self.place >= len(self.states) and self.place < len(self.versions):
            self._read_more()
        return self.states[self.place] if self.place < len(self.states) else None

    def _read_more(self) -> None:
        count = max(1, min(_AT_ONCE, _BYTES_AT_ONCE // self.size))
        chunk = self.versions[len(self.states) : len(self.states) + count]
        for text in self.history.read_each(self.path, [version.id for version in chunk]):
            # A commit that took the file away has no text of it: the listing was not there.
            self.states.append(self._read_next(text or ""))

    def _read_next(self, text: str) -> _State:
        """Return the listing in a text. Cutting one takes long: most hold the very same entry."""
        if not self.entry or not _holds(text, self.entry):
            self.entry, self.state_read = read_listing(text, self.listing)
        return self.state_read


def _holds(text: str, entry: str) -> bool:
    """Return whether a text has exactly this entry: another one follows it, or the end."""
    start = text.find(entry)
    is_line = start == 0 or text[start - 1 : start] == "\n"
    after = text[start + len(entry) : start + len(entry) + 1]
    ends = after == "" or (after == "-" and entry.endswith("\n"))
    return start >= 0 and is_line and ends


def read_listing(text: str, listing: str) -> tuple[str, _State]:
    """Return a listing's own text in a file, where it can be cut out, and its fields."""
    named = _naming(listing)
    if not named.search(text):
        return "", None
    passages = split_entries(text)
    if not passages:
        return "", _read_whole(text, listing)
    unread = False
    for passage in passages:
        if named.search(passage.text):
            value = passage.read()
            if isinstance(value, dict) and value.get("id") == listing:
                return passage.text, _as_fields(value)
            unread = unread or value is None
    return "", _UNREAD if unread else None


def _naming(listing: str) -> re.Pattern[str]:
    """Return what finds where an id may be written: reading YAML to find it takes far longer."""
    return re.compile(rf"\bid[\"']?[ \t]*:[ \t]*[\"']?{re.escape(listing)}(?![\w-])")


def _newest(files: Sequence[_FilePast]) -> Version | None:
    heads = [each.head for each in files if each.head is not None]
    return max(heads, key=lambda version: version.when, default=None)


def _combine(files: Sequence[_FilePast]) -> _State:
    """Return what a listing said in whichever file had it."""
    states = [each.state() for each in files]
    return next((state for state in states if state is not None), None)


def _read_whole(text: str, listing: str) -> _State:
    """Return a listing's fields where the file is no plain list, such as one that is indented."""
    source = parse_yaml(text)
    if source.problems or not isinstance(source.value, list):
        return _UNREAD
    found = (v for v in source.value if isinstance(v, dict) and v.get("id") == listing)
    return next((_as_fields(value) for value in found), None)


def _as_fields(value: Mapping[str, object]) -> Fields:
    fields = as_text(value)
    return fields if isinstance(fields, dict) else {}
