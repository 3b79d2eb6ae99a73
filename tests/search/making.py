"""Makes small data folders: the real needs, areas and phrases, with listings of our own.

The listings that crisis cards phone are kept as they are, because the data must name them.
"""

import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml

from app.config import PROJECT
from app.places import Gazetteer
from app.search.directory import Directory, build_directory
from app.search.whoosh_engine import WhooshEngines

Listing = Mapping[str, object]
ENTRY = "- id: "

KETTLE: Listing = {
    "id": "kettle",
    "name": "The Kettle",
    "provider": "Kettle Trust",
    "summary": "Come in and get warm. We help with gas and electric bills.",
    "needs": ["energy"],
    "areas": ["glasgow"],
    "ways": ["drop in"],
    "cost": "free",
    "reach_in": {"how": "just turn up"},
    "contacts": [{"phone": "0141 555 0101"}],
    "hours": "not known",
    "edited": "2026-11-01",
}
"""A plain listing about energy, which no crisis line is about."""


def kettle(listing: str, /, **changes: object) -> Listing:
    """Return a listing like the plain one, with its own id and whatever else is changed."""
    return {**KETTLE, "id": listing, **changes}


def crisis_listings(data: Path) -> str:
    """Return the YAML of every real listing that a crisis card phones."""
    dangers = yaml.safe_load((data / "dangers.yaml").read_text(encoding="utf-8"))
    needed = {line for danger in dangers for line in danger["lines"]}
    text = (data / "services.yaml").read_text(encoding="utf-8")
    blocks = [f"{ENTRY}{block}" for block in text.split(f"\n{ENTRY}")[1:]]
    return "\n".join(b for b in blocks if b.removeprefix(ENTRY).split("\n")[0].strip() in needed)


def write_folder(folder: Path, listings: Sequence[Listing]) -> Path:
    """Write a whole data folder with these listings, in this order, and return it."""
    data = PROJECT / "data"
    shutil.copytree(data, folder, ignore=shutil.ignore_patterns("schema", "services*"))
    made = "\n".join(f"- {json.dumps(listing, ensure_ascii=False)}" for listing in listings)
    (folder / "services.yaml").write_text(f"{made}\n{crisis_listings(data)}\n", encoding="utf-8")
    return folder


def make_small(tmp_path: Path, gazetteer: Gazetteer, listings: Sequence[Listing]) -> Directory:
    """Build a directory of these listings and the crisis lines."""
    folder = write_folder(tmp_path / "data", listings)
    return build_directory(folder, gazetteer, WhooshEngines(tmp_path / "index"))
