"""What an account is and may do, as values: no secret is in them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from app.content.areas import Area, areas_around

Role = Literal["viewer", "editor", "planner"]
ROLES: tuple[Role, ...] = ("viewer", "editor", "planner")
"""Each may do all that those before it may."""

DeedName = Literal[
    "signed in",
    "came through the proxy",
    "was refused",
    "signed out",
    "signed out everywhere",
    "changed their password",
    "added an account",
    "set a password",
    "disabled an account",
    "enabled an account",
    "changed a role",
    "removed an account",
    "marked answers done",
    "deleted answers",
    "wrote a reply",
    "published a reply",
    "withdrew a reply",
    "deleted a reply",
    "exported answers",
    "exported counts",
    "added a listing",
    "changed a listing",
    "paused a listing",
    "archived a listing",
    "put a listing back",
    "undid a change",
    "checked a listing",
    "closed a building",
    "imported listings",
    "exported listings",
]


def is_at_least(role: Role, least: Role) -> bool:
    """Return whether a role may do what needs at least another."""
    return ROLES.index(role) >= ROLES.index(least)


@dataclass(frozen=True, slots=True)
class Account:
    """One planner. `areas` are slugs: an editor's own, or all a viewer may see (none: all)."""

    id: str
    name: str
    email: str
    role: Role
    areas: frozenset[str]
    is_disabled: bool
    made: date
    last: date | None

    def reach(self, areas: Mapping[str, Area]) -> frozenset[str] | None:
        """Return the slugs of the areas they may see, with those inside them; None is everything.

        "Everything" is planners' alone: it also holds what belongs to no area.
        """
        if self.role == "planner":
            return None
        if self.role == "viewer" and not self.areas:
            return frozenset(areas)
        return frozenset(
            slug for slug in areas if self.areas & {a.slug for a in areas_around(slug, areas)}
        )


@dataclass(frozen=True, slots=True)
class By:
    """Who did something: an account and the role it had then, or a command of the operator's."""

    id: str
    role: str


COMMAND = By("", "command")


@dataclass(frozen=True, slots=True)
class Deed:
    """One line of the audit log. `which` is an id, a slug or a number: never anything typed."""

    number: int
    at: datetime
    who: str
    role: str
    what: str
    which: str
