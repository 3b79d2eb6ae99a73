"""Listings that share a building, a name, and links of every kind, for the planners' pages."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path

from app.content.models import Service
from app.planning.buildings import find_buildings
from app.planning.link_results import LINK_BOOK, LinkBook, LinkResult, follow
from app.planning.links import Found
from app.web.presenters import read_out
from app.web.wording import say_where
from tests.fetching.waiting import MOMENT

_HEAD = """
- id: {name}
  name: {title}
  provider: {provider}
  summary: We eat together and talk.
  needs: [food]
  areas: [{area}]
"""
_PLACE = """
  places:
    - name: Old Hall
      neighbourhood: Govan
      postcode: G51 3UU
"""


def _write(name: str, title: str, area: str, rest: str, provider: str = "Good Neighbours") -> str:
    head = _HEAD.format(name=name, title=title, area=area, provider=provider)
    return head.rstrip() + "\n" + rest.strip("\n") + "\n  edited: 2026-11-01\n"


EXTRA = "".join(
    (
        _write(
            "hall-cafe",
            "Hall café",
            "glasgow-south",
            "  contacts:\n    - phone: 116 123\n      hours: Mon-Fri 9:00-17:00\n"
            "    - website: https://cafe.example.org/old" + _PLACE + "  hours: Mon-Thu 9:00-16:30",
        ),
        _write(
            "hall-club",
            "Hall club",
            "glasgow-south",
            "  contacts:\n    - website: https://club.example.org/gone\n"
            + _PLACE.strip("\n")
            + "\n    - postcode: G51 3UT\n      hours: Sat 10:00-12:00",
        ),
        _write(
            "hall-quiet",
            "Hall quiet room",
            "glasgow",
            "  contacts:\n    - phone: 0845 123 4567\n    - website: https://quiet.example.org/"
            + _PLACE,
        ),
        _write(
            "the-hall-cafe",
            "The Hall Café",
            "glasgow-south",
            "  contacts:\n    - website: https://www.cafe.example.org/old",
            provider="A church",
        ),
    )
)
ALL_IN_HALL = ("hall-cafe", "hall-club", "hall-quiet")


def write_book(var: Path) -> LinkBook:
    """Write what links said: one moved, one dead, one that failed once, one that was not asked."""
    day = MOMENT - timedelta(days=9)
    dead = follow(LinkResult(day, Found("gone", 404), day.date(), day.date()), _GONE, MOMENT)
    book = LinkBook(
        MOMENT,
        MOMENT,
        {
            "https://cafe.example.org/old": follow(
                None, Found("moved", 200, "https://cafe.example.org/"), MOMENT
            ),
            "https://www.cafe.example.org/old": follow(None, Found("refused", 403), MOMENT),
            "https://club.example.org/gone": dead,
            "https://quiet.example.org/": follow(None, Found("slow"), MOMENT),
        },
    )
    var.mkdir(parents=True, exist_ok=True)
    book.write(var / LINK_BOOK)
    return book


_GONE = Found("gone", 404)


def texts_of(services: Sequence[Service]) -> Iterator[str]:
    """Yield every text of some listings that is somebody's own, as our pages put it together."""
    names = [service.name for service in services]
    yield from (f"{one} / {other}" for one in names for other in names)
    yield from (building.title for building in find_buildings(services).values())
    for service in services:
        yield service.summary
        values = [contact.value for contact in service.contacts]
        yield from (*values, *map(read_out, values), "; ".join(values))
        for place in service.places:
            yield ", ".join(filter(None, (place.name, place.address, place.postcode)))
        yield "; ".join(", ".join(say_where(place)) for place in service.places)
