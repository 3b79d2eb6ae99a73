"""Who runs a service. All we know of a provider is its name and what it runs here."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.content.models import Service
from app.language import join_words
from app.openreferral.ids import organization_id
from app.openreferral.records import Json, as_sentences

MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Organization:
    """A provider and the services it runs here, in the order of their ids."""

    id: str
    record: Json
    services: tuple[Service, ...]


def list_organizations(services: Iterable[Service]) -> Mapping[str, Organization]:
    """Return who runs these services, by id. Names that differ in case alone are one provider."""
    found: dict[str, list[Service]] = defaultdict(list)
    for service in services:
        found[organization_id(service.provider)].append(service)
    return {each: _make_organization(each, found[each]) for each in sorted(found)}


def _make_organization(identity: str, runs: Sequence[Service]) -> Organization:
    record = {
        "id": identity,
        "name": runs[0].provider,
        "description": _describe([service.name for service in runs]),
    }
    return Organization(identity, record, tuple(runs))


def _describe(names: Sequence[str]) -> str:
    """Return what it runs: HSDS asks for a description, and this much is known."""
    if len(names) <= MOST_NAMED:
        return as_sentences(f"Runs {join_words(names)}")
    return as_sentences(
        f"Runs {len(names)} services here, such as {join_words(names[:MOST_NAMED])}"
    )
