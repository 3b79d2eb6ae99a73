"""A site opens whatever its database does; an address that cannot be one is told at the start."""

from pathlib import Path

import pytest
from pydantic import SecretStr

from app.clock import Clock
from app.config import Settings
from app.main import create_app
from tests.web.pages import PageClient


def settings(data: Path, var: Path, address: str) -> Settings:
    return Settings(data=data, var=var, watch=False, database_url=SecretStr(address))


def test_the_database_is_a_file_of_the_site_unless_it_is_set(
    small_data: Path, tmp_path: Path, site_clock: Clock
) -> None:
    with PageClient.over(create_app(settings(small_data, tmp_path, ""), site_clock)) as client:
        client.get("/")
    assert (tmp_path / "reachin.db").is_file()


def test_a_site_opens_without_its_database(
    small_data: Path, tmp_path: Path, site_clock: Clock
) -> None:
    nowhere = f"postgresql:///reachin?host={tmp_path}"
    with PageClient.over(create_app(settings(small_data, tmp_path, nowhere), site_clock)) as client:
        client.get("/")
        assert "Tea and a chat" in client.find(q="food").text


def test_an_address_that_is_none_is_told_without_its_password(
    small_data: Path, tmp_path: Path, site_clock: Clock
) -> None:
    wrong = settings(small_data, tmp_path, "mysql://reachin:my-secret@db/reachin")
    with pytest.raises(SystemExit) as told:
        create_app(wrong, site_clock)
    assert "REACHIN_DATABASE_URL" in str(told.value)
    assert "my-secret" not in str(told.value)
