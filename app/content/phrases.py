"""The ways families say things: one phrase a line in `phrases/<need>.txt`, edited by planners.

`#` starts a comment. ` | other_need` at the end says the phrase means a second need too.
In `crisis.txt`, `# danger: <slug>` heads the phrases that tell of one kind of danger, and
`not-crisis.txt` holds phrases that only look dangerous.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.content.explaining import not_one_of
from app.content.faults import Fault, shown_path

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
    return tuple(phrase for path in _files(folder) for _, phrase in _read_file(path))


def check_phrases(
    folder: Path, needs: tuple[str, ...] | None, dangers: tuple[str, ...] | None
) -> Iterator[Fault]:
    """Yield a fault for each phrase that names a need or danger we do not have.

    None for the needs or the dangers leaves them unchecked.
    """
    for path in _files(folder):
        file = shown_path(path, folder.parent)
        try:
            lines = list(_read_file(path))
        except UnicodeDecodeError:
            message = "a letter in this file is not UTF-8 → save the file with UTF-8 encoding"
            yield Fault(file, 1, "", "", message)
            continue
        for number, phrase in lines:
            for word, known in _names_in(phrase, needs, dangers):
                if known is not None and word not in known:
                    yield Fault(file, number, "", phrase.text, not_one_of(word, known))


def _names_in(
    phrase: Phrase, needs: tuple[str, ...] | None, dangers: tuple[str, ...] | None
) -> Iterator[tuple[str, tuple[str, ...] | None]]:
    yield from ((slug, needs) for slug in phrase.needs)
    if phrase.danger is not None:
        yield phrase.danger, dangers


def _files(folder: Path) -> list[Path]:
    return sorted((folder / "phrases").glob("*.txt"))


def _read_file(path: Path) -> Iterator[tuple[int, Phrase]]:
    danger: str | None = None
    for number, raw in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), 1):
        line = raw.strip()
        if line.startswith("#"):
            heading = line.lstrip("# ").lower()
            danger = heading.partition("danger:")[2].strip() if "danger:" in heading else danger
        elif line:
            yield number, _read_line(line, path.stem, danger)


def _read_line(line: str, slug: str, danger: str | None) -> Phrase:
    text, *others = (part.strip() for part in line.split(" | "))
    if slug == NOT_CRISIS:
        return Phrase(text, tuple(others), harmless=True)
    return Phrase(text, (slug, *others), danger=danger)
