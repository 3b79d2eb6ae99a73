"""Every setting, command, target and address is written down where its readers look."""

import importlib
import pkgutil
import re

import pytest
from fastapi import APIRouter
from fastapi.routing import APIRoute
from typer import Typer
from typer.main import get_command_name

import app.web.pages
from app.cli import command
from app.config import Settings
from tests.house.sources import PROJECT

OPERATORS = PROJECT / "docs" / "operators.md"
ARCHITECTURE = PROJECT / "docs" / "architecture.md"
HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)
TARGET = re.compile(r"^\.PHONY: (.*)$", re.MULTILINE)
BARE = {"port": "PORT", "dev": "DEV"}


def all_docs() -> str:
    paths = [PROJECT / "README.md", *sorted((PROJECT / "docs").rglob("*.md"))]
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


def commands(app: Typer, prefix: str = "reachin") -> list[str]:
    """Return every command as it is typed."""
    own = [
        f"{prefix} {info.name or get_command_name(info.callback.__name__)}"
        for info in app.registered_commands
        if info.callback is not None
    ]
    for group in app.registered_groups:
        if group.typer_instance is not None:
            own += commands(group.typer_instance, f"{prefix} {group.name}")
    return own


def routes() -> list[str]:
    """Return every address the site answers."""
    found = pkgutil.iter_modules(app.web.pages.__path__, "app.web.pages.")
    routers = [getattr(importlib.import_module(module.name), "router", None) for module in found]
    kept = [router.routes for router in routers if isinstance(router, APIRouter)]
    return sorted({route.path for group in kept for route in group if isinstance(route, APIRoute)})


def targets() -> list[str]:
    listed = TARGET.search((PROJECT / "Makefile").read_text(encoding="utf-8"))
    return listed[1].split() if listed else []


@pytest.mark.parametrize("setting", list(Settings.model_fields))
def test_every_setting_has_a_heading(setting: str) -> None:
    name = BARE.get(setting, f"REACHIN_{setting.upper()}")
    headings = HEADING.findall(OPERATORS.read_text(encoding="utf-8"))
    assert any(re.search(rf"\b{name}\b", heading) for heading in headings)


@pytest.mark.parametrize("typed", commands(command))
def test_every_command_is_written_down(typed: str) -> None:
    assert re.search(rf"{typed}\b", all_docs())


@pytest.mark.parametrize("target", targets())
def test_every_make_target_is_written_down(target: str) -> None:
    assert re.search(rf"\bmake {target}\b", all_docs())


@pytest.mark.parametrize("route", routes())
def test_every_address_is_written_down(route: str) -> None:
    documents = OPERATORS.read_text(encoding="utf-8") + ARCHITECTURE.read_text(encoding="utf-8")
    start, parameter, _ = route.partition("{")
    rest = "" if parameter else r"(?![\w/{])"
    assert re.search(rf"(?<![\w/}}]){re.escape(start)}{rest}", documents)


def test_there_is_something_to_write_down() -> None:
    assert len(commands(command)) >= 6
    assert len(targets()) >= 6
    assert len(routes()) >= 8
