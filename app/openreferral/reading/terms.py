"""What the terms of other lists mean here: by code, address, CURIE or name, whatever the spelling.

The table is data (`data/reading/terms.csv`, with its notice beside it).
"""

import csv
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from app.openreferral.reading.shape import Term

_LISTS: dict[str, tuple[str, ...]] = {
    "aliss": ("aliss",),
    "alisscategories": ("aliss",),
    "alisscategory": ("aliss",),
    "departmentforeducationfamilyhubsservicecategories": ("dfe-family-hubs",),
    "dfe": ("dfe-family-hubs",),
    "dfefamilyhubs": ("dfe-family-hubs",),
    "familyhubs": ("dfe-family-hubs",),
    "circumstances": ("lga-circumstances",),
    "circumstancespersonal": ("lga-circumstances",),
    "communityservices": ("lga-services",),
    "esdcircumstance": ("lga-circumstances",),
    "esdneed": ("lga-needs",),
    "esdservice": ("lga-services",),
    "esdservicetype": ("lga-services",),
    "esdstandard": ("lga-services", "lga-needs", "lga-circumstances"),
    "lgaservice": ("lga-services",),
    "lgacommunityservice": ("lga-services",),
    "localgovernmentservicelist": ("lga-services",),
    "localgovernmentserviceslist": ("lga-services",),
    "need": ("lga-needs",),
    "openeligibility": ("open-eligibility",),
    "openeligibilitytaxonomy": ("open-eligibility",),
    "humanservicestaxonomy": ("open-eligibility",),
    "outpost": ("outpost",),
}
_ADDRESS = re.compile(r"https?://id\.esd\.org\.uk/([a-z]+)/([\w.-]+)/?$", re.IGNORECASE)
_ADDRESS_LISTS = {
    "service": "lga-services",
    "need": "lga-needs",
    "circumstance": "lga-circumstances",
}
_CURIE = re.compile(r"([a-z][a-z0-9 _-]{2,40}):(?!//)\s*([\w.-]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a term stands for here: topics, kinds of help and groups, main ones first."""

    name: str
    needs: tuple[str, ...]
    kinds: tuple[str, ...]
    welcomes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """Every term we know, by list and code, and by name."""

    by_code: Mapping[tuple[str, str], Meaning]
    by_name: Mapping[str, Mapping[str, Meaning]]

    def find(self, term: Term) -> Meaning | None:
        """Return what a term means: by address or CURIE, by its list and code, else by its name.

        A code alone means nothing, since every list counts from 1; a list named otherwise, or not
        at all, leaves the name.
        """
        lists = lists_named(term.scheme) or (("outpost",) if term.source == "taxonomies" else ())
        for code in term.codes:
            for name, own in (*_read_code(code), *((each, code) for each in lists)):
                if found := self.by_code.get((name, own.strip().lower())):
                    return found
        named = self.by_name.get(fold_name(term.name or ""), {})
        listed = [named[name] for name in lists if name in named]
        return next(iter([*listed, *named.values()]), None)


@cache
def packaged_terms() -> Terms:
    """Return the terms that travel with the code."""
    text = (files("app.openreferral") / "data" / "reading" / "terms.csv").read_text("utf-8")
    return make_terms(csv.DictReader(text.splitlines()))


def make_terms(rows: Iterable[Mapping[str, str]]) -> Terms:
    """Return terms by code and by name; of two with one name in a list the first counts."""
    by_code: dict[tuple[str, str], Meaning] = {}
    by_name: dict[str, dict[str, Meaning]] = {}
    for row in rows:
        needs, kinds, welcomes = (_split(row[key]) for key in ("needs", "kinds", "welcomes"))
        meaning = Meaning(row["name"], needs, kinds, welcomes)
        by_code.setdefault((row["list"], row["code"].lower()), meaning)
        by_name.setdefault(fold_name(row["name"]), {}).setdefault(row["list"], meaning)
    return Terms(by_code, by_name)


def lists_named(scheme: str | None) -> tuple[str, ...]:
    """Return our names for a list however it is spelt: "ESD Standards", "esdServiceTypes"."""
    folded = re.sub(r"[^a-z0-9]", "", (scheme or "").rsplit("/", 1)[-1].lower())
    folded = folded.removesuffix("20") if folded.startswith("openeligib") else folded
    return _LISTS.get(folded) or _LISTS.get(folded.removesuffix("s"), ())


def fold_name(name: str) -> str:
    """Return a term's name for comparing: lower case, no accents, no punctuation, "and" for &."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("&", " and "))
    kept = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[^\W_]+", kept.replace("'", "").replace("’", "")))


def _read_code(code: str) -> tuple[tuple[str, str], ...]:
    """Return the list and code in an address or a CURIE: "esdServiceType:831"."""
    if found := _ADDRESS.fullmatch(code.strip()):
        name = _ADDRESS_LISTS.get(found[1].lower())
        return ((name, found[2]),) if name else ()
    if found := _CURIE.fullmatch(code.strip()):
        return tuple((name, found[2]) for name in lists_named(found[1]))
    return ()


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split(";") if part)
