"""Draw a page from its typed view. A view names its own template.

There is one Jinja environment for each language, because words and addresses that no view changes
are put into a template when it is read: drawing a page asks for some forty of them.
"""

import re
from collections.abc import Callable, Hashable, Iterable
from functools import lru_cache
from pathlib import Path
from typing import cast

from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from jinja2.ext import Extension
from markupsafe import Markup, escape

from app import language
from app.web.assets import Assets
from app.web.headers import NEVER_KEPT
from app.web.views import Frame, Page

_HTML = re.compile(r"<|&#?\w+;")
_SAID = re.compile(r"""\{\{ (_|asset)\("([^"\\]*)"\) \}\}""")
_TOLD = re.compile(r"[{}\n]|^\s*$")
"""What a template would read otherwise than as words."""
PARTS = {
    "card": "components/cards.html",
    "foot_links": "_foot_links.html",
    "looking": "components/notices.html",
    "no_signal": "components/trouble.html",
    "results": "_results.html",
    "small_print": "_small_print.html",
    "symbols": "_symbols.html",
    "tick": "components/filters.html",
    "tiles": "components/tiles.html",
    "top": "_top.html",
    "trap": "components/writing.html",
    "trouble": "components/trouble.html",
}
"""Where each part is that is asked for by name: `part` draws it, `kept` keeps it drawn.

None that is kept may hold anything a family typed.
"""
LANGUAGES_KEPT = 16
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
        self._loader = FileSystemLoader(templates)
        self._reload = reload
        self._globals = {
            "_": _say_in_full,
            "asset": assets.address,
            "exit_url": exit_url,
            "kept": self._find,
            "licence": licence,
            "kept_each": self._find_each,
            "part": self._draw_part,
        }
        self._keep = lru_cache(maxsize=0 if reload else MOST_KEPT)(self._draw_kept)
        self._speak = lru_cache(maxsize=LANGUAGES_KEPT)(self._make_environment)

    def draw(self, page: Page, frame: Frame) -> str:
        """Return a page's HTML."""
        reader = language.current()
        environment = self._speak(reader)
        template = environment.get_template(page.template)
        # What `Template.render` does, but that it looks through all globals for each page.
        given = {"page": page, "frame": frame, "lang": reader.tag, "dir": reader.direction}
        context = template.new_context({**environment.globals, **given}, shared=True)
        try:
            return environment.concat(template.root_render_func(context))
        except Exception:
            environment.handle_exception()

    def _make_environment(self, _reader: language.Language) -> Environment:
        environment = Environment(
            loader=self._loader,
            auto_reload=self._reload,
            autoescape=select_autoescape(("html", "svg"), default=True),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=["jinja2.ext.i18n", _Worded],
        )
        environment.install_gettext_callables(  # type: ignore[attr-defined]
            _say, _say_number, newstyle=True
        )
        environment.globals.update(self._globals)
        return environment

    def _find(self, part: str, *views: Hashable) -> Markup:
        """Return a part of a page, drawn now or before: equal views look the same."""
        return self._keep(part, views, language.current())

    def _find_each(self, part: str, views: Iterable[Hashable], *more: Hashable) -> Markup:
        """Return such a part for each of some views, one after the other."""
        keep, reader = self._keep, language.current()
        drawn = "".join([keep(part, (view, *more), reader) for view in views])
        return Markup(drawn)  # noqa: S704

    def _draw_kept(
        self, part: str, views: tuple[Hashable, ...], _reader: language.Language
    ) -> Markup:
        return self._draw_part(part, *views)

    def _draw_part(self, part: str, *views: object) -> Markup:
        """Return a part of a page; to import it takes longer, as Jinja compares contexts then."""
        template = self._speak(language.current()).get_template(PARTS[part])
        drawn: Markup = getattr(template.module, part)(*views)
        return drawn

    def answer(
        self, page: Page, frame: Frame, status: int = 200, *, keep: bool = True
    ) -> HTMLResponse:
        """Return a page as an answer; `keep=False` where it shows words a family typed."""
        drawn = self.draw(page, frame)
        return HTMLResponse(drawn, status, headers=None if keep else NEVER_KEPT)


class _Worded(Extension):
    """Says what a template asks for with nothing filled in once, in its environment's language."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002
        """Return a template with such words and addresses of files put in."""
        return _SAID.sub(self._put_in, source)

    def _put_in(self, asked: re.Match[str]) -> str:
        say = cast(Callable[[str], str], self.environment.globals[asked[1]])
        said = str(escape(say(asked[2])))
        return asked[0] if _TOLD.search(said) else said


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
