"""Shares one gazetteer of the packaged data, and the published directory: both are immutable."""

from pathlib import Path

import pytest

from app.config import PROJECT
from app.content.catalogue import Catalogue
from app.content.loading import load_catalogue
from app.places import Gazetteer


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer.packaged()


@pytest.fixture(scope="session")
def data() -> Path:
    return PROJECT / "data"


@pytest.fixture(scope="session")
def published(data: Path, gazetteer: Gazetteer) -> Catalogue:
    return load_catalogue(data, gazetteer).catalogue
