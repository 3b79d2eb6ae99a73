"""What a school or a surgery pastes into its own page, written out whole from what it chose.

`docs/embedding.md` is the contract: code that was pasted once is never seen by us again, so what
is written here must go on working for years.
"""

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup

from app.content.areas import Area
from app.content.needs import Need
from app.language import gettext as _
from app.search.reasons import say_area
from app.web.addresses import area_path, topic_path
from app.web.framing import DARK, LIGHT, Framing
from app.web.oembed import home_title
from app.web.widget import MOVING, Script

COLOUR = "#0b5d5b"
"""Our own: where it stays, nothing is written and dark pages get a light one."""
LONGEST_HEADING = 80
_COLOUR = re.compile(r"#[0-9a-f]{6}")


@dataclass(frozen=True, slots=True)
class Size:
    """How wide a box may be, in pixels (0: as wide as the page), and how high its frame is.

    `grows` is the height where styles are let through: more on a phone, so that nobody scrolls
    inside a page that scrolls.
    """

    width: int
    height: int
    grows: str = ""


_GROWS = "height:max(720px,1440px - 100vw);"
SIZES: Mapping[str, Size] = {
    "wide": Size(0, 800, _GROWS),
    "middle": Size(600, 800, _GROWS),
    "narrow": Size(300, 1120),
}
WIDE = "wide"


@dataclass(frozen=True, slots=True)
class Choices:
    """What the person who pastes chose. Nothing in it is about a family."""

    area: Area | None = None
    need: Need | None = None
    heading: str = ""
    colour: str = COLOUR
    theme: str = ""
    size: str = WIDE

    themes: ClassVar[Container[str]] = (LIGHT, DARK)

    @property
    def path(self) -> str:
        """Return the page of ours that the choices lead to."""
        if self.area is not None:
            return area_path(self.area, self.need)
        return topic_path(self.need) if self.need is not None else "/"

    @property
    def framing(self) -> Framing:
        """Return the same choices as the frame has them."""
        return Framing(
            area=self.area.slug if self.area else "",
            need=self.need.slug if self.need else "",
            title=self.heading,
            theme=self.theme,
        )


def read_choices(
    given: Mapping[str, str], areas: Mapping[str, Area], needs: Mapping[str, Need]
) -> Choices:
    """Return the choices that can be used; those that cannot are as if not made."""
    colour, theme, size = (given.get(name, "").lower() for name in ("colour", "theme", "size"))
    return Choices(
        area=areas.get(given.get("area", "")),
        need=needs.get(given.get("need", "")),
        heading=given.get("heading", "")[:LONGEST_HEADING].strip(),
        colour=colour if _COLOUR.fullmatch(colour) else COLOUR,
        theme=theme if theme in Choices.themes else "",
        size=size if size in SIZES else WIDE,
    )


def ink_on(colour: str) -> str:
    """Return black or white, whichever is read more easily on a colour (WCAG 2.2, 1.4.3)."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    light = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return "#000000" if (light + 0.05) / 0.05 > 1.05 / (light + 0.05) else "#ffffff"


def say_invitation(choices: Choices) -> str:
    """Return the sentence on the card."""
    if choices.area is None:
        return _("Every family needs a hand sometimes. Find help near you, free and in private.")
    words = _("Every family needs a hand sometimes. Find help in {area}, free and in private.")
    return words.format(area=say_area(choices.area))


def write_card(choices: Choices, base: str) -> str:
    """Return the card: HTML that needs nothing else, and is a link where styles are taken out."""
    colour = choices.colour
    card = Markup(
        '<div style="{box}margin:16px 0;border:2px solid {colour};border-radius:12px;'
        'padding:16px">\n'
        '  <p style="margin:0 0 8px"><strong>{heading}</strong></p>\n'
        '  <p style="margin:0 0 16px">{words}</p>\n'
        '  <p style="margin:0"><a href="{address}" style="display:inline-block;padding:12px 20px;'
        "border-radius:12px;background:{colour};color:{ink};font-weight:bold;"
        'text-decoration:none">{go}</a></p>\n'
        "</div>"
    ).format(
        box=_write_width(choices),
        colour=colour,
        heading=choices.heading or _("Find help near you"),
        words=say_invitation(choices),
        address=base + choices.path,
        ink=ink_on(colour),
        go=_("Go to Reach In"),
    )
    return str(card)


def write_frame(choices: Choices, base: str) -> str:
    """Return the frame."""
    frame = Markup(
        '<iframe src="{address}" title="{title}" width="100%" height="{height}" loading="lazy"'
        ' style="{width}{grows}border:0"></iframe>'
    ).format(
        address=base + choices.framing.write(),
        title=choices.heading or home_title(),
        height=SIZES[choices.size].height,
        width=_write_width(choices),
        grows=SIZES[choices.size].grows,
    )
    return str(frame)


def write_widget(choices: Choices, base: str) -> str:
    """Return the script that always is the newest, and the tag it brings to life."""
    script = Markup('<script src="{address}" defer></script>\n').format(address=base + MOVING)
    return str(script + _write_tag(choices, base))


def write_pinned_widget(choices: Choices, base: str, script: Script) -> str:
    """Return the tag with the script as it is today: a browser refuses any other bytes."""
    pinned = Markup(
        '<script src="{address}" integrity="{integrity}" crossorigin="anonymous" defer></script>\n'
    ).format(address=base + script.pinned, integrity=script.integrity)
    return str(pinned + _write_tag(choices, base))


def _write_tag(choices: Choices, base: str) -> Markup:
    attributes = {
        "area": choices.framing.area,
        "need": choices.framing.need,
        "heading": choices.heading,
        "theme": choices.theme,
        "style": "" if choices.colour == COLOUR else f"--reach-in-colour: {choices.colour}",
    }
    told = Markup("").join(
        Markup(' {}="{}"').format(name, value) for name, value in attributes.items() if value
    )
    tag = Markup('<reach-in{told}>\n  <a href="{address}">{words}</a>\n</reach-in>').format(
        told=told, address=base + choices.path, words=choices.heading or _("Find help near you")
    )
    width = _write_width(choices)
    return Markup('<div style="{}">\n{}\n</div>').format(width, tag) if width else tag


def _write_width(choices: Choices) -> str:
    width = SIZES[choices.size].width
    return f"max-width:{width}px;" if width else ""
