"""A listing read from another directory's feed, as a planner would have typed it.

Reading a feed (`app/openreferral/reading`) ends here, and importing it starts here: between the two
stand only these plain values, so that neither needs to know how the other works.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Value = str | int | float | bool | list["Value"] | dict[str, "Value"]
"""What a planner can write as one field's value in YAML."""

NoteKind = Literal["mapped", "guessed", "dropped"]


@dataclass(frozen=True, slots=True)
class Note:
    """One line of the report on an import.

    `field` is our YAML field, or the feed's own field where it was dropped. `message` is one plain
    sentence for a planner.
    """

    field: str
    kind: NoteKind
    message: str


@dataclass(frozen=True, slots=True)
class Draft:
    """One listing of a feed, ready to be looked over.

    `source_id` is the feed's own id, kept as text. `fields` holds YAML keys of
    `app.content.models.Service` in the model's order, and never `id`, `edited`, `status` or
    `checked`. `slug` is the listing's own id where the feed comes from a Reach In. `modified` is
    when the feed says it was last changed, in ISO form with a zone if it could be read. `gone` says
    that the feed calls it inactive, defunct or expired.
    """

    source_id: str
    fields: Mapping[str, Value]
    slug: str | None
    notes: tuple[Note, ...]
    modified: str | None
    gone: bool
