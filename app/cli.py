"""The `reachin` command: serve the site, check the data, search and look things up."""

import json
import logging
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
import uvicorn
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from app.clock import london_now
from app.commands import importing, voice
from app.commands.link_checking import How, check_links
from app.commands.planners import planner
from app.config import PROJECT, Settings
from app.content.faults import BrokenContent, Fault, errors
from app.content.loading import load_catalogue
from app.content.plainness import (
    ALLOWED,
    Allowed,
    judge,
    read_listings,
    read_site,
    read_topics,
    summarise,
)
from app.content.schemas import write_schemas
from app.content.wording import WordingGuide
from app.main import create_app, make_directory, make_gazetteer
from app.places import ImportProblem, import_postcodes
from app.search.directory import Directory
from app.search.find import find
from app.search.outcomes import (
    CrisisFirst,
    Hit,
    NothingExact,
    Outcome,
    OutsideArea,
    Request,
    UnclearPlace,
    Understood,
)
from app.search.weights import read_weights
from app.web.hosts import read_counts
from app.web.presenters import show_contact
from app.web.reading_round import walk_pages
from app.web.wording import count, say_checked

console = Console(highlight=False, soft_wrap=True, emoji=False)
problems = Console(stderr=True, highlight=False, soft_wrap=True, emoji=False)
command = typer.Typer(no_args_is_help=True, add_completion=False, help=__doc__)
postcodes = typer.Typer(no_args_is_help=True, help="Full postcodes, from an official download.")
command.add_typer(postcodes, name="postcodes")
command.command()(voice.tidy)
command.command()(voice.forget)
command.add_typer(planner, name="planner")
command.command("import")(importing.import_feed)


def main() -> None:
    """Run the command. Broken data ends it with the same report as `reachin check`."""
    try:
        command()
    except BrokenContent as broken:
        _print_faults(broken.faults)
        problems.print(f"{broken}. Mend them and try again.")
        raise SystemExit(1) from None


@command.command()
def serve() -> None:
    """Serve the site on PORT (8000). With DEV=1 it reloads when the code changes."""
    settings = Settings()
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    for talkative in ("watchfiles", "alembic"):
        logging.getLogger(talkative).setLevel(logging.WARNING)
    where = f"http://{settings.host}:{settings.port}"
    if settings.dev:
        console.print(f"Reach In is at {where} (DEV: reloads when code changes)")
        uvicorn.run(
            "app.main:create_app",
            factory=True,
            host=settings.host,
            port=settings.port,
            access_log=False,
            proxy_headers=False,
            reload=True,
            reload_dirs=[str(PROJECT / name) for name in ("app", "templates", "static")],
            reload_includes=["*.py", "*.html", "*.css"],
        )
        return
    app = create_app(settings)
    console.print(f"Reach In is at {where}")
    uvicorn.run(
        app,
        host=settings.host,
        port=settings.port,
        access_log=False,
        server_header=False,
        proxy_headers=False,
    )


@command.command()
def check(
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
    wording: Annotated[bool, typer.Option(help="Say instead how plain and kind it reads.")] = False,
    data: Annotated[Path | None, typer.Option(help="The data folder, if not the site's.")] = None,
    links: Annotated[bool, typer.Option("--links", help="Ask every link, judge numbers.")] = False,
    pause: Annotated[float, typer.Option(min=0, help="With --links: between questions.")] = 1.0,
    allow_host: Annotated[
        list[str] | None, typer.Option(help="With --links: a server of your own, HOST:PORT.")
    ] = None,
) -> None:
    """Say everything that is wrong with the data, and how to mend it. Exit 1 on errors."""
    settings = Settings()
    folder = data or settings.data
    if links:
        how = How(pause, frozenset(allow_host or ()))
        chosen = settings.model_copy(update={"data": folder})
        raise typer.Exit(check_links(chosen, how, as_json))
    if wording:
        raise typer.Exit(_check_wording(settings.model_copy(update={"data": folder}), as_json))
    faults: tuple[Fault, ...] = ()
    listings = 0
    try:
        loaded = load_catalogue(folder, make_gazetteer(settings))
        faults, listings = loaded.warnings, len(loaded.catalogue.services)
    except BrokenContent as broken:
        faults = broken.faults
    try:
        read_weights(folder / "ranking.yaml")
    except BrokenContent as broken:
        faults += broken.faults
    wrong = len(errors(faults))
    if as_json:
        console.print_json(json.dumps({"errors": wrong, "faults": [asdict(f) for f in faults]}))
    else:
        _print_faults(faults)
        good = f"{count(listings, 'listing is', 'listings are')} good, with"
        start = f"{count(wrong, 'error', 'errors')} and" if wrong else good
        console.print(f"{start} {count(len(faults) - wrong, 'warning', 'warnings')}.")
    raise typer.Exit(1 if wrong else 0)


@command.command()
def search(
    words: Annotated[list[str] | None, typer.Argument(help="What a family would type.")] = None,
    near: Annotated[str, typer.Option(help="A postcode, part of one, or a place.")] = "",
    need: Annotated[str, typer.Option(help="Topics, separated by commas.")] = "",
    limit: Annotated[int, typer.Option(min=1, max=100, help="The most results.")] = 10,
    explain: Annotated[bool, typer.Option(help="Also say what was heard, and scores.")] = False,
) -> None:
    """Search as a family does, and say why each result is there."""
    settings, now = Settings(), london_now()
    directory = make_directory(settings, make_gazetteer(settings))
    needs = tuple(slug for slug in need.split(",") if slug)
    outcome = find(Request(" ".join(words or ()), near, needs, limit=limit), directory, now)
    _print_understood(outcome)
    if explain:
        _print_heard(outcome.understood, directory)
    if isinstance(outcome, CrisisFirst):
        console.print(f"[bold]{outcome.danger.title}[/]. Call 999 in danger. Then:")
        _print_hits(outcome.lines, explain)
        console.print("[bold]More help[/]")
    _print_hits(outcome.hits, explain)
    console.print(f"{outcome.total} in all.")


