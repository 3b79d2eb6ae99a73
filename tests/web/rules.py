"""What every page keeps to, whatever it shows. Each rule yields a line for each thing wrong."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any
from xml.etree.ElementTree import Element

import httpx

HASHED = re.compile(r"/static/[\w./-]+\.[0-9a-f]{12}\.\w+|/widget/v1\.[0-9a-f]{16}\.js")
SEALED = re.compile(r"/find/[A-Za-z0-9_-]{60,}")
ANSWERED = re.compile(
    r"/tell-us/(thanks/[a-z-]{3,9}(/[A-Za-z0-9_-]{10,})?|again/[A-Za-z0-9_-]{60,})"
)
LONGEST_DESCRIPTION = 155
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
    "x-content-type-options": "nosniff",
    "content-type": "text/html; charset=utf-8",
}

FRAME_POLICY = PAGE_POLICY | {"frame-ancestors": "*"}
FRAME_ALWAYS = ALWAYS | {"cross-origin-resource-policy": "cross-origin"}
"""What differs for the frame that stands in other sites' pages."""

BUILDER = "/for-schools-and-gps"
BUILDER_POLICY = PAGE_POLICY | {"frame-src": "'self'"}
"""What differs for the one page of ours that shows the frame."""

DOCS = "/docs/api"
DOCS_POLICY = PAGE_POLICY | {"img-src": "data: 'self'"}
"""What differs for the page of the API: the styles of Swagger UI hold pictures."""

WORDED = ("p", "li", "dd", "dt", *HEADINGS)
_TWO_STOPS = re.compile(r"\w+(?:\.\.| \.)(?=\s|$)")
"""Not the three dots of code, nor a name that begins with a dot."""

Rule = Callable[[Element], Iterator[str]]


def words_of(element: Element | None) -> str:
    """Return an element's words, spaces made single."""
    return "" if element is None else " ".join("".join(element.itertext()).split())


def judge(root: Element, *, framed: bool = False) -> list[str]:
    """Return everything that is wrong with a page, or with the frame in other sites' pages."""
    own = _leads_to_the_top if framed else _sends_nobody_away
    return [line for rule in (*RULES, own) for line in rule(root)]


def judge_headers(
    response: httpx.Response, *, may_keep: bool, framed: bool = False
) -> Iterator[str]:
    """Yield every header that is missing or wrong; `may_keep=False` where typed words show."""
    for name, value in (FRAME_ALWAYS if framed else ALWAYS).items():
        if response.headers.get(name) != value:
            yield f'header {name} is "{response.headers.get(name)}", not "{value}"'
    policy = response.headers.get("content-security-policy", "")
    parts = (part.strip().partition(" ") for part in policy.split(";"))
    if {name: allowed for name, _, allowed in parts} != _policy_of(response, framed=framed):
        yield f'policy is "{policy}"'
    asked = response.headers.get("permissions-policy", "")
    free = [name for name in ("camera", "geolocation", "microphone") if f"{name}=()" not in asked]
    yield from (f"pages may ask for the {name}" for name in free)
    kept = response.headers.get("cache-control")
    if kept not in (("no-cache", "no-store") if may_keep else ("no-store",)):
        yield f'cache-control is "{kept}"'
    unwanted = {"set-cookie", "location", "server", "x-powered-by"} & set(response.headers)
    yield from (f"header {name} is there" for name in sorted(unwanted))


def judge_stops(root: Element) -> Iterator[str]:
    """Yield each line with two stops, or one apart from its word: data may bring its own.

    What is typed may hold any, so this is for pages that show none of it.
    """
    for element in root.iter():
        if element.tag not in WORDED:
            continue
        words = words_of(element)
        yield from (f'"{found[0]}" in {element.tag}' for found in _TWO_STOPS.finditer(words))


def _policy_of(response: httpx.Response, *, framed: bool) -> dict[str, str]:
    if framed:
        return FRAME_POLICY
    own = {BUILDER: BUILDER_POLICY, DOCS: DOCS_POLICY}
    return own.get(response.request.url.path, PAGE_POLICY)


def loaded_addresses(root: Element) -> list[str]:
    """Return the address of every file a page makes the browser fetch. Frames are pages."""
    told = ("canonical", "search", "alternate")
    links = [e.get("href", "") for e in root.iter("link") if e.get("rel") not in told]
    later = [e.get("data-htmx", "") for e in root.iter("script") if e.get("data-htmx")]
    sources = [e.get("src", "") for e in root.iter() if e.get("src") and e.tag != "iframe"]
    return links + sources + later


