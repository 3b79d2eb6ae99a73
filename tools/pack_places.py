"""Turns a folder of measured postcode figures into the small files the places room carries.

Run as `python tools/pack_places.py FOLDER`. The folder holds the sector, district, zone and
postcode tables that docs/places.md names. Only worked-out figures are written: points, radii
and shares of sectors, districts and named areas. No postcode list leaves this script.
"""

import csv
import gzip
import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).parent.parent / "app" / "places" / "data"
LEAST_SHARE = 0.10  # a locality holding less of an area than this is not offered
LEAST_POSTCODES = 3
VILLAGE_REACH_M = 900
CLUSTER_M = 450
CELL_M = 250
SECTOR_COLUMNS = ("ne", "nw", "s")
GLASGOW = {"ne": "glasgow-north-east", "nw": "glasgow-north-west", "s": "glasgow-south"}
TOWN_LIST = (
    "Arbroath,Ardrossan,Beith,Broxburn,Dalry,Dunfermline,Elgin,Fraserburgh,Galashiels,Girvan,"
    "Glenrothes,Hawick,Inverness,Irvine,Kilbirnie,Kilmarnock,Kilwinning,Kilsyth,Kirkcaldy,Largs,"
    "Larkhall,Methil,Paisley,Peterhead,Port Glasgow,Saltcoats,Stevenston,Ayr,Greenock,Gourock,"
    "Livingston,Corstorphine,Blairgowrie,Lanark,Bathgate"
)
TOWNS = tuple(TOWN_LIST.split(","))
TAIL = re.compile(
    r"\s+(North|South|East|West|Central|Centre|Northeast|Northwest|Southeast|Southwest|South West"
    r"|North West|North East|South East|Rural|Landward|Area|Town|Town Centre|Upper|Lower|Mid"
    r"|Middle|seaward|Upper Central|Upper East|West Area|East Area|Rural SE)$"
)
HEAD = re.compile(r"^(North|South|East|West|Central|Old|Upper|Lower|High|Low|Greater)\s+(?=\w{4})")
NOT_NAME_LIST = (
    "university,town centre,central,docks,irh,academy,seaward,rural,rural north,north,south,east,"
    "west,upper,upper east,upper central,village,harbour,city,town,mains,mainland,inch,"
    "area,end,old,the,mid,craigs,town park,park,centre,point,highland,isles,northern,southern,"
    "south inch,upper and west,upper east/central,rural se,high,low,new,south west,west central,"
    "east central,central-academy,berryh,cathedral to ashgrove,newcastle,grangemouth old,"
    "clovernfords area,liliesleaf area,tweedbank area,newtown area,bay,quarter"
)
NOT_NAMES = frozenset(NOT_NAME_LIST.split(","))
SPELLING = {"Blantytre": "Blantyre", "Clovernfords": "Clovenfords"}

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Spot:
    """One live postcode, as far as measuring an area needs it."""

    lat: float
    lon: float
    council: str
    zone: str
    locality: str
    ward_locality: str
    cell: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Measured:
    """An area worked out from its postcodes."""

    lat: float
    lon: float
    radius_m: int
    localities: tuple[str, ...]

    def columns(self) -> tuple[str, ...]:
        return (
            f"{self.lat:.5f}",
            f"{self.lon:.5f}",
            str(self.radius_m),
            " ".join(self.localities),
        )


def rows(path: Path) -> Iterator[Row]:
    """Yield the rows of a CSV file with a header, gzipped or not."""
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
    yield from csv.DictReader(text.splitlines())


def write(path: Path, header: str, body: Iterable[tuple[str, ...]]) -> None:
    """Write a CSV that is the same bytes every time (gzip without a date)."""
    text = "\n".join([header, *(",".join(row) for row in body)]) + "\n"
    data = text.encode()
    path.write_bytes(gzip.compress(data, 9, mtime=0) if path.suffix == ".gz" else data)


