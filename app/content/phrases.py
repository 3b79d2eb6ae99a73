"""The ways families say things: one phrase a line in `phrases/<need>.txt`, edited by planners.

`#` starts a comment. ` | other_need` at the end says the phrase means a second need too.
In `crisis.txt`, `# danger: <slug>` heads the phrases that tell of one kind of danger, and
`not-crisis.txt` holds phrases that only look dangerous.
"""

from dataclasses import dataclass
from pathlib import Path

CRISIS = "crisis"
NOT_CRISIS = "not-crisis"


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way of saying something, the needs it means (main one first) and any danger in it."""

    text: str
    needs: tuple[str, ...]
    danger: str | None = None
    harmless: bool = False


def read_phrases(folder: Path) -> tuple[Phrase, ...]:
    """Read every phrase file of a data folder, in a fixed order."""
    files = sorted((folder / "phrases").glob("*.txt"))
    return tuple(phrase for path in files for phrase in _read_file(path))


def _read_file(path: Path) -> list[Phrase]:
    danger: str | None = None
    phrases: list[Phrase] = []
    for raw in path.read_text(encoding="utf-8").splitlines():
        line = raw.strip()
        if line.startswith("#"):
            heading = line.lstrip("# ").lower()
            danger = heading.partition("danger:")[2].strip() if "danger:" in heading else danger
        elif line:
            phrases.append(_read_line(line, path.stem, danger))
    return phrases


def _read_line(line: str, slug: str, danger: str | None) -> Phrase:
    text, *others = (part.strip() for part in line.split(" | "))
    if slug == NOT_CRISIS:
        return Phrase(text, tuple(others), harmless=True)
    return Phrase(text, (slug, *others), danger=danger)
