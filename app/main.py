"""The composition root: the one place where a running site is put together."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from datetime import date, timedelta

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware

from app.clock import Clock, london_now
from app.config import PROJECT, Settings
from app.content.licences import Licence
from app.language import LiveLanguages, speaking
from app.live import LiveDirectory
from app.places import Gazetteer, RemotePostcodes
from app.planning.accounts import Office
from app.planning.history import History
from app.planning.keeping import ListingKeeper
from app.planning.link_results import LINK_BOOK
from app.planning.series import Past
from app.planning.tables.uploads import Uploads
from app.planning.yaml_files import judging
from app.search.directory import Directory, build_directory
from app.search.engine import MakeEngine
from app.search.whoosh_engine import WhooshEngines
from app.store import Database, StoreDown, Turnstile
from app.store.addresses import UnknownDatabase
from app.voice import LiveVoice, Tallies, Voice
from app.web import errors
from app.web.assets import Assets
from app.web.downloads import Downloads
from app.web.exports import Exports
from app.web.headers import BodyLimit, Headers
from app.web.hosts import HostCounts
from app.web.kept import Kept
from app.web.languages import Speaking
from app.web.packing import Packed
from app.web.pages import (
    api,
    api_docs,
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
    open_data,
    oruk,
    planning,
    planning_account,
    planning_checks,
    planning_closures,
    planning_coverage,
    planning_duplicates,
    planning_form,
    planning_links,
    planning_listings,
    planning_replies,
    planning_tables,
    planning_voice,
    posters,
    saved,
    services,
    telling,
    topics,
)
from app.web.pins import Pins
from app.web.planning import door
from app.web.proxies import Network, Proxies, read_networks
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
    telling,
    lists,
    posters,
    saved,
    api,
    api_docs,
    oruk,
    open_data,
    embeds,
    machine,
    indexing,
    components,
    builder,
    guides,
)
"""One module per page family; of two that fit an address, the first answers."""
PLANNING = (
    planning,
    planning_account,
    planning_checks,
    planning_coverage,
    planning_form,
    planning_voice,
    planning_replies,
    planning_listings,
    planning_links,
    planning_closures,
    planning_duplicates,
    planning_tables,
)
"""The planners' pages: there only where they are switched on.

The listings' own are last: what else stands under their address is not a listing's name.
"""
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


def open_database(settings: Settings, clock: Clock) -> Database:
    """Return the database that is set, or end with how to write its address."""
    try:
        return Database.at(settings.database, clock)
    except UnknownDatabase as problem:
        raise SystemExit(f"REACHIN_DATABASE_URL cannot be used: {problem}") from None


def open_office(settings: Settings, database: Database, clock: Clock) -> Office | None:
    """Return the planners' accounts; None where their pages are switched off."""
    if not settings.planning:
        return None
    if settings.proxy_user_header and not settings.proxy_addresses.strip():
        raise SystemExit(
            "REACHIN_PROXY_USER_HEADER is set, and no proxy may send it: anybody could then come in"
            " as anybody. Set REACHIN_PROXY_ADDRESSES too."
        )
    return Office.over(
        database,
        clock,
        settings.seal_keys.get_secret_value().split(),
        lasts=timedelta(hours=settings.planning_hours),
        idle=timedelta(minutes=settings.planning_idle_minutes),
        keep_deeds_days=settings.keep_audit_days,
        proxy_header=settings.proxy_user_header,
    )


def open_keeper(settings: Settings, gazetteer: Gazetteer, clock: Clock) -> ListingKeeper | None:
    """Return the listings in planners' hands; None where their pages are switched off."""
    if not settings.planning:
        return None
    history = History(settings.data, clock)
    return ListingKeeper(settings.data, judging(gazetteer, settings.var / "kept"), history)


def read_proxies(settings: Settings) -> tuple[Network, ...]:
    """Return the proxies that are set, or end with what is wrong with them."""
    try:
        return read_networks(settings.proxy_addresses)
    except ValueError as problem:
        raise SystemExit(f"REACHIN_PROXY_ADDRESSES cannot be used: {problem}") from None


