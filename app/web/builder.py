"""The page where a school or a surgery makes a box for its own website.

Its words are a guide that planners write; what is made is drawn between them. Without the guide
the page stands by itself, so that no edit takes it away.
"""

from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup

from app.content.catalogue import Catalogue
from app.language import gettext as _
from app.language import mark
from app.web.guides import show_guide
from app.web.pasting import (
    LONGEST_HEADING,
    SIZES,
    Choices,
    ink_on,
    say_invitation,
    write_card,
    write_frame,
    write_pinned_widget,
    write_widget,
)
from app.web.posters import poster_path
from app.web.site import Visit
from app.web.squares import Square, draw_square
from app.web.views import Head, Link
from app.web.widget import Script, write_script

BUILDER = "/for-schools-and-gps"
SIZE_WORDS = {
    "wide": mark("As wide as your page"),
    "middle": mark("Middle: 600 pixels"),
    "narrow": mark("Side column: 300 pixels"),
}
THEME_WORDS = {
    "": mark("As their screen is set"),
    "light": mark("Always light"),
    "dark": mark("Always dark"),
}


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose."""

    value: str
    text: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Ask:
    """A question with a list of answers."""

    name: str
    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """One way in: what it is, which websites take it, and the code to copy."""

    name: str
    title: str
    lead: str
    takes: tuple[tuple[str, str], ...]
    code: str
    rows: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What the box looks like: where its frame is, and what its tag and its card say."""

    frame: str
    frame_title: str
    height: int
    size: str
    script: str
    area: str
    need: str
    heading: str
    theme: str
    words: str
    href: str
    colour: str
    ink: str


@dataclass(frozen=True, slots=True)
class PosterLink:
    """The poster that goes with the box, with its code drawn small."""

    link: Link
    square: Square


@dataclass(frozen=True, slots=True)
class BuilderPage:
    """The guide's words, the choices, and what they make."""

    template: ClassVar[str] = "builder.html"
    title: str
    heading: str
    intro: Markup
    text: Markup
    updated: str
    contact: str | None
    more: tuple[Link, ...]
    asks: tuple[Ask, ...]
    typed: str
    colour: str
    ways: tuple[Way, ...]
    pinned: str
    preview: Preview
    poster: PosterLink
    head: Head
    action: str = BUILDER
    longest: int = LONGEST_HEADING


def show_builder(choices: Choices, visit: Visit) -> BuilderPage:
    """Return the page with the codes for these choices."""
    catalogue, script = visit.directory.catalogue, write_script(visit)
    guide = catalogue.guides.get(BUILDER.strip("/"))
    words = show_guide(guide, catalogue, visit.site.contact) if guide else None
    intro, second, rest = (words.text if words else Markup()).partition("<h2")
    title = _("For schools and GP surgeries")
    return BuilderPage(
        title=words.title if words else title,
        heading=words.heading if words else title,
        intro=intro,
        text=second + rest,
        updated=words.updated if words else "",
        contact=words.contact if words else None,
        more=words.more if words else (),
        asks=tuple(_show_asks(choices, catalogue)),
        typed=choices.heading,
        colour=choices.colour,
        ways=_show_ways(choices, visit.base),
        pinned=write_pinned_widget(choices, visit.base, script),
        preview=_show_preview(choices, script),
        poster=_show_poster(choices, visit.base),
        head=words.head if words else Head(BUILDER, _("Put a box of help on your own website.")),
    )


def _show_asks(choices: Choices, catalogue: Catalogue) -> tuple[Ask, ...]:
    areas = {"": _("Everywhere we cover")} | {a.slug: a.name for a in catalogue.areas.values()}
    safe = (need for need in catalogue.needs.values() if may_stand(need.slug, catalogue))
    needs = {"": _("All kinds of help")} | {need.slug: need.title for need in safe}
    sizes = {value: _(SIZE_WORDS[value]) for value in SIZES}
    themes = {value: _(words) for value, words in THEME_WORDS.items()}
    framing = choices.framing
    return (
        Ask("area", _("Which area?"), _options(areas, framing.area)),
        Ask("need", _("Which topic?"), _options(needs, framing.need)),
        Ask("size", _("How wide?"), _options(sizes, choices.size)),
        Ask("theme", _("Light or dark?"), _options(themes, choices.theme)),
    )


