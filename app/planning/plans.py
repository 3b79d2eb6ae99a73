"""What an import would do to each listing, worked out before anything is written. Pure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, get_args

from pydantic import ValidationError

from app.content.entries import say_field
from app.content.explaining import explain
from app.content.models import Service
from app.openreferral.drafts import Draft, Note
from app.planning.merging import OURS, REQUIRED, Conflict, Fields, merge
from app.planning.naming import name_listing
from app.planning.snapshots import Known, Snapshot
from app.planning.yaml_splicing import Changes
from app.planning.yaml_writing import Text, as_text

Kind = Literal[
    "new", "changed", "conflict", "same", "gone", "unfinished", "refused", "ours", "removed", "over"
]
KINDS: tuple[Kind, ...] = get_args(Kind)
WRITTEN_BY_US = OURS - {"planners_note"}
"""Fields of a new listing that no feed decides."""
WRITTEN: frozenset[Kind] = frozenset({"new", "changed", "conflict", "gone"})


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a planner wants a feed to come in. `needs` and `areas` are for listings without any."""

    feed: str
    today: date
    source: str = ""
    licence: str = ""
    needs: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    live: bool = False
    hold_gone: bool = False
    settle: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """What becomes of one listing. `changes` would be written over `before`.

    `known` is what to remember that the feed said. `problems` say why it is not, or not yet, here;
    `hints` are worth a second look.
    """

    kind: Kind
    source_id: str
    listing: str
    name: str
    before: Fields
    changes: Changes
    known: Known | None = None
    conflicts: tuple[Conflict, ...] = ()
    kept: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    hints: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Here:
    """What the directory holds now: every listing by id, and the slugs that listings may use."""

    listings: Mapping[str, Fields]
    names: Mapping[str, tuple[str, ...]]


Suggest = Callable[[Draft], Iterable[str]]
"""Says what would make the words of a listing plainer."""


def plan_listings(
    drafts: Iterable[Draft],
    gone: Iterable[str],
    here: Here,
    snapshot: Snapshot,
    wishes: Wishes,
    suggest: Suggest = lambda _: (),
) -> tuple[Step, ...]:
    """Return a step for each listing of a feed, and for each that is gone from it."""
    planner = _Planner(here, snapshot, wishes, suggest)
    steps = [planner.plan(draft) for draft in drafts]
    steps += [planner.plan_gone(name) for name in sorted(gone) if name in planner.mine]
    return tuple(steps)


