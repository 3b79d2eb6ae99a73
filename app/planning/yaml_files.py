"""Save listings so that nobody loses work: one at a time, whole or not at all, and only if good.

A save holds a lock, writes beside the old file, waits until the disk has it, and puts it in the old
one's place in one step. A kill, a full disk or a power cut leaves the old file or the new one.
Nothing is saved that `reachin check` would refuse.
"""

import contextlib
import fcntl
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.clock import elapsed, rest
from app.content.entries import Draft, read_drafts
from app.content.faults import BrokenContent, Fault, errors
from app.content.loading import data_files, listing_files, load_catalogue
from app.content.yaml_source import Source, read_text
from app.places import Gazetteer
from app.planning.yaml_splicing import BYTE_ORDER_MARK, Changes, splice
from app.planning.yaml_writing import CannotWrite, Text, as_text

LOCK = ".editing.lock"
PATIENCE_SECONDS = 20.0
"""How long somebody else's save may take before we give up."""

Announce = Callable[[Mapping[Path, bytes]], None]
"""Hears what is about to be written to which files."""

Judge = Callable[[Path], Iterable[Fault]]
"""Reads a data folder and says what is wrong with it."""

NEW_FILE = """\
# yaml-language-server: $schema={schema}
# docs/planners.md explains each field; "reachin check" says what is wrong and how to mend it.
"""


class FolderBusy(Exception):
    """Somebody else is saving, and did not finish."""


class SaveRefused(Exception):
    """What was to be saved has errors. Carries them as `reachin check` would tell them."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(str(fault) for fault in self.faults))


@dataclass(frozen=True, slots=True)
class Listed:
    """A listing as its file holds it now, and which file that is."""

    draft: Draft
    path: Path

    @property
    def fields(self) -> dict[str, Text]:
        """Return its fields as they were typed; those without a value are not there."""
        value = as_text(self.draft.value)
        return value if isinstance(value, dict) else {}


@dataclass(slots=True)
class OpenFolder:
    """A data folder that nobody else can save to meanwhile, as it was when it was opened.

    `whole` says that every file of listings could be read.
    """

    folder: Path
    judge: Judge
    listed: Mapping[str, Listed]
    whole: bool

    def save(
        self,
        changes: Mapping[str, Changes],
        additions: Mapping[Path, Sequence[Changes]] | None = None,
        announce: Announce = lambda _: None,
    ) -> tuple[Path, ...]:
        """Write changed listings, by id, and new ones, by file. Return the files that changed.

        `announce` hears what will be written, once nothing stands in its way. Raises SaveRefused
        where `reachin check` would object, CannotWrite where a file cannot be changed, OSError
        where the disk refuses. Nothing is written then.
        """
        added = additions or {}
        by_file: dict[Path, dict[str, Changes]] = {path: {} for path in added}
        for name, changed in changes.items():
            if name not in self.listed:
                raise CannotWrite(f"{name} is in no file any more")
            by_file.setdefault(self.listed[name].path, {})[name] = changed
        changing = [path for path, changed in by_file.items() if changed or added.get(path)]
        before = {path: _bytes_of(path) for path in changing}
        texts = {path: self._splice(path, by_file[path], added.get(path, ())) for path in changing}
        refuse_faults(self.folder, texts, self.judge)
        for path in changing:
            if _bytes_of(path) != before[path]:
                raise CannotWrite(f"{path.name}: somebody has just edited it → try again")
        written = {path: text.encode() for path, text in texts.items()}
        announce(written)
        for path, content in written.items():
            replace_file(path, content)
        return tuple(changing)

    def _splice(self, path: Path, changed: Mapping[str, Changes], added: Sequence[Changes]) -> str:
        try:
            return splice(self._read(path), changed, added)
        except CannotWrite as problem:
            raise CannotWrite(f"{path.name}: {problem}") from problem

    def _read(self, path: Path) -> str:
        if not path.exists():
            schema = self.folder / "schema" / "services.schema.json"
            return NEW_FILE.format(schema=os.path.relpath(schema, path.parent))
        text = read_text(path)
        if isinstance(text, Source):
            raise CannotWrite("the file cannot be read → run reachin check")
        has_mark = path.read_bytes().startswith(BYTE_ORDER_MARK.encode())
        return BYTE_ORDER_MARK + text if has_mark else text


@contextmanager
def open_folder(folder: Path, judge: Judge) -> Iterator[OpenFolder]:
    """Lend a data folder's listings, to read and to save. Raises FolderBusy.

    What is read here cannot be changed by anybody who asks first, until the end of the block.
    """
    with locked(folder):
        yield look_into(folder, judge)


def look_into(folder: Path, judge: Judge) -> OpenFolder:
    """Return a data folder's listings without keeping anybody out: to look, not to save."""
    faults: list[Fault] = []
    listed: dict[str, Listed] = {}
    whole = True
    for path in (path for path in listing_files(folder) if path.is_file()):
        drafts = read_drafts(folder, [path], faults)
        whole = whole and drafts.whole
        for draft in drafts.entries:
            if draft.slug:
                listed.setdefault(draft.slug, Listed(draft, path))
    return OpenFolder(folder, judge, listed, whole)


