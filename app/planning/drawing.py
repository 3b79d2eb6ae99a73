"""Our own small drawing kit: pictures as inline SVG that need no script and no other file.

Colours are the stylesheet's: a shape says what it is by its class, and `static/coverage.css` knows
light, dark, paper and forced colours. Every picture has a title and a description for those who do
not see it, and nothing in it is told by colour alone. Numbers are written short, text is escaped by
the XML writer, and characters that XML cannot hold are left out.
Sources: SVG 2; W3C "SVG Accessibility API Mappings".
"""

import re
from collections.abc import Iterable
from xml.etree import ElementTree

Shape = ElementTree.Element
Spot = tuple[float, float]

_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def draw(
    name: str, size: Spot, title: str, about: str, shapes: Iterable[Shape], look: str = ""
) -> str:
    """Return a picture of some units wide and high; `name` is its own on a page.

    One unit is a pixel at the width it is made for, and the page may show it larger.
    """
    width, height = size
    root = _element(
        "svg",
        {
            "viewBox": f"0 0 {_short(width)} {_short(height)}",
            "role": "img",
            "aria-labelledby": f"{name}-title {name}-about",
            "class": f"figure {look}".strip(),
        },
    )
    root.append(_element("title", {"id": f"{name}-title"}, title))
    root.append(_element("desc", {"id": f"{name}-about"}, about))
    root.extend(shapes)
    return ElementTree.tostring(root, encoding="unicode")


def box(at: Spot, size: Spot, look: str) -> Shape:
    """Return a rectangle by its upper left corner."""
    numbers = dict(zip(("x", "y", "width", "height"), map(_short, (*at, *size)), strict=True))
    return _element("rect", {**numbers, "class": look})


def dot(at: Spot, radius: float, look: str) -> Shape:
    """Return a circle."""
    numbers = dict(zip(("cx", "cy", "r"), map(_short, (*at, radius)), strict=True))
    return _element("circle", {**numbers, "class": look})


def line(spots: Iterable[Spot], look: str) -> Shape:
    """Return a line from spot to spot."""
    points = " ".join(f"{_short(x)},{_short(y)}" for x, y in spots)
    return _element("polyline", {"points": points, "class": look})


def outlines(shapes: Iterable[Iterable[Spot]], look: str) -> Shape:
    """Return closed shapes of one look, as one path."""
    return _element("path", {"d": "".join(map(_outline, shapes)), "class": look})


def words(at: Spot, text: str, look: str = "figure-words", anchor: str = "start") -> Shape:
    """Return a line of text by the start, middle or end of its foot."""
    x, y = map(_short, at)
    return _element("text", {"x": x, "y": y, "class": look, "text-anchor": anchor}, text)


def stripes(name: str, look: str) -> Shape:
    """Return a pattern of slanted lines, to fill shapes with by `fill="url(#name)"`."""
    pattern = _element(
        "pattern",
        {"id": name, "width": "5", "height": "5", "patternUnits": "userSpaceOnUse"},
    )
    pattern.append(_element("path", {"d": "M-1 1l2-2M0 5l5-5M4 6l2-2", "class": look}))
    return pattern


def filled(shape: Shape, pattern: str) -> Shape:
    """Return a shape filled with a pattern of the same picture."""
    shape.set("fill", f"url(#{pattern})")
    return shape


def _outline(spots: Iterable[Spot]) -> str:
    first, *rest = spots
    path, (x, y) = f"M{_short(first[0])} {_short(first[1])}", _rounded(first)
    for spot in rest:
        there = _rounded(spot)
        path += f"l{_short(there[0] - x)} {_short(there[1] - y)}"
        x, y = there
    return f"{path}z"


def _rounded(spot: Spot) -> Spot:
    return round(spot[0], 1), round(spot[1], 1)


def _short(number: float) -> str:
    written = f"{number:.1f}".removesuffix(".0")
    return "0" if written == "-0" else written


def _element(tag: str, attributes: dict[str, str], text: str = "") -> Shape:
    shape = ElementTree.Element(tag, {k: _NOT_XML.sub("", v) for k, v in attributes.items()})
    shape.text = _NOT_XML.sub("", text) or None
    return shape
