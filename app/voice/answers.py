"""What a family can tell us: a question, a choice for one tap, and words if they like.

No name, device, address or time of day goes with it: there is no place to put one.
"""

from dataclasses import dataclass
from typing import Literal, get_args

Question = Literal["found", "right", "wrong", "missing"]
WRONG = ("closed", "wrong number", "wrong hours", "did not answer", "not kind", "other")
WRONG_NUMBER = "wrong number"
CHOICES: dict[Question, tuple[str, ...]] = {
    "found": ("yes", "no"),
    "right": ("yes", "no"),
    "wrong": WRONG,
    "missing": ("",),
}
MOST_WORDS = 500
"""Characters that a family can write."""
LONGEST_SLUG = 100
"""Letters of a listing's id, or of an area's or a topic's slug."""


class NotAnAnswer(ValueError):
    """Something that none of our forms can send."""


@dataclass(frozen=True, slots=True)
class Said:
    """One answer as it was sent. Raises NotAnAnswer for what no form of ours can send.

    That listing, area and need are ours, is for the caller to check. `words` are masked before
    they are stored.
    """

    question: Question
    choice: str
    listing: str | None = None
    area: str | None = None
    need: str | None = None
    words: str = ""

    def __post_init__(self) -> None:
        """Refuse a question or choice that is not ours, and what is too long."""
        if self.question not in get_args(Question) or self.choice not in CHOICES[self.question]:
            raise NotAnAnswer("no such question or choice")
        if len(self.words) > MOST_WORDS:
            raise NotAnAnswer("too many words")
        if any(len(slug or "") > LONGEST_SLUG for slug in (self.listing, self.area, self.need)):
            raise NotAnAnswer("no such listing, area or need")
