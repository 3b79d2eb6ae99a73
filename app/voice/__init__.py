"""What families tell us: answers of one tap, counts of unmet need, and planners' public replies.

Nobody is asked who they are, and nothing is kept that could tell. `docs/privacy.md` lists it all.
"""

from app.voice.answers import MOST_WORDS, WRONG, NotAnAnswer, Question, Said
from app.voice.live import LiveVoice
from app.voice.records import (
    FEWEST,
    Ending,
    Heard,
    Reply,
    SeenWord,
    Snapshot,
    Thread,
    Tidied,
    Unmet,
)
from app.voice.tallies import Tallies
from app.voice.voice import Voice

__all__ = [
    "FEWEST",
    "MOST_WORDS",
    "WRONG",
    "Ending",
    "Heard",
    "LiveVoice",
    "NotAnAnswer",
    "Question",
    "Reply",
    "Said",
    "SeenWord",
    "Snapshot",
    "Tallies",
    "Thread",
    "Tidied",
    "Unmet",
    "Voice",
]