def metres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the flat distance in metres: good to 0.5 % over one council."""
    north = (a[0] - b[0]) * 111_320
    east = (a[1] - b[1]) * 111_320 * math.cos(math.radians((a[0] + b[0]) / 2))
    return math.hypot(north, east)


def offered(main: Counter[str], ward: Counter[str], least: float) -> tuple[str, ...]:
    """Return localities holding `least` of the postcodes on either definition, likeliest first."""
    total = main.total()
    names = [n for n in main | ward if max(main[n], ward[n]) >= least * total]
    return tuple(sorted(names, key=lambda n: (-main[n], -ward[n], n)))


def middle(spots: list[Spot]) -> tuple[float, float]:
    return sum(s.lat for s in spots) / len(spots), sum(s.lon for s in spots) / len(spots)


def measure(
    spots: list[Spot], least: float = LEAST_SHARE, at: tuple[float, float] | None = None
) -> Measured:
    """Return the middle (or the point given), 90 % radius and localities of some postcodes."""
    lat, lon = at or middle(spots)
    reach = sorted(metres((lat, lon), (s.lat, s.lon)) for s in spots)
    ward = Counter(s.ward_locality for s in spots if s.ward_locality)
    main = Counter(s.locality for s in spots)
    return Measured(lat, lon, round(reach[int(0.9 * (len(reach) - 1))]), offered(main, ward, least))


def read_spots(folder: Path) -> list[Spot]:
    """Return every live Scottish postcode whose point is not a sorting office."""
    zone = {
        r["data_zone_2011"]: r["intermediate_zone_2011"]
        for r in rows(folder / "datazone2011_locality.csv.gz")
    }
    return [
        Spot(
            float(r["lat"]),
            float(r["lon"]),
            r["council_code"],
            zone.get(r["data_zone_2011"], ""),
            r["locality_id"],
            r["glasgow_ward_sector_id"],
            (int(r["easting"]) // CELL_M, int(r["northing"]) // CELL_M),
        )
        for r in rows(folder / "scotland_postcodes.csv.gz")
        if not r["flag"]
    ]


def shares(row: Row) -> Counter[str]:
    """Return `a:60 b:40` as a counter."""
    return Counter(
        {n: int(p) for n, _, p in (x.partition(":") for x in row["localities_pct"].split())}
    )


def ward_shares(row: Row | None) -> Counter[str]:
    """Return the percentages of a Glasgow row on the ward definition."""
    if row is None:
        return Counter()
    live = int(row["live_postcodes"])
    return Counter({GLASGOW[c]: round(100 * int(row[f"{c}_ward"]) / live) for c in SECTOR_COLUMNS})


def part_rows(folder: Path, kind: str, areas: Iterable[Row]) -> Iterator[tuple[str, ...]]:
    """Yield packaged rows for districts or sectors, with localities where they are Scottish."""
    here = {r[kind]: r for r in rows(folder / f"scotland_{kind}_locality.csv")}
    glasgow = {r[kind]: r for r in rows(folder / f"glasgow_{kind}_locality.csv")}
    for area in areas:
        code = area["outcode" if kind == "district" else "sector"]
        local = here.get(code)
        yield (
            code,
            area["lat"],
            area["lon"],
            str(round(float(area["radius_p90_m"]))),
            "S" if local else main_country(area),
            local["council_code"] if local else "",
            " ".join(offered(shares(local), ward_shares(glasgow.get(code)), 0.1)) if local else "",
        )


def main_country(area: Row) -> str:
    """Return the country holding most of the postcodes: E, W or S."""
    return (area["district_codes_pct"] or area["country"])[0]


def pack_parts(folder: Path) -> None:
    """Write districts of Great Britain, and the sectors of districts that reach Scotland."""
    header = "code,lat,lon,radius_m,country,council,localities"
    areas = [r for r in rows(folder / "uk_outcodes.csv") if r["country"] != "N"]
    districts = list(part_rows(folder, "district", areas))
    write(DATA / "districts.csv.gz", header, districts)
    scottish = {r[0] for r in districts if r[4] == "S"}
    sectors = (r for r in rows(folder / "gb_sectors.csv.gz") if r["sector"].split()[0] in scottish)
    write(DATA / "sectors.csv.gz", header, part_rows(folder, "sector", sectors))


def bare(piece: str) -> str:
    """Return a name without its trailing compass words: 'Easterhouse East' is 'Easterhouse'."""
    while (shorter := TAIL.sub("", piece)) != piece and shorter.lower() not in NOT_NAMES:
        piece = shorter
    return piece


def pieces(zone: str) -> Iterator[str]:
    """Yield every name a zone's own name holds, itself first."""
    yield re.sub(r",? and ", " and ", zone.replace(",", ""))
    for wrong, right in SPELLING.items():
        zone = zone.replace(wrong, right)
    flat = re.sub(r"\s*\(([^)]*)\)", r", \1", zone)
    for part in re.split(r",\s*and |,\s*| and | & |/| - ", flat):
        piece = re.sub(r"^the (?=[A-Z])", "", part.strip())
        yield piece
        short = bare(piece)
        yield short
        for town in TOWNS:
            if short.startswith(town + " "):
                yield town
                yield bare(short.removeprefix(town + " "))


def usable(name: str) -> bool:
    return len(name) > 2 and name.lower() not in NOT_NAMES and not re.match(r"IZ\d", name)


