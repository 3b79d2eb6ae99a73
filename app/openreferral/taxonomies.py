"""What a listing is about, as terms: our own lists, and what others call the same.

Ours are topics, areas, level, kinds, ways, groups and how to get it. Topics carry the closest
general term of Open Eligibility and ALISS too, where one fits (`data/matches.json`): a service
type, never a situation. A term such as "Abuse Survivors" would tell neighbours about a family.
Planners' names of the six needs are not here: they are for planning, and would stand as a label
over a family's help wherever the data is shown.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from app.content.areas import Area
from app.content.models import Service
from app.content.needs import Need
from app.openreferral.ids import make_id
from app.openreferral.records import Json, known

OPEN_ELIGIBILITY = "openEligibility"
ALISS = "aliss"
_PUBLISHED = {
    OPEN_ELIGIBILITY: ("Open Eligibility", "2.0", "https://github.com/auntbertha/openeligibility"),
    ALISS: ("ALISS categories", None, "https://www.aliss.org"),
}


@dataclass(frozen=True, slots=True, eq=False)
class Taxonomy:
    """One list of terms."""

    id: str
    name: str
    record: Json


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """One term; `record` is how it stands in attributes and in lists."""

    id: str
    code: str
    taxonomy_id: str
    parent_id: str | None
    record: Json


@dataclass(frozen=True, slots=True, eq=False)
class Taxonomies:
    """Every list and every term that is served, in the order they are shown."""

    lists: tuple[Taxonomy, ...]
    terms: tuple[Term, ...]
    by_key: Mapping[tuple[str, str], Term]
    matches: Mapping[str, tuple[Term, ...]]

    def of(self, service: Service) -> tuple[Term, ...]:
        """Return the terms of a listing: our own first, then what others call its topics."""
        own = [
            *(("need", slug) for slug in service.needs),
            *(("area", slug) for slug in service.areas),
            *([("level", service.level)] if service.level else []),
            *(("kind", kind) for kind in service.kinds),
            *(("way", way) for way in service.ways),
            *(("welcome", group) for group in service.welcomes),
            ("reach_in", service.reach_in.how),
        ]
        terms = [self.by_key[key] for key in own if key in self.by_key]
        others = (term for slug in service.needs for term in self.matches.get(slug, ()))
        return tuple(dict.fromkeys([*terms, *others]))

    def terms_of(self, taxonomy_id: str) -> tuple[Term, ...]:
        """Return the terms of one list."""
        return tuple(term for term in self.terms if term.taxonomy_id == taxonomy_id)


def make_taxonomies(needs: Mapping[str, Need], areas: Mapping[str, Area]) -> Taxonomies:
    """Return the lists of terms for a directory's own needs and areas."""
    matches = {slug: told for slug, told in read_packaged("matches.json").items() if slug in needs}
    made = [_list_needs(needs.values()), _list_areas(areas), *_list_choices()]
    made += [_list_published(kind, matches) for kind in _PUBLISHED]
    by_key = {key: term for _, terms in made for key, term in terms}
    return Taxonomies(
        lists=tuple(taxonomy for taxonomy, _ in made),
        terms=tuple(term for _, terms in made for _, term in terms),
        by_key=MappingProxyType(by_key),
        matches=MappingProxyType(
            {
                slug: tuple(by_key[kind, code] for kind, codes in told.items() for code in codes)
                for slug, told in matches.items()
            }
        ),
    )


@cache
def read_packaged(name: str) -> Mapping[str, Any]:
    """Return a JSON file that travels with this room."""
    found: dict[str, Any] = json.loads(
        (files("app.openreferral") / "data" / name).read_text(encoding="utf-8")
    )
    return MappingProxyType(found)


Keyed = tuple[tuple[str, str], Term]
Made = tuple[Taxonomy, tuple[Keyed, ...]]


def _list_needs(needs: Iterable[Need]) -> Made:
    about = (
        "What families come for, in the words they read. The first of a listing is its main one."
    )
    taxonomy = _make_taxonomy("need", "Reach In: topics", about)
    terms = (_make_term("need", taxonomy, n.slug, n.title, n.sentence) for n in needs)
    return taxonomy, tuple(terms)


