"""Draw a page from its typed view. One Jinja environment; a view names its own template."""

import re
from collections.abc import Hashable
from functools import lru_cache
from pathlib import Path

from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape

from app import language
from app.web.assets import Assets
from app.web.headers import NEVER_KEPT
from app.web.views import Frame, Page

_HTML = re.compile(r"<|&#?\w+;")
KEPT = {"card": "cards", "tick": "filters", "tiles": "tiles", "trouble": "trouble"}
"""Parts that stay drawn, and the file of each. None may hold anything a family typed."""
MOST_KEPT = 8192
"""Parts that stay drawn: some 10 MB, as a card is a kilobyte."""
MOST_MESSAGES = 4096


class Renderer:
    """Draws pages. Missing values and unknown names are faults, never blanks."""

    def __init__(
        self,
        templates: Path,
        assets: Assets,
        exit_url: str,
        *,
        licence: str = "CC BY 4.0",
        reload: bool = False,
    ) -> None:
        """Read templates from a folder, each once, or with `reload` again whenever it changes."""
        self._environment = Environment(
            loader=FileSystemLoader(templates),
            auto_reload=reload,
            autoescape=select_autoescape(("html", "svg"), default=True),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=["jinja2.ext.i18n"],
        )
        self._environment.install_gettext_callables(  # type: ignore[attr-defined]
            _say, _say_number, newstyle=True
        )
        self._keep = lru_cache(maxsize=0 if reload else MOST_KEPT)(self._draw_part)
        self._environment.globals.update(
            {"_": _say_in_full, "asset": assets.address, "exit_url": exit_url, "kept": self._find}
        )
        self._environment.globals.update(licence=licence)

    def draw(self, page: Page, frame: Frame) -> str:
        """Return a page's HTML."""
        reader = language.current()
        return self._environment.get_template(page.template).render(
            page=page, frame=frame, lang=reader.tag, dir=reader.direction
        )

    def _find(self, part: str, *views: Hashable) -> Markup:
        """Return a part of a page, drawn now or before: equal views look the same."""
        return self._keep(part, views, language.current())

    def _draw_part(
        self, part: str, views: tuple[Hashable, ...], _reader: language.Language
    ) -> Markup:
        template = self._environment.get_template(f"components/{KEPT[part]}.html")
        drawn: Markup = getattr(template.module, part)(*views)
        return drawn

    def answer(
        self, page: Page, frame: Frame, status: int = 200, *, keep: bool = True
    ) -> HTMLResponse:
        """Return a page as an answer; `keep=False` where it shows words a family typed."""
        drawn = self.draw(page, frame)
        return HTMLResponse(drawn, status, headers=None if keep else NEVER_KEPT)


def _say_in_full(message: str, **given: object) -> Markup:
    """Return a message as HTML with what is given put in."""
    turned = language.gettext(message)
    return _write(message, turned) % given if given else _write_whole(message, turned)


@lru_cache(maxsize=MOST_MESSAGES)
def _write_whole(english: str, turned: str) -> Markup:
    return _write(english, turned) % {}


def _say(message: str) -> Markup:
    return _write(message, language.gettext(message))


def _say_number(one: str, many: str, number: int) -> Markup:
    return _write(one + many, language.ngettext(one, many, number))


def _write(english: str, turned: str) -> Markup:
    """Return a message as HTML: only one whose English holds HTML may bring any."""
    return Markup(turned) if _HTML.search(english) else escape(turned)  # noqa: S704
