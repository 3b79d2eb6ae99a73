"""`reachin check --links`: ask every address we send families to, and look at every number."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from app.clock import Clock, london_now
from app.config import Settings
from app.content.loading import load_catalogue
from app.fetching import Manners, PoliteClient
from app.main import make_gazetteer
from app.planning.link_asking import ask_all
from app.planning.link_results import LINK_BOOK, LinkBook, LinkResult, Round
from app.planning.links import (
    ANSWERED,
    NOT_ASKED,
    DoubtfulNumber,
    Mention,
    judge_outcome,
    list_doubtful_numbers,
    list_links,
)
from app.planning.yaml_files import FolderBusy, locked
from app.web.planning.link_words import say_days, say_doubt, say_found
from app.web.wording import count

ACCEPT = "text/html, */*;q=0.5"
WRITE_EVERY = 20
"""After how many answers the book is written, so that a kill loses no more than these."""

console = Console(highlight=False, soft_wrap=True, emoji=False)
problems = Console(stderr=True, highlight=False, soft_wrap=True, emoji=False)


@dataclass(frozen=True, slots=True)
class How:
    """How to ask: the pause is in seconds, `allowed` are servers of one's own."""

    pause_s: float = 1.0
    allowed: frozenset[str] = frozenset()


def check_links(settings: Settings, how: How, as_json: bool) -> int:
    """Ask every link, keep what they say, and report. Return 1 if something needs a look.

    Raises BrokenContent, and ends the command where another one is under way.
    """
    catalogue = load_catalogue(settings.data, make_gazetteer(settings)).catalogue
    links = list_links(catalogue)
    numbers = tuple(list_doubtful_numbers(catalogue.live))
    path = settings.var / LINK_BOOK
    settings.var.mkdir(parents=True, exist_ok=True)
    try:
        with locked(settings.var, patience_s=0):
            asked = _ask(links, path, _make_clients(settings, how), london_now)
    except FolderBusy:
        problems.print("The links are being asked already. Wait until that is done.")
        return 1
    if as_json:
        console.print_json(json.dumps(_as_json(asked, links, numbers)))
    else:
        _print_report(asked, links, numbers)
    has_more = asked.is_offline or any(map(_needs_look, asked.book.results.values()))
    return 1 if numbers or has_more else 0


def _make_clients(settings: Settings, how: How) -> Callable[[], PoliteClient]:
    """Return what makes a client for each asker: quicker to give up than an import is."""
    about = settings.public_url or settings.contact
    manners = Manners(
        about=str(about or "a directory of help for families"),
        pause_s=how.pause_s,
        timeout_s=15,
        deadline_s=30,
        tries=2,
        longest_wait_s=10,
        accept=ACCEPT,
        allowed=how.allowed,
    )
    return lambda: PoliteClient(manners)


def _ask(
    links: Iterable[str], path: Path, make_client: Callable[[], PoliteClient], clock: Clock
) -> Round:
    """Ask what is left to ask. Ctrl-C keeps what was asked and ends the command."""
    asked = Round(LinkBook.read(path), links, clock())
    if asked.is_continued:
        told = count(len(asked.left), "link is", "links are")
        problems.print(f"Going on where it was stopped: {told} left.")
    try:
        with _progress(len(asked.left)) as step:
            for number, (url, outcome) in enumerate(ask_all(asked.left, make_client)):
                asked.note(url, judge_outcome(outcome), clock())
                step()
                if number % WRITE_EVERY == WRITE_EVERY - 1:
                    asked.book.write(path)
    except KeyboardInterrupt:
        asked.book.write(path)
        problems.print("\nStopped. What was asked is kept: type the same again to go on.")
        raise typer.Exit(1) from None
    asked.end(clock())
    asked.book.write(path)
    return asked


@contextmanager
def _progress(total: int) -> Iterator[Callable[[], None]]:
    """Lend a bar that moves on at each call; it is gone afterwards."""
    columns = (TextColumn("Asking links"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=problems, transient=True) as progress:
        task = progress.add_task("", total=total)
        yield lambda: progress.advance(task)


def _needs_look(result: LinkResult) -> bool:
    return result.is_dead or result.found.verdict == "moved"


def _print_report(
    asked: Round, links: Mapping[str, tuple[Mention, ...]], numbers: tuple[DoubtfulNumber, ...]
) -> None:
    """Print what needs a look, by how much it does."""
    results = {url: asked.book.results[url] for url in links if url in asked.book.results}
    for title, is_in in _PARTS.items():
        chosen = {url: result for url, result in results.items() if is_in(result)}
        if chosen:
            console.print(f"\n[bold]{title}[/]")
        for url, result in chosen.items():
            told = (say_found(url, result.found), say_days(result), result.found.moved_to)
            words = " ".join(part for part in told if part)
            console.print(f"{_name_all(links[url])}: {url}\n  {words}", markup=False)
    if numbers:
        console.print("\n[bold]Numbers to look at[/]")
    for each in numbers:
        console.print(f"{each.listing}: {each.number}\n  {say_doubt(each)}", markup=False)
    if asked.is_offline:
        problems.print("No server answered at all. Is this machine on the internet? Try again.")
        return
    good = sum(result.found.verdict in ANSWERED for result in results.values())
    look = sum(map(_needs_look, results.values())) + len(numbers)
    links_told = count(len(links), "link", "links")
    things = count(look, "thing", "things")
    console.print(f"{good} of {links_told} answer. {things} to look at.")


_PARTS: Mapping[str, Callable[[LinkResult], bool]] = {
    "Dead: they failed on two days": lambda result: result.is_dead,
    "Failed once: not counted yet": lambda result: result.has_failed and not result.is_dead,
    "Moved for good": lambda result: result.found.verdict == "moved",
    "Could not be asked": lambda r: r.found.verdict in NOT_ASKED and not r.has_failed,
}


def _name_all(mentions: tuple[Mention, ...]) -> str:
    return ", ".join(f"pages/{each.slug}" if each.is_guide else each.slug for each in mentions)


def _as_json(
    asked: Round, links: Mapping[str, tuple[Mention, ...]], numbers: tuple[DoubtfulNumber, ...]
) -> dict[str, object]:
    results = asked.book.results
    told = [
        {
            "link": url,
            "where": [each.slug for each in mentions],
            "verdict": results[url].found.verdict,
            "status": results[url].found.status,
            "moved_to": results[url].found.moved_to,
            "dead": results[url].is_dead,
            "first_failed": str(results[url].first_failed or ""),
        }
        for url, mentions in links.items()
        if url in results
    ]
    doubtful = [{**asdict(each), "told": say_doubt(each)} for each in numbers]
    return {"offline": asked.is_offline, "links": told, "numbers": doubtful}
