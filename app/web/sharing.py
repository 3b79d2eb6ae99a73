"""Ways to send a page on. Messages stay on phones, so no word of ours says what the page is about.

A listing is sent by its code: its own address may name the help ("/services/food-bank").
"""

from dataclasses import dataclass
from urllib.parse import quote

from app.content.codes import code_of
from app.content.models import Service
from app.language import gettext as _


@dataclass(frozen=True, slots=True)
class Sharing:
    """One page's address, and links that open a message with it."""

    address: str
    text: str
    whatsapp: str
    email: str


def shared_path(service: Service) -> str:
    """Return a listing's address that names nothing; it leads on to the listing's own."""
    return f"/services/{code_of(service.id)}"


def show_sharing(path: str, base: str) -> Sharing:
    """Return the ways to send the page at a path of the site at this address."""
    address = base + path
    words = quote(_("Someone sent you this: {address}").format(address=address), safe="")
    subject = quote(_("Someone sent you this"), safe="")
    return Sharing(
        address=address,
        text=f"sms:?&body={words}",
        whatsapp=f"https://wa.me/?text={words}",
        email=f"mailto:?subject={subject}&body={words}",
    )
