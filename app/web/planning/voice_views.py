"""What the pages of families' voices show planners, as plain values."""

from dataclasses import dataclass
from typing import ClassVar

from app.web.builder import Option
from app.web.planning.views import Row
from app.web.views import UNLISTED, Head, Link


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One answer that says something in words."""

    number: int
    said: str
    words: str
    day: str
    about: str
    done: str


@dataclass(frozen=True, slots=True)
class ThreadCard:
    """All that was said about one listing. `numbers` are of all its answers, words or none."""

    title: str
    href: str
    newest: str
    counts: tuple[str, ...]
    answers: tuple[AnswerLine, ...]
    more: str
    numbers: str
    reply: str


@dataclass(frozen=True, slots=True)
class InboxPage:
    """What families said, by listing."""

    template: ClassVar[str] = "planning/inbox.html"
    title: str
    tabs: tuple[Link, ...]
    here: str
    states: tuple[Option, ...]
    areas: tuple[Option, ...]
    state: str
    area: str
    threads: tuple[ThreadCard, ...]
    counted: str
    may_mark: bool
    may_delete: bool
    notice: str = ""
    older: str = ""
    sheet: str = ""
    head: Head = UNLISTED


@dataclass(frozen=True, slots=True)
class ReplyCard:
    """One public reply, as families read it, and where it stands."""

    number: int
    said: str
    did: str
    where: str
    standing: str
    is_published: bool
    may_change: bool


@dataclass(frozen=True, slots=True)
class RepliesPage:
    """Every reply that this planner may see."""

    template: ClassVar[str] = "planning/replies.html"
    title: str
    tabs: tuple[Link, ...]
    here: str
    replies: tuple[ReplyCard, ...]
    may_write: bool
    notice: str = ""
    head: Head = UNLISTED


@dataclass(frozen=True, slots=True)
class ReplyPage:
    """Writing a reply: the boxes, or how families will see it before it is published."""

    template: ClassVar[str] = "planning/reply.html"
    title: str
    heading: str
    tabs: tuple[Link, ...]
    here: str
    number: int
    said: str
    did: str
    area: str
    where: str
    areas: tuple[Option, ...]
    most: int
    is_preview: bool = False
    day: str = ""
    warning: str = ""
    said_problem: str = ""
    did_problem: str = ""
    area_problem: str = ""
    head: Head = UNLISTED

    @property
    def problems(self) -> tuple[Link, ...]:
        """Return the error summary: each line leads to its own box."""
        boxes = (
            ("#said", self.said_problem),
            ("#did", self.did_problem),
            ("#area", self.area_problem),
        )
        return tuple(Link(text, href) for href, text in boxes if text)


@dataclass(frozen=True, slots=True)
class UnmetPage:
    """What families looked for: how many searches, by topic and area; and words we do not know."""

    template: ClassVar[str] = "planning/unmet.html"
    title: str
    tabs: tuple[Link, ...]
    here: str
    endings: tuple[Option, ...]
    spans: tuple[Option, ...]
    since: str
    caption: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    word_heads: tuple[str, ...]
    words: tuple[Row, ...]
    shows_words: bool
    sheet: str = ""
    head: Head = UNLISTED
