"""The composition root: the one place where a running site is put together."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware

from app.clock import Clock, london_now
from app.config import PROJECT, Settings
from app.language import LiveLanguages, speaking
from app.live import LiveDirectory
from app.places import Gazetteer, RemotePostcodes
from app.search.directory import Directory, build_directory
from app.search.engine import MakeEngine
from app.search.whoosh_engine import WhooshEngines
from app.web import errors
from app.web.assets import Assets
from app.web.headers import BodyLimit, Headers
from app.web.hosts import HostCounts
from app.web.kept import Kept
from app.web.languages import Speaking
from app.web.packing import Packed
from app.web.pages import (
    api,
    areas,
    builder,
    components,
    contact_cards,
    embeds,
    finding,
    guides,
    home,
    indexing,
    lists,
    machine,
    posters,
    saved,
    services,
    topics,
)
from app.web.pins import Pins
from app.web.rendering import Renderer
from app.web.sealing import Asked, Seal
from app.web.site import Site, Visit

log = logging.getLogger(__name__)

PAGES = (
    home,
    finding,
    topics,
    areas,
    contact_cards,
    services,
    lists,
    posters,
    saved,
    api,
    embeds,
    machine,
    indexing,
    components,
    builder,
    guides,
)
"""One module per page family; of two that fit an address, the first answers."""
REHEARSED = Asked(q="food and money", near="Glasgow")


def make_gazetteer(settings: Settings) -> Gazetteer:
    """Return the places a site knows, with the operator's full postcodes or server if set."""
    remote = RemotePostcodes.at(str(settings.postcodes_url)) if settings.postcodes_url else None
    return Gazetteer.packaged(settings.postcodes, remote)


def make_directory(settings: Settings, gazetteer: Gazetteer) -> Directory:
    """Build the directory from the settings' data. Raises BrokenContent."""
    return build_directory(settings.data, gazetteer, choose_engine(settings), settings.var / "kept")


def choose_engine(settings: Settings) -> MakeEngine:
    """Return the maker of the text engine that is set, or end with how to install it."""
    folder = settings.var / "index"
    if settings.search_engine == "whoosh":
        return WhooshEngines(folder)
    try:
        from app.search.tantivy_engine import TantivyEngines
    except ModuleNotFoundError:
        raise SystemExit(
            "REACHIN_SEARCH_ENGINE is tantivy, which is not installed. Install"
            " requirements/national.txt, or leave REACHIN_SEARCH_ENGINE unset."
        ) from None
    return TantivyEngines(folder)


def make_site(settings: Settings, clock: Clock) -> Site:
    """Put one site together. Raises BrokenContent when its data has errors."""
    gazetteer = make_gazetteer(settings)
    assets = Assets.read(PROJECT / "static")
    return Site(
        live=LiveDirectory(settings.data, lambda: make_directory(settings, gazetteer), clock),
        clock=clock,
        assets=assets,
        renderer=Renderer(
            PROJECT / "templates", assets, str(settings.exit_url), reload=settings.dev
        ),
        seal=Seal(settings.seal_keys.get_secret_value().split(), settings.seal_days),
        public_url=str(settings.public_url or "").rstrip("/"),
        exit_url=str(settings.exit_url),
        contact=settings.contact,
        languages=LiveLanguages(settings.data),
        pins=Pins(settings.var / "widget"),
        hosts=HostCounts(settings.var / "embeds" if settings.count_embeds else None),
        dev=settings.dev,
    )


def rehearse(site: Site) -> None:
    """Search once in each language: what is made only once is made before the first family comes.

    That is templates, tables of numbers and bank holidays, and they take longer than a search. A
    site that cannot search still opens: its pages say so, and who to phone.
    """
    visit = Visit(site, site.live.directory, site.clock(), site.public_url)
    for reader in site.languages.languages.by_tag.values():
        with speaking(reader):
            try:
                finding.answer_search(visit, REHEARSED)
            except Exception:
                log.exception("the first search failed")


@contextlib.asynccontextmanager
async def _run(site: Site, watch: bool) -> AsyncIterator[None]:
    """Follow edits while the site runs; write down what was counted when it stops."""
    rehearse(site)
    edited = (site.live, site.languages) if watch else ()
    following = [asyncio.create_task(each.follow()) for each in edited]
    yield
    for task in following:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
    site.hosts.write()


def create_app(settings: Settings | None = None, clock: Clock = london_now) -> FastAPI:
    """Return a site ready to serve. Without settings, they are read from the environment."""
    chosen = settings or Settings()
    site = make_site(chosen, clock)
    app = FastAPI(
        title="Reach In",
        routes=[*finding.DIRECT],
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        lifespan=lambda _: _run(site, chosen.watch),
        middleware=[
            Middleware(
                Headers,
                behind_tls=site.public_url.startswith("https:"),
                embed_hosts=chosen.embed_hosts,
            ),
            Middleware(Speaking, languages=lambda: site.languages.languages),
            Middleware(Kept),
            Middleware(Packed),
            Middleware(BodyLimit),
            Middleware(errors.Faults),
        ],
        exception_handlers={
            HTTPException: errors.answer_http_error,
            errors.BadRequest: errors.answer_bad_request,
            RequestValidationError: errors.answer_invalid,
        },
    )
    app.state.site = site
    for module in PAGES:
        app.include_router(module.router)
    return app
