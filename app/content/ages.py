"""Ages a service is for, written the way planners say them and compared as whole years."""

import re
from dataclasses import dataclass

from app.language import gettext as _

CARE_EXPERIENCED_LIMIT = 25
"""Scotland counts a care experienced person as a young person to this age (The Promise)."""

_CARE = re.compile(r",?\s*(?:or\s+)?(?:up\s+)?to 25 if care experienced$")
_YEARS = re.compile(r"\s*\b(?:years?(?: old)?|yrs)$")
_RANGE = re.compile(r"(\d{1,3})\s*(?:-|–|to)\s*(\d{1,3})")
_FROM = re.compile(r"(\d{1,3})\s*\+|(\d{1,3}) (?:and|or) over|over (\d{1,3})")
_UNDER = re.compile(r"under (\d{1,3})|up to (\d{1,3})|(\d{1,3}) and under")


class AgesProblem(ValueError):
    """The line cannot be read as ages; the text says how to mend it."""


@dataclass(frozen=True, slots=True)
class Ages:
    """Whole years, both ends included. None at an end means no limit there is known or set."""

    youngest: int | None = None
    oldest: int | None = None
    any_age: bool = False
    care_experienced_to_25: bool = False

    @property
    def known(self) -> bool:
        """Say whether the listing tells families anything about ages."""
        return self.any_age or self.youngest is not None or self.oldest is not None

    def admits(self, age: int) -> bool | None:
        """Return whether a person of this age may come, or None where nobody has told us."""
        if not self.known:
            return None
        oldest = self.oldest
        if oldest is not None and self.care_experienced_to_25:
            oldest = max(oldest, CARE_EXPERIENCED_LIMIT)
        return (self.youngest or 0) <= age and (oldest is None or age <= oldest)

    def describe(self) -> str:
        """Return the ages in a family's words, such as "Ages 5 to 12"; empty when not known."""
        if self.any_age:
            return _("Any age")
        words = _describe_span(self.youngest, self.oldest)
        if words and self.care_experienced_to_25:
            return _("{ages}, or up to 25 if you are care experienced").format(ages=words)
        return words


def parse_ages(text: str) -> Ages:
    """Read "0-5", "16+", "under 12", "any age", "not known", or "12-18, to 25 if care experienced".

    Raises AgesProblem with a plain sentence when the text is none of these.
    """
    line = " ".join(text.lower().split())
    if line in ("", "not known"):
        return Ages()
    if line in ("any", "any age", "all ages"):
        return Ages(any_age=True)
    care = _CARE.search(line) is not None
    return _parse_span(_YEARS.sub("", _CARE.sub("", line)), text, care)


def _parse_span(line: str, text: str, care: bool) -> Ages:
    if match := _RANGE.fullmatch(line):
        youngest, oldest = int(match[1]), int(match[2])
        if youngest > oldest:
            raise AgesProblem(f'"{text}" starts older than it ends → write {oldest}-{youngest}')
        return Ages(youngest, oldest, care_experienced_to_25=care)
    if match := _FROM.fullmatch(line):
        over = int(match[3]) + 1 if match[3] else int(match[1] or match[2])
        return Ages(over, None, care_experienced_to_25=care)
    if match := _UNDER.fullmatch(line):
        oldest = int(match[1]) - 1 if match[1] else int(match[2] or match[3])
        return Ages(None, oldest, care_experienced_to_25=care)
    raise AgesProblem(
        f'"{text}" is not a way we write ages → write 0-5, 16+, under 12, any age or not known'
    )


def _describe_span(youngest: int | None, oldest: int | None) -> str:
    if youngest is None and oldest is None:
        return ""
    if youngest is None:
        return _("Ages up to {oldest}").format(oldest=oldest)
    if oldest is None:
        return _("Age {youngest} and over").format(youngest=youngest)
    if youngest == oldest:
        return _("Age {age}").format(age=youngest)
    return _("Ages {youngest} to {oldest}").format(youngest=youngest, oldest=oldest)
