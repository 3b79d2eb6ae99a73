"""A search is sealed into its address: Back and sharing work, and the address shows nothing."""

import re
from collections.abc import Callable

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from app.web.sealing import Asked, Seal
from tests.web.pages import PageClient

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)


@given(q=TEXT, near=TEXT, need=TEXT, area=TEXT)
def test_what_is_sealed_is_opened_as_it_was(q: str, near: str, need: str, area: str) -> None:
    seal, asked = Seal(["a secret"], days=1), Asked(q, near, need, area)
    sealed = seal.close(asked)
    assert re.fullmatch(r"[A-Za-z0-9_-]+", sealed)
    assert seal.open(sealed) == asked


def test_replicas_with_the_same_secret_open_each_others() -> None:
    sealed = Seal(["new"], days=1).close(Asked("skint"))
    assert Seal(["newer", "new"], days=1).open(sealed) == Asked("skint")
    assert Seal(["newer"], days=1).open(sealed) is None
    assert Seal([], days=1).open(sealed) is None


@pytest.mark.parametrize("change", [lambda s: s[:-1], lambda s: s[::-1], str.upper])
def test_what_was_tampered_with_is_not_opened(change: Callable[[str], str]) -> None:
    seal = Seal(["secret"], days=1)
    assert seal.open(change(seal.close(Asked("skint", "G51")))) is None


@given(st.text(max_size=200))
def test_no_text_breaks_it(text: str) -> None:
    assert Seal(["secret"], days=1).open(text) is None


def test_the_same_words_never_make_the_same_address(client: PageClient) -> None:
    first, second = (client.find(q="we need food", near="G51") for _ in range(2))
    assert first.response.url != second.response.url
    assert first.h1 == second.h1


def test_an_address_can_be_opened_again_and_shared(client: PageClient) -> None:
    page = client.find(q="we need food", near="G51")
    again = client.check(client.http.get(str(page.response.url)), 200, may_keep=False)
    assert again.h1 == page.h1
    assert again.box("q").get("value") == "we need food"


@pytest.mark.parametrize("sealed", ["nonsense", "x" * 3000, "gAAAAA", "%ff", "a.b"])
def test_an_address_that_cannot_be_opened_asks_again(client: PageClient, sealed: str) -> None:
    page = client.get(f"/find/{sealed}", 410)
    assert "too old to show again" in page.text
    assert "tel:999" in page.links()


def test_old_addresses_are_not_opened() -> None:
    seal = Seal(["secret"], days=7)
    with time_machine.travel("2026-11-01"):
        sealed = seal.close(Asked("skint"))
    with time_machine.travel("2026-11-07"):
        assert seal.open(sealed) == Asked("skint")
    with time_machine.travel("2026-11-09"):
        assert seal.open(sealed) is None
