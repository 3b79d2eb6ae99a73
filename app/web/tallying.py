"""Count what families look for and how it ends, so that planners see what is missing.

One search counts once: when it is made, and not when its list is refined, reloaded or come back
to. What is counted is a topic, an area and an ending; no word, place or family goes with it.
"""

from collections.abc import Iterable

from app.search.directory import Directory
from app.search.outcomes import CrisisFirst, NothingExact, Outcome, Request, Understood
from app.search.understanding import understand
from app.voice import Ending
from app.web.sealing import Asked
from app.web.site import Visit


def count_search(outcome: Outcome, asked: Asked, visit: Visit) -> None:
    """Count one search in memory. Nothing waits, and nothing can fail for the family."""
    tallies, day = visit.site.voice.tallies, visit.now.date()
    understood = outcome.understood
    tallies.note(need_of(understood), area_of(understood, asked), _end(outcome), day)
    if isinstance(outcome, NothingExact):
        tallies.hear(_unknown(understood.words, visit.directory), day)


def need_of(understood: Understood) -> str:
    """Return the topic a search was most about; "" where none was heard."""
    return understood.needs[0].slug if understood.needs else ""


def area_of(understood: Understood, asked: Asked) -> str:
    """Return the area a family asked for, or that its place is in; "" where there is none."""
    if understood.place is None and any(each.slug == asked.area for each in understood.areas):
        return asked.area
    return next((each.slug for each in understood.areas if each.local), "")


def area_asked(asked: Asked, visit: Visit) -> str:
    """Return the area of a search that is opened again, without searching."""
    request = Request(words=asked.q, near=asked.near, area=asked.area, off=frozenset(asked.off))
    return area_of(understand(request, visit.directory).understood, asked)


def _end(outcome: Outcome) -> Ending:
    if isinstance(outcome, CrisisFirst):
        return "crisis"
    return "nothing exact" if isinstance(outcome, NothingExact) else "found"


def _unknown(words: Iterable[str], directory: Directory) -> list[str]:
    """Return the words that no phrase or topic holds."""
    return [word for word in words if not directory.lexicon.knows(word)]