@command.command()
def show(service_id: Annotated[str, typer.Argument(metavar="ID")]) -> None:
    """Show one listing as the data has it."""
    settings = Settings()
    catalogue = load_catalogue(settings.data, make_gazetteer(settings)).catalogue
    service = catalogue.by_id.get(service_id)
    if service is None:
        problems.print(f'There is no listing with the id "{service_id}".')
        raise typer.Exit(1)
    console.print(f"[bold]{service.name}[/] ({service.provider}), {service.status}")
    console.print(service.summary)
    for contact in service.contacts:
        line = show_contact(contact)
        console.print(f"  {line.label}: {line.text or line.address} {line.note}".rstrip())
    for times in service.all_hours.describe():
        console.print(f"  {times}")
    console.print(f"  {say_checked(service, london_now().date(), catalogue.checking)}")


@command.command()
def routes() -> None:
    """List every address the site answers."""
    for path, methods in create_app(Settings(watch=False)).openapi()["paths"].items():
        console.print(f"{','.join(sorted(methods)).upper():8} {path}")


@command.command()
def embeds() -> None:
    """Say by day how often each site that shows our help was used."""
    rows = read_counts(Settings().var / "embeds")
    if not rows:
        console.print("Nothing is counted yet. REACHIN_COUNT_EMBEDS=1 turns counting on.")
        return
    table = Table("day", "site", "frames", "searches", box=None)
    for row in rows:
        table.add_row(row.day, row.host, str(row.frames), str(row.searches))
    console.print(table)


@command.command()
def schema() -> None:
    """Write the JSON Schemas that give editors completion and help, into data/schema."""
    for path in write_schemas(Settings().data / "schema"):
        console.print(f"wrote {path}")


@postcodes.command("import")
def import_full_postcodes(
    file: Annotated[Path, typer.Argument(help="The zip, folder or CSV as downloaded.")],
    to: Annotated[Path | None, typer.Option(help="The store to write.")] = None,
) -> None:
    """Read Code-Point Open, ONSPD or the Scottish Postcode Directory into the compact store."""
    settings = Settings()
    store = to or settings.postcodes or settings.var / "postcodes.store"
    columns = (TextColumn("Reading postcodes"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console) as progress:
        task = progress.add_task("", total=None)
        try:
            count = import_postcodes(
                file, store, lambda done, total: progress.update(task, completed=done, total=total)
            )
        except ImportProblem as problem:
            problems.print(str(problem))
            raise typer.Exit(1) from None
    console.print(f"{count:,} postcodes are in {store}. Set REACHIN_POSTCODES={store} to use them.")


def _check_wording(settings: Settings, as_json: bool) -> int:
    """Report on every text families read, and on every page that links lead to."""
    app = create_app(settings)
    catalogue = app.state.site.live.directory.catalogue
    guide = WordingGuide.read(settings.data / "wording.csv")
    allowed = Allowed.read(settings.data / ALLOWED)
    listings = tuple(read_listings(catalogue))
    others = (*read_topics(catalogue), *read_site(catalogue, walk_pages(app)))
    told = [
        {"where": reading.where, "message": message}
        for reading in (*listings, *others)
        for message in judge(reading, guide, allowed)
    ]
    if as_json:
        grades = {reading.where: round(reading.grade, 1) for reading in (*listings, *others)}
        console.print_json(json.dumps({"errors": len(told), "faults": told, "grades": grades}))
        return 1 if told else 0
    for line in told:
        problems.print(f"{line['where']}: {line['message']}", markup=False)
    console.print(summarise("listings", listings), summarise("pages", others), sep="\n")
    console.print(f"{count(len(told), 'thing', 'things')} to mend.")
    return 1 if told else 0


def _print_faults(faults: Iterable[Fault]) -> None:
    for fault in faults:
        colour = "red" if fault.severity == "error" else "yellow"
        problems.print(f"[{colour}]{fault.severity}[/] ", end="")
        problems.print(str(fault), markup=False)


def _print_understood(outcome: Outcome) -> None:
    understood = outcome.understood
    heard = ", ".join(match.slug for match in understood.needs) or "nothing we know"
    place = understood.place
    where = f" near {place.label}" if place is not None else ""
    console.print(f"Heard: {heard}{where}", style="bold")
    if isinstance(outcome, UnclearPlace):
        console.print(outcome.miss.sentence)
    if isinstance(outcome, OutsideArea):
        console.print(f"We list no local help in {outcome.place.label} yet.")
    if isinstance(outcome, NothingExact):
        console.print("Nothing matched those words. These people can still help.")


def _print_heard(understood: Understood, directory: Directory) -> None:
    """Say how surely each need was heard, and in which words."""
    words = understood.mended or understood.words
    danger = understood.danger.slug if understood.danger is not None else None
    for match in understood.needs:
        because = directory.lexicon.explain(match.slug, words, danger)
        console.print(f"  {match.slug} {match.confidence:.2f}: {', '.join(because)}")


def _print_hits(hits: Iterable[Hit], explain: bool) -> None:
    for number, hit in enumerate(hits, 1):
        score = f" [{hit.score:.3f}]" if explain else ""
        console.print(f"{number:2}. {hit.service.name} ({hit.service.id}){score}", markup=False)
        console.print(f"    {hit.opening}. {'; '.join(hit.why)}", markup=False)
