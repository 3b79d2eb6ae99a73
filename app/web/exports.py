"""Keeps the open data of the directory in service: made when it is first asked for, and once."""

from collections.abc import Iterator
from dataclasses import replace
from threading import Lock

from app.openreferral.export import Export, make_export, write_entries
from app.openreferral.whereabouts import Whereabouts
from app.search.directory import Directory


class Exports:
    """Makes an export for a directory, and holds on to the last one made."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._made: Export | None = None

    def find(self, directory: Directory, assurer: str) -> Export:
        """Return the export of a directory; whoever asks meanwhile waits for the same one.

        `assurer` is the mailbox that answers for our checks. No other server is asked where a
        place is: that would be every postcode at once.
        """
        with self._lock:
            made = self._made
            if made is None or made.digest != directory.digest:
                gazetteer = replace(directory.gazetteer, remote=None)
                whereabouts = Whereabouts(gazetteer, directory.councils)
                made = self._made = make_export(directory.catalogue, whereabouts, assurer)
            return made

    def write_services(self, directory: Directory, assurer: str) -> Iterator[bytes]:
        """Yield every service of a directory as JSON, with everything below it."""
        shelf = self.find(directory, assurer).services
        return write_entries(shelf, range(len(shelf.ids)), "full")
