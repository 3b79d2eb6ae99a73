"""How fast and how large it is: `make bench`. It measures and prints; it judges nothing.

Larger directories are made from the real listings: copies with ids, names, words and places of
their own, written out as YAML and read as any other data. Each size and engine is measured in a
process of its own, so that nothing one of them keeps makes the next look quick.
"""

import argparse
import gc
import gzip
import json
import random
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from rich.console import Console
from rich.table import Table

from app.clock import LONDON
from app.config import Settings
from app.content.loading import load_catalogue
from app.main import choose_engine, create_app, make_gazetteer
from app.places import Gazetteer
from app.search.directory import Directory, build_directory, index_catalogue
from app.search.find import find
from app.search.outcomes import Request
from app.search.weights import read_weights
from app.web.results import show_outcome
from app.web.sealing import Asked
from tools.evaluate import JUDGED, read_rows
from tools.throughput import bench_throughput
from tools.writing import bench_writing

SIZES = (158, 5_000, 20_000, 100_000)
LARGEST_WHOOSH = 20_000
A_FILE = 20_000
"""Listings in one file: a file has a largest size."""
NOW = datetime(2026, 11, 25, 11, 0, tzinfo=LONDON)
PLACES = ("", "G51 2QP", "Easterhouse", "Girvan", "G12")
SEARCHES = 400
ODD = {
    "10 kB of words": "money food help school baby " * 370,
    "10 kB of one word": "a" * 10_000,
    "1,000 wildcards": "* ? " * 500,
    "wild words": " ".join(f"{letter}*?" for letter in "abcdefghijklmnopqrstuvwxyz") * 15,
    "control characters": "".join(map(chr, range(32))) * 100 + "food",
    "right-to-left overrides": "\u202efood\u202c\u2066bank\u2069" * 500,
    "brackets and quotes": "(\"[{'" * 1_000,
    "accents piled high": "z" + "\u0301" * 5_000,
}
COLUMNS = {
    "listings": "{:,}",
    "engine": "{}",
    "check s": "{:.2f}",
    "build s": "{:.2f}",
    "one change s": "{:.2f}",
    "start again s": "{:.2f}",
    "CPU s of these": "{}",
    "search p50 ms": "{:.1f}",
    "p99 ms": "{:.1f}",
    "with counts p50 ms": "{:.1f}",
    "odd input ms": "{:.1f}",
    "peak MB": "{:.0f}",
}
_ENTRY = "\n- id: "
_AREAS = re.compile(r"\n  areas: (.*)")
_TEXTS = re.compile(r"^  (?:name|summary): (?:>-\n +|[\"'])?", re.MULTILINE)
_POSTCODE = re.compile(r"postcode: ([A-Z0-9]+ [A-Z0-9]+)")
_SHEETS = re.compile(r'<link rel="stylesheet" href="([^"]+)"')
console = Console(width=176)
Made = TypeVar("Made")


