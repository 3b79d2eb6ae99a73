"""What the forms for telling us something show, and the pages that answer them, as plain values."""

from dataclasses import dataclass
from typing import ClassVar

from app.web.views import UNLISTED, AreaChoice, Card, CrisisCard, Head, Link


@dataclass(frozen=True, slots=True)
class MissingForm:
    """What a family did not find, in its own words, and which area it is for."""

    areas: tuple[AreaChoice, ...]
    words: str = ""
    words_problem: str = ""

    @property
    def problems(self) -> tuple[Link, ...]:
        """Return the error summary: each line leads to its own box."""
        return (Link(self.words_problem, "#words"),) if self.words_problem else ()


@dataclass(frozen=True, slots=True)
class WrongChoice:
    """One thing that may be wrong with a listing."""

    id: str
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class WrongForm:
    """What is wrong with the listing that has this code."""

    code: str
    choices: tuple[WrongChoice, ...]
    chosen: str = ""
    words: str = ""
    choice_problem: str = ""
    words_problem: str = ""

    @property
    def problems(self) -> tuple[Link, ...]:
        """Return the error summary: each line leads to its own box."""
        boxes = ((f"#{self.choices[0].id}", self.choice_problem), ("#words", self.words_problem))
        return tuple(Link(text, href) for href, text in boxes if text)


@dataclass(frozen=True, slots=True)
class TellPage:
    """A page to tell us something on, or the one that answers: thanks, or why not just now.

    `back` leads to the help someone came from. `write` is who else can be told, when we could not
    keep what was said; `lines` are who to phone.
    """

    template: ClassVar[str] = "tell.html"
    title: str
    heading: str
    lead: str
    missing: MissingForm | None = None
    wrong: WrongForm | None = None
    crisis: CrisisCard | None = None
    back: Link | None = None
    write: Link | None = None
    lines_title: str = ""
    lines: tuple[Card, ...] = ()
    asks_missing: bool = False
    head: Head = UNLISTED

    @property
    def form(self) -> MissingForm | WrongForm | None:
        """Return the form of the page."""
        return self.missing or self.wrong


@dataclass(frozen=True, slots=True)
class TellPart:
    """What stands in place of the question below a list, once it was answered."""

    template: ClassVar[str] = "tell_part.html"
    page: TellPage
    head: Head = UNLISTED

    @property
    def title(self) -> str:
        """Return the title of the whole page."""
        return self.page.title


@dataclass(frozen=True, slots=True)
class Answered:
    """What families said, what planners did about it, and when."""

    said: str
    did: str
    day: str


@dataclass(frozen=True, slots=True)
class AnsweredGroup:
    """What was answered in one area, newest first."""

    title: str
    replies: tuple[Answered, ...]


@dataclass(frozen=True, slots=True)
class YouSaidPage:
    """What changed because families told us."""

    template: ClassVar[str] = "you_said.html"
    title: str
    groups: tuple[AnsweredGroup, ...]
    head: Head
