"""Serves a site for real, on a free port of this machine: in a thread, or as the command does."""

import contextlib
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import httpx
import uvicorn
from fastapi import FastAPI

from app.config import PROJECT

PATIENCE = 60.0
"""Seconds that a server may take to start, on a machine that is busy with other things."""
SERVE = [sys.executable, "-c", "from app.cli import main; main()", "serve"]


@contextlib.contextmanager
def serving(app: FastAPI) -> Iterator[str]:
    """Serve an app from a thread, and yield its address. Its logs go where Python's go."""
    config = uvicorn.Config(app, port=0, log_config=None, access_log=False, server_header=False)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        deadline = time.monotonic() + PATIENCE
        while not server.started and time.monotonic() < deadline:
            time.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(PATIENCE)


@dataclass(frozen=True)
class Running:
    """A site that `reachin serve` serves."""

    address: str
    output: Path

    def said(self) -> str:
        """Return all that the command has written."""
        return self.output.read_text(encoding="utf-8")


@contextlib.contextmanager
def running_command(data: Path, var: Path, command: Sequence[str] = SERVE) -> Iterator[Running]:
    """Run `reachin serve`, or another command, on a data folder until the block ends."""
    port = _free_port()
    var.mkdir(parents=True, exist_ok=True)
    running = Running(f"http://127.0.0.1:{port}", var / "output.txt")
    with running.output.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=PROJECT,
            env=environment(data, var, port),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            _await_answer(process, running)
            yield running
        finally:
            process.terminate()
            process.wait(PATIENCE)


def environment(data: Path, var: Path, port: int) -> Mapping[str, str]:
    """Return the environment that sets a site up as given."""
    ours = {"REACHIN_DATA": str(data), "REACHIN_VAR": str(var), "PORT": str(port)}
    return {**os.environ, **ours, "PYTHONUNBUFFERED": "1"}


def _await_answer(process: subprocess.Popen[bytes], running: Running) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        assert process.poll() is None, running.said()
        with contextlib.suppress(httpx.TransportError):
            httpx.get(f"{running.address}/health", timeout=PATIENCE)
            return
        time.sleep(0.05)
    raise AssertionError(f"no answer in {PATIENCE} seconds: {running.said()}")


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port
