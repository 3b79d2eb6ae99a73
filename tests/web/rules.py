"""What every page keeps to, whatever it shows. Each rule yields a line for each thing wrong."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

import httpx

HASHED = re.compile(r"/static/[\w./-]+\.[0-9a-f]{12}\.\w+")
SEALED = re.compile(r"/find/[A-Za-z0-9_-]{60,}")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
EXIT = "https://www.bbc.co.uk/weather"
PAGE_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
ALWAYS = {
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "strict-transport-security": "max-age=31536000; includeSubDomains",
    "x-content-type-options": "nosniff",
    "content-type": "text/html; charset=utf-8",
}

Rule = Callable[[Element], Iterator[str]]


def words_of(element: Element | None) -> str:
    """Return an element's words, spaces made single."""
    return "" if element is None else " ".join("".join(element.itertext()).split())


def judge(root: Element) -> list[str]:
    """Return everything that is wrong with a page."""
    return [line for rule in RULES for line in rule(root)]


def judge_headers(response: httpx.Response, *, may_keep: bool) -> Iterator[str]:
    """Yield every header that is missing or wrong; `may_keep=False` where typed words show."""
    for name, value in ALWAYS.items():
        if response.headers.get(name) != value:
            yield f'header {name} is "{response.headers.get(name)}", not "{value}"'
    policy = response.headers.get("content-security-policy", "")
    parts = (part.strip().partition(" ") for part in policy.split(";"))
    if {name: allowed for name, _, allowed in parts} != PAGE_POLICY:
        yield f'policy is "{policy}"'
    asked = response.headers.get("permissions-policy", "")
    free = [name for name in ("camera", "geolocation", "microphone") if f"{name}=()" not in asked]
    yield from (f"pages may ask for the {name}" for name in free)
    kept = response.headers.get("cache-control")
    if kept not in (("no-cache", "no-store") if may_keep else ("no-store",)):
        yield f'cache-control is "{kept}"'
    unwanted = {"set-cookie", "location", "server", "x-powered-by"} & set(response.headers)
    yield from (f"header {name} is there" for name in sorted(unwanted))


def loaded_addresses(root: Element) -> list[str]:
    """Return the address of everything a page makes the browser fetch."""
    links = [e.get("href", "") for e in root.iter("link") if e.get("rel") != "canonical"]
    return links + [e.get("src", "") for e in root.iter() if e.get("src") is not None]


def _has_title(root: Element) -> Iterator[str]:
    if (root.tag, root.get("lang")) != ("html", "en-GB"):
        yield f"language is {root.get('lang')}"
    titles = [words_of(title) for title in root.findall("./head/title")]
    if len(titles) != 1 or not re.fullmatch(r"\S.+ – Reach In", titles[0]):
        yield f"titles are {titles}"
    if not any(e.get("name") == "viewport" for e in root.iter("meta")):
        yield "no viewport, so phones would draw it tiny"


def _has_ordered_headings(root: Element) -> Iterator[str]:
    """A crisis card may stand before the h1, with an h2: nothing comes before who to phone."""
    urgent = {id(e) for card in _of_class(root, "urgent") for e in card.iter()}
    headings = [e for e in root.iter() if e.tag in HEADINGS]
    if (count := sum(e.tag == "h1" for e in headings)) != 1:
        yield f"{count} h1 headings"
    level = 0
    for heading in headings:
        here = int(str(heading.tag)[1])
        first_allowed = 2 if id(heading) in urgent and level == 0 else level + 1
        if here > first_allowed:
            yield f'heading "{words_of(heading)}" skips from h{level} to h{here}'
        if not words_of(heading):
            yield f"an empty h{here}"
        level = here


def _has_unique_ids(root: Element) -> Iterator[str]:
    ids = Counter(e.get("id") for e in root.iter() if e.get("id") is not None)
    yield from (f'id "{name}" is used {n} times' for name, n in ids.items() if n > 1)
    for element in root.iter():
        for attribute in ("aria-describedby", "aria-labelledby", "aria-controls", "for", "list"):
            for name in (element.get(attribute) or "").split():
                if name not in ids:
                    yield f'{attribute}="{name}" leads nowhere'
        href = element.get("href") or ""
        if href.startswith("#") and href[1:] not in ids:
            yield f'href="{href}" leads nowhere'


def _has_labels(root: Element) -> Iterator[str]:
    labelled = {label.get("for") for label in root.iter("label") if words_of(label)}
    wrapped = {id(e) for label in root.iter("label") if words_of(label) for e in label.iter()}
    for box in root.iter():
        typed_into = box.tag in ("input", "select", "textarea") and box.get("type") != "hidden"
        if typed_into and box.get("id") not in labelled and id(box) not in wrapped:
            yield f'the box "{box.get("name")}" has no label'
        if box.tag in ("a", "button") and not words_of(box):
            yield f"a {box.tag} to {box.get('href')} has no words"
    for picture in root.iter("img"):
        if picture.get("alt") is None:
            yield f"picture {picture.get('src')} has no alt"


def _has_nothing_inline(root: Element) -> Iterator[str]:
    for element in root.iter():
        for name in element.attrib:
            if name == "style" or name.startswith("on"):
                yield f"inline {name} on {element.tag}"
        if element.tag == "style" or (element.tag == "script" and not element.get("src")):
            yield f"inline {element.tag}"
        if re.match(r"\s*(javascript|data|vbscript):", (element.get("href") or "").lower()):
            yield f"a link to {element.get('href')}"


def _has_way_out(root: Element) -> Iterator[str]:
    """Leaving must work before any script, and must not be kept or say where from."""
    ways = [e for e in root.iter("a") if e.get("href") == EXIT]
    if not any({"nofollow", "noreferrer"} <= set((e.get("rel") or "").split()) for e in ways):
        yield "no way to leave quickly"
    if not any(e.get("href") == "tel:999" for e in root.iter("a")):
        yield "no link to call 999"


def _sends_nobody_away(root: Element) -> Iterator[str]:
    for link in root.iter("a"):
        href, rel = link.get("href") or "", (link.get("rel") or "").split()
        if href.startswith(("http:", "https:", "//")) and "noreferrer" not in rel:
            yield f"{href} would be told where the family came from"
        if link.get("target"):
            yield f"{href} opens a second window"
    for form in root.iter("form"):
        if not (form.get("action") or "").startswith("/"):
            yield f"a form sends to {form.get('action')}"


def _of_class(root: Element, name: str) -> list[Element]:
    return [e for e in root.iter() if name in (e.get("class") or "").split()]


RULES: tuple[Rule, ...] = (
    _has_title,
    _has_ordered_headings,
    _has_unique_ids,
    _has_labels,
    _has_nothing_inline,
    _has_way_out,
    _sends_nobody_away,
)
