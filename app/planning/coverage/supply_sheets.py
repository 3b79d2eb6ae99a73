"""What there is, as tables: services for each area, topics by area, answers, topics by answer."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from app.content.areas import Area
from app.content.catalogue import Catalogue
from app.content.freshness import Policy
from app.content.models import Service
from app.language import gettext as _
from app.language import ngettext, write_number
from app.planning.coverage.behind import Behind, Circle
from app.planning.coverage.circles import Helping, sort_by_need
from app.planning.coverage.provision import Provision
from app.planning.coverage.questions import BY_KEY, QUESTIONS, SAID, Split, ask
from app.planning.coverage.sheets import Cell, Column, Row, Sheet, count, number
from app.planning.coverage.topics import NeedGroup
from app.search.reasons import say_area

OFTEN_ASKED = ("when:evenings", "when:weekends", "how:self", "how:free", "lang:any")
"""The questions that each topic is asked: the strategy's barriers, and language."""
ByNeed = Mapping[str, tuple[Service, ...]]
WARMEST = 4
"""Shades of a cell, from none (0) up; the number in it says the same."""


def show_provision(key: str, title: str, whole: str, area: str, provision: Provision) -> Sheet:
    """Return the strategy's own table; `area` is whose listings the last row counts once."""
    columns = (
        Column("listings", _("Listings")),
        Column("providers", _("Providers")),
        Column("alone", _("For this area alone")),
    )
    rows = tuple(
        Row(
            row.area.slug,
            row.area.name,
            (
                count(row.services, Behind(row.area.slug, "named")),
                number(row.providers),
                count(row.alone, Behind(row.area.slug, "alone")),
            ),
        )
        for row in provision.rows
    )
    alone = tuple(s for s in provision.services if len(set(s.areas)) == 1)
    total = Row(
        "total",
        whole,
        (
            count(provision.services, Behind(area, "own") if area else Behind()),
            number(provision.providers),
            count(alone),
        ),
        is_sum=True,
    )
    lead = _("A listing stands in the row of every area it names, and counts once in the last row.")
    return Sheet(key, title, lead, _("Area"), columns, (*rows, total), _explain_sum(provision))


def _explain_sum(provision: Provision) -> tuple[str, ...]:
    several = len(provision.in_several)
    if not several:
        return (_("No listing stands in more than one row, so here the rows add up."),)
    said = ngettext(
        "The rows add up to {sum}, because {number} listing stands in more than one.",
        "The rows add up to {sum}, because {number} listings stand in more than one.",
        several,
    )
    return (said.format(sum=write_number(provision.sum_of_rows), number=write_number(several)),)


def show_topics(groups: Iterable[NeedGroup], areas: Sequence[Area]) -> Sheet:
    """Return how many listings name each area for each topic, and how many come from wider ones."""
    told = tuple(groups)
    columns = tuple(Column(area.slug, area.name, _("wider")) for area in areas)
    warm = _warmest(told, areas)
    rows = tuple(row for group in told for row in _show_group(group, areas, warm))
    return Sheet(
        "topics",
        _("Topics by area"),
        _(
            "How many listings name the area, or a part of it. “Wider” is what comes on top from "
            "areas around it, such as helplines for all of Scotland."
        ),
        _("Topic"),
        columns,
        rows,
        (
            _("Most listings help with several topics, so columns do not add up."),
            _(
                "A row in bold is one of the six needs of Glasgow’s strategy. It counts a listing "
                "once for all its topics."
            ),
            _("A listing is not a measure of how many families it can help, or how soon."),
        ),
    )


def _show_group(group: NeedGroup, areas: Sequence[Area], warm: int) -> Iterator[Row]:
    """Yield the row of a mapped need, and then one for each of its topics."""
    needs = tuple(row.need.slug for row in group.topics)
    together = tuple(_count_area(group.cells[a.slug], a, needs, 0) for a in areas)
    yield Row(f"mapped:{group.name}", group.name, together, is_sum=True)
    for row in group.topics:
        slug = row.need.slug
        cells = tuple(_count_area(row.cells[a.slug], a, (slug,), warm) for a in areas)
        yield Row(slug, row.need.title, cells)


