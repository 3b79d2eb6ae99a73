"""Everything the directory says, as one immutable value named by a digest of its data."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from app.content.areas import Area
from app.content.codes import code_of
from app.content.dangers import Danger
from app.content.freshness import YEARLY, Policy
from app.content.guides import Guide
from app.content.models import Service
from app.content.needs import Need
from app.content.phrases import Phrase


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The services, needs and areas that were good together; `live` are those families see.

    `checking` says how long checks hold.
    """

    services: tuple[Service, ...]
    live: tuple[Service, ...]
    needs: Mapping[str, Need]
    areas: Mapping[str, Area]
    dangers: Mapping[str, Danger]
    phrases: tuple[Phrase, ...]
    by_id: Mapping[str, Service]
    by_code: Mapping[str, Service]
    by_provider: Mapping[str, tuple[Service, ...]]
    digest: str
    guides: Mapping[str, Guide]
    checking: Policy

    def find(self, service_id: str) -> Service | None:
        """Return a live service by its id."""
        service = self.by_id.get(service_id)
        return service if service is not None and service.status == "live" else None

    def may_give_away(self, service: Service) -> bool:
        """Return whether its name, seen by a person at home, could put a family in danger."""
        return any(self.needs[slug].safety for slug in service.needs)


def make_catalogue(
    services: Iterable[Service],
    needs: Iterable[Need],
    areas: Iterable[Area],
    dangers: Iterable[Danger],
    phrases: Iterable[Phrase],
    digest: str,
    guides: Iterable[Guide] = (),
    checking: Policy = YEARLY,
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
        by_code=MappingProxyType({code_of(s.id): s for s in listed if s.status == "live"}),
        by_provider=MappingProxyType(_by_provider(listed)),
        digest=digest,
        guides=MappingProxyType({guide.slug: guide for guide in guides}),
        checking=checking,
    )


def _by_provider(services: Iterable[Service]) -> dict[str, tuple[Service, ...]]:
    found: dict[str, list[Service]] = defaultdict(list)
    for service in services:
        if service.status == "live":
            found[service.provider].append(service)
    return {provider: tuple(listed) for provider, listed in found.items()}
