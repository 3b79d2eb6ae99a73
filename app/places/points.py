"""Points on the ground and how far apart they are."""

import math
from dataclasses import dataclass

EARTH_RADIUS_KM = 6371.0088  # mean radius, IUGG


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the ground: WGS84 degrees, north and east positive."""

    lat: float
    lon: float


def distance_km(a: Point, b: Point) -> float:
    """Return the great-circle distance in kilometres (haversine, within 0.5 % of the truth)."""
    lat_a, lat_b = math.radians(a.lat), math.radians(b.lat)
    half_lat = (lat_b - lat_a) / 2
    half_lon = math.radians(b.lon - a.lon) / 2
    chord = math.sin(half_lat) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin(half_lon) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(chord)))
