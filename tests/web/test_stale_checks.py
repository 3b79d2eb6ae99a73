"""A check that got old is said on the card and the page, kindly, and never of lines for danger."""

import shutil
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from app.config import Settings
from app.content.wording import WordingGuide, count_words, reading_grade, sentences
from app.language import write_month
from app.main import create_app
from app.web.wording import DUE, DUE_NO_PHONE, STALE, STALE_NO_PHONE
from tests.conftest import MOMENT
from tests.web.pages import PageClient
from tests.web.small_data import LINE
from tests.web.tellers import TEA


def checked_on(day: str, how: str = "phone") -> str:
    return f"  checked: {{on: {day}, how: {how}, by: locality planner}}\n"


def serve(
    small_data: Path, folder: Path, listing: str, line: str, phone: bool = True
) -> AbstractContextManager[PageClient]:
    data = Path(shutil.copytree(small_data, folder / "data"))
    text = (data / "services.yaml").read_text(encoding="utf-8")
    text = text.replace("  checked: not yet\n", "")
    text = text.replace(f"- id: {listing}\n", f"- id: {listing}\n{line}")
    if not phone:
        text = text.replace("phone: 0141 496 0000", "email: tea@church.example.org")
    (data / "services.yaml").write_text(text, encoding="utf-8")
    settings = Settings(data=data, var=folder / "var", watch=False)
    return PageClient.over(create_app(settings, lambda: MOMENT))


@pytest.mark.parametrize(
    ("day", "how", "card", "page"),
    [
        ("2025-05-03", "phone", "Last checked in May 2025: call first.", DUE),
        ("2026-05-24", "phone", "Last checked in May 2026: call first.", DUE),
        ("2026-05-26", "phone", "", ""),
        ("2026-05-26", "web page", "Last checked in May 2026: call first.", DUE),
        ("2026-11-24", "web page", "", ""),
    ],
)
def test_an_old_check_is_said_on_the_card_and_the_page(
    small_data: Path, tmp_path: Path, day: str, how: str, card: str, page: str
) -> None:
    with serve(small_data, tmp_path, TEA, checked_on(day, how)) as client:
        found, listing = client.find(q="food", near="G51"), client.get(f"/services/{TEA}")
        area, frame = client.get("/areas/glasgow/food"), client.frame("/embed?need=food&listed=1")
    assert all(("Last checked in" in each.text) is bool(card) for each in (found, area, frame))
    assert card in found.text
    assert (DUE in listing.text) is bool(page)
    assert "by our locality planner" in listing.text


def test_where_nobody_can_be_called_it_does_not_say_to_call(
    small_data: Path, tmp_path: Path
) -> None:
    with serve(small_data, tmp_path, TEA, checked_on("2025-05-03"), phone=False) as client:
        found, listing = client.find(q="food", near="G51"), client.get(f"/services/{TEA}")
    assert "Last checked in May 2025. It may have changed." in found.text
    assert DUE_NO_PHONE in listing.text
    assert "all first" not in found.text + listing.text


def test_what_was_never_checked_has_no_mark_on_its_card(small_data: Path, tmp_path: Path) -> None:
    with serve(small_data, tmp_path, TEA, "") as client:
        assert "Last checked" not in client.find(q="food", near="G51").text


def test_no_card_makes_anyone_doubt_a_line_for_danger(small_data: Path, tmp_path: Path) -> None:
    with serve(small_data, tmp_path, LINE, checked_on("2020-05-03")) as client:
        assert "Last checked" not in client.find(q="i want to die").text
        assert "Last checked" not in client.get("/topics/now").text


@pytest.mark.parametrize("words", [DUE, DUE_NO_PHONE, STALE, STALE_NO_PHONE])
def test_these_words_are_plain_and_kind(settings: Settings, words: str) -> None:
    said = words.format(month=write_month(MOMENT.date())) if "{" in words else words
    guide = WordingGuide.read(settings.data / "wording.csv")
    assert reading_grade(said) <= 5
    assert max(map(count_words, sentences(said))) <= 20
    assert list(guide.find(said)) == []
