"""Read a data folder as `reachin check` does, and keep what it says."""

from pathlib import Path

from app.content.faults import BrokenContent, Fault, errors
from app.content.loading import load_catalogue
from app.places import Gazetteer


def faults_in(folder: Path, gazetteer: Gazetteer) -> tuple[Fault, ...]:
    """Return every fault, whether the folder loads or not."""
    try:
        return load_catalogue(folder, gazetteer).warnings
    except BrokenContent as broken:
        return broken.faults


def report(folder: Path, gazetteer: Gazetteer) -> list[str]:
    """Return the errors, word for word as a planner reads them."""
    return [str(fault) for fault in errors(faults_in(folder, gazetteer))]


def remarks(folder: Path, gazetteer: Gazetteer) -> list[str]:
    """Return the warnings of a folder that loads."""
    return [str(fault) for fault in load_catalogue(folder, gazetteer).warnings]
