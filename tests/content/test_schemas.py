"""The hints editors give planners agree with what the directory accepts."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from app.content.schemas import FILES, make_schema, write_schemas
from app.content.yaml_source import parse_yaml
from tests.content.folders import PANTRY, swap


class EditorLoader(yaml.SafeLoader):
    """Reads scalars as editors do: the core schema of YAML 1.2 (section 10.3.2)."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - the base class's own shape


for tag, pattern, first in (
    ("null", r"null|Null|NULL|~|", "nN~\0"),
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
):
    tag_name = f"tag:yaml.org,2002:{tag}"
    signs = [*first.replace("\0", ""), *([""] if "\0" in first else [])]
    EditorLoader.add_implicit_resolver(tag_name, re.compile(f"^(?:{pattern})$"), signs)


def complaints(file: str, value: object) -> list[str]:
    schema = make_schema(FILES[file])
    Draft202012Validator.check_schema(schema)
    found = Draft202012Validator(schema).iter_errors(value)
    return [f"{error.json_path}: {error.message[:200]}" for error in found]


def as_an_editor_sees(text: str) -> object:
    value: object = yaml.load(text, Loader=EditorLoader)  # noqa: S506 - a SafeLoader
    return value


def test_the_published_schemas_are_the_models_own(data: Path, tmp_path: Path) -> None:
    for path in write_schemas(tmp_path):
        kept = data / "schema" / path.name
        assert json.loads(kept.read_text(encoding="utf-8")) == json.loads(path.read_text("utf-8"))


@pytest.mark.parametrize("file", FILES)
def test_every_file_names_its_schema_first(file: str, data: Path) -> None:
    text = (data / f"{file}.yaml").read_text(encoding="utf-8")
    name = f"schema/{file}.schema.json"
    assert text.splitlines()[0] == f"# yaml-language-server: $schema={name}"
    assert (data / name).is_file()


@pytest.mark.parametrize("file", FILES)
def test_editors_accept_everything_published(file: str, data: Path) -> None:
    text = (data / f"{file}.yaml").read_text(encoding="utf-8")
    assert complaints(file, parse_yaml(text).value) == []
    assert complaints(file, as_an_editor_sees(text)) == []


GOOD = (
    ("- phone: 0141 496 0001", "- phone: 999"),
    ("- phone: 0141 496 0001", "- text: 85258"),
    ("needs: [food, money]", "needs: food"),
    ("ages: any age", "ages: not known"),
    ("ages: any age", "ages:"),
    ("  ages: any age", "  crisis: no"),
    ("  ages: any age", "  crisis: true"),
    ("[step-free]", "step-free"),
    ("    on: 2026-11-20\n    how: phone\n    by: locality planner\n    next: 2027-05-20\n", ""),
)


@pytest.mark.parametrize(("right", "also_right"), GOOD)
def test_editors_accept_what_the_directory_accepts(right: str, also_right: str) -> None:
    text = swap(right, also_right)
    assert complaints("services", as_an_editor_sees(text)) == []


TYPOS = (
    ("who_for:", "whofor:"),
    ("    how: just", "    hwo: just"),
    ("- phone:", "- phne:"),
    ("cost: low cost", "cost: low-cost"),
    ("[in person]", "[inperson]"),
    ("how: just turn up", "how: turn up"),
    ("[step-free]", "[step free]"),
    ("Fri 9:00-12:00", "ring us"),
    ("- id: govan-pantry", "- id: Govan Pantry"),
    ("  name: Govan Pantry\n", ""),
    ("0141 496 0001", "0141 CALL US"),
    ("  ages: any age", "  status: pause"),
    ("    how: phone\n", ""),
    ("A shop with low prices.", "A shop with low prices. " * 20),
)


@pytest.mark.parametrize(("right", "typo"), TYPOS)
def test_editors_underline_typos(right: str, typo: str) -> None:
    assert complaints("services", as_an_editor_sees(swap(right, typo)))


def test_editors_do_not_complain_of_a_good_listing() -> None:
    assert complaints("services", as_an_editor_sees(PANTRY)) == []
