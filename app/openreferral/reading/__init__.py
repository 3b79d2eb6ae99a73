"""Reading other directories' feeds: Open Referral UK 3.0, HSDS 3, ORUK 1.0 and Outpost.

Pure: JSON in, drafts out. Each dialect is gathered into one shape (`shape.py`), and each part of a
listing is then read from that shape with notes on what was mapped, guessed or dropped.
"""

from app.openreferral.reading.dialects import Dialect, detect, entries, is_shallow, source_id
from app.openreferral.reading.listings import read_record
from app.openreferral.reading.problems import ReadingProblem, UnknownDialect
from app.openreferral.reading.suggestions import Suggestion, suggest_wording
from app.openreferral.reading.tidying import Json
from app.openreferral.reading.vocabulary import Vocabulary

__all__ = [
    "Dialect",
    "Json",
    "ReadingProblem",
    "Suggestion",
    "UnknownDialect",
    "Vocabulary",
    "detect",
    "entries",
    "is_shallow",
    "read_record",
    "source_id",
    "suggest_wording",
]
