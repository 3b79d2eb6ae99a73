"""Turns Ordnance Survey eastings and northings into latitude and longitude.

The method and constants are those of Ordnance Survey, "A guide to coordinate systems in Great
Britain", annexes B and C, and the Helmert datum change of its section 6.6 run backwards. OS gives
the change an error of about 5 metres, less than a postcode's own width.
"""

import math
from dataclasses import dataclass

from app.places.points import Point

SCALE_ON_MERIDIAN = 0.9996012717
TRUE_ORIGIN_LAT = math.radians(49)
TRUE_ORIGIN_LON = math.radians(-2)
TRUE_ORIGIN_EAST = 400_000.0
TRUE_ORIGIN_NORTH = -100_000.0
CLOSE_ENOUGH_M = 0.00001
ARC_SECOND = math.radians(1 / 3600)


@dataclass(frozen=True, slots=True)
class Ellipsoid:
    """Semi-axes in metres."""

    a: float
    b: float

    @property
    def e2(self) -> float:
        return 1 - (self.b / self.a) ** 2


AIRY = Ellipsoid(6_377_563.396, 6_356_256.909)
WGS84 = Ellipsoid(6_378_137.0, 6_356_752.3142)

Metres3 = tuple[float, float, float]


def point_of_grid(easting: float, northing: float) -> Point:
    """Return the WGS84 point of a National Grid reference in metres."""
    lat, lon = _geodetic(easting, northing)
    lat, lon = _from_cartesian(_to_wgs84(_to_cartesian(lat, lon, AIRY)), WGS84)
    return Point(round(math.degrees(lat), 6), round(math.degrees(lon), 6))


def _meridian_arc(lat: float) -> float:
    """Return the distance along the meridian from the true origin (guide, equation C3)."""
    n = (AIRY.a - AIRY.b) / (AIRY.a + AIRY.b)
    minus, plus = lat - TRUE_ORIGIN_LAT, lat + TRUE_ORIGIN_LAT
    first = (1 + n + 1.25 * n**2 + 1.25 * n**3) * minus
    second = (3 * n + 3 * n**2 + 2.625 * n**3) * math.sin(minus) * math.cos(plus)
    third = (1.875 * (n**2 + n**3)) * math.sin(2 * minus) * math.cos(2 * plus)
    fourth = 35 / 24 * n**3 * math.sin(3 * minus) * math.cos(3 * plus)
    return AIRY.b * SCALE_ON_MERIDIAN * (first - second + third - fourth)


def _foot_latitude(northing: float) -> float:
    north = northing - TRUE_ORIGIN_NORTH
    lat = TRUE_ORIGIN_LAT
    for _ in range(20):
        missing = north - _meridian_arc(lat)
        lat += missing / (AIRY.a * SCALE_ON_MERIDIAN)
        if abs(missing) < CLOSE_ENOUGH_M:
            break
    return lat


def _geodetic(easting: float, northing: float) -> tuple[float, float]:
    """Return latitude and longitude in radians on the Airy ellipsoid (guide, section C.2)."""
    foot = _foot_latitude(northing)
    sine2, tan = math.sin(foot) ** 2, math.tan(foot)
    tan2, sec = tan * tan, 1 / math.cos(foot)
    nu = AIRY.a * SCALE_ON_MERIDIAN / math.sqrt(1 - AIRY.e2 * sine2)
    rho = nu * (1 - AIRY.e2) / (1 - AIRY.e2 * sine2)
    eta2 = nu / rho - 1
    vii = tan / (2 * rho * nu)
    viii = tan / (24 * rho * nu**3) * (5 + 3 * tan2 + eta2 - 9 * tan2 * eta2)
    ix = tan / (720 * rho * nu**5) * (61 + 90 * tan2 + 45 * tan2**2)
    x = sec / nu
    xi = sec / (6 * nu**3) * (nu / rho + 2 * tan2)
    xii = sec / (120 * nu**5) * (5 + 28 * tan2 + 24 * tan2**2)
    xiia = sec / (5040 * nu**7) * (61 + 662 * tan2 + 1320 * tan2**2 + 720 * tan2**3)
    east = easting - TRUE_ORIGIN_EAST
    lat = foot - vii * east**2 + viii * east**4 - ix * east**6
    lon = TRUE_ORIGIN_LON + x * east - xi * east**3 + xii * east**5 - xiia * east**7
    return lat, lon


def _to_cartesian(lat: float, lon: float, shape: Ellipsoid) -> Metres3:
    nu = shape.a / math.sqrt(1 - shape.e2 * math.sin(lat) ** 2)
    flat = nu * math.cos(lat)
    return flat * math.cos(lon), flat * math.sin(lon), (1 - shape.e2) * nu * math.sin(lat)


def _to_wgs84(at: Metres3) -> Metres3:
    """Move from OSGB36 to WGS84 (guide, section 6.6, every sign reversed)."""
    x, y, z = at
    scale = 1 - 20.4894e-6
    rx, ry, rz = 0.1502 * ARC_SECOND, 0.2470 * ARC_SECOND, 0.8421 * ARC_SECOND
    return (
        446.448 + scale * x - rz * y + ry * z,
        -125.157 + rz * x + scale * y - rx * z,
        542.060 - ry * x + rx * y + scale * z,
    )


def _from_cartesian(at: Metres3, shape: Ellipsoid) -> tuple[float, float]:
    x, y, z = at
    flat = math.hypot(x, y)
    lat = math.atan2(z, flat * (1 - shape.e2))
    for _ in range(6):
        nu = shape.a / math.sqrt(1 - shape.e2 * math.sin(lat) ** 2)
        lat = math.atan2(z + shape.e2 * nu * math.sin(lat), flat)
    return lat, math.atan2(y, x)
