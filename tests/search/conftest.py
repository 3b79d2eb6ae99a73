"""The places, and the documents a text engine is given."""

from collections.abc import Iterable

import pytest

from app.config import PROJECT
from app.places import Gazetteer
from app.search.directory import Directory, build_directory
from app.search.engine import Document, Engine
from app.search.whoosh_engine import WhooshEngines
from tests.search.outcomes import Held


class Recording:
    """Makes engines as another maker does, and keeps the documents they were made from."""

    def __init__(self, make: WhooshEngines) -> None:
        self._make = make
        self.documents: tuple[Document, ...] = ()

    def __call__(self, documents: Iterable[Document], digest: str) -> Engine:
        self.documents = tuple(documents)
        return self._make(self.documents, digest)


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer.packaged()


@pytest.fixture(scope="session")
def documents(
    directory: Directory, gazetteer: Gazetteer, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Document, ...]:
    """Return what a text engine is given of the real data."""
    recording = Recording(WhooshEngines(tmp_path_factory.mktemp("recorded")))
    build_directory(PROJECT / "data", gazetteer, recording)
    assert len(recording.documents) == len(directory.catalogue.live)
    return recording.documents


@pytest.fixture(scope="session")
def held(directory: Directory) -> Held:
    return Held(directory)
