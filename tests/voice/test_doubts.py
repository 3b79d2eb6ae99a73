"""Three families in a week who say that a number is wrong put it in doubt, until it is checked."""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from app.voice import Snapshot
from app.voice.doubts import find_doubts

DAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("reports", "checked", "newest"),
    [
        ({}, None, None),
        ({0: 2}, None, None),
        ({0: 3}, None, 0),
        ({0: 1, 3: 1, 6: 1}, None, 6),
        ({0: 1, 3: 1, 7: 1}, None, None),
        ({0: 3, 30: 1}, None, 0),
        ({0: 3, 30: 2, 36: 1}, None, 36),
        ({0: 3}, -1, 0),
        ({0: 3}, 0, None),
        ({0: 3}, 1, None),
        ({0: 2, 2: 1}, 0, None),
        ({0: 3, 5: 3}, 1, 5),
    ],
)
def test_when_a_listing_is_in_doubt(
    reports: Mapping[int, int], checked: int | None, newest: int | None
) -> None:
    days = {DAY + timedelta(days=n): times for n, times in reports.items()}
    since = {} if checked is None else {"the-pantry": DAY + timedelta(days=checked)}
    expected = {} if newest is None else {"the-pantry": DAY + timedelta(days=newest)}
    assert find_doubts({"the-pantry": days}, since) == expected


@pytest.mark.parametrize(
    ("listing", "checked", "is_doubted"),
    [
        ("the-pantry", None, True),
        ("the-pantry", date(2026, 11, 19), True),
        ("the-pantry", date(2026, 11, 20), False),
        ("the-pantry", date(2026, 11, 21), False),
        ("tea-and-chat", None, False),
    ],
)
def test_a_check_shows_before_the_next_look(
    listing: str, checked: date | None, is_doubted: bool
) -> None:
    assert Snapshot({"the-pantry": DAY}).doubts(listing, checked) is is_doubted
