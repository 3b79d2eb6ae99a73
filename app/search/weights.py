"""How much each thing counts in ranking: data, so that planners and developers can argue it."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Literal, TypeVar, get_args

from pydantic import AfterValidator, Field, ValidationError

from app.content.explaining import explain
from app.content.faults import BrokenContent, Fault, shown_path
from app.content.fields import Entry
from app.content.freshness import State
from app.content.models import ReachInWay
from app.content.yaml_source import read_yaml
from app.search.outcomes import Openness

Serves = Literal["my_area", "all_of_scotland", "another_area"]
Weight = Annotated[float, Field(gt=0, le=10, allow_inf_nan=False)]
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Key = TypeVar("Key", bound=str)


def _complete(choices: object) -> Callable[[dict[Key, float]], dict[Key, float]]:
    def check(given: dict[Key, float]) -> dict[Key, float]:
        missing = [choice for choice in get_args(choices) if choice not in given]
        if missing:
            raise ValueError(f'"{missing[0]}" is missing → add a line "{missing[0]}: 1.0"')
        return given

    return check


class NearWeights(Entry):
    """How nearness counts."""

    half_km: Weight
    far: Share
    by_phone_or_online: Share
    no_place_given: Share


class CheckedWeights(Entry):
    """How a planner's check counts, by how it stands (`app/content/freshness.py`)."""

    in_date: Weight
    due: Weight
    never: Weight
    long_overdue: Weight

    def factor(self, state: State) -> float:
        """Return what a listing's score is multiplied by."""
        weight: float = getattr(self, state.replace(" ", "_"))
        return weight


class Weights(Entry):
    """Every number that ranking uses."""

    need: Weight
    text: Weight
    named: Weight
    need_order: Annotated[tuple[Weight, ...], Field(min_length=1)]
    further_need: Share
    least_focus: Share
    near: NearWeights
    serves: Annotated[dict[Serves, Weight], AfterValidator(_complete(Serves))]
    share_worth_showing: Share
    cannot_be_reached: Share
    may_fit: Share
    made_for_others: Weight
    reach_in: Annotated[dict[ReachInWay, Weight], AfterValidator(_complete(ReachInWay))]
    open_now: Annotated[dict[Openness, Weight], AfterValidator(_complete(Openness))]
    checked: CheckedWeights


def read_weights(path: Path) -> Weights:
    """Read ranking.yaml. Raises BrokenContent with every fault in it."""
    file = shown_path(path, path.parent.parent)
    if not path.is_file():
        raise BrokenContent([Fault(file, 1, "", "", "this file is missing → put it back")])
    source = read_yaml(path)
    faults = [Fault(file, problem.line, "", "", problem.message) for problem in source.problems]
    if not faults:
        try:
            return Weights.model_validate(source.value)
        except ValidationError as error:
            for position, message in explain(error, Weights):
                field = " ".join(map(str, position))
                faults.append(Fault(file, source.line_of(position), "", field, message))
    raise BrokenContent(faults)
