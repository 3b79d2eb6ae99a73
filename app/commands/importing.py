"""`reachin import`: bring another directory's listings in, look first, write when it is right."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from app.clock import london_now
from app.commands.import_printing import print_plan
from app.config import Settings
from app.content.loading import load_catalogue
from app.content.wording import WordingGuide
from app.fetching import Manners, Outcome, PoliteClient, Unsafe
from app.main import make_gazetteer
from app.openreferral.reading import Vocabulary
from app.planning.answers import KeptAnswers
from app.planning.feeds import Feed, Told
from app.planning.history import History
from app.planning.import_reports import as_json
from app.planning.importing import (
    Desk,
    Plan,
    WrongFeed,
    is_address,
    plan_import,
    read_source,
    remember_feed,
    write_import,
)
from app.planning.naming import FEED_NAME, name_feed
from app.planning.plans import Wishes
from app.planning.snapshots import Snapshot, SnapshotDamaged
from app.planning.yaml_files import FolderBusy, judging
from app.planning.yaml_writing import CannotWrite
from app.web.wording import count

console = Console(highlight=False, soft_wrap=True, emoji=False)
problems = Console(stderr=True, highlight=False, soft_wrap=True, emoji=False)

Words = list[str] | None


def _flag(name: str, told: str) -> Any:
    """Return an option that is given or not, without a --no- of its own."""
    return typer.Option(name, help=told)


def import_feed(
    source: Annotated[str, typer.Argument(metavar="URL|FILE", help="A feed, or a file of one.")],
    feed: Annotated[str, typer.Option(help="A name for the feed: small letters, dashes.")] = "",
    licence: Annotated[str, typer.Option(help="The licence of the feed's data.")] = "",
    need: Annotated[Words, typer.Option(help="A topic for listings that have none.")] = None,
    area: Annotated[Words, typer.Option(help="An area for listings that have none.")] = None,
    write: Annotated[bool, typer.Option("--write/--dry-run", help="Write it, or look.")] = False,
    live: Annotated[bool, _flag("--live", "New listings are live at once.")] = False,
    hold_gone: Annotated[bool, _flag("--hold-gone", "Pause what the feed has lost.")] = False,
    settle: Annotated[bool, _flag("--settle", "Keep your words in every conflict.")] = False,
    short: Annotated[bool, _flag("--short", "Print the totals alone.")] = False,
    report: Annotated[Path | None, typer.Option(help="Write all of it here, as JSON.")] = None,
    allow_host: Annotated[Words, typer.Option(help="A server of your own: HOST:PORT.")] = None,
    pause: Annotated[float, typer.Option(min=0, help="Seconds between questions.")] = 0.5,
    data: Annotated[Path | None, typer.Option(help="The data folder, if not the site's.")] = None,
) -> None:
    """Bring listings in from another directory: Open Referral UK 3.0 and 1.0, HSDS 3, Outpost.

    Without --write it only shows what it would do. Exit 1 if something needs a person.
    """
    settings = Settings()
    settings = settings.model_copy(update={"data": data or settings.data})
    wishes = Wishes(
        _read_name(feed or name_feed(source)), london_now().date(), _name_source(source), licence,
        tuple(need or ()), tuple(area or ()), live, hold_gone, settle,
    )  # fmt: skip
    errand = _Errand(source, settings, write, frozenset(allow_host or ()), pause)
    plan = errand.run(wishes)
    if report is not None:
        text = json.dumps(as_json(plan), indent=1, ensure_ascii=False)
        report.write_text(text + "\n", encoding="utf-8")
    print_plan(console, plan, settings.data, short)
    for server in errand.refused:
        told = f"If {server} is a server of your own, add --allow-host {server}."
        console.print(told, markup=False)
    raise typer.Exit(1 if plan.has_problem else 0)


@dataclass
class _Errand:
    """One run of the command: where the feed is, and how it may be asked.

    `refused` are servers that are not safe to ask, as they would be allowed.
    """

    source: str
    settings: Settings
    write: bool
    allowed: frozenset[str]
    pause_s: float
    refused: dict[str, None] = field(default_factory=dict)

    def run(self, wishes: Wishes) -> Plan:
        """Read, compare, and perhaps write. What keeps it from that ends the command."""
        desk = _set_up(self.settings)
        _refuse_unknown("need", wishes.needs, tuple(desk.vocabulary.needs))
        _refuse_unknown("area", wishes.areas, tuple(desk.vocabulary.areas))
        try:
            snapshot = remember_feed(desk.folder, wishes)
            with self._client() as client, self._answers(wishes.feed, client) as answers:
                return self._bring_in(self._read(answers, snapshot), answers, desk, wishes)
        except WrongFeed as wrong:
            raise typer.BadParameter(str(wrong)) from None
        except (FolderBusy, CannotWrite, SnapshotDamaged, OSError) as problem:
            problems.print(f"Nothing was written: {problem}", markup=False)
            raise typer.Exit(1) from None

    def _bring_in(self, found: Feed, answers: KeptAnswers, desk: Desk, wishes: Wishes) -> Plan:
        is_whole = found.complete and not found.unread
        if not self.write:
            if is_whole:
                answers.finish()
            return plan_import(found, desk, wishes)
        plan = write_import(found, desk, wishes)
        if is_whole:
            answers.forget()
        return plan

    def _read(self, answers: KeptAnswers, snapshot: Snapshot) -> Feed:
        """Read the feed. Ctrl-C keeps what was read."""
        if answers.kept:
            told = count(answers.kept, "answer", "answers")
            console.print(f"Going on from {told} kept last time.")
        try:
            with _progress() as hear:
                return read_source(self.source, answers.get, snapshot, hear)
        except KeyboardInterrupt:
            told = count(answers.kept, "answer is", "answers are")
            console.print(
                f"\nStopped. {told} kept for 12 hours: type the same again to go on from here."
            )
            raise typer.Exit(1) from None

    def _client(self) -> PoliteClient:
        about = self.settings.public_url or self.settings.contact
        manners = Manners(
            about=str(about or "a directory of help for families"),
            pause_s=self.pause_s,
            allowed=self.allowed,
        )
        return PoliteClient(manners)

    @contextmanager
    def _answers(self, feed: str, client: PoliteClient) -> Iterator[KeptAnswers]:
        """Lend a client that remembers, for a feed that is asked for; a file needs none."""

        def get(url: str) -> Outcome:
            outcome = client.get(url)
            if isinstance(outcome, Unsafe):
                self.refused[urlsplit(outcome.url).netloc] = None
            return outcome

        folder = self.settings.var / "imports" / feed
        with KeptAnswers(folder, self.source, get, london_now, to_write=self.write) as answers:
            yield answers
            if not is_address(self.source):
                answers.forget()


@contextmanager
def _progress() -> Iterator[Told]:
    """Lend a bar that shows what is being read; it is gone afterwards."""
    columns = (TextColumn("Reading {task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=problems, transient=True) as progress:
        task = progress.add_task("the feed", total=None)

        def told(what: str, done: int, total: int | None) -> None:
            progress.update(task, description=what, completed=done, total=total)

        yield told


def _set_up(settings: Settings) -> Desk:
    folder, gazetteer = settings.data, make_gazetteer(settings)
    catalogue = load_catalogue(folder, gazetteer).catalogue
    guide = WordingGuide.read(folder / "wording.csv")
    vocabulary = Vocabulary.of(catalogue, gazetteer)
    return Desk(folder, judging(gazetteer), vocabulary, guide, History(folder, london_now))


def _read_name(name: str) -> str:
    if not FEED_NAME.fullmatch(name):
        raise typer.BadParameter("a feed's name has small letters, numbers and dashes")
    return name


def _name_source(source: str) -> str:
    """Return a feed's address, or the name of its file: no folder of this machine is kept."""
    if is_address(source):
        return source
    if not Path(source).exists():
        raise typer.BadParameter(f"{source} is no file here, and no address (https://…)")
    return Path(source).resolve().name


def _refuse_unknown(kind: str, given: tuple[str, ...], known: tuple[str, ...]) -> None:
    for slug in given:
        if slug not in known:
            raise typer.BadParameter(f'--{kind} "{slug}" is not one of: {", ".join(known)}')
