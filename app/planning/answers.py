"""Keeps what a feed has answered until the import is done, so that a stop loses nothing.

Reading a large feed politely takes an hour. Each answer is written down as it comes; the next
import of the same feed reads those first and asks only for the rest.
"""

import contextlib
import json
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self, TextIO

from app.clock import Clock
from app.fetching import Fetched, Outcome

LONGEST_KEPT = timedelta(hours=12)
"""After this a feed has changed too much to go on where we stopped."""

Get = Callable[[str], Outcome]

log = logging.getLogger(__name__)


class KeptAnswers:
    """A `get` that remembers, in a folder of its own, while one feed at `url` is read.

    What was read to its end stays for a run that is `to_write` what was looked at; any other run
    starts anew then.
    """

    def __init__(
        self, folder: Path, url: str, get: Get, now: Clock, to_write: bool = False
    ) -> None:
        self._to_write = to_write
        self._path = folder / "answers.ndjson"
        self._get = get
        self._kept: dict[str, Fetched] = {}
        self._writing: TextIO | None = None
        self._open(url, now())

    @property
    def kept(self) -> int:
        """Return how many answers are kept."""
        return len(self._kept)

    def get(self, url: str) -> Outcome:
        """Return what an address answered before, or ask it and keep the answer."""
        if url in self._kept:
            return self._kept[url]
        outcome = self._get(url)
        if isinstance(outcome, Fetched):
            self._keep(url, outcome)
        return outcome

    def close(self) -> None:
        """Stop writing; what is kept stays for next time."""
        if self._writing is not None:
            self._writing.close()
            self._writing = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def finish(self) -> None:
        """Note that the feed was read to its end."""
        self._write(json.dumps({"finished": "yes"}) + "\n")

    def forget(self) -> None:
        """Remove what was kept: it is written into the listings."""
        self.close()
        self._path.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            self._path.parent.rmdir()

    def _open(self, url: str, now: datetime) -> None:
        lines = self._read()
        is_ours = bool(lines) and lines[0].get("feed") == url and _is_fresh(lines[0], now)
        is_ours = is_ours and (self._to_write or "finished" not in lines[-1])
        if is_ours:
            for line in lines[1:]:
                with contextlib.suppress(KeyError, TypeError, AttributeError):
                    self._kept[line["asked"]] = _as_fetched(line)
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._writing = self._path.open("a" if is_ours else "w", encoding="utf-8")
        except OSError as error:
            log.warning("this import cannot be continued if it stops: %s", error)
        self._write("\n" if is_ours else json.dumps({"feed": url, "on": now.isoformat()}) + "\n")

    def _read(self) -> list[dict[str, str]]:
        """Return the lines that were written whole."""
        lines = []
        with contextlib.suppress(OSError), self._path.open(encoding="utf-8") as written:
            for line in written:
                with contextlib.suppress(ValueError):
                    value = json.loads(line)
                    lines += [value] if isinstance(value, dict) else []
        return lines

    def _keep(self, url: str, answer: Fetched) -> None:
        self._kept[url] = answer
        body = answer.body.decode("utf-8", "surrogateescape")
        line = {"asked": url, "url": answer.url, "type": answer.content_type, "body": body}
        self._write(json.dumps(line) + "\n")

    def _write(self, line: str) -> None:
        if self._writing is None:
            return
        try:
            self._writing.write(line)
            self._writing.flush()
        except OSError as error:
            log.warning("this import cannot be continued if it stops: %s", error)
            self.close()


def _is_fresh(line: dict[str, str], now: datetime) -> bool:
    try:
        return timedelta(0) <= now - datetime.fromisoformat(line["on"]) <= LONGEST_KEPT
    except (KeyError, TypeError, ValueError):
        return False


def _as_fetched(line: dict[str, str]) -> Fetched:
    body = line["body"].encode("utf-8", "surrogateescape")
    return Fetched(line["asked"], line["url"], 200, line["type"], body)
