"""The page that explains our data to a person: the guide's words, and a box with every file.

Without the guide the page stands by itself, so that no edit takes the files away.
"""

from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup

from app.language import gettext as _
from app.language import mark, ngettext, write_date, write_number
from app.web.downloads import OPEN_DATA, PACKAGE, Bundle, File
from app.web.guides import show_guide
from app.web.heads import NAME
from app.web.linked_data import describe_data, write_linked
from app.web.site import Visit
from app.web.views import Head, Link

ORUK = "/oruk/v3"
API_DOCS = "/docs/api"
_WAYS = {
    "csv": (mark("A table"), mark("Open it in Excel or another spreadsheet.")),
    "yaml": (
        mark("As we write it"),
        mark("Read it, change it, or start your own Reach In with it."),
    ),
    "json": (mark("The UK standard"), mark("For programs that read Open Referral UK.")),
}


@dataclass(frozen=True, slots=True)
class FileCard:
    """One file to get: what it is for, how large it is, and the digest to check it with."""

    kind: str
    title: str
    use: str
    href: str
    size: str
    sha256: str


@dataclass(frozen=True, slots=True)
class OpenDataPage:
    """The guide's words, and the files."""

    template: ClassVar[str] = "open_data.html"
    title: str
    heading: str
    intro: Markup
    text: Markup
    updated: str
    contact: str | None
    more: tuple[Link, ...]
    counted: str
    changed: str
    files: tuple[FileCard, ...]
    licence: Link
    credit: str
    package: str
    oruk: str
    api_docs: str
    head: Head


def show_open_data(bundle: Bundle, visit: Visit) -> OpenDataPage:
    """Return the page about the data as it is now."""
    catalogue, licence = visit.directory.catalogue, visit.site.downloads.licence
    guide = catalogue.guides.get(OPEN_DATA.strip("/"))
    words = show_guide(guide, catalogue, visit.site.contact) if guide else None
    intro, second, rest = (words.text if words else Markup()).partition("<h2")
    title = _("Open data")
    description = words.head.description if words else _("Every listing, for you to use.")
    linked = describe_data(NAME, description, bundle, licence, visit.base)
    return OpenDataPage(
        title=words.title if words else title,
        heading=words.heading if words else title,
        intro=intro,
        text=second + rest,
        updated=words.updated if words else "",
        contact=words.contact if words else None,
        more=words.more if words else (),
        counted=_count(bundle.listings),
        changed=write_date(bundle.changed) if bundle.changed else "",
        files=tuple(_show_file(bundle, kind) for kind in _WAYS),
        licence=Link(licence.name, licence.url),
        credit=licence.credit,
        package=f"{OPEN_DATA}/{PACKAGE}",
        oruk=ORUK,
        api_docs=API_DOCS,
        head=Head(OPEN_DATA, description, write_linked(linked)),
    )


def _count(listings: int) -> str:
    counted = ngettext("{number} listing.", "{number} listings.", listings)
    return counted.format(number=write_number(listings))


def _show_file(bundle: Bundle, kind: str) -> FileCard:
    file = bundle.files[f"services.{kind}"]
    title, use = map(_, _WAYS[kind])
    href = f"{OPEN_DATA}/{file.name}"
    return FileCard(kind.upper(), title, use, href, say_size(file), file.sha256.hex())


def say_size(file: File) -> str:
    """Return how large a file is, as a person reads it."""
    kilobytes = max(1, round(file.size / 1000))
    if kilobytes < 1000:
        return _("{number} kB").format(number=write_number(kilobytes))
    return _("{number} MB").format(number=write_number(round(kilobytes / 1000)))
