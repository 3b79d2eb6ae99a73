"""What every saved file said before: a commit in the data's own git, or a dated copy beside it.

One save is one commit, of the saved files alone: whatever else somebody has under way in that
folder stays as it is. Where git cannot take it (there is none, the folder is not in it, a merge is
open) the whole file is copied with its date instead. A save never fails for want of history.

What a save will write is announced first. If it is killed after that, the next one still knows
whose words it finds in the file.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from app.clock import Clock
from app.planning.repository import Repository
from app.planning.yaml_files import replace_file

COPIES = ".history"
"""The folder of dated copies, in the data folder. Its files have no name the site would read."""
BY_HAND = "Keep what was changed by hand."
_ANNOUNCED = "announced.json"
_MARK = "committing"
_FIELD, _RECORD = "\x1f", "\x1e"


@dataclass(frozen=True, slots=True)
class Author:
    """Who saved: a name as the account has it, and the role it acted in."""

    name: str
    role: str

    @property
    def shown(self) -> str:
        """Return both, as history shows them."""
        return f"{self.name} ({self.role})" if self.role else self.name


@dataclass(frozen=True, slots=True)
class Version:
    """One saved state of a file: `id` finds it again, `when` is in UTC."""

    id: str
    when: datetime
    who: str
    why: str


HAND = Author("Edited by hand", "")


class History:
    """The past of the files in one data folder. Hold the folder's lock around each call."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        """Take the data folder; git is asked at each call, so it may come and go."""
        self._folder = folder.resolve()
        self._room = self._folder / COPIES
        self._clock = clock
        self._git = Repository(self._folder, clock, self._room / _MARK)

    def settle(self, paths: Iterable[Path]) -> None:
        """Keep what files say now, if history does not have it: call this before a save.

        What somebody changed by hand, or saved before a kill, so stays apart from what comes next.
        """
        for path in paths:
            if path.is_file() and self._last(path) != _text_of(path):
                author, why = self._whose(path)
                self.keep([path], author, why)

    def announce(self, author: Author, why: str) -> Callable[[Mapping[Path, bytes]], None]:
        """Return what notes whose words are about to be written: call that just before."""

        def note(texts: Mapping[Path, bytes]) -> None:
            told = {str(self._inside(path)): _digest(text) for path, text in texts.items()}
            self._write(self._room / _ANNOUNCED, {**asdict(author), "why": why, "files": told})

        return note

    def keep(self, paths: Iterable[Path], author: Author, why: str) -> None:
        """Keep what files say now as one version each: call this after a save."""
        kept = [self._inside(path) for path in paths]
        if kept and not self._git.commit(map(str, kept), author.shown, why):
            for path in kept:
                self._copy(path, author, why)

    def versions(self, path: Path, most: int = 200) -> tuple[Version, ...]:
        """Return a file's versions, the newest first."""
        inside = self._inside(path)
        found = [*self._commits(inside, most), *islice(self._copies(inside), most)]
        return tuple(sorted(found, key=lambda version: version.when, reverse=True)[:most])

    def read(self, path: Path, version: str) -> str | None:
        """Return what a file said in one of its versions, or None where there is no such one."""
        inside = self._inside(path)
        if version.startswith("copy-"):
            place = self._place(inside) / version.removeprefix("copy-")
            known = place.suffix == ".copy" and place.parent == self._place(inside)
            return _text_of(place) if known and place.is_file() else None
        return next(self.read_each(path, [version])) if version.isalnum() else None

    def read_each(self, path: Path, versions: Sequence[str]) -> Iterator[str | None]:
        """Yield what a file said in each of some versions, as `read` does, asking git only once."""
        inside = self._inside(path)
        commits = [version for version in versions if version.isalnum()]
        told = self._git.read_blobs([f"{commit}:./{inside}" for commit in commits])
        kept = dict(zip(commits, told, strict=False))
        for version in versions:
            yield kept.get(version) if version.isalnum() else self.read(path, version)

    def _inside(self, path: Path) -> Path:
        return path.resolve().relative_to(self._folder)

    def _last(self, path: Path) -> str | None:
        newest = self.versions(path, most=1)
        return self.read(path, newest[0].id) if newest else None

    def _whose(self, path: Path) -> tuple[Author, str]:
        """Return who wrote what a file says now, and why: a save cut short, or a hand."""
        told = _read(self._room / _ANNOUNCED)
        if told.get("files", {}).get(str(self._inside(path))) != _digest(path.read_bytes()):
            return HAND, BY_HAND
        return Author(told["name"], told["role"]), told["why"]

    def _commits(self, path: Path, most: int) -> Iterable[Version]:
        shape = _FIELD.join(("%H", "%ct", "%an", "%B")) + _RECORD
        told = self._git.ask("log", f"--max-count={most}", f"--format={shape}", "--", str(path))
        for record in (told or "").split(_RECORD):
            if record.strip():
                name, seconds, who, why = record.strip("\n").split(_FIELD)
                yield Version(name, datetime.fromtimestamp(int(seconds), UTC), who, why.strip())

    def _copy(self, path: Path, author: Author, why: str) -> None:
        place = self._place(path)
        when = self._clock().astimezone(UTC)
        name = f"{when:%Y%m%dT%H%M%S%f}.{len(list(place.glob('*.copy'))):06}"
        replace_file(place / f"{name}.copy", (self._folder / path).read_bytes())
        self._write(place / f"{name}.json", {**asdict(author), "why": why})

    def _copies(self, path: Path) -> Iterable[Version]:
        for told in sorted(self._place(path).glob("[!.]*.json"), reverse=True):
            kept = _read(told)
            when = datetime.strptime(told.name[:21], "%Y%m%dT%H%M%S%f").replace(tzinfo=UTC)
            who = Author(kept["name"], kept["role"]).shown
            yield Version(f"copy-{told.stem}.copy", when, who, kept["why"])

    def _place(self, path: Path) -> Path:
        return self._room / path

    def _write(self, place: Path, told: object) -> None:
        ignored = self._room / ".gitignore"
        if not ignored.exists():
            replace_file(ignored, b"*\n")
        replace_file(place, json.dumps(told, ensure_ascii=False).encode())


def _read(place: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(place.read_bytes()) if place.is_file() else {}
    return found


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _text_of(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace")
