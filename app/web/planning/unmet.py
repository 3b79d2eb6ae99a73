"""What families looked for: searches by topic, area and ending, and words that found nothing.

Numbers below five are never told, here or in a table, and months are told whole.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from app.language import gettext as _
from app.language import mark, write_date, write_number
from app.planning.sheets import write_sheet
from app.voice import FEWEST, Unmet
from app.web.builder import Option
from app.web.planning.door import Desk
from app.web.planning.views import Row
from app.web.planning.voice_views import UnmetPage
from app.web.planning.voicing import UNMET, VOICE, name_area, name_need, show_tabs

ENDINGS: Mapping[str, str] = {
    "nothing exact": mark("Found nothing that fits"),
    "found": mark("Found help"),
    "crisis": mark("Were shown who to phone in danger"),
}
SPANS: Mapping[str, str] = {
    "1": mark("This month"),
    "3": mark("3 months"),
    "12": mark("12 months"),
}
MOST_WORDS = 100
FEW = mark("fewer than 5")


@dataclass(frozen=True, slots=True)
class Span:
    """How searches ended, and since the first day of which month."""

    ending: str
    months: str
    since: date


def read_asked(ending: str, months: str, desk: Desk) -> Span:
    """Return what was asked for; what is none of the choices is the first of them."""
    chosen = months if months in SPANS else "3"
    first = desk.visit.now.date().replace(day=1)
    for _month in range(int(chosen) - 1):
        first = (first - timedelta(days=1)).replace(day=1)
    return Span(ending if ending in ENDINGS else next(iter(ENDINGS)), chosen, first)


def show_unmet(desk: Desk, asked: Span) -> UnmetPage:
    """Return the page. Raises StoreDown."""
    voice = desk.visit.site.voice.voice
    counted = [u for u in voice.unmet(asked.since, areas=desk.reach) if u.outcome == asked.ending]
    columns = _columns(desk)
    sees_words = _sees_words(desk)
    return UnmetPage(
        title=_("What they looked for"),
        tabs=show_tabs(),
        here=UNMET,
        endings=tuple(Option(e, _(words), e == asked.ending) for e, words in ENDINGS.items()),
        spans=tuple(Option(m, _(words), m == asked.months) for m, words in SPANS.items()),
        since=write_date(asked.since),
        caption=_(ENDINGS[asked.ending]),
        heads=(_("Topic"), *(name_area(slug, desk) or _("Area not known") for slug in columns)),
        rows=_show_rows(counted, columns, desk),
        word_heads=(_("Word"), _("On how many days"), _("Last")),
        words=_show_words(desk, asked) if sees_words else (),
        shows_words=sees_words,
        sheet=f"{VOICE}/counts.csv?{urlencode({'months': asked.months})}",
    )


def write_counts(desk: Desk, asked: Span) -> str:
    """Return the counts as a table for a spreadsheet. Raises StoreDown."""
    heads = ("since", "topic", "area", "ending", "searches")
    rows = (
        (asked.since, each.need, each.area, each.outcome, _tell_plainly(each.times))
        for each in desk.visit.site.voice.voice.unmet(asked.since, areas=desk.reach)
    )
    return write_sheet(heads, rows)


def _columns(desk: Desk) -> tuple[str, ...]:
    """Return the areas in reach; for those who see everything, also "" for none known."""
    reach, areas = desk.reach, desk.visit.directory.catalogue.areas
    return (*areas, "") if reach is None else tuple(slug for slug in areas if slug in reach)


def _show_rows(counted: list[Unmet], columns: tuple[str, ...], desk: Desk) -> tuple[Row, ...]:
    by_place = {(each.need, each.area): each for each in counted}
    needs = sorted({each.need for each in counted}, key=lambda slug: name_need(slug, desk))
    return tuple(
        Row((name_need(need, desk), *(_tell(by_place.get((need, area))) for area in columns)))
        for need in needs
    )


def _tell(counted: Unmet | None) -> str:
    if counted is None:
        return "0"
    return _(FEW) if counted.times is None else write_number(counted.times)


def _tell_plainly(times: int | None) -> str:
    return f"fewer than {FEWEST}" if times is None else str(times)


def _show_words(desk: Desk, asked: Span) -> tuple[Row, ...]:
    words = desk.visit.site.voice.voice.words(asked.since)[:MOST_WORDS]
    return tuple(Row((w.word, write_number(w.days), write_date(w.last))) for w in words)


def _sees_words(desk: Desk) -> bool:
    """Return whether they see what belongs to no area: not those who are bound to some."""
    return desk.reach is None or (desk.planner.role == "viewer" and not desk.planner.areas)