def open_voice(settings: Settings, database: Database, clock: Clock) -> Voice:
    """Return what families told us, as the database has it."""
    return Voice(
        database,
        clock,
        keep_answers_days=settings.keep_answers_days,
        keep_counts_days=settings.keep_counts_days,
    )


def follow_voices(voice: Voice, tallies: Tallies, live: LiveDirectory, clock: Clock) -> LiveVoice:
    """Return the voices in service: a check of a listing ends the doubt about it."""

    def checked() -> dict[str, date]:
        listings = live.directory.catalogue.live
        return {each.id: each.checked.on for each in listings if each.checked is not None}

    return LiveVoice(voice, tallies, clock, checked)


def make_renderer(settings: Settings, assets: Assets, licence: Licence) -> Renderer:
    """Return what draws the pages."""
    exit_url = str(settings.exit_url)
    return Renderer(
        PROJECT / "templates", assets, exit_url, licence=licence.name, reload=settings.dev
    )


def make_site(settings: Settings, clock: Clock) -> Site:
    """Put one site together. Raises BrokenContent when its data has errors."""
    gazetteer = make_gazetteer(settings)
    public_url = str(settings.public_url or "").rstrip("/")
    licence = Licence(settings.data_licence_name, str(settings.data_licence), settings.data_credit)
    assets, exports = Assets.read(PROJECT / "static"), Exports()
    secrets = settings.seal_keys.get_secret_value().split()
    database = open_database(settings, clock)
    live = LiveDirectory(settings.data, lambda: make_directory(settings, gazetteer), clock)
    voice = open_voice(settings, database, clock)
    return Site(
        live=live,
        clock=clock,
        assets=assets,
        renderer=make_renderer(settings, assets, licence),
        seal=Seal(secrets, settings.seal_days, clock),
        database=database,
        turnstile=Turnstile(database, clock, secrets),
        voice=follow_voices(voice, Tallies(database, secrets), live, clock),
        public_url=public_url,
        exit_url=str(settings.exit_url),
        contact=settings.contact,
        languages=LiveLanguages(settings.data),
        pins=Pins(settings.var / "widget"),
        downloads=Downloads(
            licence,
            public_url,
            lambda directory: exports.write_services(directory, settings.contact),
        ),
        exports=exports,
        hosts=HostCounts(settings.var / "embeds" if settings.count_embeds else None),
        dev=settings.dev,
        office=open_office(settings, database, clock),
        past=Past(settings.data, settings.var / "series.json", clock),
        keeper=open_keeper(settings, gazetteer, clock),
        link_book=settings.var / LINK_BOOK,
        uploads=Uploads(settings.var / "uploads", clock),
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
    with contextlib.suppress(StoreDown):
        await asyncio.to_thread(site.database.prepare)
    await asyncio.to_thread(site.voice.refresh)
    edited = (site.live, site.languages) if watch else ()
    swept = (site.uploads,) if site.uploads is not None else ()
    following = [asyncio.create_task(each.follow()) for each in (*edited, *swept, site.voice)]
    yield
    for task in following:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
    site.hosts.write()
    await asyncio.to_thread(site.voice.stop)
    site.database.close()


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
            Middleware(Proxies, networks=read_proxies(chosen)),
            Middleware(
                Headers,
                behind_tls=site.public_url.startswith("https:"),
                embed_hosts=chosen.embed_hosts,
            ),
            Middleware(Speaking, languages=lambda: site.languages.languages),
            Middleware(Kept),
            Middleware(Packed),
            Middleware(BodyLimit, answer=errors.answer_too_long),
            Middleware(errors.Faults),
        ],
        exception_handlers={
            HTTPException: errors.answer_http_error,
            errors.BadRequest: errors.answer_bad_request,
            RequestValidationError: errors.answer_invalid,
            StoreDown: door.answer_store_down,
            door.TurnedAway: door.answer_turned_away,
        },
    )
    app.state.site = site
    for module in (*PLANNING, *PAGES) if chosen.planning else PAGES:
        app.include_router(module.router)
    return app
