"""The planners' guide is complete, and everything it shows works as it says."""

import re
import shutil
from pathlib import Path
from typing import Any, get_args

import pytest
from typer.testing import CliRunner

from app.cli import command
from app.config import PROJECT
from app.content.areas import Area
from app.content.catalogue import Catalogue
from app.content.dangers import Danger
from app.content.fields import Entry
from app.content.guides import FrontMatter
from app.content.loading import load_catalogue
from app.content.models import Checked, Contact, Imported, Languages, Location, ReachIn, Service
from app.content.needs import Need
from app.content.yaml_source import parse_yaml
from app.places import Gazetteer
from app.web.doubts import MARK
from app.web.planning.checking_forms import BUTTONS
from app.web.planning.checking_list import TITLES
from app.web.wording import COST, NOT_CHECKED, REACH_IN, STALE, say_checked
from tests.content.test_reading import SHORT

GUIDE = (PROJECT / "docs" / "planners.md").read_text(encoding="utf-8")
SECTIONS: dict[str, type[Entry]] = {
    "The fields of a listing": Service,
    "The fields of a contact": Contact,
    "The fields of a place": Location,
    "The fields of reach_in": ReachIn,
    "The fields of languages": Languages,
    "The fields of checked": Checked,
    "The fields of imported": Imported,
    "The fields of a topic": Need,
    "The fields of an area": Area,
    "The fields of a danger": Danger,
}

USUAL_LIMITS = (80, 2000)
"""Lengths of slugs and texts that nobody writes by hand."""


def section(title: str) -> str:
    return GUIDE.split(f"\n## {title}\n")[1].split("\n## ")[0]


def explained(title: str) -> dict[str, str]:
    """Return field -> what the guide says about it."""
    parts = re.split(r"\n### `(\w+)`\n", section(title))
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def blocks(label: str) -> list[str]:
    return re.findall(rf"```{label}\n(.*?)```", GUIDE, re.DOTALL)


def choices(annotation: Any) -> list[str]:
    parts = get_args(annotation)
    words = [part for part in parts if isinstance(part, str)]
    return words + [word for part in parts for word in choices(part)]


@pytest.mark.parametrize("title", SECTIONS)
def test_every_field_has_its_own_heading(title: str) -> None:
    assert list(explained(title)) == list(SECTIONS[title].model_fields)
    assert all(text.strip() for text in explained(title).values())


@pytest.mark.parametrize("title", SECTIONS)
def test_every_allowed_word_is_named(title: str) -> None:
    for name, field in SECTIONS[title].model_fields.items():
        text = " ".join(explained(title)[name].split())
        missing = [word for word in choices(field.annotation) if f"`{word}`" not in text]
        assert missing in ([], ["S"])


@pytest.mark.parametrize("title", SECTIONS)
def test_every_limit_is_named(title: str) -> None:
    for name, field in SECTIONS[title].model_fields.items():
        limits = [getattr(limit, "max_length", None) for limit in field.metadata]
        for limit in {*limits} - {None, *USUAL_LIMITS}:
            assert f"{limit} letters at most" in explained(title)[name]


@pytest.mark.parametrize("block", blocks("yaml"))
def test_every_example_can_be_read(block: str, published: Catalogue) -> None:
    source = parse_yaml(block)
    assert source.problems == []
    known = {
        "needs": tuple(published.needs),
        "areas": tuple(published.areas),
        "listings": tuple(published.by_id),
    }
    if isinstance(source.value, list):
        (entry,) = source.value
        assert isinstance(entry, dict)
        model = (Service if "id" in entry else Need if "page" in entry
                 else Danger if "then" in entry else Area)  # fmt: skip
    else:
        base = parse_yaml(SHORT).value
        assert isinstance(base, list)
        assert isinstance(base[0], dict)
        assert isinstance(source.value, dict)
        entry, model = base[0] | source.value, Service
    model.model_validate(entry, context=known)


@pytest.fixture
def copied(tmp_path: Path, data: Path) -> Path:
    folder = tmp_path / "data"
    shutil.copytree(data, folder)
    (folder / "services").mkdir()
    return folder


def test_a_planner_can_copy_the_listings_in(copied: Path, gazetteer: Gazetteer) -> None:
    listings = [block for block in blocks("yaml") if block.startswith("- id:")]
    assert len(listings) == 2
    before = load_catalogue(copied, gazetteer)
    (copied / "services" / "govan.yaml").write_text("\n".join(listings), encoding="utf-8")
    after = load_catalogue(copied, gazetteer)
    assert len(after.catalogue.live) == len(before.catalogue.live) + 2
    assert after.warnings == before.warnings


