"""Ranking weights are data: what is wrong with them is said with its line and how to mend it."""

from itertools import pairwise
from pathlib import Path

import pytest

from app.config import PROJECT
from app.content.faults import BrokenContent
from app.search.weights import read_weights

REAL = (PROJECT / "data" / "ranking.yaml").read_text(encoding="utf-8")


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "ranking.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def line_of(text: str, start: str) -> int:
    return next(n for n, line in enumerate(text.splitlines(), 1) if line.startswith(start))


def test_the_real_weights_are_good() -> None:
    weights = read_weights(PROJECT / "data" / "ranking.yaml")
    serves = weights.model_dump()["serves"]
    assert serves["my_area"] > serves["all_of_scotland"] > serves["another_area"]
    assert weights.open_now["open"] > weights.open_now["unknown"] > weights.open_now["closed"]
    checked = [weights.checked.factor(s) for s in ("in date", "due", "never", "long overdue")]
    assert checked == sorted(set(checked), reverse=True)
    assert list(weights.need_order) == sorted(weights.need_order, reverse=True)
    assert 0 < weights.least_focus <= 1
    assert weights.near.half_km > 0


def test_a_stale_check_never_puts_help_below_a_worse_fit() -> None:
    weights = read_weights(PROJECT / "data" / "ranking.yaml")
    most = weights.checked.in_date / weights.checked.long_overdue
    serves, order = weights.serves, weights.need_order
    assert most < serves["my_area"] / serves["all_of_scotland"]
    assert most < serves["all_of_scotland"] / serves["another_area"]
    assert all(most < better / worse for better, worse in pairwise(order))
    lowering = (weights.may_fit, weights.made_for_others, weights.cannot_be_reached)
    assert all(most < 1 / factor for factor in lowering)


BROKEN = [
    ("need: 1.0", "need: lots", "need:", "lots"),
    ("need: 1.0\n", "", "text:", "need"),
    ("need: 1.0", "nead: 1.0", "nead:", "nead"),
    ("  closed: 0.97", "  shut: 0.97", "  shut:", "shut"),
    ("  half_km: 4", "  half_km: near", "  half_km:", "near"),
    ("need_order: [1.0, 0.92, 0.8]", "need_order: 1.0", "need_order:", "list"),
    ("  my_area: 1.0\n", "", "serves:", "my_area"),
    ("  closed: 0.97\n", "", "open_now:", "closed"),
    ("  book: 0.95\n", "", "reach_in:", "book"),
    ("  book: 0.95", "  booked: 0.95", "  booked:", "booked"),
]


@pytest.mark.parametrize(("old", "new", "at", "word"), BROKEN)
def test_a_fault_has_its_line_and_a_sentence(
    tmp_path: Path, old: str, new: str, at: str, word: str
) -> None:
    text = REAL.replace(old, new, 1)
    assert text != REAL
    with pytest.raises(BrokenContent) as caught:
        read_weights(written(tmp_path, text))
    assert any(word in f"{fault.field} {fault.message}" for fault in caught.value.faults)
    assert all(fault.file.endswith("ranking.yaml") for fault in caught.value.faults)
    assert caught.value.faults[0].line == line_of(text, at)


@pytest.mark.parametrize(
    "text", ["", "- a list", "just words", "need: [", "need: 1\nneed: 2", "\tneed: 1", "need: &a 1"]
)
def test_what_is_not_weights_at_all_is_a_fault(tmp_path: Path, text: str) -> None:
    with pytest.raises(BrokenContent) as caught:
        read_weights(written(tmp_path, text))
    assert caught.value.faults
    assert all(fault.message and fault.line >= 1 for fault in caught.value.faults)


def test_every_fault_is_said_at_once(tmp_path: Path) -> None:
    text = REAL.replace("need: 1.0", "need: a", 1).replace("text: 0.5", "text: b", 1)
    with pytest.raises(BrokenContent) as caught:
        read_weights(written(tmp_path, text))
    assert len(caught.value.faults) == 2


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("need: 1.0", "need: nan"),
        ("need: 1.0", "need: inf"),
        ("need: 1.0", "need: -1"),
        ("  half_km: 4", "  half_km: 0"),
        ("need_order: [1.0, 0.92, 0.8]", "need_order: []"),
    ],
)
def test_a_weight_that_would_break_a_search_is_refused(tmp_path: Path, old: str, new: str) -> None:
    with pytest.raises(BrokenContent):
        read_weights(written(tmp_path, REAL.replace(old, new, 1)))


def test_a_missing_file_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(BrokenContent):
        read_weights(tmp_path / "ranking.yaml")
