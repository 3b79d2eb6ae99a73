"""What the host of a frame chose for it. None of this was typed by a family, so it may stand in an
address; what a family types is sealed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from urllib.parse import urlencode

EMBED = "/embed"
LIGHT, DARK = "light", "dark"


@dataclass(frozen=True, slots=True)
class Framing:
    """A host's choices. `near` is the host's own place; `title` is the heading it asks for.

    `plain` has no form, for sandboxes that allow none. `listed` shows help for a topic at once.
    `service` and `guide` show one listing or page of ours. `host` is counted with the searches.
    """

    area: str = ""
    need: str = ""
    near: str = ""
    title: str = ""
    theme: str = ""
    plain: str = ""
    listed: str = ""
    service: str = ""
    guide: str = ""
    host: str = ""

    def write(self, path: str = EMBED, **changed: str) -> str:
        """Return an address in the frame that keeps these choices, some of them changed."""
        chosen = replace(self, **changed)
        given = ((each.name, getattr(chosen, each.name)) for each in fields(chosen))
        query = urlencode([(name, value) for name, value in given if value])
        return f"{path}?{query}" if query else path

    def of_host(self, host: str) -> "Framing":
        """Return the same choices, made by the host with this name."""
        return replace(self, host=host)

    @property
    def shows_help(self) -> bool:
        """Return whether help stands in the frame before anyone asks."""
        return bool(self.listed or (self.plain and (self.need or self.area or self.near)))


def read_framing(given: Mapping[str, str], areas: Mapping[str, object], needs: set[str]) -> Framing:
    """Return the choices that can be used; those that cannot are left out."""
    known = {each.name: given.get(each.name, "").strip() for each in fields(Framing)}
    asked = (slug.strip() for slug in known["need"].split(","))
    return Framing(**known | {
        "area": known["area"] if known["area"] in areas else "",
        "need": ",".join(slug for slug in asked if slug in needs),
        "title": known["title"] if len(known["title"]) > 1 else "",
        "theme": known["theme"] if known["theme"] in (LIGHT, DARK) else "",
        "plain": "1" if known["plain"] else "",
        "listed": "1" if known["listed"] else "",
    })  # fmt: skip
