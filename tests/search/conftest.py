"""The places, and the documents a text engine is given."""

from collections.abc import Iterable, Iterator

import pytest

from app.config import PROJECT
from app.content.catalogue import make_catalogue
from app.content.loading import Loaded
from app.content.models import Location, Service
from app.places import Gazetteer
from app.search.directory import Directory, build_directory, index_catalogue
from app.search.engine import Document, Engine
from app.search.tantivy_engine import TantivyEngines
from app.search.whoosh_engine import WhooshEngines
from tests.search.outcomes import Held

LARGE = 5_000


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


@pytest.fixture(scope="session")
def large(
    directory: Directory, gazetteer: Gazetteer, tmp_path_factory: pytest.TempPathFactory
) -> Directory:
    """Return a directory of copies of the real listings, moved to where others are."""
    whole = directory.catalogue
    made = make_catalogue(
        _copies(whole.live),
        whole.needs.values(),
        whole.areas.values(),
        whole.dangers.values(),
        whole.phrases,
        "large",
    )
    engines = TantivyEngines(tmp_path_factory.mktemp("large"))
    return index_catalogue(Loaded(made, ()), directory.weights, gazetteer, engines)


def _copies(live: tuple[Service, ...]) -> Iterator[Service]:
    places: dict[tuple[str, ...], list[tuple[Location, ...]]] = {}
    for service in live:
        places.setdefault(service.areas, []).append(service.places)
    for number in range(LARGE):
        original, copy = live[number % len(live)], number // len(live)
        elsewhere = places[original.areas]
        changes = {
            "id": f"{original.id}-{copy}" if copy else original.id,
            "name": f"{original.name} {copy}" if copy else original.name,
            "places": elsewhere[(number * 7 + copy) % len(elsewhere)] if copy else original.places,
        }
        yield original.model_copy(update=changes)
