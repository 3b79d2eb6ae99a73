"""Read the rules of how long checks hold: `checking.yaml`, each fault with its line."""

from collections.abc import Collection, Mapping
from pathlib import Path

from pydantic import ValidationError

from app.content.explaining import explain
from app.content.faults import Fault, shown_path
from app.content.freshness import YEARLY, Policy
from app.content.yaml_source import read_yaml

FILE = "checking.yaml"


def read_policy(
    folder: Path, known: Mapping[str, Collection[str] | None], faults: list[Fault]
) -> Policy:
    """Return a data folder's rules; without the file, every check holds for a year.

    What is wrong is added to the faults. `known` holds the names of needs and areas.
    """
    path = folder / FILE
    if not path.is_file():
        return YEARLY
    file, source = shown_path(path, folder.parent), read_yaml(path)
    faults += (Fault(file, each.line, "", "", each.message) for each in source.problems)
    if source.problems:
        return YEARLY
    try:
        return Policy.model_validate(source.value, context=known)
    except ValidationError as error:
        for position, message in explain(error, Policy):
            field = " ".join(str(part + 1 if isinstance(part, int) else part) for part in position)
            faults.append(Fault(file, source.line_of(position), "", field, message))
        return YEARLY
