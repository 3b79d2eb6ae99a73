"""How many listings help with each topic in each area: where the gaps are.

Topics stand under the six needs that Glasgow's strategy mapped. A need's own row counts a listing
once, however many of its topics it helps with.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

from app.content.catalogue import Catalogue
from app.content.needs import Need, PlannersArea
from app.planning.coverage.circles import Helping, help_by_need, help_everywhere

MAPPED: tuple[PlannersArea, ...] = get_args(PlannersArea)


@dataclass(frozen=True, slots=True)
class TopicRow:
    """One topic, and who helps with it in each area, by slug."""

    need: Need
    cells: Mapping[str, Helping]


@dataclass(frozen=True, slots=True)
class NeedGroup:
    """One of the six mapped needs: its topics, and all of them together."""

    name: PlannersArea
    topics: tuple[TopicRow, ...]
    cells: Mapping[str, Helping]


def count_topics(catalogue: Catalogue) -> tuple[NeedGroup, ...]:
    """Return the six needs, in the strategy's order, with their topics in the data's."""
    everywhere = help_everywhere(catalogue)
    by_need = {area: help_by_need(helping) for area, helping in everywhere.items()}
    groups = []
    for name in MAPPED:
        needs = [need for need in catalogue.needs.values() if need.planners_area == name]
        slugs = frozenset(need.slug for need in needs)
        rows = tuple(TopicRow(need, _keep(need.slug, by_need)) for need in needs)
        together = {area: helping.only(slugs) for area, helping in everywhere.items()}
        groups.append(NeedGroup(name, rows, together))
    return tuple(groups)


def _keep(need: str, by_need: Mapping[str, Mapping[str, Helping]]) -> dict[str, Helping]:
    return {area: helping.get(need, Helping()) for area, helping in by_need.items()}
