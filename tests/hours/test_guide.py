"""The planners' guide shows only what works, and the editor's hint lets it through."""

import re
from pathlib import Path

import pytest

from app.content.hours import HoursProblem, parse_hours, schedule_pattern
from tests.hours.test_reading import FOUND_ON_PAGES, MORE, SAME

GUIDE = Path(__file__).parents[2] / "docs" / "opening-times.md"


def list_examples(label: str) -> list[str]:
    blocks = re.findall(rf"```{label}\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    return [line for block in blocks for line in block.splitlines()]


@pytest.mark.parametrize("line", list_examples("hours"))
def test_every_example_can_be_read(line: str) -> None:
    schedule = parse_hours([line])
    assert parse_hours(schedule.describe()).plan == schedule.plan


@pytest.mark.parametrize("message", list_examples("refused"))
def test_every_refusal_is_word_for_word(message: str) -> None:
    line = message.split('"')[1]
    with pytest.raises(HoursProblem) as caught:
        parse_hours([line])
    assert str(caught.value) == message


def test_the_guide_has_examples() -> None:
    assert len(list_examples("hours")) > 50
    assert len(list_examples("refused")) > 5


READABLE = [line for line, _ in (*SAME, *MORE, *FOUND_ON_PAGES)] + list_examples("hours")


@pytest.mark.parametrize("line", READABLE)
def test_the_hint_lets_every_readable_line_through(line: str) -> None:
    assert re.search(schedule_pattern(), line)
    assert all(re.search(schedule_pattern(), said) for said in parse_hours([line]).describe())


@pytest.mark.parametrize("line", ["", "ring us", "see our website", "varies", "£5 on Mondays"])
def test_the_hint_stops_what_is_plainly_not_times(line: str) -> None:
    assert not re.search(schedule_pattern(), line)
