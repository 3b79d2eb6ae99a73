"""A directory made by hand, small enough that every figure can be counted on one's fingers."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest

from app.content.catalogue import Catalogue, make_catalogue
from app.content.loading import Loaded
from app.content.models import Service
from app.search.directory import Directory, index_catalogue
from app.search.whoosh_engine import WhooshEngines

GOVAN, GIRVAN = "G51 3UU", "KA26 9HS"
CHECKED = {"on": "2026-06-01", "how": "phone", "by": "planner", "next": "2026-12-01"}


def listing(name: str, *areas: str, **given: Any) -> Service:
    """Return a made-up listing about food, for some areas."""
    told = {
        "id": name,
        "name": name.title(),
        "provider": f"{name} trust",
        "summary": "Made up.",
        "needs": ["food"],
        "areas": list(areas),
        "edited": date(2026, 11, 1),
    }
    return Service.model_validate({**told, **given})


LISTINGS = (
    listing(
        "pantry",
        "glasgow-south",
        needs=["food", "money"],
        places=[{"postcode": GOVAN}],
        ways=["drop in"],
        hours=["Mon-Fri 9:00-19:00"],
        cost="free",
        reach_in={"how": "just turn up"},
        ages="0-5",
        level="community",
        checked=CHECKED,
    ),
    listing(
        "club",
        "glasgow-south",
        "glasgow-north-east",
        provider="Pantry  Trust",
        needs=["loneliness"],
        places=[{"neighbourhood": "Govan"}],
        ways=["group"],
        hours=["Sat 10:00-12:00"],
        cost="paid",
        reach_in={"how": "someone asks for you"},
        ages="16+",
        languages={"spoken": ["Polish"]},
    ),
    listing("van", "glasgow", ways=["in person"]),
    listing("line", "scotland", needs=["money"], ways=["phone", "online"], level="universal"),
    listing(
        "refuge",
        "glasgow-north-west",
        needs=["safety_at_home"],
        places=[{"postcode": GOVAN, "hidden": True}],
    ),
    listing("girvan", "south-ayrshire", places=[{"postcode": GIRVAN}], ways=["group"]),
    listing("old", "glasgow-south", status="paused", places=[{"postcode": GOVAN}]),
)
"""Of Glasgow: the pantry (South), the club (South, North East), the van (city) and the refuge."""


def catalogue_of(services: Iterable[Service], real: Catalogue) -> Catalogue:
    """Return a catalogue of some listings with the real needs and areas."""
    return make_catalogue(services, real.needs.values(), real.areas.values(), (), (), "made")


@pytest.fixture(scope="session")
def made(directory: Directory, tmp_path_factory: pytest.TempPathFactory) -> Directory:
    """Return a directory of the listings made by hand."""
    loaded = Loaded(catalogue_of(LISTINGS, directory.catalogue), ())
    engines = WhooshEngines(tmp_path_factory.mktemp("made"))
    return index_catalogue(loaded, directory.weights, directory.gazetteer, engines)


@pytest.fixture(scope="session")
def catalogue(made: Directory) -> Catalogue:
    return made.catalogue
