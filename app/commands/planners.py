"""`reachin planner`: make and change the accounts of those who may come to /planning.

There is no page for it: only whoever runs the site can let somebody in.
"""

import contextlib
import re
from collections.abc import Iterator
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.table import Column, Table

from app.clock import london_now
from app.config import Settings
from app.content.loading import load_catalogue
from app.main import make_gazetteer, open_database
from app.planning.accounts import (
    COMMAND,
    ROLES,
    Account,
    Accounts,
    Audit,
    EmailTaken,
    NoSuchPlanner,
    Role,
    Sessions,
    WeakPassword,
    generate_password,
    judge_password,
)
from app.planning.accounts.tables import LONGEST_EMAIL, LONGEST_NAME
from app.store import Database, StoreDown

EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]{2,}")
ROLE_HELP = "viewer (reads), editor (of named areas) or planner (everything)."

console = Console(highlight=False, soft_wrap=True, emoji=False)
problems = Console(stderr=True, highlight=False, soft_wrap=True, emoji=False)
planner = typer.Typer(no_args_is_help=True, help="Who may come to the planners' pages.")

Email = Annotated[str, typer.Argument(metavar="EMAIL", help="The address they sign in with.")]
Areas = Annotated[
    list[str] | None, typer.Option("--area", help="An area's slug; again for each area.")
]
Generate = Annotated[bool, typer.Option("--generate", help="Make a password and show it once.")]


@planner.command()
def add(
    email: Email,
    name: Annotated[str, typer.Option(help="Their name, as colleagues see it.")],
    role: Annotated[str, typer.Option(help=ROLE_HELP)] = "editor",
    area: Areas = None,
    generate: Generate = False,
) -> None:
    """Make an account. Asks for its password twice, or makes one with --generate."""
    if not EMAIL.fullmatch(email.strip()) or len(email) > LONGEST_EMAIL:
        _stop(f'"{email}" is not an email address.')
    if not 0 < len(name.strip()) <= LONGEST_NAME:
        _stop(f"Give a name of at most {LONGEST_NAME} letters.")
    chosen, areas = _read_role(role, area)
    password = _ask_password(generate, name, email)
    with _accounts() as accounts:
        made = accounts.add(email, name, chosen, areas, password, COMMAND)
    console.print(f"{made.name} can sign in as {made.email}: {_say_role(made)}.", markup=False)
    _show_password(generate, password)


@planner.command("list")
def list_all() -> None:
    """List every account."""
    with _accounts() as accounts:
        found = accounts.all()
    if not found:
        console.print("There is no account yet: reachin planner add EMAIL --name NAME")
        return
    heads = ("name", "signs in as", "may", "made", "last came", "")
    table = Table(*(Column(head, overflow="fold") for head in heads), box=None)
    for account in found:
        last = account.last.isoformat() if account.last else "never"
        shut = "disabled" if account.is_disabled else ""
        table.add_row(
            account.name, account.email, _say_role(account), f"{account.made}", last, shut
        )
    console.print(table)


@planner.command()
def disable(email: Email) -> None:
    """Shut an account at once, and sign it out everywhere."""
    with _accounts() as accounts:
        account = accounts.set_disabled(email, True, COMMAND)
    console.print(f"{account.name} is signed out and cannot come in.", markup=False)


@planner.command()
def enable(email: Email) -> None:
    """Open an account again, with the password it had."""
    with _accounts() as accounts:
        account = accounts.set_disabled(email, False, COMMAND)
    console.print(f"{account.name} can sign in again.", markup=False)


@planner.command()
def remove(email: Email) -> None:
    """Delete an account with its name and address. What it did stays in the audit log."""
    with _accounts() as accounts:
        accounts.remove(email, COMMAND)
    console.print(f"The account of {email} is deleted.", markup=False)


@planner.command()
def password(email: Email, generate: Generate = False) -> None:
    """Set a new password, and sign the account out everywhere."""
    with _accounts() as accounts:
        account = accounts.find(email)
    chosen = _ask_password(generate, account.name, email)
    with _accounts() as accounts:
        accounts.set_password(email, chosen, COMMAND)
    console.print(f"{account.name} has a new password, and is signed out.", markup=False)
    _show_password(generate, chosen)


@planner.command("role")
def change_role(
    email: Email,
    role: Annotated[str, typer.Argument(help=ROLE_HELP)],
    area: Areas = None,
) -> None:
    """Change what an account may do, from its next page on."""
    chosen, areas = _read_role(role, area)
    with _accounts() as accounts:
        account = accounts.set_role(email, chosen, areas, COMMAND)
    console.print(f"{account.name} is now: {_say_role(account)}.", markup=False)


def tidy_accounts() -> None:
    """Delete sessions and lines of the audit log that are over, and say how many there were."""
    with _database() as database:
        sessions = Sessions(database, london_now).tidy()
        lines = Audit(database, london_now).tidy(Settings().keep_audit_days)
    console.print(f"Deleted planners' sessions: {sessions}, lines of their log: {lines}.")


@contextlib.contextmanager
def _accounts() -> Iterator[Accounts]:
    """Yield the accounts; whatever goes wrong ends the command with one plain line."""
    with _database() as database:
        try:
            yield Accounts(database, london_now)
        except EmailTaken:
            _stop("There is an account with that address. See: reachin planner list")
        except NoSuchPlanner:
            _stop("There is no account with that address. See: reachin planner list")


@contextlib.contextmanager
def _database() -> Iterator[Database]:
    database = open_database(Settings(), london_now)
    try:
        yield database
    except StoreDown:
        _stop("The database cannot be reached. Nothing was changed.")
    finally:
        database.close()


def _read_role(role: str, areas: list[str] | None) -> tuple[Role, tuple[str, ...]]:
    chosen = next((each for each in ROLES if each == role), None)
    if chosen is None:
        _stop(f'"{role}" is not a role. The roles are viewer, editor and planner.')
    if chosen == "editor" and not areas:
        _stop("An editor needs areas: add --area SLUG for each.")
    if chosen == "planner" and areas:
        _stop("A planner may change every area: leave --area out, or make them an editor.")
    if areas:
        settings = Settings()
        known = load_catalogue(settings.data, make_gazetteer(settings)).catalogue.areas
        wrong = next((area for area in areas if area not in known), None)
        if wrong is not None:
            _stop(f'There is no area "{wrong}". The areas are: {", ".join(known)}.')
    return chosen, tuple(areas or ())


def _ask_password(generate: bool, name: str, email: str) -> str:
    if generate:
        return generate_password()
    typed: str = typer.prompt("Password", hide_input=True)
    try:
        judge_password(typed, name, email)
    except WeakPassword as weak:
        _stop(f"That password would be guessed. {weak}")
    again: str = typer.prompt("The same again", hide_input=True)
    if again != typed:
        _stop("Those two are not the same. Nothing was changed.")
    return typed


def _show_password(generate: bool, password: str) -> None:
    if generate:
        console.print(f"Their password, shown only now: {password}", markup=False)


def _say_role(account: Account) -> str:
    areas = ", ".join(sorted(account.areas))
    return f"{account.role} of {areas}" if areas else account.role


def _stop(words: str) -> NoReturn:
    """Print what is wrong and end the command."""
    problems.print(words, markup=False)
    raise typer.Exit(1)
