"""Draw a page from its typed view. One Jinja environment; a view names its own template."""

import re
from pathlib import Path

from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape

from app import language
from app.web.assets import Assets
from app.web.headers import NEVER_KEPT
from app.web.views import Frame, Page

_HTML = re.compile(r"<|&#?\w+;")


class Renderer:
    """Draws pages. Missing values and unknown names are faults, never blanks."""

    def __init__(self, templates: Path, assets: Assets, exit_url: str) -> None:
        self._environment = Environment(
            loader=FileSystemLoader(templates),
            autoescape=select_autoescape(("html", "svg"), default=True),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=["jinja2.ext.i18n"],
        )
        self._environment.install_gettext_callables(  # type: ignore[attr-defined]
            _say, _say_number, newstyle=True
        )
        self._environment.globals.update(asset=assets.address, exit_url=exit_url)

    def draw(self, page: Page, frame: Frame) -> str:
        """Return a page's HTML."""
        reader = language.current()
        return self._environment.get_template(page.template).render(
            page=page, frame=frame, lang=reader.tag, dir=reader.direction
        )

    def answer(
        self, page: Page, frame: Frame, status: int = 200, *, keep: bool = True
    ) -> HTMLResponse:
        """Return a page as an answer; `keep=False` where it shows words a family typed."""
        drawn = self.draw(page, frame)
        return HTMLResponse(drawn, status, headers=None if keep else NEVER_KEPT)


def _say(message: str) -> Markup:
    return _write(message, language.gettext(message))


def _say_number(one: str, many: str, number: int) -> Markup:
    return _write(one + many, language.ngettext(one, many, number))


def _write(english: str, turned: str) -> Markup:
    """Return a message as HTML: only one whose English holds HTML may bring any."""
    return Markup(turned) if _HTML.search(english) else escape(turned)  # noqa: S704