def zone_names(folder: Path) -> dict[tuple[str, str], set[str]]:
    """Return (council, name) -> zones, with 'North Barlanark' joined to 'Barlanark'."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows(folder / "scotland_neighbourhoods.csv"):
        for name in filter(usable, pieces(row["name"])):
            found[row["council_code"], name].add(row["intermediate_zone_2011"])
    stems: dict[tuple[str, str], set[str]] = defaultdict(set)
    for council, name in found:
        if (stem := HEAD.sub("", name)) != name and usable(stem):
            stems[council, stem].add(name)
    for (council, stem), names in stems.items():
        if (council, stem) in found or len(names) > 1:
            found[council, stem] |= set().union(*(found[council, n] for n in names))
    return found


def name_rows(folder: Path, spots: list[Spot]) -> Iterator[tuple[str, ...]]:
    """Yield councils, localities and neighbourhoods as (name, council, lat, lon, radius, ...)."""
    zones: dict[str, list[Spot]] = defaultdict(list)
    councils: dict[str, list[Spot]] = defaultdict(list)
    localities: dict[str, list[Spot]] = defaultdict(list)
    for spot in spots:
        zones[spot.zone].append(spot)
        councils[spot.council].append(spot)
        localities[spot.locality].append(spot)
    for row in rows(folder / "councils.csv"):
        code = row["council_code"]
        yield row["council_name"], code, *measure(councils[code], 0.005).columns()
    taken = set()
    for (council, name), codes in sorted(zone_names(folder).items()):
        inside = [s for c in codes for s in zones[c] if s.council == council]
        if len(inside) >= LEAST_POSTCODES:
            taken.add((council, name.lower()))
            yield name, council, *measure(inside).columns()
    for row in rows(folder / "hscp_localities.csv"):
        inside = localities[row["locality_id"]]
        council = Counter(s.council for s in inside).most_common(1)[0][0]
        name = re.sub(r"[(),/]+", " ", row["locality_name"]).replace("  ", " ").strip()
        if usable(name) and (council, name.lower()) not in taken:
            yield name, council, *measure(inside).columns()


def settle(start: tuple[float, float], spots: list[Spot]) -> tuple[float, float]:
    """Return the middle of the cluster of postcodes nearest to a rough point (mean shift)."""
    nearest = min(spots, key=lambda s: metres(start, (s.lat, s.lon)))
    here = (nearest.lat, nearest.lon)
    for _ in range(20):
        near = [s for s in spots if metres(here, (s.lat, s.lon)) <= CLUSTER_M]
        here = middle(near)
    return here


def measure_village(row: Row, spots: list[Spot]) -> tuple[str, ...]:
    """Return a village's row with its radius and localities.

    A new row (no radius yet) has only a rough point: it moves to the nearest cluster.
    """
    inside = [s for s in spots if s.council == row["council"]]
    rough = (float(row["lat"]), float(row["lon"]))
    here = rough if row["radius_m"] else settle(rough, inside)
    near = [s for s in inside if metres(here, (s.lat, s.lon)) <= VILLAGE_REACH_M]
    moved = round(metres(rough, here))
    sys.stdout.write(f"{row['name']}: {len(near)} postcodes, moved {moved} m\n")
    if len(near) < LEAST_POSTCODES or moved > VILLAGE_REACH_M * 1.5:
        sys.exit(f"{row['name']}: no village found at {rough}")
    return (row["name"], row["council"], *measure(near, at=here).columns())


def measure_villages(spots: list[Spot]) -> None:
    """Rewrite villages.csv with measured points; a new row needs only a name and a rough point."""
    path = DATA / "villages.csv"
    body = [measure_village(row, spots) for row in rows(path)]
    write(path, "name,council,lat,lon,radius_m,localities", body)


def council_rows(folder: Path) -> Iterator[tuple[str, ...]]:
    """Yield (code, name, localities of that council)."""
    by_hscp: dict[str, list[str]] = defaultdict(list)
    for row in rows(folder / "hscp_localities.csv"):
        by_hscp[row["hscp_name"]].append(row["locality_id"])
    for row in rows(folder / "councils.csv"):
        localities = by_hscp[row["hscp_name"]]
        yield row["council_code"], row["council_name"], " ".join(localities)


def cell_rows(spots: list[Spot]) -> Iterator[tuple[str, ...]]:
    """Yield each cell of the National Grid with homes in it: its middle, council and postcodes."""
    cells: dict[tuple[str, tuple[int, int]], list[Spot]] = defaultdict(list)
    for spot in spots:
        cells[spot.council, spot.cell].append(spot)
    for (council, _), inside in sorted(cells.items()):
        lat, lon = middle(inside)
        ward = Counter(s.ward_locality for s in inside if s.ward_locality)
        main = Counter(s.locality for s in inside)
        near = " ".join(offered(main, ward, LEAST_SHARE))
        yield f"{lat:.4f}", f"{lon:.4f}", str(len(inside)), council, near


def main(folder: Path) -> None:
    """Write every packaged file that is worked out, and re-measure the villages."""
    spots = read_spots(folder)
    pack_parts(folder)
    header = "name,council,lat,lon,radius_m,localities"
    write(DATA / "names.csv.gz", header, name_rows(folder, spots))
    write(DATA / "councils.csv", "code,name,localities", council_rows(folder))
    measure_villages(spots)
    write(DATA / "cells.csv.gz", "lat,lon,postcodes,council,localities", cell_rows(spots))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
