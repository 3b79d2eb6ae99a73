"""Everything the coverage pages say about one area and one moment, worked out in one go."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from app.content.areas import Area
from app.content.models import Service
from app.content.needs import Need
from app.language import gettext as _
from app.planning.coverage.behind import Circle
from app.planning.coverage.circles import Helping, help_in, slugs_in
from app.planning.coverage.other_sheets import (
    show_placed,
    show_sayings,
    show_series,
    show_walks,
    show_wants,
)
from app.planning.coverage.provision import count_provision, find_groups
from app.planning.coverage.sheets import Sheet
from app.planning.coverage.supply_sheets import (
    show_answers,
    show_provision,
    show_topic_answers,
    show_topics,
)
from app.planning.coverage.topics import count_topics
from app.planning.coverage.walking import TopicWalk, Walk, measure_topics, measure_walk
from app.planning.coverage.wants import count_sayings, count_wants
from app.planning.series import Series
from app.search.directory import Directory
from app.search.reasons import say_area
from app.voice import Thread, Unmet


@dataclass(frozen=True, slots=True)
class Scope:
    """What a planner looks at: an area, perhaps one topic, and which listings for it."""

    area: Area
    need: Need | None = None
    circle: Circle = "own"


@dataclass(frozen=True, slots=True)
class Voices:
    """What families told us since a day; `words` are what pages call each (question, choice)."""

    since: date
    unmet: tuple[Unmet, ...]
    threads: tuple[Thread, ...]
    words: Mapping[tuple[str, str], str]


def show_supply(scope: Scope, directory: Directory, now: datetime) -> tuple[Sheet, ...]:
    """Return the tables of what there is: for every area, then for the one looked at."""
    catalogue, area = directory.catalogue, scope.area
    groups = [
        show_provision(
            f"provision:{whole.slug}",
            _("Services for {area}").format(area=say_area(whole)),
            _("{area}, each listing once").format(area=whole.name),
            whole.slug,
            count_provision(catalogue, inside),
        )
        for whole, inside in find_groups(catalogue)
    ]
    everything = show_provision(
        "provision",
        _("Services for every area"),
        _("All there are, each listing once"),
        "",
        count_provision(catalogue, catalogue.areas.values()),
    )
    helping = help_in(area, catalogue)
    return (
        *groups,
        everything,
        show_topics(count_topics(catalogue), tuple(catalogue.areas.values())),
        show_answers(area, scope.circle, helping, now, catalogue.checking),
        show_topic_answers(area, scope.circle, helping, catalogue, now),
    )


def show_reach(scope: Scope, directory: Directory) -> tuple[Sheet, ...]:
    """Return the tables of walking distance: what is on the map, and every topic."""
    walks = walk_topics(scope, directory)
    needs = (scope.need.slug,) if scope.need else ()
    is_exact = directory.gazetteer.store is not None
    return (
        show_placed(scope.area, walk_all(scope, directory), needs),
        show_walks(scope.area, walks, is_exact),
    )


def walk_topics(scope: Scope, directory: Directory) -> tuple[TopicWalk, ...]:
    """Return the reach of each topic in the area."""
    return measure_topics(help_in(scope.area, directory.catalogue), scope.area, directory)


def walk_all(scope: Scope, directory: Directory) -> Walk:
    """Return the reach of all that families can use, or of one topic."""
    return measure_walk(walkable(scope, directory), scope.area, directory)


def walkable(scope: Scope, directory: Directory) -> tuple[Service, ...]:
    """Return the listings whose doors are on the map."""
    return _narrow(help_in(scope.area, directory.catalogue), scope.need).all


def show_voices(scope: Scope, directory: Directory, voices: Voices) -> tuple[Sheet, ...]:
    """Return the tables of what families looked for and said."""
    catalogue, area = directory.catalogue, scope.area
    slugs = slugs_in(area, catalogue)
    if not area.local:
        slugs = frozenset((*catalogue.areas, ""))
    helping = help_in(area, catalogue)
    wants = count_wants(voices.unmet, slugs, catalogue.needs.values(), helping)
    return (
        show_wants(area, wants, voices.since),
        show_sayings(area, count_sayings(voices.threads, slugs), voices.words),
    )


def show_all(
    scope: Scope, directory: Directory, now: datetime, series: Series, voices: Voices | None
) -> tuple[Sheet, ...]:
    """Return every table, in the order of the page."""
    told: Iterable[Sheet] = show_voices(scope, directory, voices) if voices else ()
    return (
        *show_supply(scope, directory, now),
        *show_reach(scope, directory),
        show_series(series),
        *told,
    )


def _narrow(helping: Helping, need: Need | None) -> Helping:
    return helping.only(frozenset({need.slug})) if need else helping
