"""How many requests a second the pages take, beside a bare FastAPI route of the same bytes.

Part of `make bench`. Each site runs in a process of its own, is asked over real connections, and
is measured in the same run: only the share is worth reading, not the rates. What a request costs
the processor is told too, for that depends less on what else the machine does.
"""

import asyncio
import gzip
import multiprocessing
import os
import socket
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import uvicorn
from fastapi import FastAPI
from fastapi.responses import Response
from rich.console import Console
from rich.table import Table

from app.config import Settings
from app.main import create_app
from app.web.sealing import Asked, Seal
from tools.evaluate import JUDGED, read_rows

KEY = "only-for-measuring"
CONNECTIONS = 8
REQUESTS = 1_500
ROUNDS = 3
STARTING_SECONDS = 60
PLACES = (
    "G51 2QP",
    "Easterhouse",
    "Girvan",
    "G12",
    "G42",
    "G33",
    "Govan",
    "G1",
    "G11",
    "G20",
    "G21",
    "G31",
    "G45",
    "Maryhill",
    "Castlemilk",
    "KA7",
    "KA8",
    "Maybole",
    "Ayr",
    "Troon",
    "Drumchapel",
)
"""With each of the judged phrases, enough that no round asks what another asked."""


def bench_throughput(console: Console) -> None:
    """Print requests a second for the home page, a listing and searches never made before."""
    costs = ("ours CPU ms", "bare CPU ms", "share of CPU")
    title = "Requests a second"
    table = Table("page", "bytes", "ours /s", "bare /s", "share", *costs, title=title)
    for name, paths in _pages().items():
        with tempfile.TemporaryDirectory() as var, _serving(_run_ours, var) as ours:
            body = asyncio.run(_fetch(ours.port, paths[0]))
            with _serving(_run_bare, body) as bare:
                parts = [_turn(paths, part * REQUESTS) for part in range(ROUNDS)]
                done = [(_measure(ours, part), _measure(bare, ["/"])) for part in parts]
        mine, theirs = zip(*done, strict=True)
        rates = [max(each.rate for each in taken) for taken in (mine, theirs)]
        spent = [statistics.median(each.cpu for each in taken) for taken in (mine, theirs)]
        table.add_row(
            *(name, f"{len(body):,}", f"{rates[0]:.0f}", f"{rates[1]:.0f}"),
            *(f"{rates[0] / rates[1]:.0%}", f"{spent[0]:.2f}", f"{spent[1]:.2f}"),
            f"{spent[1] / spent[0]:.0%}",
        )
    console.print(table)


class _Site(NamedTuple):
    """A site in a process of its own."""

    port: int
    pid: int


class _Taken(NamedTuple):
    """Requests a second, and the milliseconds of processor that each took."""

    rate: float
    cpu: float


def _pages() -> dict[str, list[str]]:
    seal = Seal([KEY], 7)
    phrases = [row.phrase for row in read_rows(JUDGED)]
    asked = [Asked(q=phrase, near=place) for place in PLACES for phrase in phrases]
    searches = [f"/find/{seal.close(each)}" for each in asked]
    return {"home": ["/"], "listing": ["/services/the-govan-pantry"], "search": searches}


def _turn(paths: Sequence[str], by: int) -> list[str]:
    """Return the paths from another one on, so that a round asks what no other did."""
    start = by % len(paths)
    return [*paths[start:], *paths[:start]]


def _run_ours(listening: socket.socket, var: str) -> None:
    settings = Settings.model_validate({"var": Path(var), "watch": False, "seal_keys": KEY})
    _run(create_app(settings), listening)


def _run_bare(listening: socket.socket, body: bytes) -> None:
    app = FastAPI()

    @app.get("/")
    def answer() -> Response:
        headers = {"content-encoding": "gzip"}
        return Response(body, media_type="text/html; charset=utf-8", headers=headers)

    _run(app, listening)


def _run(app: FastAPI, listening: socket.socket) -> None:
    config = uvicorn.Config(app, log_level="error", access_log=False, server_header=False)
    uvicorn.Server(config).run([listening])


@contextmanager
def _serving(run: object, given: object) -> Iterator[_Site]:
    """Yield a site that runs in a process of its own."""
    # Without the protocol's name asyncio sets no TCP_NODELAY, and every answer waits 40 ms.
    with socket.socket(proto=socket.IPPROTO_TCP) as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        process = multiprocessing.Process(target=run, args=(listening, given), daemon=True)  # type: ignore[arg-type]
        process.start()
    until = time.monotonic() + STARTING_SECONDS
    while not _answers(port) and time.monotonic() < until:
        time.sleep(0.1)
    try:
        yield _Site(port, process.pid or 0)
    finally:
        process.terminate()
        process.join()


def _answers(port: int) -> bool:
    with socket.socket() as asking:
        return asking.connect_ex(("127.0.0.1", port)) == 0


def _measure(site: _Site, paths: Sequence[str]) -> _Taken:
    """Return what requests take over a few connections that stay open."""
    start, spent = time.perf_counter(), _spent(site.pid)
    done = asyncio.run(_ask_all(site.port, paths))
    rate = done / (time.perf_counter() - start)
    return _Taken(rate, (_spent(site.pid) - spent) / done * 1000)


def _spent(pid: int) -> float:
    """Return the seconds of processor a process has taken, its own and the system's (proc(5))."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def _ask_all(port: int, paths: Sequence[str]) -> int:
    each = REQUESTS // CONNECTIONS
    asking = [
        _ask_many(port, [paths[(part * each + n) % len(paths)] for n in range(each)])
        for part in range(CONNECTIONS)
    ]
    return sum(await asyncio.gather(*asking))


async def _ask_many(port: int, paths: Sequence[str]) -> int:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for path in paths:
        await _ask(reader, writer, path)
    writer.close()
    return len(paths)


async def _ask(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, path: str) -> bytes:
    writer.write(f"GET {path} HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\n\r\n".encode())
    head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
    if " 200 " not in head.partition("\r\n")[0]:
        raise RuntimeError(head)
    if "content-length: " in head:
        return await reader.readexactly(int(head.partition("content-length: ")[2].split()[0]))
    parts = []
    while size := int(await reader.readline(), 16):
        parts.append(await reader.readexactly(size + 2))
    await reader.readline()
    return b"".join(part[:-2] for part in parts)


async def _fetch(port: int, path: str) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    body = await _ask(reader, writer, path)
    writer.close()
    gzip.decompress(body)
    return body
