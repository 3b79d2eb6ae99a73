"""What a family typed becomes comparable words, in any script and however it was typed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.search.words import MOST_WORDS, fold, split_words, stem, stem_words

SPLITS: list[tuple[str, tuple[str, ...]]] = [
    ("", ()),
    ("   \t\n ", ()),
    ("!?.,;:()[]{}<>|/\\", ()),
    ("Food Bank", ("food", "bank")),
    ("food-bank", ("food", "bank")),
    ("food/bank,food;bank", ("food", "bank", "food", "bank")),
    # every apostrophe a keyboard or phone makes
    ("can't", ("cant",)),
    ("can’t", ("cant",)),
    ("can‘t", ("cant",)),
    ("can`t", ("cant",)),
    ("can´t", ("cant",)),
    ("canʼt", ("cant",)),
    ("women's aid", ("womens", "aid")),
    ("'quoted'", ("quoted",)),
    # accents
    ("CAFÉ", ("cafe",)),
    ("cafe\u0301", ("cafe",)),
    ("Zürich naïve crème", ("zurich", "naive", "creme")),
    ("straße", ("strasse",)),
    # Polish, whose ł is a letter and not an accent
    ("ŁÓDŹ żłobek", ("lodz", "zlobek")),
    ("zażółć gęślą jaźń", ("zazolc", "gesla", "jazn")),
    ("Đorđe", ("dorde",)),
    # Arabic and Urdu letters that look the same are the same
    ("أحمد", ("احمد",)),
    ("إحمد", ("احمد",)),
    ("آحمد", ("احمد",)),
    ("كتاب", ("کتاب",)),
    ("مدرسة", ("مدرسه",)),
    ("علي", ("علی",)),
    ("على", ("علی",)),
    ("مُدَرِّس", ("مدرس",)),
    # characters nobody can see
    ("food\u200bbank", ("food", "bank")),
    ("\u202efood\u202c", ("food",)),
    ("\u2066food\u2069", ("food",)),
    ("food\x00bank", ("food", "bank")),
    ("\ufefffood", ("food",)),
    ("food\u00a0bank", ("food", "bank")),
    # keys held down
    ("heeeeelp", ("heelp",)),
    ("noooooooo", ("noo",)),
    ("food", ("food",)),
    ("1140", ("1140",)),
    # letters in other shapes, and things that are not words
    ("ＦＯＯＤ", ("food",)),
    ("ﬁre", ("fire",)),
    ("snake_case_word", ("snake", "case", "word")),
    ("___", ()),
    ("help 😭😭😭", ("help",)),
    ("👩‍👧 mum", ("mum",)),
    ("£5 4u", ("5", "4u")),
]


@pytest.mark.parametrize(("text", "words"), SPLITS)
def test_text_becomes_words(text: str, words: tuple[str, ...]) -> None:
    assert split_words(text) == words


@pytest.mark.parametrize("same", ["cant", "CAN'T", "can’t", "cánt", "\u202ecant"])
def test_spellings_of_one_word_meet(same: str) -> None:
    assert split_words(same) == ("cant",)


def test_a_very_long_text_is_read_in_part() -> None:
    words = split_words("food " * 2000)
    assert words == ("food",) * MOST_WORDS


def test_one_endless_word_stays_one_short_word() -> None:
    (word,) = split_words("a" * 10_000)
    assert word == "aa"


def test_folding_keeps_what_tells_words_apart() -> None:
    assert fold("Mum & Dad, 2 Ayr Rd") == "mum & dad, 2 ayr rd"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("bill", "bills"),
        ("benefit", "benefits"),
        ("worried", "worries"),
        ("feed", "feeding"),
        ("pantry", "pantries"),
        ("carer", "carers"),
    ],
)
def test_forms_of_a_word_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize("word", ["مدرسه", "کتاب", "żłobek", "допомога", "帮助"])
def test_words_in_other_scripts_are_their_own_stem(word: str) -> None:
    assert stem_words((word,)) == (word,)


@given(st.text(max_size=2000))
@settings(max_examples=300, deadline=None)
def test_any_text_can_be_split(text: str) -> None:
    words = split_words(text)
    assert len(words) <= MOST_WORDS
    assert all(word and not any(c.isspace() or c == "_" for c in word) for word in words)
    assert split_words(" ".join(words)) == words


@given(st.text(max_size=200), st.sampled_from("'’‘`´ʼ"))
@settings(max_examples=100, deadline=None)
def test_apostrophes_never_part_a_word(text: str, mark: str) -> None:
    assert split_words(f"don{mark}t {text}")[0] == "dont"
