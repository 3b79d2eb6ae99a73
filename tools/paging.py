"""How fast open data comes, page by page, and whether memory stays flat. Part of `make bench`.

Every page of 50 is asked of the site's own addresses, headers and packing included, but without a
network, and one at a time. Memory is what the process holds (resident pages): if pages piled up,
it would be higher after the last of them than after the first few.
"""

import asyncio
import gc
import json
import resource
import statistics
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from fastapi import FastAPI
from rich.console import Console
from rich.table import Table
from starlette.middleware import Middleware

from app.content.licences import Licence
from app.search.directory import Directory
from app.web.downloads import Downloads
from app.web.exports import Exports
from app.web.headers import Headers
from app.web.packing import Packed
from app.web.pages import oruk

STATM = Path("/proc/self/statm")
PATH = "/oruk/v3/services"
WARMING = 20
FULL_PAGES = 40
FILTERED = ("search=food", "day=MO&start_time=18:00", "minimum_age=4&maximum_age=5")
COLUMNS = {
    "listings": "{:,}",
    "made s": "{:.2f}",
    "lists MB": "{:.0f}",
    "pages": "{:,}",
    "p50 ms": "{:.1f}",
    "p99 ms": "{:.1f}",
    "full=true p50 ms": "{:.1f}",
    "filtered p50 ms": "{:.1f}",
    "all as NDJSON s": "{:.2f}",
    "MB more after all": "{:.1f}",
    "whole files CPU s": "{:.1f}",
    "files MB": "{:.1f}",
}


def measure_paging(directory: Directory, now: datetime) -> dict[str, float]:
    """Return seconds, milliseconds and MB for reading a whole directory as open data."""
    start = time.perf_counter()
    exports = Exports()
    export = exports.find(directory, "")
    made = time.perf_counter() - start
    ready = (*export.services.ready, *export.spots.ready, *export.organizations.ready)
    app = _make_app(directory, exports, now)
    pages = range(1, json.loads(_ask(app, "")[1])["total_pages"] + 1)
    _time(app, [f"page={page}" for page in pages[:WARMING]])
    warm = _held_mb()
    times = sorted(_time(app, [f"page={page}" for page in pages]))
    full = _time(app, [f"full=true&page={page}" for page in pages[:FULL_PAGES]])
    filtered = _time(app, FILTERED * 10)
    (lines,) = _time(app, ["format=ndjson"], packed=False)
    more = _held_mb() - warm
    cpu = time.process_time()
    bundle = asyncio.run(_make_files(exports).find(directory))
    return {
        "listings": len(export.services.ids),
        "made s": made,
        "lists MB": sum(map(len, ready)) / 2**20,
        "pages": len(pages),
        "p50 ms": statistics.median(times),
        "p99 ms": times[int(len(times) * 0.99)],
        "full=true p50 ms": statistics.median(full),
        "filtered p50 ms": statistics.median(filtered),
        "all as NDJSON s": lines / 1000,
        "MB more after all": more,
        "whole files CPU s": time.process_time() - cpu,
        "files MB": sum(len(file.packed) for file in bundle.files.values()) / 2**20,
    }


def _make_files(exports: Exports) -> Downloads:
    """Return what makes the files of every listing, out of an export that is there already."""
    home = "https://reachin.example"
    return Downloads(Licence(), home, lambda directory: exports.write_services(directory, ""))


def print_paging(found: Sequence[dict[str, float]], console: Console) -> None:
    """Print what was measured, a row for each directory."""
    table = Table(*COLUMNS, title="Open data at /oruk/v3, pages of 50")
    for row in found:
        table.add_row(*(form.format(row[name]) for name, form in COLUMNS.items()))
    console.print(table)
    console.print(
        "made: once for each version of the data. MB more after all: than after the first 20 pages."
        " Whole files: those at /open-data, as they are kept packed."
    )


def _make_app(directory: Directory, exports: Exports, now: datetime) -> FastAPI:
    app = FastAPI(middleware=[Middleware(Headers), Middleware(Packed)])
    app.include_router(oruk.router)
    app.state.site = SimpleNamespace(
        live=SimpleNamespace(directory=directory),
        clock=lambda: now,
        public_url="https://reachin.example",
        contact="",
        exports=exports,
    )
    return app


def _time(app: FastAPI, queries: Sequence[str], *, packed: bool = True) -> list[float]:
    """Return milliseconds for each query in turn."""
    return asyncio.run(_time_all(app, queries, packed))


async def _time_all(app: FastAPI, queries: Sequence[str], packed: bool) -> list[float]:
    times = []
    for query in queries:
        start = time.perf_counter()
        size = await _read(app, query, packed)
        times.append((time.perf_counter() - start) * 1000)
        assert size
    return times


def _ask(app: FastAPI, query: str) -> tuple[int, bytes]:
    body = bytearray()
    size = asyncio.run(_read(app, query, packed=False, body=body))
    return size, bytes(body)


async def _read(app: FastAPI, query: str, packed: bool, body: bytearray | None = None) -> int:
    """Return how many bytes an answer has; they are let go of unless there is a place for them."""
    size = 0

    async def receive() -> dict[str, Any]:
        await asyncio.sleep(60)
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        nonlocal size
        assert message.get("status", 200) == 200
        part = message.get("body", b"")
        size += len(part)
        if body is not None:
            body.extend(part)

    headers = [(b"host", b"a"), *([(b"accept-encoding", b"gzip")] if packed else [])]
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "https",
        "path": PATH,
        "raw_path": PATH.encode(),
        "query_string": query.encode(),
        "headers": headers,
        "server": ("a", 443),
        "client": ("127.0.0.1", 1),
        "root_path": "",
    }
    await app(scope, receive, send)
    return size


def _held_mb() -> float:
    """Return the memory held now where the system says (Linux), else the most there ever was."""
    gc.collect()
    if STATM.exists():
        return int(STATM.read_text(encoding="ascii").split()[1]) * resource.getpagesize() / 2**20
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
