"""Listings that several families could not reach say so, until somebody checked them."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from app.config import Settings
from app.main import create_app
from app.voice import Snapshot
from app.web.doubts import MARK, NOTICE
from tests.web.pages import PageClient
from tests.web.small_data import LINE
from tests.web.tellers import TEA, Moment, Told, moment, told

__all__ = ["moment", "told"]

PAGE = f"/services/{TEA}"
DAY = date(2026, 11, 24)


def test_three_homes_with_a_wrong_number_put_a_notice_on_the_listing(told: Told) -> None:
    asked = told.client.get(PAGE)
    assert NOTICE not in asked.text
    _, sent = asked.filled("Send")
    for last in (1, 2, 3):
        home = told.elsewhere(f"192.0.2.{last}")
        home.http.post("/tell-us/wrong", data={**sent, "choice": "wrong number"})
    told.moment.at = told.moment.at.replace(minute=1)
    assert NOTICE in told.client.get(PAGE).text
    assert MARK in told.client.find(q="food", near="G51").text
    assert MARK in told.client.get("/topics/food").text
    assert MARK in told.client.get("/areas/glasgow/food").text
    assert MARK in told.client.frame("/embed?need=food&area=glasgow&listed=1").text


@pytest.mark.parametrize(
    ("checked", "is_doubted"),
    [("not yet", True), ("2026-11-23", True), ("2026-11-24", False), ("2026-11-25", False)],
)
def test_a_check_on_the_day_or_later_ends_the_doubt(
    small_data: Path, tmp_path: Path, moment: Moment, checked: str, is_doubted: bool
) -> None:
    data = Path(shutil.copytree(small_data, tmp_path / "data"))
    listings = data / "services.yaml"
    told_on = "not yet" if checked == "not yet" else f"{{on: {checked}, how: phone, by: planner}}"
    text = listings.read_text(encoding="utf-8")
    text = text.replace(f"- id: {TEA}\n", f"- id: {TEA}\n  checked: {told_on}\n")
    listings.write_text(text, encoding="utf-8")
    app = create_app(Settings(data=data, var=tmp_path / "var", watch=False), moment)
    with PageClient.over(app) as client:
        app.state.site.voice.snapshot = Snapshot({TEA: DAY})
        assert (NOTICE in client.get(PAGE).text) is is_doubted
        assert (MARK in client.find(q="food", near="G51").text) is is_doubted


def test_who_to_phone_in_danger_is_never_in_doubt(told: Told) -> None:
    told.site.voice.snapshot = Snapshot({LINE: DAY})
    assert NOTICE not in told.client.get(f"/services/{LINE}").text
    assert MARK not in told.client.get("/topics/now").text
