"""Checks move help a little, and only where some were checked and others were not."""

from dataclasses import replace

import pytest

from app.content.freshness import due
from app.search.directory import Directory
from tests.search.outcomes import NOW, ask, ids

SEARCHES = [
    ("my wean wont sleep", "G51 2QP"),
    ("food bank", "Govan"),
    ("no money for the gas", "KA7 1"),
    ("lonely", ""),
    ("he hits me", "G42"),
    ("", "Easterhouse"),
]


@pytest.fixture(scope="module")
def flat(directory: Directory) -> Directory:
    """Return the real directory as it would rank if no check counted."""
    weights = directory.weights
    same = dict.fromkeys(type(weights.checked).model_fields, 1.0)
    checked = weights.checked.model_copy(update=same)
    changed = weights.model_copy(update={"checked": checked})
    catalogue = replace(directory.catalogue, digest="flat")
    return replace(directory, weights=changed, catalogue=catalogue)


def test_no_listing_of_ours_is_checked_so_all_have_the_same_factor(directory: Directory) -> None:
    policy, weights = directory.catalogue.checking, directory.weights.checked
    states = {due(each, NOW.date(), policy).state for each in directory.catalogue.live}
    assert {weights.factor(state) for state in states} == {weights.never}


@pytest.mark.parametrize(("words", "near"), SEARCHES)
def test_so_the_order_is_as_if_no_check_counted(
    directory: Directory, flat: Directory, words: str, near: str
) -> None:
    shown, plain = (ask(each, words, near, limit=200).hits for each in (directory, flat))
    assert shown
    assert ids(shown) == ids(plain)
    assert not any(hit.is_stale for hit in shown)
