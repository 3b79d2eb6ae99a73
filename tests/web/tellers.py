"""A small site with a real database file and a clock that tests move, for families who tell us."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from fastapi import FastAPI
from pydantic import SecretStr

from app.config import Settings
from app.main import create_app
from app.voice import Heard
from app.web.site import Site
from tests.conftest import MOMENT
from tests.web.pages import PageClient

TEA = "tea-and-a-chat"


@dataclass
class Moment:
    """A clock that a test moves."""

    at: datetime = MOMENT

    def __call__(self) -> datetime:
        return self.at


@dataclass(frozen=True)
class Told:
    """One site, who visits it, and what it kept."""

    app: FastAPI
    client: PageClient
    moment: Moment
    var: Path

    @property
    def site(self) -> Site:
        site: Site = self.app.state.site
        return site

    @property
    def kept(self) -> list[Heard]:
        """Return every answer in the database."""
        return list(self.site.voice.voice.export())

    @property
    def said(self) -> list[tuple[str, str, str, str]]:
        """Return the question, choice, listing and words of every answer."""
        return [(each.question, each.choice, each.listing, each.words) for each in self.kept]

    def elsewhere(self, address: str) -> PageClient:
        """Return another family's client, at an internet address of its own."""
        return PageClient.at(self.app, address)


@pytest.fixture
def moment() -> Moment:
    return Moment()


@pytest.fixture
def told(small_data: Path, tmp_path: Path, moment: Moment) -> Iterator[Told]:
    app = create_app(Settings(data=small_data, var=tmp_path / "var", watch=False), moment)
    with PageClient.over(app) as client:
        yield Told(app, client, moment, tmp_path / "var")


@pytest.fixture
def without_database(small_data: Path, tmp_path: Path, moment: Moment) -> Iterator[Told]:
    """Yield a site whose database nobody started."""
    app = create_app(_nowhere(small_data, tmp_path), moment)
    with PageClient.over(app) as client:
        yield Told(app, client, moment, tmp_path)


@pytest.fixture
def write_to_us(small_data: Path, tmp_path: Path, moment: Moment) -> Callable[[str], FastAPI]:
    """Return what makes a site with no database that is written to at an address."""
    return lambda contact: create_app(_nowhere(small_data, tmp_path, contact), moment)


def _nowhere(data: Path, var: Path, contact: str = "") -> Settings:
    address = SecretStr(f"postgresql:///reachin?host={var}")
    return Settings(data=data, var=var, watch=False, database_url=address, contact=contact)
