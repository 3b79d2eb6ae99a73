"""Guides: the pages a planner writes in Markdown, such as "Your right to help".

Each is a file in `pages/`, and its name is its address: lines of facts between two lines of three
dashes, then the words. Whatever is wrong is told with its line, and how to mend it.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, InstanceOf, StringConstraints, ValidationError

from app.content.areas import Area
from app.content.codes import code_of
from app.content.entries import Written, say_field
from app.content.explaining import explain, nearest
from app.content.faults import Fault, errors, shown_path
from app.content.fields import Entry, Line, Slug
from app.content.markdown import ELSEWHERE, Link, Prose, read_markdown
from app.content.models import Service
from app.content.needs import Need
from app.content.yaml_source import Source, parse_yaml

FOLDER = "pages"
SUFFIX = ".md"
FENCE = "---"
ADDRESS = r"[a-z0-9]+(?:-[a-z0-9]+)*"
Group = Literal["asking", "safety", "about", "partners"]
GROUPS: tuple[Group, ...] = ("asking", "safety", "about", "partners")

TAKEN = frozenset({
    "api", "areas", "dev", "docs", "embed", "exit", "find", "health", "list", "oembed", "offline",
    "oruk", "planning", "poster", "posters", "saved", "services", "static", "tell-us", "topics",
    "voice", "widget", "you-said",
})  # fmt: skip
"""Names that other addresses begin with, so that no guide may have them."""
STANDING = frozenset({"/", "/find", "/areas", "/docs/api", "/posters", "/tell-us", "/you-said"})
"""Pages of the site itself that a guide may lead to."""


class FrontMatter(Entry):
    """What stands above a guide's words."""

    title: Line = Field(description="The heading, and the words of links to it.", max_length=80)
    bland: Line | None = Field(
        None,
        description="What the browser's history says, where the title could give away.",
        max_length=60,
    )
    description: Line = Field(description="One sentence for search engines.", max_length=155)
    group: Group = Field(description="Where it stands at the foot of every page.")
    order: int = Field(description="Its place in its group: small numbers first.", ge=0, le=9999)
    updated: date = Field(description="The day its words last changed.")
    contact: bool = Field(False, description="yes: it ends with how to write to us.")


class Guide(FrontMatter):
    """One page: its address, what stands above it, and its words."""

    slug: Annotated[Slug, StringConstraints(pattern=f"^{ADDRESS}$")]
    prose: InstanceOf[Prose]


class Sheet:
    """One file as it was typed: where its facts are, and where its words begin."""

    def __init__(self, path: Path, folder: Path) -> None:
        self.slug = path.stem
        self.file = shown_path(path, folder.parent)
        self.text = path.read_text(encoding="utf-8-sig")
        self.lines = self.text.split("\n")
        fences = [i for i, line in enumerate(self.lines) if line.rstrip() == FENCE][:2]
        self.is_fenced = len(fences) == 2 and fences[0] == 0
        self.words_begin = fences[1] + 1 if self.is_fenced else 0

    def read_facts(self) -> Source:
        """Return the lines between the dashes as YAML, each on the line where it stands."""
        return parse_yaml("\n".join(["", *self.lines[1 : self.words_begin - 1]]))

    def read_words(self) -> Prose:
        """Return the words below the dashes."""
        return read_markdown("\n".join(self.lines[self.words_begin :]), self.words_begin + 1)

    def fault(self, line: int, message: str, field: str = "") -> Fault:
        """Make a fault about a line of this file."""
        return Fault(self.file, line, "", field, message)


def read_guides(
    folder: Path,
    services: Iterable[Written[Service]],
    needs: Iterable[Written[Need]],
    areas: Iterable[Written[Area]],
    faults: list[Fault],
) -> tuple[Guide, ...]:
    """Return the guides that are good, as the site shows them; faults in others are added.

    Their links are looked at once nothing else is wrong, so that all they may lead to is known.
    """
    guides = _read_all(folder, faults)
    if not errors(faults):
        topics = tuple(written.entry for written in needs)
        addresses = _addresses(guides, (w.entry for w in services), topics, areas)
        faults += _check_links(folder, guides, frozenset(addresses))
    return tuple(sorted(guides, key=lambda g: (GROUPS.index(g.group), g.order, g.slug)))


