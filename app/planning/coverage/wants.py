"""What families looked for and did not find, and what they told us, beside what there is.

Numbers of 1 to 4 stay hidden, as they were given to us. A sum leaves hidden numbers out and says
so: it is "so many or more", and nobody can work a hidden number out from it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.content.needs import Need
from app.planning.coverage.circles import Helping, help_by_need
from app.voice import FEWEST, Question, Thread, Unmet
from app.voice.records import Ending

ENDINGS: tuple[Ending, ...] = ("nothing exact", "found", "crisis")


@dataclass(frozen=True, slots=True)
class Total:
    """A sum of counts: what may be shown of it, and how many counts were too small to show."""

    shown: int = 0
    hidden: int = 0

    def __bool__(self) -> bool:
        return bool(self.shown or self.hidden)


@dataclass(frozen=True, slots=True)
class Want:
    """One topic: how searches for it ended in an area, and how many listings there are."""

    need: Need
    endings: Mapping[Ending, Total]
    helping: Helping

    @property
    def missed(self) -> Total:
        """Return the searches that nothing matched."""
        return self.endings["nothing exact"]


@dataclass(frozen=True, slots=True)
class Saying:
    """One answer that families gave, and how often."""

    question: Question
    choice: str
    times: Total


def count_wants(
    unmet: Iterable[Unmet], areas: frozenset[str], needs: Iterable[Need], helping: Helping
) -> tuple[Want, ...]:
    """Return every topic, those that were missed most first, from searches in some areas."""
    found: dict[tuple[str, Ending], Total] = {}
    for row in unmet:
        if row.area in areas:
            key = (row.need, row.outcome)
            found[key] = _add(found.get(key, Total()), row.times)
    by_need = help_by_need(helping)
    wants = [
        Want(
            need,
            {ending: found.get((need.slug, ending), Total()) for ending in ENDINGS},
            by_need.get(need.slug, Helping()),
        )
        for need in needs
    ]
    return tuple(sorted(wants, key=lambda want: -want.missed.shown))


def count_sayings(threads: Iterable[Thread], areas: frozenset[str]) -> tuple[Saying, ...]:
    """Return what families of some areas said, most often first; rare answers without a number."""
    counts: Counter[tuple[Question, str]] = Counter()
    for thread in threads:
        for answer in thread.answers:
            if answer.area in areas:
                counts[answer.question, answer.choice] += answer.times
    sayings = (
        Saying(question, choice, _add(Total(), times if times >= FEWEST else None))
        for (question, choice), times in sorted(counts.items())
    )
    return tuple(sorted(sayings, key=lambda saying: -saying.times.shown))


def _add(total: Total, times: int | None) -> Total:
    if times is None:
        return Total(total.shown, total.hidden + 1)
    return Total(total.shown + times, total.hidden)
