"""What is remembered between starts saves time and changes nothing: not a word, fault or line."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as examine
from hypothesis import strategies as st

from app.content import memory
from app.content.faults import BrokenContent, Fault
from app.content.loading import load_catalogue
from app.content.models import Service
from app.content.yaml_source import Passage, parse_yaml, split_entries
from app.places import Gazetteer
from tests.content.folders import HELPLINE, PANTRY, SERVICES, WORDING, swap, write_folder

COLD = "summary: A shop with low prices. We offer respite."
CLEAN = "summary: A shop with low prices. You choose your own food."
Told = tuple[tuple[Service, ...], tuple[Fault, ...]]


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "kept"


@pytest.fixture
def read_anew(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that fills with the first line of each entry whose YAML is read."""
    anew: list[str] = []
    read = Passage.read

    def note(passage: Passage) -> object:
        anew.append(passage.text.split("\n")[0])
        return read(passage)

    monkeypatch.setattr(Passage, "read", note)
    return anew


def load(folder: Path, gazetteer: Gazetteer, kept: Path | None = None) -> Told:
    """Return all that a folder says and all that is wrong with it."""
    try:
        loaded = load_catalogue(folder, gazetteer, kept)
    except BrokenContent as broken:
        return (), broken.faults
    return loaded.catalogue.services, loaded.warnings


def services_read(anew: list[str]) -> list[str]:
    return [line for line in anew if line in ("- id: helpline", "- id: govan-pantry")]


# What it saves -------------------------------------------------------------------------------


def test_only_a_changed_listing_is_read_again(
    tmp_path: Path, kept: Path, gazetteer: Gazetteer, read_anew: list[str]
) -> None:
    load(write_folder(tmp_path), gazetteer, kept)
    assert services_read(read_anew) == ["- id: helpline", "- id: govan-pantry"]
    read_anew.clear()
    load(write_folder(tmp_path), gazetteer, kept)
    assert services_read(read_anew) == []
    load(write_folder(tmp_path, services=swap("low prices", "good prices")), gazetteer, kept)
    assert services_read(read_anew) == ["- id: govan-pantry"]


def test_moving_a_listing_down_the_file_is_no_change(
    tmp_path: Path, kept: Path, gazetteer: Gazetteer, read_anew: list[str]
) -> None:
    load(write_folder(tmp_path), gazetteer, kept)
    read_anew.clear()
    moved = f"# A note above\n{PANTRY}{HELPLINE}\n"
    services, _ = load(write_folder(tmp_path, services=moved), gazetteer, kept)
    assert [service.id for service in services] == ["govan-pantry", "helpline"]
    assert services_read(read_anew) == []


def test_what_is_gone_is_forgotten(tmp_path: Path, kept: Path, gazetteer: Gazetteer) -> None:
    load(write_folder(tmp_path), gazetteer, kept)
    assert len(rows_in(kept)) == 2
    load(write_folder(tmp_path, services=HELPLINE), gazetteer, kept)
    assert len(rows_in(kept)) == 1


def test_a_broken_folder_leaves_the_memory_as_it_was(
    tmp_path: Path, kept: Path, gazetteer: Gazetteer
) -> None:
    load(write_folder(tmp_path), gazetteer, kept)
    before = rows_in(kept)
    load(write_folder(tmp_path, services=swap("low cost", "cheap")), gazetteer, kept)
    assert rows_in(kept) == before


# What it never changes -----------------------------------------------------------------------

CHANGES: list[dict[str, str | None]] = [
    {},
    {"services": swap("low prices", "good prices")},
    {"services": swap(CLEAN, COLD)},
    {"services": f"# A note\n\n{SERVICES}"},
    {"services": f"{PANTRY}\n{HELPLINE}"},
    {"services": swap("needs: [food, money]", "needs: [food, food]")},
    {"services": swap("G51 3UU", "ZZ9 9ZZ")},
    {"services": swap("cost: low cost", "cost: cheap")},
    {"services": swap("cost: low cost", "cost: low cost\n  cost: free")},
    {"services": swap("name: Govan Pantry", 'name: "Govan Pantry')},
    {"services": f"{SERVICES}\n{PANTRY}"},
    {"services": HELPLINE},
    {"services": f"---\n{SERVICES}"},
    {"services": "[]"},
    {"services": ""},
    {"services": None},
    {"needs": None},
    {"areas": "- slug: scotland\n  name: Scotland\n  countries: [S]\n  local: no\n"},
]


