"""Asking other people's servers: the one door, polite, and never into a private network.

`PoliteClient.get` answers with what came back or with what went wrong as a sentence for a planner;
it never raises for the network. Feeds are imported through it, and links are checked.
"""

from app.fetching.client import Manners, PoliteClient
from app.fetching.outcomes import (
    BadStatus,
    Disallowed,
    Fetched,
    NotAnAddress,
    NotFetched,
    Outcome,
    TooLarge,
    Unanswered,
    Unsafe,
    Wandering,
)

__all__ = [
    "BadStatus",
    "Disallowed",
    "Fetched",
    "Manners",
    "NotAnAddress",
    "NotFetched",
    "Outcome",
    "PoliteClient",
    "TooLarge",
    "Unanswered",
    "Unsafe",
    "Wandering",
]
