"""Walking distance, growth over time and families' voices, as tables."""

from collections.abc import Iterable, Mapping
from datetime import date

from app.content.areas import Area
from app.language import gettext as _
from app.language import mark, ngettext, write_date, write_number
from app.planning.coverage.behind import Behind
from app.planning.coverage.sheets import Cell, Column, Row, Sheet, count, number, say, share
from app.planning.coverage.walking import PLACED, Placed, TopicWalk, Walk
from app.planning.coverage.wants import Saying, Total, Want
from app.planning.series import Series
from app.search.reasons import say_area

PLACED_WORDS: dict[Placed, str] = {
    "postcode": mark("At a postcode"),
    "about": mark("Neighbourhood only: about there"),
    "no door": mark("By phone, online or at home: no door needed"),
    "hidden": mark("Place kept secret"),
    "lost": mark("No place told, so not on the map"),
}


def show_walks(area: Area, walks: Iterable[TopicWalk], is_exact: bool) -> Sheet:
    """Return the reach of each topic in an area; `is_exact` with full postcodes imported."""
    columns = (
        Column("mile_sure", _("Within a mile, at a postcode")),
        Column("mile_about", _("Within a mile, with “about there”")),
        Column("walk_sure", _("Within 30 minutes, at a postcode")),
        Column("walk_about", _("Within 30 minutes, with “about there”")),
        *(Column(placed, _(PLACED_WORDS[placed])) for placed in ("postcode", "about", "lost")),
    )
    rows = tuple(Row(each.need.slug, each.need.title, _walk_cells(each, area)) for each in walks)
    lead = _("The share of the postcodes of {area} with a door near enough, in a straight line.")
    return Sheet(
        "reach",
        _("Near enough to walk"),
        lead.format(area=say_area(area)),
        _("Topic"),
        columns,
        rows,
        explain_walks(is_exact),
    )


def explain_walks(is_exact: bool) -> tuple[str, ...]:
    """Return what a share of postcodes is, and what it is not."""
    where = (
        _("A door stands at its postcode.")
        if is_exact
        else _(
            "Full postcodes are not imported here, so a door stands at the middle of its "
            "postcode sector, such as G51 2."
        )
    )
    return (
        _(
            "Lines are straight: 1 mile, or 2.4 km for 30 minutes on foot at 4.8 km an hour. "
            "Nothing is added for bends, rivers or hills, so fewer can really walk it."
        ),
        f"{where} "
        + _(
            "“About there” puts a door at the middle of its neighbourhood, which can "
            "be too kind or too strict."
        ),
        _(
            "Each postcode counts as one: some 15 homes, some more, some a business. Homes are "
            "known to squares of 250 metres, and a square on the edge is in both areas."
        ),
        _("A door in reach may be full, shut that day, or for somebody else."),
    )


def show_placed(area: Area, walk: Walk, needs: tuple[str, ...]) -> Sheet:
    """Return how the listings for an area stand on its map."""
    rows = tuple(
        Row(
            placed,
            _(PLACED_WORDS[placed]),
            (count(walk.placed[placed], Behind(area.slug, "all", needs, placed=placed)),),
        )
        for placed in PLACED
    )
    lead = _("Of all that families in {area} can use.").format(area=say_area(area))
    columns = (Column("listings", _("Listings")),)
    return Sheet("placed", _("What is on the map"), lead, _("Where"), columns, rows)


def show_series(series: Series) -> Sheet:
    """Return the directory's growth, newest last."""
    columns = (
        Column("listings", _("Listings")),
        Column("checked", _("Checked, and in date")),
        Column("share", _("Share checked")),
    )
    rows = tuple(
        Row(
            point.day.isoformat(),
            write_date(point.day),
            (number(point.listings), number(point.checked), share(point.checked_share)),
        )
        for point in series.points
    )
    notes = [
        _("Each figure is what the saved files said when the month ended, whoever changed them."),
        _("A check is in date until its next day, or for a year if it names none."),
    ]
    if len(series.points) < 2:
        notes.append(_("There is no month before this one in the history of the files."))
    if not series.is_whole:
        notes.append(_("Older months are still being read. Load this page again in a moment."))
    lead = _("Live listings, and how many of them a planner has checked.")
    return Sheet("series", _("Over time"), lead, _("Day"), columns, rows, tuple(notes))


