"""A server on this machine that answers as a test tells it to, and remembers what it was asked."""

import gzip
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer. `body` may be bytes, text, or anything JSON can say."""

    body: object = b""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    breaks_off: bool = False

    @property
    def raw(self) -> bytes:
        if isinstance(self.body, bytes):
            return self.body
        text = self.body if isinstance(self.body, str) else json.dumps(self.body)
        return text.encode()


NOTHING = Reply(status=404)
Answer = Callable[[str], Reply]
"""What a server says to a path with its query."""


@dataclass
class Asked:
    """A running server: `port`, and every path it was asked for, with the headers."""

    port: int
    paths: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    def url(self, path: str = "") -> str:
        return f"http://{self.host}{path}"

    @property
    def feed_paths(self) -> list[str]:
        """Return what was asked for beside robots.txt."""
        return [path for path in self.paths if path != "/robots.txt"]


@contextmanager
def serving(answer: Answer) -> Iterator[Asked]:
    """Lend a server that answers until the end of the block."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = 65_536  # headers and body leave together: no wait for an acknowledgement

        def do_GET(self) -> None:
            asked.paths.append(self.path)
            asked.headers.append({name.lower(): value for name, value in self.headers.items()})
            reply = answer(self.path)
            self.send_response(reply.status)
            length = len(reply.raw) + (100 if reply.breaks_off else 0)
            for name, value in (("Content-Length", str(length)), *reply.headers):
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(reply.raw)
            if reply.breaks_off:
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    asked = Asked(server.server_port)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def zipped(body: bytes) -> Reply:
    """Return an answer that is sent compressed."""
    return Reply(gzip.compress(body), headers=(("Content-Encoding", "gzip"),))
