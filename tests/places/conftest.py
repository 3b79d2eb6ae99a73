"""Shares one gazetteer of the packaged data: it is immutable."""

from pathlib import Path

import pytest

from app.places import Gazetteer

FIXTURES = Path(__file__).parent / "fixtures"


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer.packaged()


@pytest.fixture
def fixtures() -> Path:
    return FIXTURES
