"""What is wrong with the data, said so that a planner can mend it without help."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing to mend: where it is, what is wrong, and what to write instead."""

    file: str
    line: int
    listing: str
    field: str
    message: str
    severity: Severity = "error"

    def __str__(self) -> str:
        where = [f"{self.file}:{self.line}", self.listing, self.field]
        return ": ".join([*(part for part in where if part), self.message])


class BrokenContent(Exception):
    """The data has errors, so no catalogue can be made of it. Carries every fault found."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        count = len(errors(self.faults))
        super().__init__(f"{count} error{'' if count == 1 else 's'} in the data")


def errors(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Return the faults that stop the data being published."""
    return tuple(fault for fault in faults if fault.severity == "error")


def shown_path(path: Path, root: Path) -> str:
    """Return the path as a planner knows it: relative to the data's own folder where it can be."""
    return str(path.relative_to(root)) if path.is_relative_to(root) else str(path)
