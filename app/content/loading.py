"""From YAML files to a Catalogue: one pass that either succeeds or reports every fault.

`services.yaml` may be one file, or a folder `services/` of files so that a large directory can
be split by area. Needs and areas are read first, because listings are checked against them.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from app.content.areas import Area
from app.content.catalogue import Catalogue, make_catalogue
from app.content.checks import Rules, check_areas, check_dangers, check_names, check_service
from app.content.dangers import Danger
from app.content.entries import Written, read_entries
from app.content.faults import BrokenContent, Fault, errors
from app.content.models import Service
from app.content.needs import Need
from app.content.phrases import read_phrases
from app.content.wording import WordingGuide
from app.places import Gazetteer

DATA_SUFFIXES = frozenset({".yaml", ".txt", ".csv"})


@dataclass(frozen=True, slots=True)
class Loaded:
    """A good catalogue, and the warnings that did not stop it."""

    catalogue: Catalogue
    warnings: tuple[Fault, ...]


def listing_files(folder: Path) -> tuple[Path, ...]:
    """Return the files that hold listings: `services.yaml` and every YAML file in `services/`."""
    single = folder / "services.yaml"
    split = tuple(sorted((folder / "services").glob("**/*.yaml")))
    return (single, *split) if single.is_file() or not split else split


def data_files(folder: Path) -> tuple[Path, ...]:
    """Return every file whose change changes what the directory says or how it is found."""
    found = (path for path in folder.rglob("*") if path.suffix in DATA_SUFFIXES)
    return tuple(sorted(path for path in found if path.is_file()))


def digest_of(folder: Path) -> str:
    """Return a short name for exactly this data."""
    digest = hashlib.sha256()
    for path in data_files(folder):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(folder)}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:16]


def load_catalogue(folder: Path, gazetteer: Gazetteer) -> Loaded:
    """Read and check a data folder. Raises BrokenContent with every fault if any is an error."""
    digest = digest_of(folder)
    faults: list[Fault] = []
    needs = read_entries(folder, folder / "needs.yaml", Need, faults)
    areas = read_entries(folder, folder / "areas.yaml", Area, faults)
    dangers = read_entries(folder, folder / "dangers.yaml", Danger, faults)
    services: list[Written[Service]] = []
    for path in listing_files(folder):
        services += read_entries(folder, path, Service, faults)
    rules = Rules(
        needs=tuple(need.name for need in needs),
        areas=tuple(area.name for area in areas),
        guide=WordingGuide.read(folder / "wording.csv"),
        gazetteer=gazetteer,
    )
    faults += [*check_names(needs), *check_names(areas), *check_names(dangers)]
    faults += check_names(services)
    faults += [*check_areas(areas), *check_dangers(dangers, services)]
    for written in services:
        faults += check_service(written, rules)
    if errors(faults):
        raise BrokenContent(faults)
    catalogue = make_catalogue(
        (written.entry for written in services),
        (written.entry for written in needs),
        (written.entry for written in areas),
        (written.entry for written in dangers),
        read_phrases(folder),
        digest,
    )
    return Loaded(catalogue, tuple(sorted(faults)))
