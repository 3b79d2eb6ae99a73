"""Opening times: what planners write, whether a place is open now, and how to say so."""

from app.content.hours.pattern import schedule_pattern
from app.content.hours.problems import HoursProblem
from app.content.hours.schedule import Schedule, parse_hours
from app.content.hours.sentences import Remedy, say_state
from app.content.hours.states import Closed, NotKnown, Open, Reason, State

__all__ = [
    "Closed",
    "HoursProblem",
    "NotKnown",
    "Open",
    "Reason",
    "Remedy",
    "Schedule",
    "State",
    "parse_hours",
    "say_state",
    "schedule_pattern",
]
