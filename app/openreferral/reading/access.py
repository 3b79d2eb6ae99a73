"""What helps people get in at a place, out of labels and sentences, with "no lift" read as no."""

import re

from app.content.wording import sentences

_FEATURES: dict[str, re.Pattern[str]] = {
    name: re.compile(pattern, re.IGNORECASE)
    for name, pattern in {
        "step-free": r"step[- ]?free|wheelchair[- ](?:access|user|friendly)|level access|\bramp"
        r"|wheelchair accessible|access(?:ible)? (?:for|to|by) wheelchair|no steps",
        "accessible toilet": r"(?:accessible|disabled|wheelchair)[\w ,-]{0,20}toilet"
        r"|toilets?[\w ]{0,20}(?:accessible|for disabled)",
        "changing place toilet": r"changing places?\b",
        "lift": r"\blifts?\b|\belevator",
        "hearing loop": r"(?:hearing|induction|t-?coil)[ -]?loop|loop system|\bhearing aid loop",
        "BSL": r"\bbsl\b|british sign language",
        "quiet space": r"quiet (?:space|room|area)|sensory room|calm (?:space|room)",
        "easy read": r"easy[- ]?read",
        "accessible parking": r"(?:disabled|accessible|blue badge)[\w ]{0,12}parking"
        r"|parking[\w ]{0,20}(?:for disabled|blue badge)",
        "pram friendly": r"\b(?:pram|buggy|pushchair)s?\b",
    }.items()
}
_NOT = re.compile(
    r"\b(?:no|not|isn['’]t|without|limited|partial(?:ly)?|restricted|unfortunately|lacks?|cannot"
    r"|can['’]t|unsuitable|un(?:able|available)|inaccessible|none|n't|stairs only)\b",
    re.IGNORECASE,
)
_NO_STEPS = re.compile(r"\bno steps\b", re.IGNORECASE)


def hear_access(text: str) -> tuple[str, ...]:
    """Return the access features a text surely says are there, by our names, in our order."""
    said = [part for whole in sentences(text) for part in re.split(r"[;,]|\bbut\b", whole)]
    surely = [part for part in said if not _NOT.search(_NO_STEPS.sub("step-free", part))]
    return tuple(n for n, heard in _FEATURES.items() if any(heard.search(part) for part in surely))