def _has_title(root: Element) -> Iterator[str]:
    if (root.tag, root.get("lang")) != ("html", "en-GB"):
        yield f"language is {root.get('lang')}"
    titles = [words_of(title) for title in root.findall("./head/title")]
    if len(titles) != 1 or not re.fullmatch(r"\S.+ – Reach In", titles[0]):
        yield f"titles are {titles}"
    if not any(e.get("name") == "viewport" for e in root.iter("meta")):
        yield "no viewport, so phones would draw it tiny"


def _has_ordered_headings(root: Element) -> Iterator[str]:
    """Who to phone, or what went wrong, may stand before the h1, with an h2."""
    before = [*_of_class(root, "urgent"), *_of_class(root, "problem")]
    urgent = {id(e) for card in before for e in card.iter()}
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
    for frame in root.iter("iframe"):
        if not frame.get("title") or not (frame.get("src") or "").startswith("/embed"):
            yield f'a frame called "{frame.get("title")}" shows {frame.get("src")}'
    for picture in root.iter("img"):
        if picture.get("alt") is None:
            yield f"picture {picture.get('src')} has no alt"


def _has_nothing_inline(root: Element) -> Iterator[str]:
    for element in root.iter():
        for name in element.attrib:
            if name == "style" or name.startswith("on"):
                yield f"inline {name} on {element.tag}"
        is_data = element.get("type") == "application/ld+json"
        if element.tag == "script" and is_data:
            yield from _judge_linked("".join(element.itertext()))
        elif element.tag == "style" or (element.tag == "script" and not element.get("src")):
            yield f"inline {element.tag}"
        if re.match(r"\s*(javascript|data|vbscript):", (element.get("href") or "").lower()):
            yield f"a link to {element.get('href')}"


def _judge_linked(text: str) -> Iterator[str]:
    """Data about the page for machines: JSON that nothing in it can end, with nothing empty."""
    if "<" in text:
        yield "linked data holds <"
    try:
        thing = json.loads(text)
    except ValueError:
        yield f"linked data is not JSON: {text}"
        return
    if thing.get("@context") != "https://schema.org" or not thing.get("@type"):
        yield f"linked data is not of schema.org: {text}"
    yield from (f"linked data holds an empty {name}" for name in _empty_names(thing))


def _empty_names(thing: Any) -> Iterator[str]:
    for each in thing if isinstance(thing, list) else [thing]:
        for name, value in each.items() if isinstance(each, dict) else ():
            if value in (None, "", [], {}):
                yield name
            yield from _empty_names(value)


def _is_told_to_search_engines(root: Element) -> Iterator[str]:
    """A page says its one address and what it is, or asks not to be listed."""
    canonical = [e.get("href", "") for e in root.iter("link") if e.get("rel") == "canonical"]
    said = {e.get("name"): e.get("content") or "" for e in root.iter("meta") if e.get("name")}
    if (len(canonical) == 1) == (said.get("robots") == "noindex"):
        yield f"canonical is {canonical} and robots {said.get('robots')}"
    if canonical and not 20 <= len(said.get("description", "")) <= LONGEST_DESCRIPTION:
        yield f'description is "{said.get("description")}"'
    if not canonical and any(e.get("type") == "application/ld+json" for e in root.iter("script")):
        yield "linked data on a page that is not to be listed"


def _has_way_out(root: Element) -> Iterator[str]:
    """Leaving must work before any script, and must not be kept or say where from."""
    ways = [e for e in root.iter("a") if e.get("href") == EXIT]
    if not any({"nofollow", "noreferrer"} <= set((e.get("rel") or "").split()) for e in ways):
        yield "no way to leave quickly"
    if not any(e.get("href") == "tel:999" for e in root.iter("a")):
        yield "no link to call 999"


def _leads_to_the_top(root: Element) -> Iterator[str]:
    """Links of the frame open in place of the host's page, save those that carry on inside."""
    if [base.attrib for base in root.iter("base")] != [{"target": "_top"}]:
        yield "links stay inside the frame"
    for element in root.iter():
        goes = element.get("href") or element.get("action") or ""
        inside = goes.startswith(("/embed", "#")) and element.tag in ("a", "form")
        if element.tag != "base" and element.get("target") != ("_self" if inside else None):
            yield f"{goes} opens in {element.get('target')}"
    yield from _sends_nobody_away(root, inside=("_self",))


def _sends_nobody_away(root: Element, inside: tuple[str, ...] = ()) -> Iterator[str]:
    for link in root.iter("a"):
        href, rel = link.get("href") or "", (link.get("rel") or "").split()
        if href.startswith(("http:", "https:", "//")) and "noreferrer" not in rel:
            yield f"{href} would be told where the family came from"
        if link.get("target") and link.get("target") not in inside:
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
    _is_told_to_search_engines,
    _has_way_out,
)
