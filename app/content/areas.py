"""Areas: the places a directory is kept for. Adding a council is a few lines of data."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from app.content.fields import AreaSlug, CouncilCode, Entry, Line, LocalitySlug, Slug, Text, as_list
from app.places import Place


class Area(Entry):
    """One area: a locality, a whole council or a country."""

    slug: Slug = Field(description="Its name in addresses. Never changes.")
    name: Text = Field(description="What families read: Glasgow South.")
    sentence: Line | None = Field(
        None, description="One warm sentence about it, shown first on its page.", max_length=200
    )
    within: AreaSlug | None = Field(None, description="The wider area that holds this one.")
    localities: Annotated[tuple[LocalitySlug, ...], BeforeValidator(as_list)] = Field(
        (), description="Health and social care localities it covers."
    )
    councils: Annotated[tuple[CouncilCode, ...], BeforeValidator(as_list)] = Field(
        (), description="Council codes it covers, such as S12000049."
    )
    countries: Annotated[tuple[Literal["S"], ...], BeforeValidator(as_list)] = Field(
        (), description="S where it is all of Scotland."
    )
    local: bool = Field(True, description="no: help here is national, not local.")

    def covers(self, place: Place) -> bool:
        """Return whether the place lies in this area, or may (a postcode that two areas share)."""
        return (
            bool(set(self.localities) & set(place.localities))
            or place.council in self.councils
            or place.country in self.countries
        )


def areas_at(place: Place, areas: Iterable[Area]) -> tuple[Area, ...]:
    """Return the areas that cover a place, in the order the data lists them (local first)."""
    return tuple(area for area in areas if area.covers(place))


def areas_around(slug: str, areas: Mapping[str, Area]) -> tuple[Area, ...]:
    """Return an area and those that hold it, narrowest first; none for an unknown slug."""
    chain: list[Area] = []
    wider: str | None = slug
    while wider is not None and wider in areas and areas[wider] not in chain:
        chain.append(areas[wider])
        wider = areas[wider].within
    return tuple(chain)
