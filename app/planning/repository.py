"""The git repository that a data folder may stand in: asked plainly, and never relied on.

A process that is killed may leave git's own locks behind, and git then refuses for ever. So a
commit is marked before it begins: who finds the mark knows that the last one was cut short, and
takes away the locks that came after it.
"""

import logging
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app.clock import Clock, rest

SECONDS = 20
"""How long git may take for one thing; it asks nobody and fetches nothing."""
ORPHAN_SECONDS = 0.5
"""How old a lock must be: a git that outlived its parent may still be about to let go of it."""
_ALONE = ("env", "-u", "GIT_DIR", "-u", "GIT_WORK_TREE", "-u", "GIT_INDEX_FILE", "LC_ALL=C")
_PLAIN = (
    "-c",
    "core.hooksPath=/dev/null",
    "-c",
    "commit.gpgSign=false",
    "-c",
    "core.autocrlf=false",
    "-c",
    "gc.autoDetach=false",
)
_LOCKS = ("index.lock", "HEAD.lock")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Repository:
    """Git as seen from one folder. `mark` is the file that stands while a commit is made.

    Hold the data folder's lock around a commit: of ours, one at a time is made.
    """

    folder: Path
    clock: Clock
    mark: Path

    def ask(self, *arguments: str) -> str | None:
        """Return what git answered, or None where it would not."""
        told = self._run(arguments)
        return None if told is None else told.decode("utf-8", "replace")

    def read_blobs(self, names: Iterable[str]) -> Iterator[str | None]:
        """Yield the content of each object of some names; None: there is none."""
        asked = "".join(f"{name}\n" for name in names).encode()
        return _cut_batch(self._run(("cat-file", "--batch"), asked) or b"")

    def _run(self, arguments: Sequence[str], given: bytes = b"") -> bytes | None:
        moment = self.clock().isoformat()
        dates = (f"GIT_AUTHOR_DATE={moment}", f"GIT_COMMITTER_DATE={moment}")
        command = (*_ALONE, *dates, "git", "-C", str(self.folder), *_PLAIN, *arguments)
        try:
            done = subprocess.run(
                command, input=given, capture_output=True, check=True, timeout=SECONDS
            )
        except (OSError, subprocess.SubprocessError) as problem:
            log.debug("git %s: %s", arguments[0], type(problem).__name__)
            return None
        return done.stdout

    def commit(self, names: Iterable[str], who: str, why: str) -> bool:
        """Commit these files alone; files that say what they said are no commit, and fine."""
        if self.ask("rev-parse", "--git-dir") is None:
            return False
        if self.mark.exists():
            self._clear_locks()
        self.mark.parent.mkdir(parents=True, exist_ok=True)
        self.mark.touch()
        is_kept = self._commit(list(names), who, why)
        self.mark.unlink(missing_ok=True)
        return is_kept

    def _commit(self, names: list[str], who: str, why: str) -> bool:
        if self.ask("add", "--", *names) is None:
            return False
        if self.ask("diff", "--cached", "--quiet", "HEAD", "--", *names) is not None:
            return True
        identity = ("-c", f"user.name={who}", "-c", "user.email=planning@reachin.invalid")
        message = ("--message", why, "--no-verify", "--quiet")
        return self.ask(*identity, "commit", *message, "--only", "--", *names) is not None

    def _clear_locks(self) -> None:
        """Take away the locks that a commit of ours left when it was cut short."""
        began = self.mark.stat().st_mtime
        for lock in self._locks():
            with suppress(FileNotFoundError):
                while (held := self._held_for(lock)) < ORPHAN_SECONDS:
                    rest(min(0.05, ORPHAN_SECONDS - held))
                if lock.stat().st_mtime >= began:
                    lock.unlink()
                    log.warning("took away %s, which a killed process had left", lock.name)

    def _held_for(self, lock: Path) -> float:
        """Return how many seconds a lock has stood, by the file system's own clock."""
        now = self.mark.with_name("now")
        now.touch()
        told = now.stat().st_mtime
        now.unlink(missing_ok=True)
        return told - lock.stat().st_mtime

    def _locks(self) -> Iterable[Path]:
        branch = (self.ask("symbolic-ref", "--quiet", "HEAD") or "").strip()
        for name in (*_LOCKS, *([f"{branch}.lock"] if branch else [])):
            found = self.ask("rev-parse", "--git-path", name)
            if found is not None:
                yield self.folder / found.strip()


def _cut_batch(told: bytes) -> Iterator[str | None]:
    """Yield the content of each object that `git cat-file --batch` told of; None: there is none."""
    place = 0
    while (end := told.find(b"\n", place)) >= 0:
        head = told[place:end].rsplit(b" ", 2)
        place = end + 1
        if len(head) != 3 or head[1] != b"blob" or not head[2].isdigit():
            yield None
            continue
        yield told[place : place + int(head[2])].decode("utf-8", "replace")
        place += int(head[2]) + 1