@pytest.mark.parametrize("changes", CHANGES)
def test_a_folder_says_the_same_with_and_without_it(
    tmp_path: Path, kept: Path, gazetteer: Gazetteer, changes: dict[str, str | None]
) -> None:
    load(write_folder(tmp_path / "before"), gazetteer, kept)
    folder = write_folder(tmp_path / "after", **changes)
    plain = load(folder, gazetteer)
    assert load(folder, gazetteer, kept) == plain
    assert load(folder, gazetteer, kept) == plain


def test_the_published_listings_say_the_same_with_and_without_it(
    data: Path, kept: Path, gazetteer: Gazetteer
) -> None:
    plain = load(data, gazetteer)
    assert len(plain[0]) > 100
    assert load(data, gazetteer, kept) == plain
    assert len(rows_in(kept)) > 100
    assert load(data, gazetteer, kept) == plain


def test_a_listing_is_warned_about_every_time(
    tmp_path: Path, kept: Path, gazetteer: Gazetteer
) -> None:
    folder = write_folder(tmp_path, services=swap(CLEAN, COLD))
    for _ in range(3):
        _, (fault,) = load(folder, gazetteer, kept)
        assert (fault.listing, fault.field, fault.line) == ("govan-pantry", "summary", 16)


def test_new_words_to_avoid_are_looked_for_in_old_listings(
    tmp_path: Path, kept: Path, gazetteer: Gazetteer
) -> None:
    folder = write_folder(tmp_path)
    assert load(folder, gazetteer, kept)[1] == ()
    (folder / "wording.csv").write_text(f"{WORDING}food,a meal,For this test,us\n")
    assert [fault.listing for fault in load(folder, gazetteer, kept)[1]] == ["govan-pantry"]


