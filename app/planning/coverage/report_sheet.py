"""The table of a one-page report: for each topic of an area, what a planning group asks first."""

from datetime import datetime

from app.content.areas import Area
from app.content.catalogue import Catalogue
from app.content.freshness import Policy
from app.language import gettext as _
from app.language import write_share
from app.planning.coverage.circles import Helping, help_by_need
from app.planning.coverage.questions import BY_KEY, ask
from app.planning.coverage.sheets import Cell, Column, Row, Sheet, number, say
from app.planning.coverage.walking import TopicWalk, Walk
from app.search.reasons import say_area

REPORTED = ("when:evenings", "when:weekends", "how:self")


def show_report(
    area: Area,
    helping: Helping,
    walks: tuple[TopicWalk, ...],
    catalogue: Catalogue,
    now: datetime,
) -> Sheet:
    """Return a row for each topic: listings of its own, of wider areas, when, how and how near."""
    walk_of = {each.need.slug: each.walk for each in walks}
    columns = (
        Column("own", _("Own")),
        Column("wider", _("Wider")),
        *(Column(key, _(BY_KEY[key].title)) for key in REPORTED),
        Column("mile", _("A door within a mile")),
    )
    by_need = help_by_need(helping)
    rows = []
    for need in catalogue.needs.values():
        only = by_need.get(need.slug, Helping())
        answers = tuple(_say_answer(key, only, now, catalogue.checking) for key in REPORTED)
        near = say(say_near(walk_of[need.slug]))
        cells = (number(len(only.own)), number(len(only.wider)), *answers, near)
        rows.append(Row(need.slug, need.short_title, cells))
    lead = _(
        "Own: listings that name {area} or a part of it. Wider: for areas around it. When and how:"
        " own listings that say yes; in brackets those of which it is not known."
    )
    return Sheet(
        "report",
        _("Topic by topic"),
        lead.format(area=say_area(area)),
        _("Topic"),
        columns,
        tuple(rows),
    )


def say_near(walk: Walk) -> str:
    """Return the share within a mile: with a postcode, and with doors about there too."""
    if not walk.about.doors:
        return _("no door")
    sure, about = write_share(walk.sure.mile_share), write_share(walk.about.mile_share)
    return sure if sure == about else _("{sure} to {about}").format(sure=sure, about=about)


def _say_answer(key: str, only: Helping, now: datetime, policy: Policy) -> Cell:
    split = ask(BY_KEY[key], only.own, now, policy)
    unknown = len(split.not_known)
    text = f"{len(split.yes)} ({unknown})" if unknown else str(len(split.yes))
    return Cell("count", len(split.yes), text, services=split.yes)
