"""The coverage pictures in words: each with a title, a description and keys in the reader's tongue.

What the pictures are drawn from is what the tables beside them say.
"""

from markupsafe import Markup

from app.language import gettext as _
from app.language import ngettext, write_date, write_number, write_share
from app.planning.coverage.other_sheets import say_placed
from app.planning.coverage.overview import Scope, walk_all, walkable
from app.planning.coverage.pictures import Bar, Mark, draw_bars, draw_map, draw_series
from app.planning.coverage.sheets import Sheet
from app.planning.coverage.tiles import lay_tiles
from app.planning.coverage.walking import about_doors
from app.planning.reach import doors_of, ground_of
from app.planning.series import Series
from app.search.directory import Directory
from app.search.reasons import lower_first, say_area


def picture_answers(answers: Sheet, name: str = "answers-bars", most: int = 11) -> Markup:
    """Return the bars of the table of answers, from its first rows."""
    bars = []
    for row in answers.rows[:most]:
        yes, no, unknown = (int(cell.number or 0) for cell in row.cells[:3])
        bars.append(Bar(row.head, yes, no, unknown))
    about = _("Each bar is all the listings: yes is solid, no is striped, not known is open.")
    told = " ".join(
        _("{what}: {yes} yes, {no} no, {unknown} not known.").format(
            what=bar.label, yes=bar.yes, no=bar.no, unknown=bar.not_known
        )
        for bar in bars
    )
    keys = (_("Yes"), _("No"), _("Not known"))
    return _as_markup(draw_bars(name, answers.title, f"{about} {told}", bars, keys))


def picture_reach(scope: Scope, directory: Directory, name: str = "reach-map") -> Markup:
    """Return the map of an area: how near every home is to a door; "" where there are no homes."""
    ground = ground_of(scope.area)
    if not ground.cells:
        return _as_markup("")
    services = walkable(scope, directory)
    sure, about = doors_of(services, directory), about_doors(services, directory)
    tiles = lay_tiles(ground, ground.nearest_km((*sure, *about)))
    keys = (
        _("Most homes have a door within a mile"),
        _("Most have one within 30 minutes’ walk"),
        _("Most are further away"),
        _("A door, at a postcode"),
        _("A door about there"),
    )
    return _as_markup(
        draw_map(name, _say_map(scope), say_reach(scope, directory), tiles, (sure, about), keys)
    )


def picture_series(series: Series) -> Markup:
    """Return the line of how the directory grew."""
    marks = [Mark(write_date(p.day), p.listings, p.checked) for p in series.points]
    last = series.points[-1]
    about = _("On {day} there are {listings} live listings, {checked} of them checked.").format(
        day=write_date(last.day),
        listings=write_number(last.listings),
        checked=write_number(last.checked),
    )
    keys = (_("Live listings"), _("Checked, and in date"))
    return _as_markup(draw_series("series-line", _("Listings over time"), about, marks, keys))


def say_reach(scope: Scope, directory: Directory) -> str:
    """Return in words what the map shows, and how much of it nobody knows."""
    walk = walk_all(scope, directory)
    said = _(
        "Of {postcodes} postcodes in {area}, {sure} have a door at a postcode within a mile, and"
        " {about} if doors “about there” count too."
    ).format(
        postcodes=write_number(walk.sure.postcodes),
        area=say_area(scope.area),
        sure=write_share(walk.sure.mile_share),
        about=write_share(walk.about.mile_share),
    )
    return f"{said} {say_placed(walk)}"


def say_listings(number: int) -> str:
    """Return a number of listings in words."""
    words = ngettext("{number} listing", "{number} listings", number)
    return words.format(number=write_number(number))


def _say_map(scope: Scope) -> str:
    area = say_area(scope.area)
    if scope.need is None:
        return _("Map: how near homes in {area} are to any help").format(area=area)
    said = _("Map: how near homes in {area} are to help with {topic}")
    return said.format(area=area, topic=lower_first(scope.need.short_title))


def _as_markup(picture: str) -> Markup:
    # The drawing kit escapes every text.
    return Markup(picture)  # noqa: S704
