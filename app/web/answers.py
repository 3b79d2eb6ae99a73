"""The shapes of the JSON search's answer, for its description; a test holds answers to them."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

EXAMPLE = "x-example"
"""Where an address's description says what to add to it for an answer worth looking at."""


class FoundPlace(BaseModel):
    """The place that we took the family to mean."""

    model_config = ConfigDict(extra="forbid")

    label: str = Field(description="What we call it.", examples=["G51"])
    kind: str = Field(description="What kind of place it is.", examples=["district"])
    lat: float = Field(description="Latitude (WGS 84).", examples=[55.85753])
    lon: float = Field(description="Longitude (WGS 84).", examples=[-4.32168])
    areas: list[str] = Field(description="Our areas that it lies in.", examples=[["glasgow-south"]])


class Understood(BaseModel):
    """What we heard in what was sent."""

    model_config = ConfigDict(extra="forbid")

    needs: list[str] = Field(description="Topics, the surest first.", examples=[["food"]])
    place: FoundPlace | None = Field(description="The place, if one was named.")
    crisis: bool = Field(
        description="Whether someone may be in danger: show who to phone first.", examples=[False]
    )
    words: list[str] = Field(description="The words that we looked for.", examples=[["food"]])


class Result(BaseModel):
    """One listing that can help."""

    model_config = ConfigDict(extra="forbid")

    id: str = Field(description="The listing's own name.", examples=["the-govan-pantry"])
    name: str = Field(description="What the help is called.", examples=["The Govan Pantry"])
    summary: str = Field(description="What it does, in plain words.")
    url: str = Field(description="The page to send families to.")
    needs: list[str] = Field(description="Its topics.", examples=[["food", "money"]])
    distance_km: float | None = Field(
        description="How far it is, if that is known.", examples=[1.2]
    )
    open: Literal["open", "closed", "unknown"] = Field(description="Whether it is open now.")
    crisis: bool = Field(description="Whether it helps in danger.", examples=[False])
    why: list[str] = Field(description="Why it was found.", examples=[["Helps with food"]])


class SearchAnswer(BaseModel):
    """The answer to a search."""

    model_config = ConfigDict(extra="forbid")

    understood: Understood
    total: int = Field(description="How many listings match.", examples=[38])
    results: list[Result] = Field(description="The listings, best first.")