def _list_areas(areas: Mapping[str, Area]) -> Made:
    taxonomy = _make_taxonomy("area", "Reach In: areas", "The areas that help is for.")
    return taxonomy, tuple(_list_area_terms(areas, taxonomy))


def _list_area_terms(areas: Mapping[str, Area], taxonomy: Taxonomy) -> Iterator[Keyed]:
    for area in areas.values():
        wider = areas.get(area.within or "")
        inside = f"Part of {wider.name}." if wider else None
        about = area.sentence or inside or f"{area.name}."
        parent = make_id("area", wider.slug) if wider else None
        yield _make_term("area", taxonomy, area.slug, area.name, about, parent)


def _list_choices() -> Iterator[Made]:
    for kind, told in read_packaged("choices.json").items():
        taxonomy = _make_taxonomy(kind, told["title"], told["description"])
        terms = (
            _make_term(kind, taxonomy, code, name, about)
            for code, (name, about) in told["terms"].items()
        )
        yield taxonomy, tuple(terms)


def _list_published(kind: str, matches: Mapping[str, Mapping[str, list[str]]]) -> Made:
    """Return the terms of a published list that we use, with those above them."""
    title, version, uri = _PUBLISHED[kind]
    about = f"Terms of {title} that are closest to our topics, and those above them."
    taxonomy = _make_taxonomy(
        kind, kind if kind == OPEN_ELIGIBILITY else title, about, version, uri
    )
    listed = _read_published(kind)
    used = {code for told in matches.values() for code in told.get(kind, ())}
    wanted = {above for code in used for above in _path(code, listed)}
    terms = (_make_published(kind, taxonomy, code, listed) for code in listed if code in wanted)
    return taxonomy, tuple(terms)


def _read_published(kind: str) -> dict[str, tuple[str, str | None]]:
    """Return the terms of a published list by code: name, and the code of the term above."""
    if kind == ALISS:
        told = read_packaged("published/aliss-categories.json")["terms"]
        return {term["slug"]: (term["name"], term["parent"]) for term in told}
    told = read_packaged("published/open-eligibility-2.0.json")["terms"]
    services = [term for term in told if term["part"] == "services"]
    listed: dict[str, tuple[str, str | None]] = {}
    for term in services:
        listed.setdefault(term["id"], (term["name"], term["parent_id"]))
    return listed


def _path(code: str, listed: Mapping[str, tuple[str, str | None]]) -> list[str]:
    """Return a term's code after those of the terms above it, widest first."""
    path: list[str] = []
    above: str | None = code
    while above is not None and above not in path:
        path.insert(0, above)
        above = listed[above][1]
    return path


def _make_published(
    kind: str, taxonomy: Taxonomy, code: str, listed: Mapping[str, tuple[str, str | None]]
) -> Keyed:
    name, above = listed[code]
    path = " > ".join(listed[step][0] for step in _path(code, listed))
    about = f"{_PUBLISHED[kind][0]}: {path}."
    parent = make_id(kind, above) if above else None
    return _make_term(kind, taxonomy, code, name, about, parent)


def _make_taxonomy(
    kind: str, name: str, about: str, version: str | None = None, uri: str | None = None
) -> Taxonomy:
    identity = make_id("taxonomy", kind)
    told = {"id": identity, "name": name, "description": about, "uri": uri, "version": version}
    return Taxonomy(identity, name, known(told))


def _make_term(
    kind: str, taxonomy: Taxonomy, code: str, name: str, about: str, parent: str | None = None
) -> Keyed:
    record = known(
        {
            "id": make_id(kind, code),
            "code": code,
            "name": name,
            "description": about,
            "parent_id": parent,
            "taxonomy": taxonomy.name,
            "taxonomy_id": taxonomy.id,
            "term": name,
            "language": "en",
        }
    )
    return (kind, code), Term(record["id"], code, taxonomy.id, parent, record)
