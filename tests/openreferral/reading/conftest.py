"""Shares what reading needs and never changes: the real topics and areas, and the gazetteer."""

import pytest

from app.config import PROJECT
from app.content.loading import load_catalogue
from app.openreferral.reading import Vocabulary
from app.places import Gazetteer


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    gazetteer = Gazetteer.packaged()
    return Vocabulary.of(load_catalogue(PROJECT / "data", gazetteer).catalogue, gazetteer)
