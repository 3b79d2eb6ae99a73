"""Needs: what families come for, in their words; the planners' name never reaches a family."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from app.content.fields import Entry, Line, Slug, Text, as_list

PlannersArea = Literal[
    "Neglect",
    "Domestic abuse",
    "Poverty",
    "Mental health",
    "Children affected by disabilities and/or with additional support needs",
    "Asylum seekers, refugee and migrant populations",
]


Word = Annotated[Text, WithJsonSchema({"type": ["string", "integer"]})]
"""A phrase; editors take one such as 999 for a number."""


class Need(Entry):
    """One topic a family can choose."""

    slug: Slug = Field(description="Its name in addresses. Never changes.")
    page: Slug = Field(description="Its page's address: plain, and bland on safety topics.")
    title: Text = Field(description="What families read: Money worries and benefits.")
    short_title: Text = Field(description="The same in one or two words, for a tile.")
    sentence: Line = Field(description="One warm sentence.", max_length=200)
    planners_area: PlannersArea = Field(description="Which of Glasgow's six mapped needs it is.")
    picture: Slug = Field(description="The name of its line drawing.")
    words: Annotated[tuple[Word, ...], BeforeValidator(as_list)] = Field(
        description="Words and phrases families use for it.", min_length=1
    )
    safety: bool = Field(False, description="yes: a person at home may be watching.")
    crisis: bool = Field(False, description="yes: danger now, so phone numbers come first.")
    first: bool = Field(False, description="yes: among the first topics on the home page.")
