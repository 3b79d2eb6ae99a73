"""Asks a postcodes.io-compatible server for a whole postcode, where an operator switches it on.

Only the postcode is sent. Whatever goes wrong, the answer is None and packaged data stand in.
"""

import json
from dataclasses import dataclass
from urllib.parse import quote

import httpx

from app.places.findings import Country, Place
from app.places.points import Point
from app.places.store import USUAL_RADIUS_M

TIMEOUT = httpx.Timeout(1.5, connect=1.0)  # seconds: a family is waiting
COUNTRY_OF_NAME: dict[str, Country] = {
    "Scotland": "S",
    "England": "E",
    "Wales": "W",
    "Northern Ireland": "N",
}


@dataclass(frozen=True, slots=True)
class RemotePostcodes:
    """A postcode server at `base`, such as 'https://postcodes.example'."""

    base: str
    client: httpx.Client

    @classmethod
    def at(cls, base: str, transport: httpx.BaseTransport | None = None) -> "RemotePostcodes":
        """Return a server that is asked with short timeouts and never followed elsewhere."""
        client = httpx.Client(timeout=TIMEOUT, follow_redirects=False, transport=transport)
        return cls(base.rstrip("/"), client)

    def look_up(self, postcode: str) -> Place | None:
        """Return a whole postcode ('G51 2QP') as a place without localities, or None."""
        try:
            answer = self.client.get(f"{self.base}/postcodes/{quote(postcode, safe='')}")
            return _place(postcode, answer.json()) if answer.status_code == 200 else None
        except (httpx.HTTPError, httpx.InvalidURL, json.JSONDecodeError, UnicodeError):
            return None

    def close(self) -> None:
        """Close the connections."""
        self.client.close()


def _place(postcode: str, answer: object) -> Place | None:
    result = answer.get("result") if isinstance(answer, dict) else None
    if not isinstance(result, dict) or result.get("postcode") != postcode:
        return None
    point = _point(result.get("latitude"), result.get("longitude"))
    country = COUNTRY_OF_NAME.get(str(result.get("country")))
    if point is None or country is None:
        return None
    codes = result.get("codes")
    council = codes.get("admin_district") if isinstance(codes, dict) else None
    return Place(
        label=postcode,
        kind="postcode",
        point=point,
        radius_m=USUAL_RADIUS_M,
        localities=(),
        council=council if isinstance(council, str) else None,
        country=country,
        settled=True,
    )


def _point(lat: object, lon: object) -> Point | None:
    """Return a point of the British Isles, or None for anything else."""
    if not isinstance(lat, int | float) or not isinstance(lon, int | float):
        return None
    return Point(float(lat), float(lon)) if 49 < lat < 61 and -9 < lon < 2 else None
