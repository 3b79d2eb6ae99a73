"""What every request handler is given: the directory in service, the clock, the renderer."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import Depends, Request

from app.clock import Clock
from app.live import LiveDirectory
from app.search.directory import Directory
from app.web.assets import Assets
from app.web.rendering import Renderer
from app.web.sealing import Seal


@dataclass(frozen=True, slots=True)
class Site:
    """One running site."""

    live: LiveDirectory
    clock: Clock
    assets: Assets
    renderer: Renderer
    seal: Seal
    public_url: str


@dataclass(frozen=True, slots=True)
class Visit:
    """One request's view of the site: one Directory and one moment from start to finish."""

    site: Site
    directory: Directory
    now: datetime


def site_of(request: Request) -> Site:
    """Return the site a request came to."""
    site: Site = request.app.state.site
    return site


def visit_of(request: Request) -> Visit:
    """Return what one request works with."""
    site = site_of(request)
    return Visit(site, site.live.directory, site.clock())


TheVisit = Annotated[Visit, Depends(visit_of)]
TheSite = Annotated[Site, Depends(site_of)]
