"""What every saved file said before: a commit in the data's own git, or a dated copy beside it.

One save is one commit, of the saved files alone: whatever else somebody has under way in that
folder stays as it is. Where git cannot take it (there is none, the folder is not in it, a merge is
open) the whole file is copied with its date instead. A save never fails for want of history.
"""

import json
import logging
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from app.clock import Clock

COPIES = ".history"
"""The folder of dated copies, in the data folder. Its files have no name the site would read."""
BY_HAND = "Keep what was changed by hand."
_FIELD, _RECORD = "\x1f", "\x1e"
_SECONDS = 20
_ALONE = ("env", "-u", "GIT_DIR", "-u", "GIT_WORK_TREE", "-u", "GIT_INDEX_FILE", "LC_ALL=C")
_PLAIN = (
    "-c",
    "core.hooksPath=/dev/null",
    "-c",
    "commit.gpgSign=false",
    "-c",
    "core.autocrlf=false",
)

log = logging.getLogger(__name__)


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
        self._clock = clock

    def settle(self, paths: Iterable[Path]) -> None:
        """Keep what files say now, if history does not have it: call this before a save.

        What somebody changed by hand so stays apart from what is saved next.
        """
        for path in paths:
            if path.is_file() and self._last(path) != _text_of(path):
                self.keep([path], HAND, BY_HAND)

    def keep(self, paths: Iterable[Path], author: Author, why: str) -> None:
        """Keep what files say now as one version each: call this after a save."""
        kept = [self._inside(path) for path in paths]
        if kept and not self._commit(kept, author, why):
            for path in kept:
                self._copy(path, author, why)

    def versions(self, path: Path, most: int = 200) -> tuple[Version, ...]:
        """Return a file's versions, the newest first."""
        inside = self._inside(path)
        found = [*self._commits(inside, most), *self._copies(inside)]
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
        told = self._git("cat-file", "--batch", asked=[f"{each}:./{inside}" for each in commits])
        kept = dict(zip(commits, _cut_batch(told or b""), strict=False))
        for version in versions:
            yield kept.get(version) if version.isalnum() else self.read(path, version)

    def _inside(self, path: Path) -> Path:
        return path.resolve().relative_to(self._folder)

    def _last(self, path: Path) -> str | None:
        newest = self.versions(path, most=1)
        return self.read(path, newest[0].id) if newest else None

    def _commit(self, paths: list[Path], author: Author, why: str) -> bool:
        names = [str(path) for path in paths]
        if self._git("add", "--", *names) is None:
            return False
        if self._git("diff", "--cached", "--quiet", "HEAD", "--", *names) is not None:
            return True
        identity = ("-c", f"user.name={author.shown}", "-c", "user.email=planning@reachin.invalid")
        message = ("--message", why, "--no-verify", "--quiet")
        return self._git(*identity, "commit", *message, "--only", "--", *names) is not None

    def _commits(self, path: Path, most: int) -> Iterable[Version]:
        shape = _FIELD.join(("%H", "%ct", "%an", "%B")) + _RECORD
        told = self._git("log", f"--max-count={most}", f"--format={shape}", "--", str(path))
        for record in _text(told or b"").split(_RECORD):
            if record.strip():
                name, seconds, who, why = record.strip("\n").split(_FIELD)
                yield Version(name, datetime.fromtimestamp(int(seconds), UTC), who, why.strip())

    def _copy(self, path: Path, author: Author, why: str) -> None:
        place = self._place(path)
        place.mkdir(parents=True, exist_ok=True)
        when = self._clock().astimezone(UTC)
        name = f"{when:%Y%m%dT%H%M%S%f}.{len(list(place.glob('*.copy'))):06}"
        (place / f"{name}.copy").write_bytes((self._folder / path).read_bytes())
        told = json.dumps({**asdict(author), "why": why}, ensure_ascii=False)
        # Whole or not there: somebody may be reading the history meanwhile.
        (place / f".{name}.tmp").write_text(told, encoding="utf-8")
        (place / f".{name}.tmp").replace(place / f"{name}.json")

    def _copies(self, path: Path) -> Iterable[Version]:
        for told in sorted(self._place(path).glob("*.json"), reverse=True):
            kept = json.loads(told.read_text(encoding="utf-8"))
            when = datetime.strptime(told.name[:21], "%Y%m%dT%H%M%S%f").replace(tzinfo=UTC)
            who = Author(kept["name"], kept["role"]).shown
            yield Version(f"copy-{told.stem}.copy", when, who, kept["why"])

    def _place(self, path: Path) -> Path:
        return self._folder / COPIES / path

    def _git(self, *arguments: str, asked: Sequence[str] = ()) -> bytes | None:
        """Return what git answered, or None where it would not. `asked` are lines it reads."""
        moment = self._clock().isoformat()
        dates = (f"GIT_AUTHOR_DATE={moment}", f"GIT_COMMITTER_DATE={moment}")
        command = (*_ALONE, *dates, "git", "-C", str(self._folder), *_PLAIN, *arguments)
        told = "".join(f"{line}\n" for line in asked).encode()
        try:
            done = subprocess.run(
                command, input=told, capture_output=True, check=True, timeout=_SECONDS
            )
        except (OSError, subprocess.SubprocessError) as problem:
            log.debug("git %s: %s", arguments[0], type(problem).__name__)
            return None
        return done.stdout


def _cut_batch(told: bytes) -> Iterator[str | None]:
    """Yield the content of each object that `git cat-file --batch` told of; None: there is none."""
    place = 0
    while (end := told.find(b"\n", place)) >= 0:
        head = told[place:end].rsplit(b" ", 2)
        place = end + 1
        if len(head) != 3 or head[1] != b"blob" or not head[2].isdigit():
            yield None
            continue
        yield _text(told[place : place + int(head[2])])
        place += int(head[2]) + 1


def _text(told: bytes) -> str:
    return told.decode("utf-8", "replace")


def _text_of(path: Path) -> str:
    return _text(path.read_bytes())
