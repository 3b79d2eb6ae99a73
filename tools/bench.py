"""How fast and how large it is: `make bench`. It measures and prints; it judges nothing.

Larger directories are made from the real listings: copies with new ids and names, spread over the
real places and needs, written out as YAML and read as any other data.
"""

import argparse
import gzip
import random
import resource
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table
from starlette.testclient import TestClient

from app.clock import LONDON
from app.config import Settings
from app.content.loading import load_catalogue
from app.main import create_app, make_directory, make_gazetteer
from app.search.directory import Directory
from app.search.find import find
from app.search.outcomes import Request
from app.web.results import show_outcome
from app.web.views import SearchForm
from tools.evaluate import JUDGED, read_rows

SIZES = (158, 5_000, 20_000)
NOW = datetime(2026, 11, 25, 11, 0, tzinfo=LONDON)
PLACES = ("", "G51 2QP", "Easterhouse", "Girvan", "G12")
SEARCHES = 400
console = Console()


@contextmanager
def data_of_size(size: int, source: Path) -> Iterator[Path]:
    """Yield a data folder with this many listings, made from the real ones."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "data"
        shutil.copytree(source, folder)
        text = (folder / "services.yaml").read_text(encoding="utf-8")
        head, *entries = text.split("\n- id: ")
        made = [_copy(entries[n % len(entries)], n // len(entries)) for n in range(size)]
        whole = "\n- id: ".join([head, *made])
        (folder / "services.yaml").write_text(whole, encoding="utf-8")
        yield folder


def _copy(entry: str, number: int) -> str:
    if number == 0:
        return entry
    identity, rest = entry.split("\n", 1)
    return f"{identity}-{number}\n{rest}".replace(
        "  name: ", f"  name: Branch {number} ", 1
    ).replace(f'Branch {number} "', f'"Branch {number} ', 1)


def time_searches(directory: Directory) -> list[float]:
    """Return milliseconds for each search, from typed words to the page's view."""
    chance = random.Random(1)
    phrases = [row.phrase for row in read_rows(JUDGED)]
    asked = [Request(chance.choice(phrases), chance.choice(PLACES)) for _ in range(SEARCHES)]
    return [_time(lambda r=request: _search(r, directory)) for request in asked]  # type: ignore[misc]


def _search(request: Request, directory: Directory) -> None:
    show_outcome(find(request, directory, NOW), SearchForm(request.words, request.near), directory)


def _time(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def bench_sizes(sizes: tuple[int, ...]) -> None:
    """Print load, index and search times for directories of growing size."""
    table = Table("listings", "check s", "build s", "again s", "search p50 ms", "p99 ms", "peak MB")
    table.title = "Directories made from the real listings"
    settings = Settings()
    gazetteer = make_gazetteer(settings)
    for size in sizes:
        with data_of_size(size, settings.data) as folder, tempfile.TemporaryDirectory() as var:
            sized = Settings(data=folder, var=Path(var))
            check = _time(lambda f=folder: load_catalogue(f, gazetteer)) / 1000  # type: ignore[misc]
            build = _time(lambda s=sized: make_directory(s, gazetteer)) / 1000  # type: ignore[misc]
            start = time.perf_counter()
            directory = make_directory(sized, gazetteer)
            again = time.perf_counter() - start
            times = sorted(time_searches(directory))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        p99 = times[int(len(times) * 0.99)]
        table.add_row(
            f"{size:,}",
            *(f"{value:.2f}" for value in (check, build, again)),
            *(f"{value:.1f}" for value in (statistics.median(times), p99)),
            f"{peak:.0f}",
        )
    console.print(table)


def bench_weight() -> None:
    """Print the compressed bytes of a first view: a page's HTML and its style sheet."""
    table = Table("page", "HTML gzip", "CSS gzip", "together", title="First view, bytes")
    with tempfile.TemporaryDirectory() as var:
        app = create_app(Settings(var=Path(var), watch=False))
        with TestClient(app) as client:
            css = len(gzip.compress(Path("static/site.css").read_bytes(), 6))
            pages = {
                "home": client.get("/").content,
                "results": client.post("/find", data={"q": "skint", "near": "G51"}).content,
                "listing": client.get("/services/samaritans").content,
            }
    for name, body in pages.items():
        html = len(gzip.compress(body, 6))
        table.add_row(name, f"{html:,}", f"{css:,}", f"{html + css:,}")
    console.print(table)


def main() -> None:
    """Measure everything."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--sizes", type=int, nargs="*", default=SIZES)
    bench_weight()
    bench_sizes(tuple(arguments.parse_args().sizes))


if __name__ == "__main__":
    main()
