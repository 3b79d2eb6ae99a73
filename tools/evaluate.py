"""How well the search hears families: `make eval`.

Judges phrases that nobody looked at while writing the phrase files, and in the same run puts
plainer ways of searching the same listings beside ours. It also holds out a fifth of the
phrase files at a time and judges on that fifth. `--misses` lists what went wrong.
"""

import argparse
import csv
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.table import Table

from app.clock import LONDON
from app.config import Settings
from app.content.phrases import CRISIS, Phrase
from app.main import make_directory, make_gazetteer
from app.search.directory import Directory
from app.search.find import find
from app.search.lexicon import Lexicon
from app.search.outcomes import CrisisFirst, Request
from app.search.words import split_words
from tools.baselines import Baseline, make_baselines

JUDGED = Path(__file__).with_name("judged_phrases.csv")
NOW = datetime(2026, 11, 25, 11, 0, tzinfo=LONDON)
FOLDS = 5
console = Console()


@dataclass(frozen=True, slots=True)
class Row:
    """A phrase, the needs that are right for it, its kind, and whether it tells of danger."""

    phrase: str
    needs: frozenset[str]
    main: str
    kind: str
    danger: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What one way of searching made of a phrase: needs in order, and the first listings' needs.

    Without listings (None) nothing was searched, only heard.
    """

    needs: tuple[str, ...]
    listings: tuple[tuple[str, ...], ...] | None
    danger: bool = False


@dataclass(slots=True)
class Score:
    """Counts over rows; `misses` says which went wrong."""

    rows: int = 0
    searched: int = 0
    need1: int = 0
    need3: int = 0
    help3: int = 0
    nothing: int = 0
    dangers: int = 0
    danger_heard: int = 0
    false_alarms: int = 0
    misses: list[str] = field(default_factory=list)

    def add(self, row: Row, answer: Answer) -> None:
        """Count one answer."""
        first = bool(answer.needs) and answer.needs[0] in row.needs
        self.rows += 1
        self.need1 += first
        self.need3 += bool(row.needs & set(answer.needs[:3]))
        if answer.listings is not None:
            self.searched += 1
            self.help3 += any(row.needs & set(needs) for needs in answer.listings[:3])
            self.nothing += not answer.listings
        self.dangers += row.danger
        self.danger_heard += row.danger and answer.danger
        self.false_alarms += answer.danger and not row.danger
        if not first or answer.danger != row.danger:
            alarm = {(True, False): " DANGER MISSED", (False, True): " FALSE ALARM"}
            said = alarm.get((row.danger, answer.danger), "")
            self.misses.append(f"{row.phrase} [{row.main}] heard {answer.needs}{said}")


def read_rows(path: Path) -> list[Row]:
    """Read phrase, need, note; `also:<need>` in the note names further right needs."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [_read_row(raw) for raw in csv.DictReader(lines)]


def _read_row(raw: dict[str, str]) -> Row:
    notes = [part.strip() for part in raw["note"].split("|")]
    also = [note.removeprefix("also:").strip() for note in notes if note.startswith("also:")]
    needs = frozenset([raw["need"], *also])
    danger = CRISIS in needs or "crisis first" in raw["note"]
    return Row(raw["phrase"], needs, raw["need"], notes[0].partition(":")[0].strip(), danger)


def ask_reach_in(directory: Directory, phrase: str) -> Answer:
    """Search as the site does."""
    outcome = find(Request(phrase), directory, NOW)
    is_crisis = outcome.understood.danger is not None
    lines = outcome.lines if isinstance(outcome, CrisisFirst) else ()
    needs = tuple(match.slug for match in outcome.understood.needs)
    return Answer(needs, tuple(h.service.needs for h in (*lines, *outcome.hits)), is_crisis)


def ask_baseline(baseline: Baseline, directory: Directory, phrase: str) -> Answer:
    """Search a plainer engine: its needs are the main needs of the listings it finds first."""
    found = [directory.catalogue.by_id[key].needs for key in baseline(phrase)[:10]]
    return Answer(tuple(needs[0] for needs in found), tuple(found))


def judge(rows: Iterable[Row], ask: Callable[[str], Answer]) -> Score:
    """Ask every phrase and count."""
    score = Score()
    for row in rows:
        score.add(row, ask(row.phrase))
    return score


def judge_folds(directory: Directory, phrases: Sequence[Phrase]) -> Score:
    """Learn from four fifths of the phrase files and judge on the fifth left out, five times."""
    catalogue, score = directory.catalogue, Score()
    for fold in track(range(FOLDS), "Holding out a fifth", console=console):
        kept = [p for number, p in enumerate(phrases) if number % FOLDS != fold]
        lexicon = Lexicon.learn(catalogue.needs.values(), catalogue.dangers.values(), kept)
        for phrase in phrases[fold::FOLDS]:
            if phrase.needs:
                heard, danger = lexicon.hear(split_words(phrase.text))
                needs = tuple(match.slug for match in heard)
                is_danger = CRISIS in phrase.needs
                row = Row(phrase.text, frozenset(phrase.needs), phrase.needs[0], "", is_danger)
                score.add(row, Answer(needs, None, danger is not None))
    return score


def print_scores(title: str, scores: dict[str, Score]) -> None:
    """Print one line a score."""
    table = Table("", "rows", "need@1", "need@3", "help@3", "no results", "crisis", "alarms")
    table.title = title
    for name, score in scores.items():
        calm = score.rows - score.dangers
        table.add_row(
            name,
            str(score.rows),
            f"{score.need1 / score.rows:.3f}",
            f"{score.need3 / score.rows:.3f}",
            f"{score.help3 / score.searched:.3f}" if score.searched else "-",
            str(score.nothing) if score.searched else "-",
            f"{score.danger_heard}/{score.dangers}",
            f"{score.false_alarms / calm:.3f}" if calm else "-",
        )
    console.print(table)


def main() -> None:
    """Judge, and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--phrases", type=Path, default=JUDGED, help="phrase,need,note CSV")
    arguments.add_argument("--misses", action="store_true", help="list what went wrong")
    arguments.add_argument("--quick", action="store_true", help="no cross-validation")
    options = arguments.parse_args()
    rows = read_rows(options.phrases)
    with tempfile.TemporaryDirectory() as var:
        settings = Settings(var=Path(var))
        directory = make_directory(settings, make_gazetteer(settings))
        scores = {"Reach In": judge(rows, lambda phrase: ask_reach_in(directory, phrase))}
        for name, baseline in make_baselines(directory).items():
            scores[name] = judge(rows, _asker(baseline, directory))
    print_scores(f"{len(rows)} judged phrases", scores)
    keys: dict[str, Callable[[Row], str]] = {
        "By need": lambda row: row.main,
        "By kind": lambda row: row.kind,
    }
    for title, key in keys.items():
        groups: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            groups[key(row)].append(row)
        print_scores(
            title,
            {n: judge(g, lambda p: ask_reach_in(directory, p)) for n, g in sorted(groups.items())},
        )
    if not options.quick:
        print_scores(
            "Held-out phrase files",
            {"Reach In": judge_folds(directory, directory.catalogue.phrases)},
        )
    if options.misses:
        for miss in scores["Reach In"].misses:
            console.print(miss, markup=False)


def _asker(baseline: Baseline, directory: Directory) -> Callable[[str], Answer]:
    return lambda phrase: ask_baseline(baseline, directory, phrase)


if __name__ == "__main__":
    main()
