"""A search that failed through our fault is shown again in its own answer, to send once more.

What was asked goes from the handler to the page about the fault in the request itself: nothing is
unsealed or read twice, and nothing outlives the answer.
"""

from collections.abc import Iterator

from fastapi import Request

from app.language import gettext as _
from app.search.understanding import PLACE_OFF
from app.web.presenters import show_general_crisis
from app.web.sealing import Asked
from app.web.site import Visit
from app.web.views import AskPage, SearchForm


def remember_search(request: Request, asked: Asked) -> None:
    """Keep what is being looked for with the request, should looking fail."""
    request.state.asked = asked


def recall_search(request: Request) -> Asked | None:
    """Return what was being looked for; None where it was no search, or could not be opened."""
    asked = getattr(request.state, "asked", None)
    return asked if isinstance(asked, Asked) else None


def ask_once_more(asked: Asked, visit: Visit, heading: str, lead: str) -> AskPage:
    """Return the search as it was asked, with what happened and who to phone."""
    near = "" if PLACE_OFF in asked.off else asked.near
    return AskPage(
        title=heading,
        form=SearchForm(asked.q, near, asked.need, rest=(*_rest(asked),), button=_("Try again")),
        crisis=show_general_crisis(visit.directory, visit.now),
        heading=heading,
        lead=lead,
    )


def _rest(asked: Asked) -> Iterator[tuple[str, str]]:
    """Yield what no box shows; a place taken away from its box is gone from there already."""
    if asked.area:
        yield "area", asked.area
    yield from (("f", key) for key in asked.f)
    yield from (("off", part) for part in asked.off if part != PLACE_OFF or not asked.near)
    if asked.more:
        yield "more", "yes"
    elif asked.again:
        yield "refining", "yes"
