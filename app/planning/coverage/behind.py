"""Which listings stand behind one number, as an address can say it: and those listings again."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from app.content.models import Service
from app.planning.coverage.circles import help_in
from app.planning.coverage.questions import BY_KEY, SAID, Said, ask
from app.planning.coverage.walking import PLACED, Placed, place_of
from app.search.directory import Directory

Circle = Literal["all", "own", "named", "wider", "alone"]
CIRCLES: tuple[Circle, ...] = get_args(Circle)


@dataclass(frozen=True, slots=True)
class Behind:
    """One number's listings: of an area ("": all there are), a circle of it, and some needs.

    Narrowed by what they said to a question, or by how they stand on a map.
    """

    area: str = ""
    circle: Circle = "all"
    needs: tuple[str, ...] = ()
    question: str = ""
    said: Said = "yes"
    placed: Placed | None = None


def read_behind(
    area: str, circle: str, needs: str, question: str, said: str, placed: str
) -> Behind:
    """Return what an address asks for. Raises ValueError for what no page of ours links to."""
    behind = Behind(
        area,
        next(each for each in CIRCLES if each == circle) if circle in CIRCLES else "all",
        tuple(slug for slug in needs.split(",") if slug),
        question,
        next((each for each in SAID if each == said), "yes"),
        next((each for each in PLACED if each == placed), None),
    )
    told = (
        circle in CIRCLES or not circle,
        said in SAID or not said,
        placed in PLACED or not placed,
    )
    if not all(told) or (question and question not in BY_KEY):
        raise ValueError("no such listings")
    return behind


def find_behind(behind: Behind, directory: Directory, now: datetime) -> tuple[Service, ...]:
    """Return the listings behind a number, as they are now. Raises KeyError for no such area."""
    services = _in_circle(behind, directory)
    if behind.needs:
        services = tuple(s for s in services if not set(behind.needs).isdisjoint(s.needs))
    if behind.question:
        policy = directory.catalogue.checking
        services = ask(BY_KEY[behind.question], services, now, policy).those(behind.said)
    if behind.placed is not None:
        services = tuple(s for s in services if place_of(s, directory) == behind.placed)
    return services


def _in_circle(behind: Behind, directory: Directory) -> tuple[Service, ...]:
    catalogue = directory.catalogue
    if not behind.area:
        return catalogue.live
    helping = help_in(catalogue.areas[behind.area], catalogue)
    if behind.circle == "alone":
        return tuple(s for s in helping.named if set(s.areas) == {behind.area})
    circles = {"own": helping.own, "named": helping.named, "wider": helping.wider}
    return circles.get(behind.circle, helping.all)
