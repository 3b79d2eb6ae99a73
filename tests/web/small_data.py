"""Writes a data folder small enough to build in a moment: for broken edits and hidden places."""

import shutil
from pathlib import Path

import yaml

from app.config import PROJECT

REAL = PROJECT / "data"
LINE = "samaritans"
"""The one crisis line of the small folder."""

GROUP = """\
- id: tea-and-a-chat
  name: Tea and a chat
  provider: A made-up church
  summary: A warm room with food and tea.
  needs: [food, loneliness]
  areas: [glasgow]
  ways: [drop in]
  cost: free
  reach_in:
    how: just turn up
  contacts:
    - phone: 0141 496 0000
  places:
    - name: A made-up hall
      neighbourhood: Govan
  hours:
    - Wed 10:00-12:00
  edited: 2026-11-22
"""


def write_small_data(folder: Path, extra: str = "") -> Path:
    """Write two listings with the real needs, areas and some of the phrases; `extra` is YAML."""
    (folder / "phrases").mkdir(parents=True)
    for name in ("needs.yaml", "areas.yaml", "ranking.yaml", "checking.yaml", "wording.csv"):
        shutil.copyfile(REAL / name, folder / name)
    for name in ("food.txt", "loneliness.txt", "crisis.txt", "not-crisis.txt"):
        shutil.copyfile(REAL / "phrases" / name, folder / "phrases" / name)
    dangers = yaml.safe_load((REAL / "dangers.yaml").read_text(encoding="utf-8"))
    short = [{**danger, "lines": [LINE], "when_watched": None} for danger in dangers]
    (folder / "dangers.yaml").write_text(yaml.safe_dump(short, sort_keys=False), encoding="utf-8")
    listings = "\n".join([GROUP, real_listing(LINE), extra])
    (folder / "services.yaml").write_text(listings, encoding="utf-8")
    return folder


def real_listing(name: str) -> str:
    """Return one listing of the real data as it is written."""
    written = (REAL / "services.yaml").read_text(encoding="utf-8")
    listings = written.split("\n- id: ")[1:]
    return next(f"- id: {text}\n" for text in listings if text.splitlines()[0] == name)
