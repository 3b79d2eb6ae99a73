"""Write listings, as their files hold them now, as a table or as YAML: all fields, for planners."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.planning.keeping import areas_of
from app.planning.merging import Fields
from app.planning.sheets import write_sheet
from app.planning.tables.columns import VERSION, WRITTEN
from app.planning.tables.comparing import version_of
from app.planning.yaml_files import Listed
from app.planning.yaml_splicing import write_entry

HEADS = (*(column.name for column in WRITTEN), VERSION)
_SCHEMA = "# yaml-language-server: $schema=schema/services.schema.json\n"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which listings to write: all of them, or those of some areas, of a topic, in a state."""

    areas: frozenset[str] | None = None
    need: str = ""
    status: str = ""

    def choose(self, listed: Mapping[str, Listed]) -> tuple[Listed, ...]:
        """Return the listings that fit, in the order they stand in their files."""
        return tuple(each for each in listed.values() if self._fits(each.fields))

    def _fits(self, fields: Fields) -> bool:
        needs = fields.get("needs", [])
        return (
            (self.areas is None or not self.areas.isdisjoint(areas_of(fields)))
            and (not self.need or self.need in ([needs] if isinstance(needs, str) else needs))
            and (not self.status or self.status == fields.get("status", "live"))
        )


def write_rows(listed: Iterable[Listed]) -> Iterator[tuple[str, ...]]:
    """Yield a row of cells for each listing, in the order of HEADS."""
    for each in listed:
        fields = each.fields
        yield (*(column.write(fields) for column in WRITTEN), version_of(fields))


def write_csv(listed: Iterable[Listed]) -> str:
    """Return listings as CSV; no cell of it is read as a formula."""
    return write_sheet(HEADS, write_rows(listed))


def write_yaml(listed: Sequence[Listed]) -> str:
    """Return listings as YAML, as they are typed, comments with them. Raises CannotWrite."""
    texts = (each.draft.text.strip("\n") + "\n" if each.draft.text else "" for each in listed)
    entries = (
        text or write_entry(dict(each.fields)) for text, each in zip(texts, listed, strict=True)
    )
    return _SCHEMA + ("\n".join(entries) or "[]\n")
