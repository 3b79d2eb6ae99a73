"""What an import did, or would do, as lines for a planner and as JSON for a program."""

from collections.abc import Iterator
from dataclasses import asdict
from difflib import unified_diff

from app.planning.importing import Plan
from app.planning.merging import is_same
from app.planning.plans import Kind, Step
from app.planning.yaml_splicing import ORDER
from app.planning.yaml_writing import CannotWrite, Text, write_field

SAID: dict[Kind, str] = {
    "new": "new",
    "changed": "changed in the feed",
    "conflict": "changed in the feed and by you",
    "same": "as they were",
    "gone": "not in the feed any more",
    "unfinished": "not complete: something is missing that a listing must have",
    "refused": "not written, because the check would refuse them",
    "ours": "yours already",
    "removed": "removed by you before",
    "over": "ended, says the feed",
}
_HIDDEN_IN_DIFF = frozenset({"imported", "edited"})


def compare_fields(step: Step) -> Iterator[str]:
    """Yield the lines that would change, as they stand in the file: "- old" and "+ new"."""
    for name in sorted(step.changes, key=lambda name: ORDER.get(name, len(ORDER))):
        old, value = step.before.get(name), step.changes[name]
        if name in _HIDDEN_IN_DIFF or is_same(old, value):
            continue
        lines = list(unified_diff(_lines(name, old), _lines(name, value), lineterm="", n=0))
        yield from (f"{line[0]} {line[1:]}" for line in lines[2:] if not line.startswith("@@"))


def as_json(plan: Plan) -> dict[str, object]:
    """Return the whole report as plain values."""
    wishes, feed = plan.wishes, plan.feed
    return {
        "feed": wishes.feed,
        "source": wishes.source,
        "licence": wishes.licence,
        "on": wishes.today.isoformat(),
        "dialect": str(feed.dialect) if feed.dialect else None,
        "complete": feed.complete,
        "unread": sorted(feed.unread),
        "written": [path.name for path in plan.files],
        "troubles": list(plan.troubles),
        "refused": [str(fault) for fault in plan.refused],
        "totals": dict(plan.totals),
        "listings": [_step_as_json(step) for step in plan.steps],
    }


def count_notes(plan: Plan) -> dict[str, dict[str, int]]:
    """Return how often each field was mapped, guessed or dropped."""
    counts: dict[str, dict[str, int]] = {}
    for step in plan.steps:
        for note in step.notes:
            field = counts.setdefault(note.field, {"mapped": 0, "guessed": 0, "dropped": 0})
            field[note.kind] += 1
    return counts


def say_value(value: Text | None) -> str:
    """Return a value in one line."""
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return ", ".join(f"{name}: {say_value(item)}" for name, item in value.items())
    if isinstance(value, list):
        return "; ".join(say_value(item) for item in value)
    return " ".join(value.split())


def _lines(name: str, value: Text | None) -> list[str]:
    if value is None:
        return []
    try:
        return write_field(name, value).splitlines()
    except CannotWrite:
        return [f"{name}: {say_value(value)}"]


def _step_as_json(step: Step) -> dict[str, object]:
    return {
        "kind": step.kind,
        "id": step.source_id,
        "listing": step.listing,
        "name": step.name,
        "changes": {
            name: {"before": step.before.get(name), "after": value}
            for name, value in step.changes.items()
        },
        "conflicts": [asdict(conflict) for conflict in step.conflicts],
        "kept": list(step.kept),
        "notes": [asdict(note) for note in step.notes],
        "hints": list(step.hints),
        "problems": list(step.problems),
    }