@contextmanager
def locked(folder: Path, patience_s: float = PATIENCE_SECONDS) -> Iterator[None]:
    """Keep everybody else who asks from saving to a data folder. Raises FolderBusy.

    The lock goes with the process, so a kill never leaves one behind.
    """
    with (folder / LOCK).open("a") as lock:
        until = elapsed() + patience_s
        while not _take(lock.fileno()):
            if elapsed() > until:
                raise FolderBusy("somebody else is saving → try again in a minute")
            rest(0.05)
        yield


def replace_file(path: Path, content: bytes) -> None:
    """Put new content in a file's place, whole or not at all. Hold the folder's lock.

    Raises OSError; the old content is then still there.
    """
    place = path.resolve()
    place.parent.mkdir(parents=True, exist_ok=True)
    for stale in place.parent.glob(f".{place.name}.*.tmp"):
        stale.unlink(missing_ok=True)
    mode = place.stat().st_mode & 0o777 if place.exists() else 0o644
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}.", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as beside:
            beside.write(content)
            beside.flush()
            os.fchmod(handle, mode)
            os.fsync(handle)
        Path(name).replace(place)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    _sync_folder(place.parent)


def refuse_faults(folder: Path, texts: Mapping[Path, str], judge: Judge) -> None:
    """Raise SaveRefused if a folder with these texts in it had errors it does not have now."""
    with tempfile.TemporaryDirectory(prefix="reachin-") as room:
        tried = _stage(folder, Path(room) / folder.name, texts)
        wrong = errors(judge(tried))
    if wrong:
        known = {_gist(fault) for fault in judge(folder)}
        if new := [fault for fault in wrong if _gist(fault) not in known]:
            raise SaveRefused(new)


def judging(gazetteer: Gazetteer, kept: Path | None = None) -> Judge:
    """Return a judge that reads a folder as the site does, and says every error."""

    def judge(folder: Path) -> Iterable[Fault]:
        try:
            load_catalogue(folder, gazetteer, kept)
        except BrokenContent as broken:
            return broken.faults
        return ()

    return judge


def _bytes_of(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""


def _gist(fault: Fault) -> tuple[str, str, str, str]:
    return (fault.file, fault.listing, fault.field, fault.message)


def _stage(folder: Path, tried: Path, texts: Mapping[Path, str]) -> Path:
    """Make a folder like the data folder, with other texts in some places."""
    others = [path for path in data_files(folder) if path not in texts]
    for path in others:
        place = tried / path.relative_to(folder)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.symlink_to(path.resolve())
    for path, text in texts.items():
        place = tried / path.relative_to(folder)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text.encode())
    return tried


def _take(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _sync_folder(folder: Path) -> None:
    """Wait until the disk has the folder's new names, where the system can tell."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
