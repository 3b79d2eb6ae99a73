"""What every saved file said before: a commit in the data's own git, or a dated copy beside it.

One save is one commit, of the saved files alone: whatever else somebody has under way in that
folder stays as it is. Where git cannot take it (there is none, the folder is not in it, a merge is
open) the whole file is copied with its date instead. A save never fails for want of history.
"""

import json
import logging
import subprocess
from collections.abc import Iterable
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
        return self._git("show", f"{version}:./{inside}") if version.isalnum() else None

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
        for record in (told or "").split(_RECORD):
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
        (place / f"{name}.json").write_text(told, encoding="utf-8")

    def _copies(self, path: Path) -> Iterable[Version]:
        for told in sorted(self._place(path).glob("*.json"), reverse=True):
            kept = json.loads(told.read_text(encoding="utf-8"))
            when = datetime.strptime(told.name[:21], "%Y%m%dT%H%M%S%f").replace(tzinfo=UTC)
            who = Author(kept["name"], kept["role"]).shown
            yield Version(f"copy-{told.stem}.copy", when, who, kept["why"])

    def _place(self, path: Path) -> Path:
        return self._folder / COPIES / path

    def _git(self, *arguments: str) -> str | None:
        """Return what git answered, or None where it would not."""
        moment = self._clock().isoformat()
        dates = (f"GIT_AUTHOR_DATE={moment}", f"GIT_COMMITTER_DATE={moment}")
        command = (*_ALONE, *dates, "git", "-C", str(self._folder), *_PLAIN, *arguments)
        try:
            done = subprocess.run(command, capture_output=True, check=True, timeout=_SECONDS)
        except (OSError, subprocess.SubprocessError) as problem:
            log.debug("git %s: %s", arguments[0], type(problem).__name__)
            return None
        return done.stdout.decode("utf-8", "replace")


def _text_of(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace")
