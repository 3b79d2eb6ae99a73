"""Draw a page from its typed view. One Jinja environment; a view names its own template."""

from pathlib import Path

from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from app.web.assets import Assets
from app.web.headers import NEVER_KEPT
from app.web.views import Page


class Renderer:
    """Draws pages. Missing values and unknown names are faults, never blanks."""

    def __init__(self, templates: Path, assets: Assets, exit_url: str) -> None:
        self._environment = Environment(
            loader=FileSystemLoader(templates),
            autoescape=select_autoescape(("html", "svg"), default=True),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals.update(asset=assets.address, exit_url=exit_url)

    def draw(self, page: Page) -> str:
        """Return a page's HTML."""
        return self._environment.get_template(page.template).render(page=page)

    def answer(self, page: Page, status: int = 200, *, keep: bool = True) -> HTMLResponse:
        """Return a page as an answer; `keep=False` where it shows words a family typed."""
        return HTMLResponse(self.draw(page), status, headers=None if keep else NEVER_KEPT)
