""" "You said, we did": what planners answer families in public, by area, newest first."""

from collections.abc import Iterator

from app.language import gettext as _
from app.language import write_date
from app.voice import Reply
from app.web.addresses import YOU_SAID
from app.web.site import Visit
from app.web.tell_views import Answered, AnsweredGroup, YouSaidPage
from app.web.views import Head


def show_replies(visit: Visit) -> YouSaidPage:
    """Return the page, from what is in memory: it never waits for the database."""
    title = _("You said, we did")
    description = _("What families told us, and what changed because they did.")
    return YouSaidPage(title, tuple(_group(visit)), Head(YOU_SAID, description))


def _group(visit: Visit) -> Iterator[AnsweredGroup]:
    replies = [each for each in visit.site.voice.snapshot.replies if each.day is not None]
    areas = visit.directory.catalogue.areas
    everywhere = [each for each in replies if each.area not in areas]
    if everywhere:
        yield _show(_("Everywhere"), everywhere)
    for area in areas.values():
        theirs = [each for each in replies if each.area == area.slug]
        if theirs:
            yield _show(area.name, theirs)


def _show(title: str, replies: list[Reply]) -> AnsweredGroup:
    shown = (Answered(r.said, r.did, write_date(r.day)) for r in replies if r.day is not None)
    return AnsweredGroup(title, tuple(shown))