def show_answers(
    area: Area, circle: Circle, helping: Helping, now: datetime, policy: Policy
) -> Sheet:
    """Return what the listings of an area answer to every question."""
    services = helping.own if circle == "own" else helping.all
    columns = (
        Column("yes", _("Yes")),
        Column("no", _("No")),
        Column("not known", _("Not known")),
        Column("about", _("What counts as a yes")),
    )
    rows = []
    for question in QUESTIONS:
        split = ask(question, services, now, policy)
        cells = (
            count(split.those(said), Behind(area.slug, circle, (), question.key, said))
            for said in SAID
        )
        about = Cell("words", text=_(question.about))
        rows.append(Row(question.key, _(question.title), (*cells, about)))
    return Sheet(
        "answers",
        _("When, how and for whom"),
        say_circle(area, circle, len(services)),
        _("Question"),
        columns,
        tuple(rows),
        (
            _(
                "“Not known” is a column of its own: it may be a yes or a no, so no share is "
                "worked out. The shorter that column, the more the rest can tell you."
            ),
            _("Times are those of an ordinary week. Bank holidays are left out."),
        ),
    )


def show_topic_answers(
    area: Area, circle: Circle, helping: Helping, catalogue: Catalogue, now: datetime
) -> Sheet:
    """Return, for each topic in an area, how many listings say yes to what is often asked."""
    asked = tuple(BY_KEY[key] for key in OFTEN_ASKED)
    columns = (
        Column("listings", _("Listings")),
        *(Column(q.key, _(q.title), _("not known")) for q in asked),
    )
    services = helping.own if circle == "own" else helping.all
    by_need = sort_by_need(services)
    splits = {q.key: _sort_split(ask(q, services, now, catalogue.checking)) for q in asked}
    rows = []
    for need in catalogue.needs.values():
        scope = Behind(area.slug, circle, (need.slug,))
        answers = (_count_answer(key, split, scope) for key, split in splits.items())
        rows.append(
            Row(need.slug, need.title, (count(by_need.get(need.slug, ()), scope), *answers))
        )
    return Sheet(
        "topic_answers",
        _("Each topic, when and how"),
        _("How many say yes. What is not known stands beside it; the rest say no."),
        _("Topic"),
        columns,
        tuple(rows),
    )


def say_circle(area: Area, circle: Circle, total: int) -> str:
    """Return which listings are looked at, and how many they are."""
    said = (
        ngettext(
            "Of {number} listing that names {area} or a part of it.",
            "Of {number} listings that name {area} or a part of it.",
            total,
        )
        if circle == "own"
        else ngettext(
            "Of {number} listing that families in {area} can use.",
            "Of {number} listings that families in {area} can use.",
            total,
        )
    )
    return said.format(number=write_number(total), area=say_area(area))


def _count_area(helping: Helping, area: Area, needs: tuple[str, ...], most: int) -> Cell:
    own, wider = helping.own, helping.wider
    return Cell(
        "count",
        len(own),
        more=len(wider),
        services=own,
        behind=Behind(area.slug, "own", needs),
        more_services=wider,
        more_behind=Behind(area.slug, "wider", needs),
        heat=-(-WARMEST * len(own) // most) if most else 0,
    )


def _sort_split(split: Split) -> tuple[ByNeed, ByNeed]:
    """Return by need who said yes, and of whom it is not known."""
    return sort_by_need(split.yes), sort_by_need(split.not_known)


def _count_answer(key: str, split: tuple[ByNeed, ByNeed], scope: Behind) -> Cell:
    yes, unknown = (sorted_by.get(scope.needs[0], ()) for sorted_by in split)
    return Cell(
        "count",
        len(yes),
        more=len(unknown),
        services=yes,
        behind=replace(scope, question=key, said="yes"),
        more_services=unknown,
        more_behind=replace(scope, question=key, said="not known"),
    )


def _warmest(groups: Iterable[NeedGroup], areas: Sequence[Area]) -> int:
    """Return the most listings that any topic has in any of some areas."""
    return max(
        (len(row.cells[a.slug].own) for g in groups for row in g.topics for a in areas), default=0
    )