def _read_all(folder: Path, faults: list[Fault]) -> list[Guide]:
    guides = []
    for path in sorted((folder / FOLDER).glob(f"*{SUFFIX}")):
        try:
            sheet = Sheet(path, folder)
        except UnicodeDecodeError:
            message = "a letter in this file is not UTF-8 → save the file with UTF-8 encoding"
            faults.append(Fault(shown_path(path, folder.parent), 1, "", "", message))
            continue
        guide, told = _read_guide(sheet)
        faults += told
        guides += [guide] if guide else []
    return guides


def _check_links(folder: Path, guides: Iterable[Guide], known: frozenset[str]) -> Iterator[Fault]:
    """Refuse a link to a page of ours that is not there."""
    for guide in guides:
        file = shown_path(folder / FOLDER / f"{guide.slug}{SUFFIX}", folder.parent)
        own = frozenset(f"#{heading.id}" for heading in guide.prose.headings)
        for link in guide.prose.links:
            if message := _say_lost(link, known, own):
                yield Fault(file, link.line, "", "", message)


def _read_guide(sheet: Sheet) -> tuple[Guide | None, list[Fault]]:
    if not sheet.is_fenced:
        message = f'the facts must stand first, between two lines of "{FENCE}" → add those lines'
        return None, [sheet.fault(1, message)]
    source = sheet.read_facts()
    faults = [sheet.fault(p.line, p.message) for p in source.problems]
    if not faults and not isinstance(source.value, dict):
        message = f'there are no facts between the lines of "{FENCE}" → add title: and the others'
        faults.append(sheet.fault(1, message))
    if faults:
        return None, faults
    prose = sheet.read_words()
    faults += [*_check_name(sheet), *_check_words(sheet, prose)]
    try:
        facts = FrontMatter.model_validate(source.value, strict=False)
    except ValidationError as error:
        for at, message in explain(error, FrontMatter):
            faults.append(sheet.fault(source.line_of(at), message, say_field(at)))
        return None, faults
    if faults:
        return None, faults
    return Guide(slug=sheet.slug, prose=prose, **facts.model_dump()), []


def _check_name(sheet: Sheet) -> Iterator[Fault]:
    name = sheet.slug
    if name in TAKEN:
        message = f'"/{name}" is the address of another page → give the file another name'
        yield sheet.fault(1, message)
    if not re.fullmatch(ADDRESS, name):
        yield sheet.fault(1, f'"{name}" is the address → name the file with a-z, 0-9 and dashes')


def _check_words(sheet: Sheet, prose: Prose) -> Iterator[Fault]:
    if not "".join(sheet.lines[sheet.words_begin :]).strip():
        message = f'there are no words below the second "{FENCE}" → write the page there'
        yield sheet.fault(len(sheet.lines), message)
    above = 1
    for heading in prose.headings:
        if heading.level == 1:
            message = f'the title is the one big heading → write "## {heading.text}"'
            yield sheet.fault(heading.line, message)
        elif heading.level > above + 1:
            marks = "#" * (above + 1)
            message = f'a smaller heading than fits here → write "{marks} {heading.text}"'
            yield sheet.fault(heading.line, message)
        above = heading.level


def _addresses(
    guides: Iterable[Guide],
    services: Iterable[Service],
    needs: tuple[Need, ...],
    areas: Iterable[Written[Area]],
) -> Iterator[str]:
    """Yield where pages are: as `app.web.addresses` has it, which tests hold this to."""
    watched = {need.slug for need in needs if need.safety}
    topics = [need.page for need in needs]
    yield from STANDING
    yield from (f"/{guide.slug}" for guide in guides)
    yield from (f"/topics/{page}" for page in topics)
    for written in areas:
        area = f"/areas/{written.entry.slug}"
        yield from (area, *(f"{area}/{page}" for page in topics))
    for service in services:
        if service.status == "live":
            is_watched = watched & set(service.needs)
            yield f"/services/{code_of(service.id) if is_watched else service.id}"


def _say_lost(link: Link, known: frozenset[str], own: frozenset[str]) -> str:
    href = link.href
    if href.startswith((*ELSEWHERE, "tel:", "mailto:")) or href in own:
        return ""
    if href.startswith("#"):
        return f'no heading here has the name "{href}" → copy the words of a heading, with dashes'
    address = href.partition("#")[0]
    if address in known:
        return ""
    if not href.startswith("/") or href.startswith("//"):
        return f'"{href}" leads nowhere → start it with / for our pages, https:// for others'
    guess = nearest(address, sorted(known))
    return f'we have no page "{address}" → ' + (
        f'did you mean "{guess}"?' if guess else "take the link away"
    )