def test_new_code_reads_everything_anew(
    tmp_path: Path,
    kept: Path,
    gazetteer: Gazetteer,
    read_anew: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = write_folder(tmp_path)
    load(folder, gazetteer, kept)
    before = rows_in(kept)
    read_anew.clear()
    monkeypatch.setattr(memory, "_digest_code", lambda: b"another version")
    load(folder, gazetteer, kept)
    assert len(services_read(read_anew)) == 2
    assert len(rows_in(kept)) == 2
    assert {key for key, *_ in rows_in(kept)}.isdisjoint(key for key, *_ in before)


# Damage --------------------------------------------------------------------------------------


def stored(kept: Path) -> Path:
    (file,) = kept.glob("*.sqlite3")
    return file


def rows_in(kept: Path) -> list[tuple[object, ...]]:
    store = sqlite3.connect(stored(kept))
    try:
        return store.execute("SELECT * FROM entries ORDER BY key").fetchall()
    finally:
        store.close()


def change(kept: Path, statement: str) -> None:
    store = sqlite3.connect(stored(kept))
    with store:
        store.execute(statement)
    store.close()


def make_folder_of(file: Path) -> None:
    file.unlink()
    file.mkdir()


DAMAGE: dict[str, Callable[[Path], object]] = {
    "not a database": lambda kept: stored(kept).write_bytes(b"\0kettle" * 5_000),
    "nothing in it": lambda kept: stored(kept).write_bytes(b""),
    "cut short": lambda kept: stored(kept).write_bytes(stored(kept).read_bytes()[:5_000]),
    "pages overwritten": lambda kept: stored(kept).write_bytes(
        stored(kept).read_bytes()[:4_096] + b"\xa5" * 12_288
    ),
    "a folder": lambda kept: make_folder_of(stored(kept)),
    "another table": lambda kept: change(kept, "ALTER TABLE entries RENAME COLUMN value TO worth"),
    "other words": lambda kept: change(
        kept, "UPDATE entries SET value = replace(value, 'Govan', 'Paisley')"
    ),
    "no words": lambda kept: change(kept, "UPDATE entries SET value = NULL"),
    "not JSON": lambda kept: change(kept, "UPDATE entries SET value = '{'"),
    "a proof of nothing": lambda kept: change(kept, "UPDATE entries SET proof = x''"),
    "listings swapped": lambda kept: change(
        kept,
        "UPDATE entries SET (value, proof) = (SELECT value, proof FROM entries AS other"
        " WHERE other.key != entries.key)",
    ),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_damage_is_never_shown(
    tmp_path: Path, kept: Path, gazetteer: Gazetteer, damage: Callable[[Path], object]
) -> None:
    folder = write_folder(tmp_path)
    plain = load(folder, gazetteer)
    load(folder, gazetteer, kept)
    damage(kept)
    assert load(folder, gazetteer, kept) == plain
    assert load(folder, gazetteer, kept) == plain


def test_a_damaged_file_is_made_anew(
    tmp_path: Path, kept: Path, gazetteer: Gazetteer, read_anew: list[str]
) -> None:
    folder = write_folder(tmp_path)
    load(folder, gazetteer, kept)
    stored(kept).write_bytes(b"\0kettle" * 5_000)
    load(folder, gazetteer, kept)
    load(folder, gazetteer, kept)
    read_anew.clear()
    load(folder, gazetteer, kept)
    assert services_read(read_anew) == []


def test_a_folder_that_cannot_be_made_is_done_without(tmp_path: Path, gazetteer: Gazetteer) -> None:
    (tmp_path / "in the way").write_text("kettle")
    folder = write_folder(tmp_path)
    assert load(folder, gazetteer, tmp_path / "in the way" / "kept") == load(folder, gazetteer)


def test_a_file_another_process_is_writing_is_done_without(
    tmp_path: Path, kept: Path, gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "PATIENCE_SECONDS", 0.0)
    folder = write_folder(tmp_path)
    plain = load(folder, gazetteer)
    load(folder, gazetteer, kept)
    writer = sqlite3.connect(stored(kept))
    writer.execute("BEGIN EXCLUSIVE")
    assert load(folder, gazetteer, kept) == plain
    writer.close()
    assert len(rows_in(kept)) == 2


# Entry by entry ------------------------------------------------------------------------------

# fmt: off
PIECES = st.sampled_from((
    "- id: a\n", "  name: x\n", "- |-\n", "  - b\n", "  id: x\n", "  k: >-\n", "   text\n",
    "---\n", "...\n", "# note\n", "\n", '  name: "x\n', '- y"\n', "- [a,\n", "- b]\n",
    "- {a: b,\n", "- c: d}\n", "key:\n", "%YAML 1.1\n", "\t", "\u2028", "\x85", "\r", "- &a x\n",
    "- *a\n", "- !!str x\n", "- a: b\n  a: c\n", "- plain\n  more\n", "- ? a\n", ": b\n",
    "- 'q\n", "- z'\n", "\r\n", "- >\n", " t\n", "-x\n", "- # note\n",
))
# fmt: on


@given(st.lists(PIECES, max_size=8).map("".join))
@examine(max_examples=1_000, deadline=None)
def test_entry_by_entry_reads_as_the_whole(text: str) -> None:
    passages = split_entries(text)
    values = [passage.read() for passage in passages]
    whole = parse_yaml(text)
    if passages and None not in values:
        assert whole.problems == []
        assert whole.value == values
        for (index, *inside), line in ((at, line) for at, line in whole.lines.items() if at):
            assert passages[int(index)].line_of(tuple(inside)) == line


def test_the_published_listings_are_read_entry_by_entry(data: Path) -> None:
    for name in ("services", "needs", "areas", "dangers"):
        text = (data / f"{name}.yaml").read_text(encoding="utf-8")
        assert [passage.read() for passage in split_entries(text)] == parse_yaml(text).value