@contextmanager
def data_of_size(size: int, source: Path) -> Iterator[Path]:
    """Yield a data folder with this many listings, made from the real ones."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "data"
        shutil.copytree(source, folder)
        text = (folder / "services.yaml").read_text(encoding="utf-8")
        head, *entries = text.split(_ENTRY)
        made = list(_copies(entries, size))
        first, *more = [made[start : start + A_FILE] for start in range(0, size, A_FILE)]
        (folder / "services.yaml").write_text(_ENTRY.join([head, *first]), encoding="utf-8")
        (folder / "services").mkdir()
        for number, part in enumerate(more):
            text = _ENTRY.join(["", *part])
            (folder / "services" / f"part{number}.yaml").write_text(text, encoding="utf-8")
        yield folder


def _copies(entries: Sequence[str], size: int) -> Iterator[str]:
    """Yield entries again and again, later ones moved to where others for the same areas are."""
    chance = random.Random(1)
    postcodes: dict[str, list[str]] = defaultdict(list)
    for entry in entries:
        postcodes[_areas(entry)] += _POSTCODE.findall(entry)
    for number in range(size):
        entry = entries[number % len(entries)]
        near = postcodes[_areas(entry)]
        copy = number // len(entries)
        if copy and near:
            entry = _POSTCODE.sub(lambda _, n=near: f"postcode: {chance.choice(n)}", entry)  # type: ignore[misc]
        yield _rename(entry, copy) if copy else entry


def _areas(entry: str) -> str:
    found = _AREAS.search(entry)
    return found[1] if found else ""


def _rename(entry: str, copy: int) -> str:
    identity, rest = entry.split("\n", 1)
    return f"{identity}-{copy}\n" + _TEXTS.sub(rf"\g<0>Branch {copy} ", rest)


def time_searches(directory: Directory, counted: bool = False) -> list[float]:
    """Return milliseconds for each search, from typed words to the page's view, fastest first."""
    chance = random.Random(1)
    phrases = [row.phrase for row in read_rows(JUDGED)]
    asked = [
        Request(chance.choice(phrases), chance.choice(PLACES), counted=counted)
        for _ in range(SEARCHES)
    ]
    return sorted(_time(lambda r=request: _search(r, directory)) for request in asked)  # type: ignore[misc]


def _search(request: Request, directory: Directory) -> None:
    show_outcome(
        find(request, directory, NOW), Asked(q=request.words, near=request.near), directory
    )


def time_odd_input(directory: Directory) -> dict[str, float]:
    """Return milliseconds for the worst that may be typed, in either box."""
    return {
        name: max(
            _time(lambda r=request: _search(r, directory))  # type: ignore[misc]
            for request in (Request(text), Request("food", text), Request(text, text))
        )
        for name, text in ODD.items()
    }


