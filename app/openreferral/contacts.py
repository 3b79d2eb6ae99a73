"""Ways to get in touch: phones, email and web addresses, each where its readers look.

HSDS has phones on a service, ORUK only within its contacts, so a number stands in both, with one
id. What a contact's name says is what it is for ("Evening line"), never a person.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.content.models import Contact, Service
from app.openreferral.ids import Numbering
from app.openreferral.records import Json, as_sentences, as_uri, known

_TYPES = {"phone": "voice", "text": "text"}
_LABELS = {"website": None, "chat": "Web chat"}


@dataclass(frozen=True, slots=True)
class Reached:
    """The ways to get in touch with one service, but for the address and email that come first."""

    phones: list[Json]
    contacts: list[Json]
    others: list[Json]


def find_url(service: Service) -> str | None:
    """Return a service's own web address: the first that a planner gave it."""
    uris = (as_uri(c.value) for c in service.contacts if c.way == "website")
    return next(filter(None, uris), None)


def find_email(service: Service) -> str | None:
    """Return a service's own email address: the first that a planner gave it."""
    return next((c.value for c in service.contacts if c.way == "email"), None)


def write_contacts(service: Service, link: Json, numbering: Numbering) -> Reached:
    """Return a listing's ways to get in touch; `link` says whose they are."""
    contacts = list(_write_people(service.contacts, link, numbering))
    return Reached(
        phones=[phone for contact in contacts for phone in contact.get("phones", ())],
        contacts=contacts,
        others=list(_write_others(service, link, numbering)),
    )


def _write_others(service: Service, link: Json, numbering: Numbering) -> Iterator[Json]:
    main = find_url(service)
    uris = [(c, as_uri(c.value)) for c in service.contacts if c.way in _LABELS]
    for contact, uri in uris:
        if uri and uri != main:
            identity = numbering.next("url", uri)
            yield known({"id": identity, **link, "label": _name(contact), "url": uri})


def _write_people(contacts: Iterable[Contact], link: Json, numbering: Numbering) -> Iterator[Json]:
    for contact in contacts:
        if contact.way in _LABELS:
            continue
        identity = numbering.next("contact", contact.way, contact.value)
        told = {"id": identity, **link, "name": contact.name}
        if contact.way == "email":
            yield known({**told, "email": contact.value})
        else:
            phone = _write_phone(contact, link | {"contact_id": identity}, numbering)
            yield known({**told, "phones": [phone]})


def _write_phone(contact: Contact, link: Json, numbering: Numbering) -> Json:
    times = contact.hours.describe() if contact.hours.known else ()
    return known(
        {
            "id": numbering.next("phone", contact.way, contact.value),
            **link,
            "number": contact.value,
            "type": _TYPES[contact.way],
            "description": as_sentences(contact.name, *times, contact.note),
        }
    )


def _name(contact: Contact) -> str | None:
    return contact.name or contact.note or _LABELS[contact.way]
