"""Places: postcodes and names become points and areas, offline, from packaged data."""

from app.places.findings import (
    Ambiguous,
    Elsewhere,
    Found,
    NotAPlace,
    Place,
    Spotted,
    UnknownPostcode,
)
from app.places.gazetteer import Gazetteer, PostcodePort
from app.places.importing import import_postcodes
from app.places.points import Point, distance_km
from app.places.remote import RemotePostcodes
from app.places.store import ImportProblem

__all__ = [
    "Ambiguous",
    "Elsewhere",
    "Found",
    "Gazetteer",
    "ImportProblem",
    "NotAPlace",
    "Place",
    "Point",
    "PostcodePort",
    "RemotePostcodes",
    "Spotted",
    "UnknownPostcode",
    "distance_km",
    "import_postcodes",
]