def may_stand(need: str, catalogue: Catalogue) -> bool:
    """Return whether a topic may be named in somebody else's page, for all at home to see."""
    found = catalogue.needs.get(need)
    return found is not None and not found.safety and not found.crisis


def _options(texts: dict[str, str], chosen: str) -> tuple[Option, ...]:
    return tuple(Option(value, text, value == chosen) for value, text in texts.items())


def _show_ways(choices: Choices, base: str) -> tuple[Way, ...]:
    return (
        Way(
            "card",
            _("A card with a link"),
            _("It works on all websites, and it always will. Start here if you are not sure."),
            _for_a_card(),
            write_card(choices, base),
            8,
        ),
        Way(
            "frame",
            _("A search box in a frame"),
            _("Families look for help and find it inside your page."),
            _for_a_frame(),
            write_frame(choices, base),
            5,
        ),
        Way(
            "widget",
            _("A search box as a part of your page"),
            _("It fits your page by itself, and it takes your colour."),
            _for_a_widget(),
            write_widget(choices, base),
            7,
        ),
        Way(
            "address",
            _("An address on a line of its own"),
            _("You need no code. Some websites turn the address into a small box."),
            _for_an_address(),
            base + choices.path,
            2,
        ),
    )


def _for_a_card() -> tuple[tuple[str, str], ...]:
    return (
        (_("All websites"), _("If yours takes words only, paste the address as a link.")),
        (_("GP websites"), _("Ask your supplier to put it in for you.")),
    )


def _for_a_frame() -> tuple[tuple[str, str], ...]:
    return (
        ("Google Sites", _("Choose “Insert”, then “Embed”, then “Embed code”.")),
        ("Wix", _("Add “Embed HTML” and paste the code.")),
        ("Squarespace", _("Add a code block. Not all plans let you: ask Squarespace.")),
        ("WordPress", _("Add a “Custom HTML” block. You may need the person who runs the site.")),
        ("Glow Blogs", _("It is likely to be taken out when you save. Use the last way.")),
        (_("GP websites"), _("Ask your supplier.")),
    )


def _for_a_widget() -> tuple[tuple[str, str], ...]:
    return (
        ("WordPress", _("Add a “Custom HTML” block. You may need the person who runs the site.")),
        ("Squarespace", _("Add a code block. Not all plans let you: ask Squarespace.")),
        ("Google Sites", _("Use the frame.")),
        ("Wix", _("Use the frame.")),
        ("Glow Blogs", _("Use the last way.")),
        (_("GP websites"), _("Ask your supplier. Show them what is written for them below.")),
    )


def _for_an_address() -> tuple[tuple[str, str], ...]:
    return (
        ("WordPress", _("Paste it on a line of its own. It turns into a box.")),
        ("Glow Blogs", _("We have not tried it there yet. If no box comes, it is still a link.")),
        (_("All other websites"), _("It stays a link.")),
    )


def _show_preview(choices: Choices, script: Script) -> Preview:
    framing = choices.framing
    return Preview(
        frame=framing.write(),
        frame_title=_("What it will look like"),
        height=SIZES[choices.size].height,
        size=choices.size,
        script=script.pinned,
        area=framing.area,
        need=framing.need,
        heading=choices.heading or _("Find help near you"),
        theme=choices.theme,
        words=say_invitation(choices),
        href=choices.path,
        colour=choices.colour if choices.colour != Choices().colour else "",
        ink=ink_on(choices.colour),
    )


def _show_poster(choices: Choices, base: str) -> PosterLink:
    if choices.area is None:
        return PosterLink(Link(_("Choose a poster to print"), "/posters"), draw_square(f"{base}/"))
    path = poster_path(choices.area, choices.need)
    words = _("Print the poster for {area}").format(area=choices.area.name)
    return PosterLink(Link(words, path), draw_square(base + choices.path))
