"""A site looks at what families said when it starts, and writes its counts when it stops."""

from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlmodel import select

from app.clock import Clock
from app.config import Settings
from app.main import create_app
from app.store import Database
from app.voice import Said, Voice
from app.voice.tables import Tally
from app.web.site import Site
from tests.web.pages import PageClient
from tests.web.small_data import GROUP, write_small_data


@pytest.fixture
def settings_here(small_data: Path, tmp_path: Path) -> Settings:
    return Settings(data=small_data, var=tmp_path, watch=False)


CHECKED = """\
  checked: {on: 2026-11-25, how: phone, by: planner, next: 2027-05-25}
"""


def test_it_knows_at_the_start_what_is_in_doubt(tmp_path: Path, site_clock: Clock) -> None:
    looked_at = GROUP.replace("id: tea-and-a-chat", "id: soup-and-a-chat") + CHECKED
    data = write_small_data(tmp_path / "data", looked_at)
    settings = Settings(data=data, var=tmp_path / "var", watch=False)
    database = Database.at(settings.database, site_clock)
    for listing in ("tea-and-a-chat", "soup-and-a-chat") * 3:
        Voice(database, site_clock).keep(Said("wrong", "wrong number", listing))
    database.close()
    app = create_app(settings, site_clock)
    with PageClient.over(app):
        site: Site = app.state.site
        assert set(site.voice.snapshot.doubted) == {"tea-and-a-chat"}


def test_it_writes_its_counts_when_it_stops(settings_here: Settings, site_clock: Clock) -> None:
    app = create_app(settings_here, site_clock)
    with PageClient.over(app):
        site: Site = app.state.site
        site.voice.tallies.note("food", "", "found", site_clock().date())
    database = Database.at(settings_here.database, site_clock)
    with database.session() as session:
        assert [row.times for row in session.exec(select(Tally))] == [1]
    database.close()


def test_it_keeps_as_long_as_is_set(settings_here: Settings, site_clock: Clock) -> None:
    app = create_app(settings_here.model_copy(update={"keep_answers_days": 1}), site_clock)
    with PageClient.over(app):
        site: Site = app.state.site
        site.voice.keep(Said("right", "no"))
        day = site_clock().date()
        assert site.voice.voice.tidy(day.replace(day=day.day + 1)).answers == 0
        assert site.voice.voice.tidy(day.replace(day=day.day + 2)).answers == 1


def test_it_starts_and_stops_without_its_database(
    settings_here: Settings,
    site_clock: Clock,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    nowhere = SecretStr(f"postgresql:///reachin?host={tmp_path}")
    app = create_app(settings_here.model_copy(update={"database_url": nowhere}), site_clock)
    with PageClient.over(app) as client:
        site: Site = app.state.site
        site.voice.tallies.note("food", "", "found", site_clock().date())
        client.get("/")
    assert "the last counts of searches were not written" in caplog.text
