"""Mark a listing as checked, and take that back while it still says what was marked.

Only `checked` is written: the rest of the listing is as it was, so it was not edited.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from app.content.models import CheckMethod
from app.content.yaml_source import parse_yaml, split_entries
from app.planning.history import History
from app.planning.keeping import Edit, PlanEdit
from app.planning.yaml_files import OpenFolder
from app.planning.yaml_writing import Text, as_text

CHECKER = "locality planner"
"""Who checked, as families read it ("by our locality planner"): a role, never a name."""
MOST_VERSIONS = 20
"""Saves of a file that are looked through for what a listing said before."""
_NOT_WRITTEN = "-"


class CannotTakeBack(Exception):
    """The check is not the one that was to be taken back, or nobody knows what was before."""


def write_check(on: date, how: CheckMethod, following: date | None) -> dict[str, Text]:
    """Return a check as a file holds it."""
    check: dict[str, Text] = {"on": on.isoformat(), "how": how, "by": CHECKER}
    return check if following is None else {**check, "next": following.isoformat()}


def name_check(check: Mapping[str, Text]) -> str:
    """Return a text that tells this check from any other."""
    return " | ".join(str(check.get(key, _NOT_WRITTEN)) for key in ("on", "how", "by", "next"))


def plan_check(listing: str, check: Mapping[str, Text]) -> PlanEdit:
    """Return the plan of a save that marks a listing as checked."""
    return lambda _opened: Edit({listing: {"checked": dict(check)}})


def plan_taking_back(listing: str, name: str, history: History) -> PlanEdit:
    """Return the plan of a save that gives a listing the check it had before this one.

    The plan raises CannotTakeBack.
    """

    def plan(opened: OpenFolder) -> Edit:
        listed = opened.listed.get(listing)
        now = listed.fields.get("checked") if listed is not None else None
        if listed is None or not isinstance(now, dict) or name_check(now) != name:
            raise CannotTakeBack(listing)
        for version in history.versions(listed.path, MOST_VERSIONS):
            for entry in _find(listing, history.read(listed.path, version.id) or ""):
                before = entry.get("checked")
                if before != now:
                    return Edit({listing: {"checked": before}})
        raise CannotTakeBack(listing)

    return plan


def _find(listing: str, text: str) -> Iterator[Mapping[str, Text]]:
    """Yield a listing's fields as an older text of its file has them, if it is there."""
    passages = [passage for passage in split_entries(text) if listing in passage.text]
    source = [each.read() for each in passages] if passages else parse_yaml(text).value
    for value in source if isinstance(source, list) else ():
        fields = as_text(value) if isinstance(value, dict) else None
        if isinstance(fields, dict) and fields.get("id") == listing:
            yield fields
