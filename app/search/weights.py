"""How much each thing counts in ranking: data, so that planners and developers can argue it."""

from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from app.content.explaining import explain
from app.content.faults import BrokenContent, Fault
from app.content.fields import Entry
from app.content.models import ReachInWay
from app.content.yaml_source import read_yaml
from app.search.outcomes import Openness


class NearWeights(Entry):
    """How nearness counts."""

    half_km: float
    far: float
    by_phone_or_online: float
    no_place_given: float


class CheckedWeights(Entry):
    """How a planner's check counts."""

    in_date: float
    never: float
    overdue: float


class Weights(Entry):
    """Every number that ranking uses."""

    need: float
    text: float
    named: float
    need_order: tuple[float, ...]
    further_need: float
    least_focus: float
    near: NearWeights
    serves: dict[Literal["my_area", "all_of_scotland", "another_area"], float]
    share_worth_showing: float
    made_for_others: float
    reach_in: dict[ReachInWay, float]
    open_now: dict[Openness, float]
    checked: CheckedWeights


def read_weights(path: Path) -> Weights:
    """Read ranking.yaml. Raises BrokenContent with every fault in it."""
    source = read_yaml(path)
    faults = [
        Fault(path.name, problem.line, "", "", problem.message) for problem in source.problems
    ]
    if not faults:
        try:
            return Weights.model_validate(source.value)
        except ValidationError as error:
            for position, message in explain(error, Weights):
                field = " ".join(map(str, position))
                faults.append(Fault(path.name, source.line_of(position), "", field, message))
    raise BrokenContent(faults)
