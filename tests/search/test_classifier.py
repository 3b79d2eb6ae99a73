"""The classifier learns meanings from a few examples and can say why."""

import math
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.search.classifier import AT_ONCE, SMOOTHING, Classifier, Example
from app.search.words import split_words, stem_words

SAID = ("food", "bank", "damp", "flat", "baby", "landlords", "zzz", "a", "pregnent")
TEXTS = st.lists(st.sampled_from(SAID), max_size=12).map(tuple)

TOY = tuple(
    Example(split_words(text), {meaning: 1.0})
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
        [
            Example(("uniform",), {"money": 1.0, "school": 0.5}),
            Example(("exam",), {"school": 1.0}),
        ]
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
        assert again.judge(example.words) == toy.judge(example.words)


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_probabilities_are_whole(words: tuple[str, ...]) -> None:
    judged = Classifier.learn(TOY).judge(words)
    assert not judged or math.isclose(sum(judged.values()), 1.0)
    assert all(0 <= chance <= 1 for chance in judged.values())


@given(TEXTS)
@settings(max_examples=50, deadline=None)
def test_it_judges_as_the_plain_sums_do(words: tuple[str, ...]) -> None:
    judged = Classifier.learn(TOY).judge(words)
    scores = score_plainly(TOY, words)
    whole = sum(map(math.exp, scores.values()))
    assert not judged or judged == pytest.approx(
        {meaning: math.exp(score) / whole for meaning, score in scores.items()}, abs=1e-6
    )


@given(st.lists(TEXTS, max_size=5))
@settings(max_examples=50, deadline=None)
def test_a_text_skimmed_among_others_is_judged_as_alone(texts: list[tuple[str, ...]]) -> None:
    toy = Classifier.learn(TOY)
    together = list(toy.skim(texts, toy.meanings, 4.0))
    assert len(together) == len(texts)
    for words, skimmed in zip(texts, together, strict=True):
        (alone,) = toy.skim([words], toy.meanings, 4.0)
        assert skimmed == pytest.approx(alone)


@given(st.lists(st.sampled_from(SAID), max_size=8, unique=True).map(tuple))
@settings(max_examples=50, deadline=None)
def test_a_text_that_says_nothing_twice_is_skimmed_as_it_is_judged(words: tuple[str, ...]) -> None:
    toy = Classifier.learn(TOY[:-1])
    counts = Counter(run for word in words for run in letter_runs(word))
    (skimmed,) = toy.skim([words], ("home", "food"), 2.0)
    judged = toy.judge(words, ("home", "food"), 2.0)
    assert set(skimmed) == set(judged)
    if max(counts.values(), default=1) == 1:
        assert skimmed == pytest.approx(judged, abs=1e-6)


def test_more_texts_than_are_skimmed_at_once_are_all_judged(toy: Classifier) -> None:
    texts = [("food", "bank"), ("zzz",), ("damp", "flat")] * AT_ONCE
    judged = list(toy.skim(texts, toy.meanings, 1.0))
    assert [max(each, key=each.__getitem__, default="") for each in judged] == [
        "food",
        "",
        "home",
    ] * AT_ONCE


@pytest.mark.parametrize("words", [("food",), (), ("zzz",)])
def test_meanings_never_learned_are_left_out(toy: Classifier, words: tuple[str, ...]) -> None:
    assert toy.judge(words, ("debt",)) == {}
    assert list(toy.skim([words], ("debt",), 1.0)) == [{}]
    assert list(toy.judge(("food",), ("debt", "baby"))) == ["baby"]


def score_plainly(examples: tuple[Example, ...], words: tuple[str, ...]) -> dict[str, float]:
    """Return the log odds of each meaning, worked out one sum at a time."""
    texts = [count_runs(example.words) for example in examples]
    held = Counter(run for kinds in texts for kind in kinds for run in kind)
    rarity = {run: math.log((1 + len(texts)) / (1 + n)) + 1 for run, n in held.items()}
    sums: dict[str, Counter[str]] = {m: Counter() for e in examples for m in e.meanings}
    for example, kinds in zip(examples, texts, strict=True):
        for run, weight in weigh(kinds, rarity).items():
            for meaning, share in example.meanings.items():
                sums[meaning][run] += weight * share  # type: ignore[assignment]
    asked = weigh(count_runs(words), rarity)
    return {
        meaning: sum(
            weight * math.log((mine[run] + SMOOTHING) / (mine.total() + SMOOTHING * len(rarity)))
            for run, weight in asked.items()
        )
        for meaning, mine in sums.items()
    }


def weigh(kinds: tuple[Counter[str], ...], rarity: dict[str, float]) -> dict[str, float]:
    weights: dict[str, float] = {}
    for counts in kinds:
        raw = {r: (1 + math.log(n)) * rarity[r] for r, n in counts.items() if r in rarity}
        weights |= {run: value / math.hypot(*raw.values()) for run, value in raw.items()}
    return weights


def count_runs(words: tuple[str, ...]) -> tuple[Counter[str], ...]:
    stems = stem_words(words)
    said = (stems[at : at + size] for size in (1, 2, 3) for at in range(len(stems) - size + 1))
    by_words = Counter("\t" + " ".join(run) for run in said)
    return by_words, Counter(run for word in words for run in letter_runs(word))


def letter_runs(word: str) -> list[str]:
    padded = f" {word} "
    return [
        padded[at : at + size] for size in (3, 4) for at in range(max(1, len(padded) - size + 1))
    ]
