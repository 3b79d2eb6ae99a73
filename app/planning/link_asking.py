"""Ask many servers at once, and each of them only once at a time.

A server's links all go to one asker, with a client of its own; "www." makes no other server. Only
where a server sends us on to another may that one hear from two askers.
Whoever stops listening stops the asking: askers end with the program, in the middle of a wait too.
"""

import queue
import threading
from collections import defaultdict
from collections.abc import Callable, Generator, Iterable, Iterator

from app.fetching import Outcome, PoliteClient
from app.planning.links import server_of

MOST_AT_ONCE = 4
Answer = tuple[str, Outcome | Exception | None]
"""An address and its outcome; an asker that is done says None, one that broke says why."""


def ask_all(
    links: Iterable[str],
    make_client: Callable[[], PoliteClient],
    at_once: int = MOST_AT_ONCE,
) -> Generator[tuple[str, Outcome], None, None]:
    """Yield each link with its outcome as it comes. Close it to stop."""
    work: queue.SimpleQueue[tuple[str, ...]] = queue.SimpleQueue()
    answers: queue.SimpleQueue[Answer] = queue.SimpleQueue()
    is_over = threading.Event()
    servers = _by_server(links)
    for group in servers:
        work.put(group)
    askers = min(at_once, len(servers))
    for _ in range(askers):
        asking = (work, answers, make_client, is_over)
        threading.Thread(target=_ask_on, args=asking, daemon=True).start()
    try:
        yield from _listen(answers, askers)
    finally:
        is_over.set()


def _listen(answers: "queue.SimpleQueue[Answer]", askers: int) -> Iterator[tuple[str, Outcome]]:
    while askers:
        url, outcome = answers.get()
        if outcome is None:
            askers -= 1
        elif isinstance(outcome, Exception):
            raise outcome
        else:
            yield url, outcome


def _ask_on(
    work: "queue.SimpleQueue[tuple[str, ...]]",
    answers: "queue.SimpleQueue[Answer]",
    make_client: Callable[[], PoliteClient],
    is_over: threading.Event,
) -> None:
    """Ask one server after another until none is left, or nobody listens."""
    url = ""
    try:
        with make_client() as client:
            for url in _take(work):
                if is_over.is_set():
                    return
                answers.put((url, client.check(url)))
    except Exception as problem:
        answers.put((url, problem))
    else:
        answers.put(("", None))


def _take(work: "queue.SimpleQueue[tuple[str, ...]]") -> Iterator[str]:
    while True:
        try:
            yield from work.get_nowait()
        except queue.Empty:
            return


def _by_server(links: Iterable[str]) -> list[tuple[str, ...]]:
    """Return links in groups, a server's in each; the largest first, as it takes the longest."""
    groups: dict[str, list[str]] = defaultdict(list)
    for url in links:
        groups[server_of(url)].append(url)
    return sorted((tuple(group) for group in groups.values()), key=len, reverse=True)
