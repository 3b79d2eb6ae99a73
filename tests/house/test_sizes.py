"""Modules, functions and templates stay small enough to read at one go, and say what they are."""

import ast
from pathlib import Path
from statistics import median

import pytest

from tests.house.sources import PROJECT, Module, app_modules, length_of

LONGEST_MODULE = 400
LONGEST_FUNCTION = 40
MEDIAN_FUNCTION = 10
LONGEST_PAGE = 100
LONGEST_COMPONENT = 60

TEMPLATES = PROJECT / "templates"
PAGES = sorted(TEMPLATES.glob("*.html"))
COMPONENTS = sorted((TEMPLATES / "components").rglob("*.html"))

MODULES = app_modules()
each_module = pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.name))


def lines_of(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


@each_module
def test_no_module_is_long(module: Module) -> None:
    assert module.lines <= LONGEST_MODULE


@each_module
def test_no_function_is_long(module: Module) -> None:
    long = {f.name: length_of(f) for f in module.functions() if length_of(f) > LONGEST_FUNCTION}
    assert long == {}


def test_most_functions_are_short() -> None:
    lengths = [length_of(function) for module in MODULES for function in module.functions()]
    assert len(lengths) > 100
    assert median(lengths) <= MEDIAN_FUNCTION


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.name))
def test_no_page_template_is_long(page: Path) -> None:
    assert lines_of(page) <= LONGEST_PAGE


@pytest.mark.parametrize("component", COMPONENTS, ids=lambda path: str(path.name))
def test_no_component_is_long(component: Path) -> None:
    assert lines_of(component) <= LONGEST_COMPONENT


def test_there_are_templates_to_measure() -> None:
    assert PAGES
    assert COMPONENTS


@each_module
def test_every_module_says_why_it_exists(module: Module) -> None:
    assert not module.tree.body or ast.get_docstring(module.tree)


@each_module
def test_every_public_name_says_what_it_is(module: Module) -> None:
    assert [name for name, node in _public(module.tree.body) if not ast.get_docstring(node)] == []


Named = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def _public(body: list[ast.stmt]) -> list[tuple[str, Named]]:
    """Return the public functions and classes at the top of a module."""
    named = [node for node in body if isinstance(node, Named)]
    return [(node.name, node) for node in named if not node.name.startswith("_")]