def _time(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def _time_long(act: Callable[[], Made]) -> tuple[float, float, Made]:
    """Return the seconds, and the seconds of all processors together, and what was made."""
    start, worked = time.perf_counter(), time.process_time()
    made = act()
    return time.perf_counter() - start, time.process_time() - worked, made


def measure(size: int, engine: str, data: Path, var: Path) -> dict[str, Any]:
    """Build, change and search one directory in this process. Seconds, milliseconds and MB."""
    settings = Settings.model_validate({"data": data, "var": var, "search_engine": engine})
    gazetteer = make_gazetteer(settings)
    gc.disable()  # as build_directory does
    check, check_cpu, loaded = _time_long(lambda: load_catalogue(data, gazetteer, _kept(settings)))
    weights, engines = read_weights(data / "ranking.yaml"), choose_engine(settings)
    build, build_cpu, _ = _time_long(partial(index_catalogue, loaded, weights, gazetteer, engines))
    del loaded, _
    gc.enable()
    services = data / "services.yaml"
    text = services.read_text(encoding="utf-8")
    services.write_text(_TEXTS.sub(r"\g<0>Now ", text, count=1), encoding="utf-8")
    change, change_cpu, directory = _time_long(lambda: _start(settings, gazetteer))
    times = time_searches(directory)
    odd = time_odd_input(directory)
    return {
        "listings": size,
        "engine": engine,
        "check s": check,
        "build s": build,
        "one change s": change,
        "cpu": [check_cpu, build_cpu, change_cpu],
        "search p50 ms": statistics.median(times),
        "p99 ms": times[int(len(times) * 0.99)],
        "with counts p50 ms": statistics.median(time_searches(directory, counted=True)),
        "odd input ms": max(odd.values()),
        "odd": odd,
        "peak MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def measure_start(engine: str, data: Path, var: Path) -> dict[str, Any]:
    """Start again over an index that is there already, as a restarted site does."""
    settings = Settings.model_validate({"data": data, "var": var, "search_engine": engine})
    start, cpu, _ = _time_long(lambda: _start(settings, make_gazetteer(settings)))
    return {"start again s": start, "again cpu": cpu}


def _start(settings: Settings, gazetteer: Gazetteer) -> Directory:
    """Make a directory as a site does at its start, with what earlier starts kept."""
    return build_directory(settings.data, gazetteer, choose_engine(settings), _kept(settings))


def _kept(settings: Settings) -> Path:
    return settings.var / "kept"


def bench_sizes(sizes: Sequence[int], engines: Sequence[str]) -> None:
    """Print times and memory for directories of growing size, each engine in turn."""
    table = Table(*COLUMNS, title="Directories made from the real listings")
    odd = Table("listings", "engine", *ODD, title="Odd input, ms")
    for size in sizes:
        for engine in engines:
            if engine == "whoosh" and size > LARGEST_WHOOSH:
                continue
            with data_of_size(size, Settings().data) as data, tempfile.TemporaryDirectory() as var:
                found = _elsewhere(size, engine, data, var)
                found |= _elsewhere(size, engine, data, var, "--again")
            seconds = (*found["cpu"], found["again cpu"])
            found["CPU s of these"] = ", ".join(f"{each:.1f}" for each in seconds)
            table.add_row(*(form.format(found[name]) for name, form in COLUMNS.items()))
            odd.add_row(f"{size:,}", engine, *(f"{ms:.1f}" for ms in found["odd"].values()))
    console.print(table)
    console.print("check: reading and checking the YAML. build: all else, learning included.")
    console.print("one change, start again: both, with what was kept. CPU: of these four, in turn.")
    console.print(odd)


def _elsewhere(size: int, engine: str, data: Path, var: str, *more: str) -> dict[str, Any]:
    """Measure in a fresh process."""
    options = ["--one", engine, str(data), var, "--sizes", str(size), *more]
    command = [sys.executable, "-W", "ignore", "-m", "tools.bench", *options]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def bench_weight() -> None:
    """Print the compressed bytes of a first view: a page's HTML and its style sheets."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from starlette.testclient import TestClient
    table = Table("page", "HTML gzip", "CSS gzip", "together", title="First view, bytes")
    with tempfile.TemporaryDirectory() as var:
        app = create_app(Settings(var=Path(var), watch=False))
        with TestClient(app) as client:
            pages = {
                "home": client.get("/").content,
                "results": client.post("/find", data={"q": "skint", "near": "G51"}).content,
                "listing": client.get("/services/samaritans").content,
                "frame in another site": client.get("/embed?area=glasgow-south").content,
            }
            script = client.get("/widget/v1.js").content
            sheets = {name: _weigh_styles(body, client.get) for name, body in pages.items()}
    for name, body in pages.items():
        html, css = _weigh(body), sheets[name]
        table.add_row(name, f"{html:,}", f"{css:,}", f"{html + css:,}")
    console.print(table)
    console.print(f"The script for other sites, /widget/v1.js: {_weigh(script):,} bytes gzip.")


def _weigh(body: bytes) -> int:
    return len(gzip.compress(body, 6))


def _weigh_styles(page: bytes, get: Callable[[str], Any]) -> int:
    """Return the compressed bytes of every style sheet that a page loads."""
    return sum(_weigh(get(path).content) for path in _SHEETS.findall(page.decode()))


def main() -> None:
    """Measure everything."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--sizes", type=int, nargs="*", default=SIZES)
    arguments.add_argument("--engines", nargs="*", default=["whoosh", "tantivy"])
    arguments.add_argument("--one", nargs=3, help=argparse.SUPPRESS)
    arguments.add_argument("--again", action="store_true", help=argparse.SUPPRESS)
    options = arguments.parse_args()
    if options.one:
        engine, data, var = options.one[0], Path(options.one[1]), Path(options.one[2])
        size: int = options.sizes[0]
        found = measure_start if options.again else None
        result = found(engine, data, var) if found else measure(size, engine, data, var)
        sys.stdout.write(json.dumps(result))
        return
    bench_weight()
    bench_throughput(console)
    bench_writing(console)
    bench_sizes(options.sizes, options.engines)


if __name__ == "__main__":
    main()
