"""What asking a link showed, and what is wrong with a number, in words for planners."""

from collections.abc import Mapping

from app.language import gettext as _
from app.language import mark, write_date
from app.planning.link_results import LinkResult
from app.planning.links import DoubtfulNumber, Found, Verdict, leads_to_front
from app.planning.numbering import DoubtKind

VERDICTS: Mapping[Verdict, str] = {
    "fine": mark("It answers."),
    "moved": mark("It has moved for good."),
    "gone": mark("There is nothing at that address ({status})."),
    "fault": mark("Their server has a fault ({status})."),
    "no name": mark("No server has that name."),
    "slow": mark("It took too long to answer."),
    "untrusted": mark("Its certificate cannot be trusted. Browsers warn families of it."),
    "no answer": mark("It could not be reached."),
    "wandering": mark("It sends us from one address to the next without an end."),
    "no address": mark("It is not a web address that works."),
    "refused": mark("It does not answer programs ({status}). Look at it yourself."),
    "busy": mark("It had too many questions for now (429)."),
    "robots": mark("It asks programs to stay away. Look at it yourself."),
    "unsafe": mark("It leads into a private network. Families may not get there."),
}
TO_FRONT = mark("It now leads to their first page. What was here may be gone.")
DEAD = mark("It has failed since {first}, and again on {last}.")
FAILED_ONCE = mark("It failed on {first}. It counts as dead if it fails on another day.")
DOUBTS: Mapping[DoubtKind, str] = {
    "length": mark("It has the wrong number of digits for one that starts with {detail}."),
    "no such code": mark("No number in the UK starts with {detail}."),
    "closed": mark("Numbers that start with {detail} were closed."),
    "made up": mark("It is one of the numbers kept for films. Nobody answers it."),
    "costs": mark(
        "A call costs up to {detail} a minute, and what the phone company adds. Say so in its note."
    ),
    "abroad": mark("It is a number abroad. A call may cost more: say so in its note."),
    "not a number": mark("We know no number like this one. Ring it to be sure."),
}


def say_found(url: str, found: Found) -> str:
    """Return what asking an address showed, in a sentence."""
    words = _(TO_FRONT) if leads_to_front(url, found.moved_to) else _(VERDICTS[found.verdict])
    return words.format(status=found.status)


def say_days(result: LinkResult) -> str:
    """Return on which days a link failed; "" where it has not."""
    first, last = result.first_failed, result.last_failed
    if first is None or last is None:
        return ""
    words = _(DEAD) if result.is_dead else _(FAILED_ONCE)
    return words.format(first=write_date(first), last=write_date(last))


def say_doubt(doubtful: DoubtfulNumber) -> str:
    """Return what to look at in a number, in a sentence."""
    return _(DOUBTS[doubtful.doubt.kind]).format(detail=doubtful.doubt.detail)
