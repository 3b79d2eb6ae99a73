"""From files to a Catalogue: one pass that either succeeds or reports every fault.

`services.yaml` may be one file, or a folder `services/` of files so that a large directory can
be split by area. Everything is read before anything is checked, so that an entry with a fault of
its own is still known by name to the others.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from app.content.areas import Area
from app.content.catalogue import Catalogue, make_catalogue
from app.content.checking import read_policy
from app.content.checks import (
    check_areas,
    check_dangers,
    check_names,
    check_pages,
    check_places,
    check_text,
    check_watched,
)
from app.content.dangers import Danger
from app.content.entries import Drafts, Written, read_drafts, read_entries
from app.content.faults import BrokenContent, Fault, errors, shown_path
from app.content.guides import read_guides
from app.content.memory import Memory, remember
from app.content.models import Service
from app.content.needs import Need
from app.content.phrases import check_phrases, read_phrases
from app.content.wording import WordingGuide
from app.places import Gazetteer
from app.places.packaged import council_localities

DATA_SUFFIXES = frozenset({".yaml", ".txt", ".csv", ".md"})
IMPORTS = "imports"
"""The folder of what feeds said last time: for `reachin import` alone."""


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
    """Return every file whose change changes what the directory says or how it is found.

    What feeds said when they were last imported is kept beside the listings, and is none of them.
    """
    found = (path for path in folder.rglob("*") if path.suffix in DATA_SUFFIXES)
    kept = folder / IMPORTS
    return tuple(sorted(p for p in found if p.is_file() and not p.is_relative_to(kept)))


def digest_of(folder: Path) -> str:
    """Return a short name for exactly this data."""
    digest = hashlib.sha256()
    for path in data_files(folder):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(folder)}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:16]


def load_catalogue(folder: Path, gazetteer: Gazetteer, kept: Path | None = None) -> Loaded:
    """Read and check a data folder. Raises BrokenContent with every fault if any is an error.

    What was read and found good before may be `kept` in a folder; only time depends on it.
    """
    faults: list[Fault] = []
    wording = folder / "wording.csv"
    judged_by = wording.read_bytes() if wording.is_file() else b""
    guide = _read_guide(wording, faults)
    with remember(kept, judged_by) as memory:
        return _load(folder, gazetteer, guide, memory, faults)


def _load(
    folder: Path, gazetteer: Gazetteer, guide: WordingGuide, memory: Memory, faults: list[Fault]
) -> Loaded:
    digest = digest_of(folder)
    drafts = _read_all(folder, memory, faults)
    for kind in drafts.values():
        faults += check_names(kind)
    known = _names_of(drafts)
    needs = read_entries(drafts["needs"], Need, known, faults)
    areas = read_entries(drafts["areas"], Area, known, faults)
    services = read_entries(drafts["services"], Service, known, faults)
    dangers = read_entries(drafts["dangers"], Danger, known, faults)
    faults += [*check_pages(needs), *check_areas(areas)]
    faults += check_dangers(dangers, services)
    faults += check_phrases(folder, known["needs"], drafts["dangers"].names)
    councils = _councils_in(areas)
    for written in services:
        faults += _check_service(written, guide, memory)
        faults += check_places(written, gazetteer, councils)
    guides = read_guides(folder, services, needs, areas, faults)
    faults += check_watched(dangers, (guide.slug for guide in guides))
    checking = read_policy(folder, known, faults)
    if errors(faults):
        raise BrokenContent(faults)
    catalogue = make_catalogue(
        (written.entry for written in services),
        (written.entry for written in needs),
        (written.entry for written in areas),
        (written.entry for written in dangers),
        read_phrases(folder),
        digest,
        guides,
        checking,
    )
    return Loaded(catalogue, tuple(sorted(faults)))


def _check_service(
    written: Written[Service], guide: WordingGuide, memory: Memory
) -> tuple[Fault, ...]:
    """Check what one listing says, and remember it if there is nothing to say about it.

    A hidden place is written nowhere but in the planners' own file.
    """
    draft = written.draft
    if draft.remembered:
        return ()
    faults = tuple(check_text(written, guide))
    if draft.text and not faults and not any(place.hidden for place in written.entry.places):
        memory.keep(draft.text, draft.value)
    return faults


def _read_all(folder: Path, memory: Memory, faults: list[Fault]) -> dict[str, Drafts]:
    files = {name: (folder / f"{name}.yaml",) for name in ("needs", "areas", "dangers")}
    found = {name: read_drafts(folder, paths, faults) for name, paths in files.items()}
    found["services"] = read_drafts(folder, listing_files(folder), faults, memory)
    return found


def _names_of(drafts: Mapping[str, Drafts]) -> dict[str, tuple[str, ...] | None]:
    """Return the names that entries may use, by kind."""
    councils = council_localities()
    return {
        "needs": drafts["needs"].names,
        "areas": drafts["areas"].names,
        "listings": drafts["services"].names,
        "councils": tuple(councils),
        "localities": tuple(slug for inside in councils.values() for slug in sorted(inside)),
    }


def _councils_in(areas: Iterable[Written[Area]]) -> frozenset[str]:
    return frozenset(code for written in areas for code in written.entry.councils)


def _read_guide(path: Path, faults: list[Fault]) -> WordingGuide:
    try:
        return WordingGuide.read(path)
    except OSError:
        message = "this file is missing → put it back"
    except UnicodeDecodeError:
        message = "a letter in this file is not UTF-8 → save the file with UTF-8 encoding"
    except KeyError:
        message = "a column has no name → make the first line: term,better,reason,source"
    faults.append(Fault(shown_path(path, path.parent.parent), 1, "", "", message))
    return WordingGuide(())