def test_a_planner_can_add_the_areas(copied: Path, gazetteer: Gazetteer) -> None:
    areas = [block for block in blocks("yaml") if re.match(r"- slug: \S+\n  name:", block)]
    assert len(areas) == 2
    path = copied / "areas.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "\n".join(areas), encoding="utf-8")
    assert "east-ayrshire" in load_catalogue(copied, gazetteer).catalogue.areas


def test_a_planner_can_copy_the_page_in(copied: Path, gazetteer: Gazetteer) -> None:
    (page,) = blocks("markdown")
    (copied / "pages" / "a-new-page.md").write_text(page, encoding="utf-8")
    guide = load_catalogue(copied, gazetteer).catalogue.guides["a-new-page"]
    assert [link.href for link in guide.prose.links] == ["/topics/money", "tel:999"]


def test_every_fact_of_a_page_is_named() -> None:
    text = " ".join(GUIDE.partition("\nThe facts:\n")[2].partition("\n## ")[0].split())
    for name, field in FrontMatter.model_fields.items():
        told = re.search(rf"- `{name}`: (.*?)(?= - `|$)", text)
        assert told, name
        assert [word for word in choices(field.annotation) if f"`{word}`" not in told[1]] == []
        limits = {getattr(limit, "max_length", None) for limit in field.metadata}
        assert all(f"{limit} letters at most" in told[1] for limit in limits - {None})


def test_the_report_is_word_for_word(copied: Path) -> None:
    (mistakes,), (shown,) = blocks("mistakes"), blocks("report")
    (copied / "services" / "govan.yaml").write_text(mistakes, encoding="utf-8")
    result = CliRunner().invoke(command, ["check", "--data", str(copied)])
    about_it = [line for line in result.stderr.splitlines() if "govan.yaml" in line]
    assert result.exit_code == 1
    assert about_it == shown.splitlines()


def test_the_words_on_screen_are_the_ones_shown() -> None:
    costs, ways = explained("The fields of a listing")["cost"], explained("The fields of reach_in")
    assert all(f"- `{cost}` ({words})" in costs for cost, words in COST.items())
    assert all(f"- `{how}` ({words})" in ways["how"] for how, words in REACH_IN.items())
    assert f'"{NOT_CHECKED}"' in GUIDE


def test_the_words_about_a_check_are_the_ones_shown(published: Catalogue) -> None:
    (block,) = (block for block in blocks("yaml") if block.startswith("checked:"))
    value = parse_yaml(block).value
    assert isinstance(value, dict)
    check = Checked.model_validate(value["checked"])
    service = published.live[0].model_copy(update={"checked": check})
    assert check.next is not None
    said = say_checked(service, check.next.replace(year=2028), published.checking)
    for sentence in re.findall(r"[^.]+\.", said):
        assert sentence.strip() in " ".join(GUIDE.split())


def test_how_long_checks_hold_is_what_the_file_says(published: Catalogue) -> None:
    table = re.findall(r"^\| ([^|(]+?)(?: \([^|]*\))? \| (\d+) months \|$", GUIDE, re.MULTILINE)
    assert [(name, int(months)) for name, months in table] == [
        (rule.name, rule.months) for rule in published.checking.rules
    ]
    assert published.checking.long_overdue_months == 6


def test_the_buttons_that_mark_a_check_are_the_ones_shown() -> None:
    for words in (*BUTTONS.values(), *TITLES.values()):
        assert words in GUIDE, words
    for words in (MARK, NOT_CHECKED, STALE.format(month="May 2025")):
        assert f'"{words}"' in GUIDE, words


def test_links_in_the_guide_lead_somewhere() -> None:
    headings = re.findall(r"^#+ (.+)$", GUIDE, re.MULTILINE)
    slugs = {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}
    read = re.sub(r"```.*?```|`[^`\n]*`", "", GUIDE, flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)]+)\)", read):
        if target.startswith("#"):
            assert target[1:] in slugs
        else:
            assert (PROJECT / "docs" / target).is_file()


def test_files_the_guide_names_are_there() -> None:
    named = set(re.findall(r"`((?:data|app)/[\w./-]+)`", GUIDE))
    made_up = {"data/services/", "data/services/govan.yaml", "data/services/girvan.yaml"}
    made_up |= {"data/imports/"}
    assert [name for name in named - made_up if not (PROJECT / name).exists()] == []
