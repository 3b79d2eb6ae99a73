"""A listing in our own words: the YAML a planner wrote, without what only planners see.

It travels beside the standard's fields as `reachin`, so that another Reach In site gets the same
listing back. What never leaves is left out by `app.content.records`, for every format.
"""

from app.content.models import Service
from app.content.records import PLANNERS_ONLY, write_record
from app.openreferral.records import Json

SAID_ELSEWHERE = frozenset({"checked", "edited"})
"""Days that the standard has fields for."""
LEFT_OUT = PLANNERS_ONLY | SAID_ELSEWHERE


def write_own_fields(service: Service) -> Json:
    """Return the listing's own fields in the model's order; what is not known is left out."""
    return {name: value for name, value in write_record(service).items() if name not in LEFT_OUT}
