"""The project's own files, read as text and syntax and not imported."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
UNTRACKED = frozenset({"var", "node_modules"})

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Module:
    """One module of the app: its dotted name, text and syntax tree."""

    name: str
    text: str
    tree: ast.Module

    @property
    def room(self) -> str:
        """Return the part of the app it belongs to: "places", "web", "main"..."""
        return self.name.split(".")[1] if "." in self.name else ""

    @property
    def lines(self) -> int:
        return len(self.text.splitlines())

    def functions(self) -> Iterator[Function]:
        """Yield every function and method."""
        for node in ast.walk(self.tree):
            if isinstance(node, Function):
                yield node

    def imported(self) -> Iterator[str]:
        """Yield the dotted name of every module imported from, at the top or inside a function."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield node.module
                yield from (f"{node.module}.{alias.name}" for alias in node.names)


@cache
def app_modules() -> tuple[Module, ...]:
    """Return every module of the app, in order of name."""
    return tuple(_read(path) for path in sorted((PROJECT / "app").rglob("*.py")))


def _read(path: Path) -> Module:
    name = ".".join(path.relative_to(PROJECT).with_suffix("").parts).removesuffix(".__init__")
    text = path.read_text(encoding="utf-8")
    return Module(name, text, ast.parse(text))


def length_of(function: Function) -> int:
    """Return how many lines a function has, without its decorators."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


@cache
def kept_files() -> tuple[Path, ...]:
    """Return every file in git; in a copy without git, every file but what is made or installed."""
    if (PROJECT / ".git").exists():
        listed = subprocess.run(
            ["git", "ls-files", "-z"], cwd=PROJECT, capture_output=True, check=True, text=True
        ).stdout
        return tuple(PROJECT / name for name in listed.split("\0") if name)
    return tuple(path for path in sorted(PROJECT.rglob("*")) if path.is_file() and _is_ours(path))


def _is_ours(path: Path) -> bool:
    parts = path.relative_to(PROJECT).parts
    hidden = any(part.startswith(".") or part == "__pycache__" for part in parts[:-1])
    return not hidden and parts[0] not in UNTRACKED
