"""Everything the directory says, as one immutable value named by a digest of its data."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from app.content.areas import Area
from app.content.dangers import Danger
from app.content.models import Service
from app.content.needs import Need
from app.content.phrases import Phrase


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The services, needs and areas that were good together; `live` are those families see."""

    services: tuple[Service, ...]
    live: tuple[Service, ...]
    needs: Mapping[str, Need]
    areas: Mapping[str, Area]
    dangers: Mapping[str, Danger]
    phrases: tuple[Phrase, ...]
    by_id: Mapping[str, Service]
    digest: str

    def find(self, service_id: str) -> Service | None:
        """Return a live service by its id."""
        service = self.by_id.get(service_id)
        return service if service is not None and service.status == "live" else None


def make_catalogue(
    services: Iterable[Service],
    needs: Iterable[Need],
    areas: Iterable[Area],
    dangers: Iterable[Danger],
    phrases: Iterable[Phrase],
    digest: str,
) -> Catalogue:
    """Put checked content together."""
    listed = tuple(services)
    return Catalogue(
        services=listed,
        live=tuple(service for service in listed if service.status == "live"),
        needs=MappingProxyType({need.slug: need for need in needs}),
        areas=MappingProxyType({area.slug: area for area in areas}),
        dangers=MappingProxyType({danger.slug: danger for danger in dangers}),
        phrases=tuple(phrases),
        by_id=MappingProxyType({service.id: service for service in listed}),
        digest=digest,
    )
