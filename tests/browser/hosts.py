"""Serves the pages of schools and GPs that hold our widget, from an origin that is not ours."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import ClassVar

from tools.host_sites import serving_round

SCRIPT = '<script src="{site}/widget/v1.js" defer></script>'
LINK = '<a href="{site}/areas/glasgow-south">Find help near you</a>'
TAG = f'<reach-in area="glasgow-south">{LINK}</reach-in>'
PAGE = """<!doctype html>
<html lang="en-GB" {attributes}>
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Example Primary School</title>{styles}</head>
<body><main><h1>Help for families</h1><div class="column"><p>We are open as on any day.</p>
{body}
<p><a href="#after" id="after">School dinners</a></p></div></main></body></html>
"""

STRICT = (
    "default-src 'none'; script-src {site}; connect-src {site}; style-src 'none';"
    " base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
SCRIPT_ONLY = "default-src 'self'; script-src {site}; style-src 'none'"
"""Lets our script in and no search out."""
NOTHING_OF_OURS = "default-src 'self'"
HOSTILE = """
* { all: revert; color: red !important; font: 40px fantasy !important; margin: 33px !important;
  letter-spacing: 1em !important; text-transform: uppercase !important; visibility: hidden;
  --ink: red !important; --paper: red !important; --card: red !important; --round: 90px; }
reach-in, section, form, input, select, button, h2, h3, ul, ol { display: none !important; }
reach-in { position: fixed !important; opacity: 0 !important; inline-size: 3px !important;
  transform: scale(9) !important; filter: blur(9px) !important; visibility: hidden !important; }
"""


@dataclass(frozen=True)
class HostPage:
    """A page that somebody else wrote; `{site}` in it stands for our own address."""

    body: str = TAG + SCRIPT
    policy: str = ""
    styles: str = "body { margin: 8px; }"
    attributes: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)

    def draw(self, site: str) -> str:
        """Return the page as HTML."""
        styles = f"<style>{self.styles}</style>" if self.styles else ""
        body = self.body.replace("{site}", site)
        return PAGE.format(attributes=self.attributes, styles=styles, body=body)

    def tell(self, site: str) -> Mapping[str, str]:
        """Return the headers that the host sends with it."""
        policy = {"Content-Security-Policy": self.policy.replace("{site}", site)}
        return {**self.headers, **(policy if self.policy else {})}


FRAME = (
    '<iframe src="{site}/embed?area=glasgow-south" title="Find help near you" width="320"'
    ' height="900"></iframe>'
)
SECRET = "k3ttl3"
WORDPRESS = FRAME.replace("<iframe", '<iframe sandbox="allow-scripts"').replace(
    "south", f"south#?secret={SECRET}"
)
"""As WordPress writes a frame that it does not know."""
_TWO = '<reach-in heading="Help with food" need="food"></reach-in>' + TAG
_ISOLATED = {
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Opener-Policy": "same-origin",
}
HOSTS: Mapping[str, HostPage] = {
    "plain": HostPage(),
    "strict": HostPage(policy=STRICT, styles=""),
    "no search": HostPage(policy=SCRIPT_ONLY, styles=""),
    "no script": HostPage(policy=NOTHING_OF_OURS, styles=""),
    "isolated": HostPage(headers=_ISOLATED),
    "hostile": HostPage(styles=HOSTILE),
    "narrow": HostPage(styles=".column { width: 200px; }"),
    "small root": HostPage(styles="html { font-size: 62.5%; } body { margin: 8px; }"),
    "flexible": HostPage(styles=".column { display: flex; }"),
    "two": HostPage(_TWO + SCRIPT + SCRIPT),
    "from right to left": HostPage(attributes='dir="rtl"'),
    "filled in": HostPage(
        '<reach-in near="G51" need="food" heading="Food near us" limit="2"></reach-in>' + SCRIPT
    ),
    "nothing set": HostPage("<reach-in></reach-in>" + SCRIPT),
    "nonsense": HostPage(
        '<reach-in area="atlantis" need="<b>" limit="many" theme="pink"></reach-in>' + SCRIPT
    ),
    "frame": HostPage(FRAME),
    "isolated frame": HostPage(FRAME, headers=_ISOLATED),
    "wordpress": HostPage(WORDPRESS),
    "wordpress plain": HostPage(WORDPRESS.replace("/embed?", "/embed?plain=1&")),
    "dark": HostPage(TAG.replace("area", 'theme="dark" area') + SCRIPT),
    "light": HostPage(TAG.replace("area", 'theme="light" area') + SCRIPT),
}
"""The kinds of host that there are."""


class _Answers(BaseHTTPRequestHandler):
    site: ClassVar[str]

    def do_GET(self) -> None:
        name = self.path.partition("?")[0].strip("/").replace("-", " ")
        host = HOSTS.get(name)
        self.send_response(200 if host else 204)
        for header, value in (host.tell(self.site) if host else {}).items():
            self.send_header(header, value)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(host.draw(self.site).encode() if host else b"")

    def log_message(self, *_: object) -> None:
        """Say nothing: a test that fails says enough."""


def hosting(site: str) -> AbstractContextManager[str]:
    """Serve every host page round a site, and yield their address."""
    return serving_round(site, _Answers)


def path_of(name: str) -> str:
    """Return where a host page stands."""
    return "/" + name.replace(" ", "-")
