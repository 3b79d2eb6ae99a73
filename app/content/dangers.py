"""Dangers: what to say and who to phone when the words typed tell that somebody is not safe."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from app.content.fields import Entry, ListingId, NeedSlug, Slug, Text, as_list


class Danger(Entry):
    """One kind of danger, with its calm card."""

    slug: Slug = Field(description="Its name in phrases/crisis.txt. Never changes.")
    title: Text = Field(description="The card's heading.")
    needs: Annotated[tuple[NeedSlug, ...], BeforeValidator(as_list)] = Field(
        (), description="Needs whose phrases marked `| crisis` tell of this danger."
    )
    first_for: Annotated[tuple[NeedSlug, ...], BeforeValidator(as_list)] = Field(
        (), description="Needs whose help always starts with this card, danger heard or not."
    )
    call_999_if: Annotated[tuple[Text, ...], BeforeValidator(as_list)] = Field(
        description="When to call 999, each a short line.", min_length=1
    )
    then: Text = Field(description="What the lines below are for, in one sentence.")
    lines: Annotated[tuple[ListingId, ...], BeforeValidator(as_list)] = Field(
        description="Ids of the listings to phone, best first; those for other areas are left out.",
        min_length=1,
    )
    when_watched: Slug | None = Field(
        None, description="A page of the site for whoever may be watched, offered below the card."
    )
