"""How many answers a second SQLite keeps, and whether each is kept once: part of `make bench`.

Type `.venv/bin/python -m tools.writing` for this alone. Families' answers are sent at a fixed
rate, from the threads of one process and then of two; every fourth says the same as others, so
that rows are also fought over. Afterwards the rows are counted.
"""

import argparse
import multiprocessing
import statistics
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table
from sqlmodel import func, select

from app.clock import london_now
from app.store import Database, StoreDown
from app.voice import Said, Tallies, Voice
from app.voice.tables import Answer, Tally

RATE = 200
SECONDS = 60
THREADS = 8
SAME_EACH = 4
"""One write in so many says the same as all others like it."""
BATCH_SECONDS = 5


@dataclass(frozen=True)
class Load:
    """One measurement: so many answers a second for so long, from so many processes."""

    processes: int
    seconds: int

    @property
    def writes(self) -> int:
        """Return how many answers each thread sends."""
        return RATE * self.seconds // THREADS


@dataclass(frozen=True)
class Wrote:
    """What came of it: milliseconds of each write, how many were refused, and seconds in all."""

    took: tuple[float, ...]
    refused: int
    seconds: float


def bench_writing(console: Console, seconds: int = SECONDS) -> None:
    """Print how long writes took, and how many were lost or doubled."""
    columns = ("from", "sent", "/s", "median", "99 %", "most", "refused", "lost", "twice", "counts")
    table = Table(*columns, title="Answers kept (milliseconds)", box=None)
    for processes in (1, 2):
        table.add_row(*measure(Load(processes, seconds)))
    console.print(table)


def measure(load: Load) -> tuple[str, ...]:
    """Return a line of the table."""
    with tempfile.TemporaryDirectory() as folder:
        address = f"sqlite:///{Path(folder) / 'reachin.db'}"
        Database.at(address, london_now).prepare()
        with multiprocessing.get_context("spawn").Pool(load.processes) as pool:
            each = [(address, load, number) for number in range(load.processes)]
            parts = pool.starmap(write_from_threads, each)
        rate = sum(len(part.took) / part.seconds for part in parts)
        refused = sum(part.refused for part in parts)
        took = sorted(each for part in parts for each in part.took)
        wrong = _count_wrong(address, len(took), refused)
    times = (statistics.median(took), took[len(took) * 99 // 100], took[-1])
    shown = (f"{load.processes}", f"{len(took):,}", f"{rate:.0f}", *(f"{ms:.1f}" for ms in times))
    return (*shown, str(refused), *map(str, wrong))


def write_from_threads(address: str, load: Load, process: int) -> Wrote:
    """Send one process' share of the answers."""
    database = Database.at(address, london_now)
    voice, tallies = Voice(database, london_now), Tallies(database)
    writers = [
        Writer(voice, tallies, load, process * THREADS + number)
        for number in range(THREADS // load.processes)
    ]
    done = threading.Event()
    batches = threading.Thread(target=_write_batches, args=(tallies, done))
    batches.start()
    start = time.perf_counter()
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    seconds = time.perf_counter() - start
    done.set()
    batches.join()
    database.close()
    took = tuple(each for writer in writers for each in writer.took)
    return Wrote(took, sum(writer.refused for writer in writers), seconds)


class Writer(threading.Thread):
    """One thread that sends its answers at a steady rate."""

    def __init__(self, voice: Voice, tallies: Tallies, load: Load, number: int) -> None:
        """Take what to write to, and a number that no other thread has."""
        super().__init__()
        self._voice = voice
        self._tallies = tallies
        self._load = load
        self._number = number
        self.took: list[float] = []
        self.refused = 0

    def run(self) -> None:
        """Send each answer when its time has come."""
        start = time.perf_counter()
        for n in range(self._load.writes):
            due = start + n * self._load.seconds / self._load.writes
            time.sleep(max(0.0, due - time.perf_counter()))
            self._send(n)

    def _send(self, n: int) -> None:
        words = "same" if n % SAME_EACH == 0 else f"writer {self._number} said {n}"
        start = time.perf_counter()
        try:
            self._voice.keep(Said("wrong", "other", "the-pantry", words=words))
        except StoreDown:
            self.refused += 1
        self._tallies.note("food", "glasgow", "found", london_now().date())
        self.took.append((time.perf_counter() - start) * 1000)


def _write_batches(tallies: Tallies, done: threading.Event) -> None:
    while not done.wait(BATCH_SECONDS):
        tallies.write()
    tallies.write()


def _count_wrong(address: str, sent: int, refused: int) -> tuple[int, int, int]:
    """Return how many answers were lost and doubled, and by how much the counts are wrong."""
    database = Database.at(address, london_now)
    with database.session() as session:
        kept = session.exec(select(func.sum(Answer.times))).one()
        again = select(func.sum(Answer.times - 1)).where(Answer.words != "same")
        doubled = session.exec(again).one()
        counted = session.exec(select(func.sum(Tally.times))).one()
    database.close()
    return sent - refused - (kept - doubled), doubled, abs(sent - counted)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=SECONDS)
    bench_writing(Console(), parser.parse_args().seconds)
