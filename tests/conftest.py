"""Shares what is slow to make and never changes: one site over the real data, at a known moment."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from fastapi import FastAPI
from hypothesis import settings as hypothesis_settings

from app.clock import LONDON, Clock
from app.config import PROJECT, Settings
from app.main import create_app
from app.search.directory import Directory
from app.web.site import Site
from tests.web.pages import PageClient
from tests.web.small_data import write_small_data

hypothesis_settings.register_profile("whatever the machine", deadline=None)
hypothesis_settings.load_profile("whatever the machine")

MOMENT = datetime(2026, 11, 25, 11, 0, tzinfo=LONDON)
"""A Wednesday morning in term time, when most offices are open."""


@pytest.fixture(scope="session")
def site_clock() -> Clock:
    return lambda: MOMENT


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(data=PROJECT / "data", var=tmp_path_factory.mktemp("var"), watch=False)


@pytest.fixture(scope="session")
def app(settings: Settings, site_clock: Clock) -> FastAPI:
    return create_app(settings, clock=site_clock)


@pytest.fixture(scope="session")
def directory(app: FastAPI) -> Directory:
    site: Site = app.state.site
    return site.live.directory


@pytest.fixture(scope="session")
def client(app: FastAPI) -> Iterator[PageClient]:
    with PageClient.over(app) as pages:
        yield pages


@pytest.fixture(scope="session")
def small_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of two listings and the real needs and areas; copy it before a change."""
    return write_small_data(tmp_path_factory.mktemp("small") / "data")
