"""How far the packaged figures, and an imported store, are from every live Scottish postcode.

The lists lie beside the checkout and are never part of the project, so these tests run only where
that folder is. The figures they hold to are the ones docs/places.md gives.
"""

import csv
import gzip
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.places import Gazetteer, ImportProblem, Place, Point, distance_km, import_postcodes
from app.places.grid import point_of_grid

FOLDER = Path(__file__).parents[3] / "shared" / "postcodes"
pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="needs ../shared/postcodes beside the checkout"
)
GLASGOW, SOUTH_AYRSHIRE = "S12000049", "S12000028"


@dataclass(frozen=True, slots=True)
class Known:
    postcode: str
    point: Point
    easting: int
    northing: int
    council: str
    locality: str
    flagged: bool


@dataclass(frozen=True, slots=True)
class Agreement:
    """Shares of postcodes, and metres to their true points."""

    first: float
    offered: float
    council: float
    median_m: float
    p90_m: float


def quiet(done: int, total: int) -> None:
    assert 0 <= done <= total


@pytest.fixture(scope="module")
def known() -> tuple[Known, ...]:
    text = gzip.decompress((FOLDER / "scotland_postcodes.csv.gz").read_bytes()).decode("utf-8")
    return tuple(
        Known(
            row["postcode"],
            Point(float(row["lat"]), float(row["lon"])),
            int(row["easting"]),
            int(row["northing"]),
            row["council_code"],
            row["locality_id"],
            bool(row["flag"]),
        )
        for row in csv.DictReader(text.splitlines())
    )


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    store = tmp_path_factory.mktemp("full") / "postcodes.bin"
    source = FOLDER / "scotland_postcodes.csv.gz"
    count = import_postcodes(source, store, quiet)
    assert count == 161_454
    return Gazetteer.packaged(store)


def agreement(gazetteer: Gazetteer, rows: list[Known]) -> Agreement:
    found = [gazetteer.find(row.postcode) for row in rows]
    pairs = [
        (place, row) for place, row in zip(found, rows, strict=True) if isinstance(place, Place)
    ]
    assert len(pairs) == len(rows)
    away = sorted(1000 * distance_km(place.point, row.point) for place, row in pairs)

    def share(test: Callable[[Place, Known], bool]) -> float:
        return sum(test(place, row) for place, row in pairs) / len(pairs)

    return Agreement(
        first=share(lambda place, row: place.localities[:1] == (row.locality,)),
        offered=share(lambda place, row: row.locality in place.localities),
        council=share(lambda place, row: place.council == row.council),
        median_m=statistics.median(away),
        p90_m=away[int(0.9 * len(away))],
    )


def chosen(known: tuple[Known, ...], council: str) -> list[Known]:
    return [
        row for n, row in enumerate(known) if row.council == council or (not council and n % 8 == 0)
    ]


@pytest.mark.parametrize(
    ("council", "first", "offered", "in_council", "median_m", "p90_m"),
    [
        (GLASGOW, 0.96, 0.979, 0.97, 480, 990),
        (SOUTH_AYRSHIRE, 0.84, 0.98, 0.94, 1050, 5200),
        ("", 0.93, 0.98, 0.975, 900, 4600),
    ],
)
def test_packaged_sectors(
    gazetteer: Gazetteer,
    known: tuple[Known, ...],
    council: str,
    first: float,
    offered: float,
    in_council: float,
    median_m: float,
    p90_m: float,
) -> None:
    result = agreement(gazetteer, chosen(known, council))
    assert result.first >= first
    assert result.offered >= offered
    assert result.council >= in_council
    assert result.median_m <= median_m
    assert result.p90_m <= p90_m


@pytest.mark.parametrize(
    ("council", "first", "offered"),
    [(GLASGOW, 0.989, 0.999), (SOUTH_AYRSHIRE, 0.89, 0.985), ("", 0.95, 0.99)],
)
def test_an_imported_store(
    imported: Gazetteer, known: tuple[Known, ...], council: str, first: float, offered: float
) -> None:
    result = agreement(imported, chosen(known, council))
    assert result.first >= first
    assert result.offered >= offered
    assert result.council == 1.0
    assert result.p90_m < 2


