"""What every request handler is given: the directory in service, the clock, the renderer."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Annotated

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse

from app.clock import Clock
from app.language import LiveLanguages
from app.live import LiveDirectory
from app.planning.accounts import Office
from app.planning.keeping import ListingKeeper
from app.planning.series import Past
from app.planning.tables.uploads import Uploads
from app.search.directory import Directory
from app.store import Database, Turnstile
from app.voice import LiveVoice
from app.web.assets import Assets
from app.web.downloads import Downloads
from app.web.exports import Exports
from app.web.frame import show_frame
from app.web.hosts import HostCounts
from app.web.pins import Pins
from app.web.rendering import Renderer
from app.web.sealing import Seal
from app.web.views import Page


@dataclass(frozen=True, slots=True)
class Site:
    """One running site. `office` and `keeper` are the planners', where their pages are on.

    `link_book` is the file of what links said when they were last asked.
    """

    live: LiveDirectory
    clock: Clock
    assets: Assets
    renderer: Renderer
    seal: Seal
    database: Database
    turnstile: Turnstile
    voice: LiveVoice
    public_url: str
    exit_url: str
    languages: LiveLanguages
    hosts: HostCounts
    pins: Pins
    downloads: Downloads
    contact: str = ""
    dev: bool = False
    exports: Exports = field(default_factory=Exports)
    office: Office | None = None
    past: Past | None = None
    keeper: ListingKeeper | None = None
    link_book: Path | None = None
    uploads: Uploads | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """One request's view of the site: one Directory and one moment from start to finish.

    `base` is the site's own address, without a slash at its end.
    """

    site: Site
    directory: Directory
    now: datetime
    base: str

    def answer(self, page: Page, status: int = 200, *, keep: bool = True) -> HTMLResponse:
        """Return a page as an answer; `keep=False` where it shows words a family typed."""
        frame = show_frame(self.directory, self.base, self.now, page.head.path)
        return self.site.renderer.answer(page, frame, status, keep=keep)


def site_of(request: Request) -> Site:
    """Return the site a request came to."""
    site: Site = request.app.state.site
    return site


def visit_of(request: Request) -> Visit:
    """Return what one request works with."""
    site = site_of(request)
    base = site.public_url or str(request.base_url).rstrip("/")
    return Visit(site, site.live.directory, site.clock(), base)


async def _meet(request: Request) -> Visit:
    # FastAPI sends whatever is not async to a thread, which costs more than this does.
    return visit_of(request)


async def _find_site(request: Request) -> Site:
    return site_of(request)


TheVisit = Annotated[Visit, Depends(_meet)]
TheSite = Annotated[Site, Depends(_find_site)]