def faults_in(fields: Fields, names: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return what is wrong with a listing, as `reachin check` says it."""
    try:
        Service.model_validate(dict(fields), context=dict(names))
    except ValidationError as error:
        return tuple(f"{say_field(at)}: {told}" for at, told in explain(error, Service))
    return ()


class _Planner:
    """One import at work: what is here, what the feed said last time, and the ids given so far."""

    def __init__(self, here: Here, snapshot: Snapshot, wishes: Wishes, suggest: Suggest) -> None:
        self._here = here
        self._snapshot = snapshot
        self._wishes = wishes
        self._suggest = suggest
        self._taken = set(here.listings)
        self._titles = {_fold(fields.get("name")): name for name, fields in here.listings.items()}
        self.mine: dict[str, str] = {}
        """The ids of listings that came from this feed, by the feed's own ids."""
        for name, fields in here.listings.items():
            came = fields.get("imported")
            if isinstance(came, dict) and came.get("feed") == wishes.feed:
                self.mine.setdefault(str(came.get("id")), name)

    def plan(self, draft: Draft) -> Step:
        """Plan what becomes of one listing of the feed."""
        if draft.source_id not in self.mine:
            step = self._plan_unknown(draft)
            self._taken.add(step.listing)
        elif draft.gone:
            step = self.plan_gone(draft.source_id)
        else:
            step = self._plan_known(draft)
        is_read = step.kind in ("new", "unfinished") or bool(step.changes)
        hints = (*step.hints, *self._suggest(draft)) if is_read else step.hints
        return replace(step, hints=hints)

    def plan_gone(self, source_id: str) -> Step:
        """Plan a listing its feed has no longer: it is told, and held back only if asked for."""
        name, wishes = self.mine[source_id], self._wishes
        ours = self._here.listings[name]
        changes: dict[str, Text] = {}
        if wishes.hold_gone and ours.get("status", "live") == "live":
            note = f"Not in the feed {wishes.feed} any more on {wishes.today.isoformat()}."
            old = str(ours.get("planners_note", "")).strip()
            changes = {
                "status": "paused",
                "planners_note": f"{old} {note}".strip(),
                "edited": wishes.today.isoformat(),
            }
        known = self._snapshot.listings.get(source_id)
        return Step("gone", source_id, name, str(ours.get("name", name)), ours, changes, known)

    def _plan_unknown(self, draft: Draft) -> Step:
        """Plan a listing that is not here: a new one, or one that should not come in."""
        said = _with_defaults(draft, self._wishes)
        title = str(said.get("name", draft.source_id))
        if draft.slug is not None and draft.slug in self._here.listings:
            why = "This listing is one of yours, with the same id. It stays as it is."
            return _still("ours", draft, draft.slug, title, why)
        if draft.source_id in self._snapshot.listings:
            known = self._snapshot.listings[draft.source_id]
            why = "You removed this listing, so it does not come back."
            return _still("removed", draft, known.listing, title, why, known)
        name = self._name(draft, title, str(said.get("provider", "")))
        if draft.gone:
            return _still("over", draft, name, title, "The feed says that this has ended.")
        entry = _make_entry(name, said, draft, self._wishes)
        problems = faults_in(entry, self._here.names)
        return Step(
            kind="unfinished" if problems else "new",
            source_id=draft.source_id,
            listing=name,
            name=title,
            before={},
            changes=entry,
            known=None if problems else Known(name, said),
            notes=draft.notes,
            hints=self._find_alike(title),
            problems=problems,
        )

    def _plan_known(self, draft: Draft) -> Step:
        """Plan a listing that came from this feed before: what changed there, and what here."""
        name, wishes = self.mine[draft.source_id], self._wishes
        ours = self._here.listings[name]
        known = self._snapshot.listings.get(draft.source_id, Known(name, {}))
        said = _with_defaults(draft, wishes)
        said |= {field: ours[field] for field in REQUIRED if field not in said and field in ours}
        merged = merge(known.fields, said, ours, wishes.settle)
        changes = dict(merged.changes)
        if changes:
            changes |= {"edited": wishes.today.isoformat(), "imported": _say_origin(draft, wishes)}
        after = {k: v for k, v in {**ours, **changes}.items() if v is not None}
        problems = faults_in(after, self._here.names) if changes else ()
        kind: Kind = "conflict" if merged.conflicts else "changed" if changes else "same"
        return Step(
            kind="refused" if problems else kind,
            source_id=draft.source_id,
            listing=name,
            name=str(ours.get("name", name)),
            before=ours,
            changes=changes,
            known=known if problems else Known(name, merged.base),
            conflicts=merged.conflicts,
            kept=merged.kept,
            notes=draft.notes,
            problems=problems,
        )

    def _name(self, draft: Draft, title: str, provider: str) -> str:
        if draft.slug is not None and draft.slug not in self._taken:
            return draft.slug
        return name_listing(title, provider, self._wishes.feed, draft.source_id, self._taken)

    def _find_alike(self, title: str) -> tuple[str, ...]:
        """Return a hint where a listing of the same name is here already."""
        other = self._titles.get(_fold(title))
        told = f"There is a listing of this name already: {other}. Keep one of them live."
        return (told,) if other else ()


def _still(
    kind: Kind, draft: Draft, listing: str, name: str, why: str, known: Known | None = None
) -> Step:
    return Step(kind, draft.source_id, listing, name, {}, {}, known, problems=(why,))


def _with_defaults(draft: Draft, wishes: Wishes) -> dict[str, Text]:
    """Return what a feed says of a listing, with the planner's topics and areas if it has none."""
    given = draft.fields.items()
    fields = {name: as_text(value) for name, value in given if name not in WRITTEN_BY_US}
    if wishes.needs and not fields.get("needs"):
        fields["needs"] = list(wishes.needs)
    if wishes.areas and not fields.get("areas"):
        fields["areas"] = list(wishes.areas)
    return fields


def _make_entry(
    name: str, said: Mapping[str, Text], draft: Draft, wishes: Wishes
) -> dict[str, Text]:
    entry: dict[str, Text] = {"id": name, "basis": "source"}
    if wishes.source.startswith("http"):
        entry["sources"] = [wishes.source]
    entry |= said
    entry["edited"] = wishes.today.isoformat()
    entry["imported"] = _say_origin(draft, wishes)
    if not wishes.live:
        entry["status"] = "paused"
    return entry


def _say_origin(draft: Draft, wishes: Wishes) -> dict[str, Text]:
    origin: dict[str, Text] = {"feed": wishes.feed, "id": draft.source_id}
    if wishes.licence:
        origin["licence"] = wishes.licence
    return {**origin, "on": wishes.today.isoformat()}


def _fold(name: object) -> str:
    return " ".join(str(name).lower().split())
