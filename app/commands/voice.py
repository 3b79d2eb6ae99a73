"""What operators do with what families told us: delete what is old, or one answer at once."""

from collections.abc import Callable
from typing import Annotated, TypeVar

import typer

from app.clock import london_now
from app.commands.planners import tidy_accounts
from app.config import Settings
from app.main import open_database, open_voice
from app.store import StoreDown
from app.voice import Voice

T = TypeVar("T")


def tidy() -> None:
    """Delete answers, counts and words that were kept for long enough. A site does so nightly.

    Planners' sessions and lines of their log that are over are deleted too.
    """
    gone = _reach(lambda voice: voice.tidy(london_now().date()))
    typer.echo(
        f"Deleted answers: {gone.answers}, counts: {gone.counts},"
        f" words: {gone.words}, turns: {gone.turns}."
    )
    tidy_accounts()


def forget(
    numbers: Annotated[list[int], typer.Argument(help="The numbers of answers, from the export.")],
) -> None:
    """Delete single answers at once, such as one with a name in its words."""
    gone = _reach(lambda voice: voice.forget(numbers))
    typer.echo(f"Deleted answers: {gone}.")
    raise typer.Exit(0 if gone == len(set(numbers)) else 1)


def _reach(act: Callable[[Voice], T]) -> T:
    """Do something with what is kept, or end with what went wrong."""
    settings = Settings()
    database = open_database(settings, london_now)
    try:
        return act(open_voice(settings, database, london_now))
    except StoreDown:
        typer.echo("The database cannot be reached: nothing was deleted. Try again.", err=True)
        raise typer.Exit(1) from None
    finally:
        database.close()
