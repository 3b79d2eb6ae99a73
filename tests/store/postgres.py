"""Starts a real PostgreSQL server for the tests, in a folder of its own, behind a socket file."""

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

DEBIAN = Path("/usr/lib/postgresql")
ACCOUNT = "postgres"


def find_programs() -> Path | None:
    """Return the folder of the newest installed server, or None."""
    versions = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if versions:
        return versions[-1].parent
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


@dataclass(frozen=True)
class Server:
    """One PostgreSQL server that a test may stop and start."""

    programs: Path
    folder: Path

    @property
    def address(self) -> str:
        return f"postgresql:///postgres?host={self.folder}&user={ACCOUNT}"

    def start(self) -> None:
        quiet = f"-c listen_addresses='' -c unix_socket_directories={self.folder} -c fsync=off"
        log = str(self.folder / "log")
        self._run("pg_ctl", "start", "-w", "-D", str(self.data), "-l", log, "-o", quiet)

    def stop(self) -> None:
        self._run("pg_ctl", "stop", "-w", "-m", "immediate", "-D", str(self.data))

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def make(self) -> None:
        self._run("initdb", "-D", str(self.data), "-U", ACCOUNT, "-A", "trust", "-N", "-E", "UTF8")

    def empty(self) -> str:
        """Return the address of the database with everything in it dropped."""
        command = "DROP SCHEMA public CASCADE; CREATE SCHEMA public"
        socket = str(self.folder)
        self._run("psql", "-q", "-h", socket, "-U", ACCOUNT, "-d", "postgres", "-c", command)
        return self.address

    def _run(self, program: str, *arguments: str) -> None:
        # The server refuses to run as root.
        drop = ["runuser", "-u", ACCOUNT, "--"] if os.geteuid() == 0 else []
        subprocess.run(
            [*drop, str(self.programs / program), *arguments],
            check=True,
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={"PATH": os.environ["PATH"], "LC_ALL": "C"},
        )


@contextlib.contextmanager
def running_server(folder: Path) -> Iterator[Server]:
    """Run a server in a folder until the block ends. A socket's path is short: so must this be."""
    programs = find_programs()
    assert programs is not None, "PostgreSQL is missing: sh tools/need_postgres.sh"
    if os.geteuid() == 0:
        shutil.chown(folder, ACCOUNT)
    server = Server(programs, folder)
    server.make()
    server.start()
    try:
        yield server
    finally:
        with contextlib.suppress(subprocess.CalledProcessError):
            server.stop()
