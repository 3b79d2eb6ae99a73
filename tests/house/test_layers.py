"""Each room of the app imports only from rooms below it, and each outside thing has one door."""

import ast

import pytest

from tests.house.sources import Module, app_modules

CORE = frozenset({"clock", "language", "places", "content", "search"})
WORKSHOP = CORE | {"store", "fetching", "voice", "openreferral"}
BELOW_WEB = WORKSHOP | {"live", "planning"}
MAY_IMPORT: dict[str, frozenset[str]] = {
    "clock": frozenset(),
    "language": frozenset(),
    "config": frozenset(),
    "places": frozenset({"clock", "language"}),
    "content": frozenset({"clock", "language", "places"}),
    "search": frozenset({"clock", "language", "places", "content"}),
    "live": frozenset({"clock", "language", "content", "search"}),
    "store": frozenset({"clock"}),
    "fetching": frozenset({"clock"}),
    "voice": frozenset({"clock", "language", "content", "store"}),
    "openreferral": frozenset({"clock", "language", "places", "content"}),
    "planning": WORKSHOP,
    "web": BELOW_WEB,
    "main": BELOW_WEB | {"config", "web"},
    "commands": BELOW_WEB | {"config", "web", "main"},
    "cli": BELOW_WEB | {"config", "web", "main", "commands"},
}
ABOVE_WEB = frozenset({"web", "main", "commands", "cli"})
WEB_LIBRARIES = frozenset({"fastapi", "starlette", "jinja2", "uvicorn"})
VAGUE = frozenset({"utils", "util", "helpers", "common", "misc", "base"})
MOMENTS = frozenset({"now", "today", "utcnow"})
TIME_CALLS = frozenset({"time", "time_ns", "localtime", "gmtime", "ctime"})

MODULES = app_modules()
each_module = pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.name))


def top(name: str) -> str:
    return name.split(".")[0]


def app_rooms(module: Module) -> set[str]:
    return {name.split(".")[1] for name in module.imported() if name.startswith("app.")}


def importers(library: str) -> set[str]:
    return {m.name for m in MODULES if library in {top(name) for name in m.imported()}}


def test_every_room_has_its_place_in_the_table() -> None:
    assert {module.room for module in MODULES} - {""} == set(MAY_IMPORT)


@each_module
def test_a_room_imports_only_from_rooms_below(module: Module) -> None:
    allowed = MAY_IMPORT.get(module.room, frozenset()) | {module.room}
    assert app_rooms(module) <= allowed


@each_module
def test_nothing_below_the_web_knows_of_it(module: Module) -> None:
    libraries = {top(name) for name in module.imported()} & WEB_LIBRARIES
    assert not libraries or module.room in ABOVE_WEB


def test_one_module_imports_whoosh() -> None:
    assert importers("whoosh") == {"app.search.whoosh_engine"}


def test_one_module_imports_tantivy() -> None:
    assert importers("tantivy") == {"app.search.tantivy_engine"}


def test_three_rooms_know_the_database() -> None:
    known = importers("sqlmodel") | importers("sqlalchemy") | importers("alembic")
    assert {name.split(".")[1] for name in known} <= {"store", "voice", "planning"}


def test_one_module_imports_babel() -> None:
    assert importers("babel") == {"app.language"}


def test_two_rooms_speak_to_other_servers() -> None:
    doors = {
        "httpx": {"app.places.remote", "app.fetching.connecting"},
        "socket": {"app.fetching.targets"},
    }
    clients = ("httpx", "requests", "urllib3", "aiohttp", "socket", "http")
    assert {c: found for c in clients if (found := importers(c))} == doors


def test_one_module_reads_the_environment() -> None:
    assert {module.name for module in MODULES if _reads_environment(module)} == {"app.config"}


def test_one_module_asks_the_time() -> None:
    assert {module.name for module in MODULES if _asks_the_time(module)} == {"app.clock"}


@each_module
def test_no_module_has_a_vague_name(module: Module) -> None:
    assert not VAGUE & set(module.name.split("."))


@each_module
def test_no_module_reaches_for_anothers_private_names(module: Module) -> None:
    taken = [name for name in module.imported() if top(name) == "app" and "._" in name]
    assert taken == []


@each_module
def test_imports_say_where_from(module: Module) -> None:
    froms = [node for node in ast.walk(module.tree) if isinstance(node, ast.ImportFrom)]
    assert all(node.level == 0 for node in froms)
    assert all(alias.name != "*" for node in froms for alias in node.names)


def _reads_environment(module: Module) -> bool:
    environ = {"environ", "environb", "getenv", "getenvb", "BaseSettings"}
    return any(
        (isinstance(node, ast.Attribute) and node.attr in environ)
        or (isinstance(node, ast.alias) and node.name in environ)
        for node in ast.walk(module.tree)
    )


def _asks_the_time(module: Module) -> bool:
    from_time = "time" in {top(name) for name in module.imported()}
    return from_time or any(_is_moment(node) for node in ast.walk(module.tree))


def _is_moment(node: ast.AST) -> bool:
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return False
    owner = node.func.value
    is_time = isinstance(owner, ast.Name) and owner.id == "time" and node.func.attr in TIME_CALLS
    return node.func.attr in MOMENTS or is_time
