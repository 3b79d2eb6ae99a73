"""The classifier learns meanings from a few examples and can say why."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.search.classifier import Classifier, Example
from app.search.words import split_words

TOY = tuple(
    Example(text, {meaning: 1.0})
    for meaning, texts in {
        "food": ("food bank", "nothing to eat", "hungry children", "pantry near me", "groceries"),
        "home": ("damp flat", "evicted by landlord", "nowhere to live", "rent arrears", "mould"),
        "baby": ("new baby", "breastfeeding help", "nappies and pram", "pregnant", "baby clothes"),
    }.items()
    for text in texts
)


@pytest.fixture(scope="module")
def toy() -> Classifier:
    return Classifier.learn(TOY)


def best(toy: Classifier, text: str) -> str:
    judged = toy.judge(split_words(text))
    return max(judged, key=judged.__getitem__)


def test_meanings_are_in_the_order_they_were_first_met(toy: Classifier) -> None:
    assert toy.meanings == ("food", "home", "baby")


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("food bank", "food"),
        ("the children are hungry", "food"),
        ("pantries", "food"),
        ("my landlord wants the rent", "home"),
        ("damp and mould", "home"),
        ("clothes for the baby", "baby"),
        # typos
        ("fod bank", "food"),
        ("hungrey children", "food"),
        ("landlrod wants rent", "home"),
        ("pregnent with a baby", "baby"),
        ("brestfeeding", "baby"),
        ("pantrys", "food"),
    ],
)
def test_a_text_has_the_meaning_of_what_it_is_most_like(
    toy: Classifier, text: str, meaning: str
) -> None:
    assert best(toy, text) == meaning


@pytest.mark.parametrize("text", ["", "帮助", "مدرسه", "!!!", "xqzvwk", "zxcvb qwrt"])
def test_a_text_with_nothing_known_has_no_meaning(toy: Classifier, text: str) -> None:
    assert toy.judge(split_words(text)) == {}


def test_softness_makes_it_less_sure_and_changes_no_mind(toy: Classifier) -> None:
    sure, unsure = toy.judge(("food", "bank")), toy.judge(("food", "bank"), softness=4.0)
    assert unsure["food"] < sure["food"]
    assert sorted(sure, key=sure.__getitem__) == sorted(unsure, key=unsure.__getitem__)


def test_a_second_meaning_speaks_in_proportion() -> None:
    shared = Classifier.learn(
        [Example("uniform", {"money": 1.0, "school": 0.5}), Example("exam", {"school": 1.0})]
    )
    judged = shared.judge(("uniform",))
    assert judged["money"] > judged["school"]


@pytest.mark.parametrize(
    ("meaning", "text", "word"),
    [
        ("food", "please is there a pantry", "pantry"),
        ("home", "we are evicted today", "evicted"),
        ("baby", "do you have nappies", "nappies"),
    ],
)
def test_it_explains_with_words_that_were_typed(
    toy: Classifier, meaning: str, text: str, word: str
) -> None:
    because = toy.words_for(meaning, split_words(text))
    assert because[0] == word
    assert set(because) <= set(split_words(text))
    assert len(because) <= 3


def test_it_explains_nothing_by_unknown_words(toy: Classifier) -> None:
    assert toy.words_for("food", ("zzz", "qqq")) == ()


@pytest.mark.parametrize(
    ("word", "known"), [("landlords", True), ("evict", True), ("zebra", False)]
)
def test_it_knows_words_in_any_form(toy: Classifier, word: str, known: bool) -> None:
    assert toy.knows(word) is known


def test_learning_twice_gives_the_same_answers(toy: Classifier) -> None:
    again = Classifier.learn(TOY)
    for example in TOY:
        words = split_words(example.text)
        assert again.judge(words) == toy.judge(words)


@given(st.lists(st.sampled_from(["food", "bank", "damp", "flat", "baby", "zzz", "a"]), max_size=12))
@settings(max_examples=100, deadline=None)
def test_probabilities_are_whole(words: list[str]) -> None:
    judged = Classifier.learn(TOY).judge(tuple(words))
    assert not judged or math.isclose(sum(judged.values()), 1.0)
    assert all(0 <= chance <= 1 for chance in judged.values())