def test_sorting_offices_are_marked(imported: Gazetteer, known: tuple[Known, ...]) -> None:
    glasgow = chosen(known, GLASGOW)
    wide = {row.postcode for row in glasgow if _radius(imported, row) >= 1000}
    flagged = {row.postcode for row in glasgow if row.flagged}
    assert "G2 1DU" in wide
    assert len(wide & flagged) >= 0.6 * len(flagged)
    assert len(wide - flagged) <= 0.005 * len(glasgow)


def _radius(gazetteer: Gazetteer, row: Known) -> int:
    place = gazetteer.find(row.postcode)
    return place.radius_m if isinstance(place, Place) else 0


def test_grid_to_degrees_keeps_its_promise(known: tuple[Known, ...]) -> None:
    errors = [
        1000 * distance_km(point_of_grid(row.easting, row.northing), row.point)
        for row in known[::40]
    ]
    assert statistics.median(errors) < 2
    assert max(errors) < 5


@pytest.mark.parametrize(
    ("postcode", "place", "error_m"),
    [
        ("G3 8AG", Point(55.8686, -4.2906), 120),  # Kelvingrove
        ("G51 2XD", Point(55.8532, -4.3093), 150),  # Ibrox
        ("G40 3RE", Point(55.8497, -4.2055), 180),  # Celtic Park
        ("G42 9BA", Point(55.8258, -4.2519), 200),  # Hampden
        ("G4 0SF", Point(55.8645, -4.2350), 200),  # Royal Infirmary
        ("G2 1DU", Point(55.8612, -4.2500), 600),  # City Chambers: post is handed over elsewhere
        ("KA7 1TH", Point(55.4582, -4.6258), 400),  # Ayr station
        ("KA26 9AB", Point(55.2415, -4.8565), 250),  # Girvan
        ("EH99 1SP", Point(55.9521, -3.1747), 150),  # Parliament
        ("KW15 1NX", Point(58.9816, -2.9600), 200),  # Kirkwall
    ],
)
def test_known_places(
    gazetteer: Gazetteer, imported: Gazetteer, postcode: str, place: Point, error_m: int
) -> None:
    exact, packaged = imported.find(postcode), gazetteer.find(postcode)
    assert isinstance(exact, Place)
    assert isinstance(packaged, Place)
    assert 1000 * distance_km(exact.point, place) <= error_m
    assert exact.radius_m < 1000 or postcode == "G2 1DU"
    assert not packaged.settled
    assert 1000 * distance_km(packaged.point, exact.point) <= 1.6 * packaged.radius_m


@pytest.mark.parametrize(
    "name",
    [
        "codepoint_2020-08_g.csv",
        "codepoint_2025-11_g.csv",
        "nspl_2021-11.csv",
        "onspd_2025-11.csv",
        "spd_largeuser_2021_noheader.csv",
        "spd_smalluser_2021_noheader.csv",
    ],
)
def test_rows_of_the_real_downloads(name: str, tmp_path: Path) -> None:
    assert import_postcodes(FOLDER / "formats" / name, tmp_path / "store.bin", quiet) > 0


@pytest.mark.parametrize("name", ["onspd_2018-05.csv", "onspd_2024-08.csv"])
def test_english_rows_of_the_real_downloads_are_understood(name: str, tmp_path: Path) -> None:
    with pytest.raises(ImportProblem, match="no Scottish postcodes"):
        import_postcodes(FOLDER / "formats" / name, tmp_path / "store.bin", quiet)


def test_looking_up_is_quick(imported: Gazetteer, known: tuple[Known, ...]) -> None:
    some = [row.postcode for row in known[::100]]
    began = time.perf_counter()
    for postcode in some:
        imported.find(postcode)
    assert (time.perf_counter() - began) / len(some) < 0.0005
