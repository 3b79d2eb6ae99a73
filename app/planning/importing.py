"""Bring another directory's listings in: read its feed, compare, and write what a planner wants.

Looking comes first and changes nothing. Writing compares once more with nobody else writing, so
what a planner saved in between is seen and kept.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from app.content.faults import Fault, errors
from app.content.loading import IMPORTS
from app.content.wording import WordingGuide
from app.openreferral.drafts import Draft
from app.openreferral.reading import ReadingProblem, Vocabulary, read_record, suggest_wording
from app.planning.answers import Get
from app.planning.feed_files import read_feed_file
from app.planning.feeds import Feed, Told, read_feed
from app.planning.history import Author, History
from app.planning.plans import KINDS, WRITTEN, Here, Kind, Step, Wishes, plan_listings
from app.planning.snapshots import Snapshot, add_to_finish, read_snapshot, write_snapshot
from app.planning.yaml_files import Judge, OpenFolder, SaveRefused, look_into, open_folder

IMPORTER = Author("reachin import", "")


class WrongFeed(Exception):
    """The name of the feed belongs to another. Says so to a planner."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What an import works with: the data folder, its past, who judges it, the words it knows."""

    folder: Path
    judge: Judge
    vocabulary: Vocabulary
    guide: WordingGuide
    history: History


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import does to each listing, and what could not be read.

    `is_written` says that somebody asked for it to be written, `files` which files changed.
    """

    wishes: Wishes
    feed: Feed
    steps: tuple[Step, ...]
    unreadable: tuple[str, ...] = ()
    is_written: bool = False
    files: tuple[Path, ...] = ()
    refused: tuple[Fault, ...] = ()

    @property
    def totals(self) -> dict[Kind, int]:
        """Return how many listings there are of each kind that there is."""
        kinds = Counter(step.kind for step in self.steps)
        return {kind: kinds[kind] for kind in KINDS if kinds[kind]}

    @property
    def troubles(self) -> tuple[str, ...]:
        """Return what went wrong with the feed, as sentences."""
        return (*self.feed.troubles, *self.unreadable)

    @property
    def has_problem(self) -> bool:
        """Return whether a person has to look: trouble, a conflict, or a refusal."""
        is_bad = any(step.kind in ("conflict", "refused") for step in self.steps)
        return bool(self.troubles or self.refused or is_bad)


def read_source(source: str, get: Get, snapshot: Snapshot, told: Told) -> Feed:
    """Read a feed from its address, or from a file, folder or zip."""
    if is_address(source):
        return read_feed(source, get, snapshot.listings, told)
    return read_feed_file(Path(source), snapshot.listings)


def is_address(source: str) -> bool:
    """Return whether a feed is to be asked for, and is no file."""
    return source.lower().startswith(("http://", "https://"))


def remember_feed(folder: Path, wishes: Wishes) -> Snapshot:
    """Return what the feed said last time. Raises WrongFeed, SnapshotDamaged."""
    snapshot = read_snapshot(folder, wishes.feed)
    both = (snapshot.source, wishes.source)
    if all(is_address(source) for source in both) and snapshot.source != wishes.source:
        raise WrongFeed(
            f'The name "{wishes.feed}" belongs to {snapshot.source}. '
            "Give this feed another name with --feed."
        )
    return snapshot


def plan_import(feed: Feed, desk: Desk, wishes: Wishes) -> Plan:
    """Compare a feed with the listings as they are, and write nothing."""
    opened = look_into(desk.folder, desk.judge)
    return _plan(feed, opened, desk, wishes)


def write_import(feed: Feed, desk: Desk, wishes: Wishes) -> Plan:
    """Compare, and write what is to be written; what the check refuses is left out and told.

    What was written is one version in its files' history. Raises FolderBusy, CannotWrite, OSError;
    no listing is changed then.
    """
    with open_folder(desk.folder, desk.judge) as opened:
        plan = _plan(feed, opened, desk, wishes)
        plan = _save(plan, opened, desk)
        memory = _remember(plan, desk.folder)
        file = _file_of(desk.folder, wishes)
        unfinished = [step.changes for step in plan.steps if step.kind == "unfinished"]
        shown = str(file.relative_to(desk.folder.parent))
        left = add_to_finish(desk.folder, wishes.feed, shown, unfinished)
        files = (*plan.files, *(path for path in (memory, left) if path))
        desk.history.keep(files, IMPORTER, _say_why(wishes))
        return replace(plan, is_written=True, files=files)


def _plan(feed: Feed, opened: OpenFolder, desk: Desk, wishes: Wishes) -> Plan:
    snapshot = remember_feed(desk.folder, wishes)
    wishes = replace(wishes, licence=wishes.licence or snapshot.licence or feed.licence)
    drafts, unreadable = _read_drafts(feed, desk.vocabulary)
    listings = {name: listed.fields for name, listed in opened.listed.items()}
    here = Here(listings, desk.vocabulary.names)

    def suggest(draft: Draft) -> Iterable[str]:
        found = suggest_wording(draft, desk.guide)
        return (f"{suggestion.field}: {suggestion.message}" for suggestion in found)

    steps = plan_listings(drafts, feed.gone, here, snapshot, wishes, suggest)
    return Plan(wishes, feed, steps, unreadable)


def _read_drafts(feed: Feed, vocabulary: Vocabulary) -> tuple[list[Draft], tuple[str, ...]]:
    drafts, unreadable = [], []
    for name, record in feed.records.items():
        if feed.dialect is None:
            break
        try:
            drafts.append(read_record(record, feed.dialect, vocabulary))
        except ReadingProblem as problem:
            unreadable.append(f"{name}: {problem}")
    return drafts, tuple(unreadable)


def _save(plan: Plan, opened: OpenFolder, desk: Desk) -> Plan:
    """Write the listings. One that the check refuses is left out; its fault is told."""
    announce = desk.history.announce(IMPORTER, _say_why(plan.wishes))
    while True:
        steps = [step for step in plan.steps if step.kind in WRITTEN and step.changes]
        changes = {step.listing: step.changes for step in steps if step.kind != "new"}
        new = [step.changes for step in steps if step.kind == "new"]
        additions = {_file_of(desk.folder, plan.wishes): new} if new else {}
        if not steps:
            return plan
        desk.history.settle({*additions, *(opened.listed[name].path for name in changes)})
        try:
            return replace(plan, files=opened.save(changes, additions, announce))
        except SaveRefused as refusal:
            told = _who_is_named(errors(refusal.faults), steps)
            if not told:
                return _refuse_all(plan, errors(refusal.faults))
            plan = replace(plan, steps=tuple(_refuse(step, told) for step in plan.steps))


def _who_is_named(faults: Iterable[Fault], steps: Iterable[Step]) -> dict[str, list[str]]:
    """Return what is wrong by listing: faults in it, or in something else that names it."""
    told: dict[str, list[str]] = {}
    for fault in faults:
        for step in steps:
            if fault.listing == step.listing or f'"{step.listing}"' in fault.message:
                where = fault.field if fault.listing == step.listing else fault.listing
                told.setdefault(step.listing, []).append(f"{where}: {fault.message}")
    return told


def _refuse(step: Step, told: Mapping[str, list[str]]) -> Step:
    if step.listing not in told or step.kind not in WRITTEN:
        return step
    return replace(step, kind="refused", known=None, problems=tuple(told[step.listing]))


def _refuse_all(plan: Plan, faults: tuple[Fault, ...]) -> Plan:
    """Give every change up: what is wrong is said of no listing of this import."""
    every = {step.listing: ["not written"] for step in plan.steps if step.changes}
    steps = tuple(_refuse(step, every) for step in plan.steps)
    return replace(plan, steps=steps, refused=faults)


def _remember(plan: Plan, folder: Path) -> Path | None:
    """Keep what the feed said, if that is new; return the file if it changed."""
    before = remember_feed(folder, plan.wishes)
    after = _after(plan, before)
    if after == replace(before, on=after.on) or not after.listings:
        return None
    write_snapshot(folder, after)
    return folder / IMPORTS / f"{plan.wishes.feed}.json"


def _after(plan: Plan, snapshot: Snapshot) -> Snapshot:
    """Return what to remember of the feed: what was not read stays as it was."""
    heard = {step.source_id: step.known for step in plan.steps if step.known is not None}
    return Snapshot(
        plan.wishes.feed,
        plan.wishes.source,
        plan.wishes.licence,
        plan.wishes.today.isoformat(),
        {**snapshot.listings, **heard},
    )


def _say_why(wishes: Wishes) -> str:
    return f'Bring in the feed "{wishes.feed}".'


def _file_of(folder: Path, wishes: Wishes) -> Path:
    return folder / "services" / f"{wishes.feed}.yaml"