def show_wants(area: Area, wants: Iterable[Want], since: date) -> Sheet:
    """Return what families searched for since a day, beside what there is."""
    columns = (
        Column("missed", _("Nothing matched")),
        Column("found", _("Something matched")),
        Column("crisis", _("Danger was heard")),
        Column("listings", _("Listings"), _("wider")),
    )
    rows = tuple(
        Row(
            want.need.slug,
            want.need.title,
            (
                *(_total(want.endings[e]) for e in ("nothing exact", "found", "crisis")),
                _supply(want, area),
            ),
        )
        for want in wants
    )
    lead = _("Searches by families in {area} since {day}, and the listings there are.")
    return Sheet(
        "wants",
        _("Looked for, and not found"),
        lead.format(area=say_area(area), day=write_date(since)),
        _("Topic"),
        columns,
        rows,
        (
            _("Numbers of 1 to 4 are hidden, so that nobody can be told from them."),
            _(
                "A search is not a family: one may search often, and most never do. Searches "
                "without a place are in no area."
            ),
        ),
    )


def show_sayings(
    area: Area, sayings: Iterable[Saying], words: Mapping[tuple[str, str], str]
) -> Sheet:
    """Return what families of an area told us, most often first, in the words pages use for it."""
    rows = tuple(
        Row(
            f"{saying.question} {saying.choice}".strip(),
            _(words.get((saying.question, saying.choice), saying.choice)),
            (_total(saying.times),),
        )
        for saying in sayings
    )
    lead = _("What families of {area} told us by one tap, as long as it is kept.")
    return Sheet(
        "sayings",
        _("What families said"),
        lead.format(area=say_area(area)),
        _("Answer"),
        (Column("times", _("Times")),),
        rows,
        (_("Few families answer, and those who do may differ from the rest."),),
    )


def say_total(total: Total) -> str:
    """Return a sum in words where some of it is hidden; "" where the number says it all."""
    if not total.hidden:
        return ""
    if total.shown:
        return _("{number} or more").format(number=write_number(total.shown))
    return _("fewer than 5") if total.hidden == 1 else _("a few")


def say_placed(walk: Walk) -> str:
    """Return how many listings a map leaves out, and why."""
    lost, hidden = walk.unplaced, len(walk.placed["hidden"])
    said = ngettext(
        "{number} listing may have a door that we know nothing of, so it is not on the map.",
        "{number} listings may have a door that we know nothing of, so they are not on the map.",
        lost,
    ).format(number=write_number(lost))
    if not hidden:
        return said
    secret = ngettext("{number} place is kept secret.", "{number} places are kept secret.", hidden)
    return f"{said} {secret.format(number=write_number(hidden))}"


def _walk_cells(each: TopicWalk, area: Area) -> tuple[Cell, ...]:
    walk, needs = each.walk, (each.need.slug,)
    shares = (
        (walk.sure, walk.sure.mile_share),
        (walk.about, walk.about.mile_share),
        (walk.sure, walk.sure.half_hour_share),
        (walk.about, walk.about.half_hour_share),
    )
    told: tuple[Placed, ...] = ("postcode", "about", "lost")
    return (
        *(share(value) if reach.doors else say(_("no door")) for reach, value in shares),
        *(
            count(walk.placed[placed], Behind(area.slug, "all", needs, placed=placed))
            for placed in told
        ),
    )


def _total(total: Total) -> Cell:
    return number(None if total.hidden else total.shown, say_total(total))


def _supply(want: Want, area: Area) -> Cell:
    own, wider, needs = want.helping.own, want.helping.wider, (want.need.slug,)
    return Cell(
        "count",
        len(own),
        more=len(wider),
        services=own,
        behind=Behind(area.slug, "own", needs),
        more_services=wider,
        more_behind=Behind(area.slug, "wider", needs),
    )
