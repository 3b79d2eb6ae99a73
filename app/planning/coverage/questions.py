"""What listings answer to the questions that keep families out: when, how, for whom, how checked.

Each listing answers yes, no or not known, by the very rules that families' own filters go by. Not
known stands apart: it is never counted as a no, and no share is worked out over it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from app.content.freshness import Policy, is_in_date
from app.content.models import Level, Service
from app.language import mark
from app.search.filters import OPTIONS, Answer, Option, Seen

Said = Literal["yes", "no", "not known"]
SAID: tuple[Said, ...] = ("yes", "no", "not known")

Ask = Callable[[Service, datetime, Policy], Answer]


@dataclass(frozen=True, slots=True)
class Question:
    """One thing asked of every listing. `about` says what counts as a yes."""

    key: str
    title: str
    about: str
    ask: Ask


@dataclass(frozen=True, slots=True)
class Split:
    """The listings by what they answer; together they are all that were asked."""

    yes: tuple[Service, ...] = ()
    no: tuple[Service, ...] = ()
    not_known: tuple[Service, ...] = ()

    @property
    def total(self) -> int:
        """Return how many were asked."""
        return len(self.yes) + len(self.no) + len(self.not_known)

    def those(self, said: Said) -> tuple[Service, ...]:
        """Return the listings that gave one answer."""
        return {"yes": self.yes, "no": self.no, "not known": self.not_known}[said]


def _by_option(key: str) -> Ask:
    option: Option = OPTIONS[key]
    return lambda service, now, _policy: option.ask(Seen(service, None, now))


def _is_checked(service: Service, now: datetime, policy: Policy) -> Answer:
    return is_in_date(service, now.date(), policy)


def _has_level(level: Level) -> Ask:
    return lambda service, _now, _policy: None if service.level is None else service.level == level


_FOR_AGES = mark("for somebody of at least one of these ages")

QUESTIONS: tuple[Question, ...] = (
    Question(
        "when:evenings",
        mark("Open in the evening"),
        mark("open after 6pm on a weekday"),
        _by_option("when:evenings"),
    ),
    Question(
        "when:weekends",
        mark("Open at the weekend"),
        mark("open on a Saturday or a Sunday"),
        _by_option("when:weekends"),
    ),
    Question(
        "how:self",
        mark("No referral needed"),
        mark("a family can turn up, get in touch or book by itself"),
        _by_option("how:self"),
    ),
    Question("how:free", mark("Free"), mark("free, or some of it is"), _by_option("how:free")),
    Question(
        "lang:any",
        mark("Other languages"),
        mark("a language is named, an interpreter can come, or a note tells of one"),
        _by_option("lang:any"),
    ),
    Question(
        "checked",
        mark("Checked, and in date"),
        mark("a planner checked it, and the next check is not due yet"),
        _is_checked,
    ),
    Question("age:0-2", mark("Ages 0 to 2"), _FOR_AGES, _by_option("age:0-2")),
    Question("age:3-4", mark("Ages 3 to 4"), _FOR_AGES, _by_option("age:3-4")),
    Question("age:5-11", mark("Ages 5 to 11"), _FOR_AGES, _by_option("age:5-11")),
    Question("age:12-17", mark("Ages 12 to 17"), _FOR_AGES, _by_option("age:12-17")),
    Question("age:18-25", mark("Ages 18 to 25"), _FOR_AGES, _by_option("age:18-25")),
    Question(
        "level:universal",
        mark("Universal"),
        mark("for anyone, at any time"),
        _has_level("universal"),
    ),
    Question(
        "level:community",
        mark("Community"),
        mark("local, for those who live there"),
        _has_level("community"),
    ),
    Question(
        "level:targeted", mark("Targeted"), mark("for some needs alone"), _has_level("targeted")
    ),
)
BY_KEY: Mapping[str, Question] = {question.key: question for question in QUESTIONS}


def ask(question: Question, services: Iterable[Service], now: datetime, policy: Policy) -> Split:
    """Return some listings by what they answer to one question."""
    found: dict[Answer, list[Service]] = {True: [], False: [], None: []}
    for service in services:
        found[question.ask(service, now, policy)].append(service)
    return Split(tuple(found[True]), tuple(found[False]), tuple(found[None]))
