"""A listing as a contact that a phone can keep.

vCard 3.0 (RFC 2426): every phone of the last fifteen years reads it, and older Android and
Outlook refuse 4.0. Written here because the writer in segno leaves commas and line ends as they
are and puts backslashes into web addresses.

Contacts are seen by whoever picks up the phone: where a name may give a family away, the card
says only that it is from us, and holds numbers alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from app.content.catalogue import Catalogue
from app.content.folded import escape, fold, without_controls
from app.content.models import Service
from app.language import gettext as _
from app.web.addresses import service_path

_KINDS = {"phone": "VOICE", "text": "MSG"}


@dataclass(frozen=True, slots=True)
class ContactCard:
    """What a phone keeps: numbers are pairs of a kind, VOICE or MSG, and the number."""

    name: str
    provider: str
    numbers: tuple[tuple[str, str], ...]
    website: str


@dataclass(frozen=True, slots=True)
class ContactLink:
    """A link that adds a listing to a phone's contacts; `shown_as` is the name it has there."""

    href: str
    shown_as: str
    is_bland: bool


def make_contact_card(service: Service, catalogue: Catalogue) -> ContactCard | None:
    """Return the card of a listing, or nothing where there is no number to keep."""
    given = ((_KINDS.get(contact.way), contact.value) for contact in service.contacts)
    numbers = tuple((kind, value) for kind, value in given if kind)
    if not numbers:
        return None
    if catalogue.may_give_away(service):
        return ContactCard(_("Reach In contact"), "", numbers, "")
    sites = (contact.value for contact in service.contacts if contact.way == "website")
    provider = service.provider if service.provider != service.name else ""
    return ContactCard(service.name, provider, numbers, next(sites, ""))


def show_contact_link(service: Service, catalogue: Catalogue) -> ContactLink | None:
    """Return the link to a listing's card, where it has one."""
    card = make_contact_card(service, catalogue)
    if card is None:
        return None
    href = f"{service_path(service, catalogue)}.vcf"
    return ContactLink(href, card.name, catalogue.may_give_away(service))


def write_contact_card(card: ContactCard) -> str:
    """Return a card as the text of a .vcf file."""
    return "".join(fold(line) + "\r\n" for line in _write_lines(card))


def _write_lines(card: ContactCard) -> Iterator[str]:
    yield from ("BEGIN:VCARD", "VERSION:3.0")
    yield f"N:{escape(card.name)};;;;"
    yield f"FN:{escape(card.name)}"
    if card.provider:
        yield f"ORG:{escape(card.provider)}"
    for kind, number in card.numbers:
        yield f"TEL;TYPE={kind}:{escape(number)}"
    if card.website:
        yield f"URL:{without_controls(card.website).replace(chr(10), '')}"
    yield "END:VCARD"
