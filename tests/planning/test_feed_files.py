"""A feed may come as a file: a page, a list, one service, lines, or a folder or zip of answers."""

import json
import zipfile
from pathlib import Path

import pytest

from app.config import PROJECT
from app.openreferral.reading import Dialect
from app.planning import feed_files
from app.planning.feed_files import read_feed_file
from tests.planning.fake_feed import ROOT, service, shallow

ONE, TWO = service(1), service(2)
ORGANIZATION = {"id": "o-1", "name": "Good Neighbours", "description": "Runs groups."}
TERM = {"id": "t-1", "name": "Food", "description": "Food.", "taxonomy": "Topics"}


def page(*services: object) -> dict[str, object]:
    return {"total_items": len(services), "page_number": 1, "contents": list(services)}


@pytest.mark.parametrize(
    ("name", "text", "ids", "is_whole"),
    [
        ("a.json", json.dumps(page(ONE, TWO)), ["s-1", "s-2"], True),
        ("a.json", json.dumps([ONE, TWO]), ["s-1", "s-2"], True),
        ("a.json", json.dumps(ONE), ["s-1"], False),
        ("a.json", "\ufeff" + json.dumps(ONE), ["s-1"], False),
        ("a.ndjson", f"{json.dumps(ONE)}\n\n{json.dumps(TWO)}\n", ["s-1", "s-2"], True),
        ("download", json.dumps([ONE]), ["s-1"], True),
    ],
)
def test_a_file(tmp_path: Path, name: str, text: str, ids: list[str], is_whole: bool) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    feed = read_feed_file(tmp_path / name)
    assert list(feed.records) == ids
    assert (feed.dialect, feed.troubles) == (Dialect.HSDS_3, ())
    assert feed.complete is is_whole


@pytest.mark.parametrize(
    ("value", "gone"), [([ONE, TWO], {"s-9"}), (page(ONE, TWO), {"s-9"}), (ONE, set())]
)
def test_what_a_file_has_no_longer(tmp_path: Path, value: object, gone: set[str]) -> None:
    (tmp_path / "a.json").write_text(json.dumps(value))
    assert read_feed_file(tmp_path / "a.json", ("s-1", "s-9")).gone == gone


def test_half_of_a_file_is_not_gone_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps([ONE]))
    feed = read_feed_file(tmp_path / "a.json", tuple(f"old-{n}" for n in range(20)))
    assert feed.gone == frozenset()
    assert "too many to believe" in feed.troubles[0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_letters_of_every_kind(tmp_path: Path, encoding: str) -> None:
    text = json.dumps([service(1, name="Café £2 – here")], ensure_ascii=False)
    (tmp_path / "a.json").write_bytes(text.encode(encoding))
    (record,) = read_feed_file(tmp_path / "a.json").records.values()
    assert isinstance(record, dict)
    assert record["name"] == "Café £2 – here"


def answers(folder: Path) -> None:
    files = {
        "root.json": ROOT,
        "list.json": page(shallow(ONE), shallow(TWO)),
        "deep/one.json": ONE,
        "organizations.json": page(ORGANIZATION),
        "term.json": TERM,
        "notes.txt": "not data",
    }
    for name, value in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(json.dumps(value))


@pytest.mark.parametrize("is_zip", [False, True])
def test_a_folder_or_zip_of_a_feeds_answers(tmp_path: Path, is_zip: bool) -> None:
    folder = tmp_path / "feed"
    answers(folder)
    if is_zip:
        with zipfile.ZipFile(tmp_path / "feed.zip", "w", zipfile.ZIP_DEFLATED) as packed:
            for file in folder.rglob("*"):
                packed.write(file, file.relative_to(folder))
    feed = read_feed_file(tmp_path / "feed.zip" if is_zip else folder)
    assert sorted(feed.records) == ["s-1", "s-2"]
    assert feed.records["s-1"] == ONE
    assert feed.troubles == ()


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.json", b"", "empty"),
        ("a.json", b"<html>", "a web page"),
        ("a.json", b"{", "not JSON"),
        ("a.json", b"\xff\xfe\x00", "not JSON"),
        ("a.json", b"\x81\x8d", "not JSON"),
        ("a.json", b'{"x": 1}', "no list of services"),
        ("a.json", b"7", "not a list"),
        ("a.zip", b"PK\x05\x06" + b"\0" * 18, "no .json file"),
        ("a.zip", b"PK", "not JSON"),
    ],
)
def test_a_file_that_cannot_be_read(tmp_path: Path, name: str, content: bytes, why: str) -> None:
    (tmp_path / name).write_bytes(content)
    feed = read_feed_file(tmp_path / name)
    assert (feed.records, feed.complete) == ({}, False)
    assert why in " ".join(feed.troubles)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert "cannot be read" in read_feed_file(tmp_path / "none.json").troubles[0]


def test_an_empty_folder(tmp_path: Path) -> None:
    assert "no .json file" in read_feed_file(tmp_path).troubles[0]


SAMPLES = PROJECT / "tests" / "openreferral" / "samples"


@pytest.mark.parametrize(
    ("name", "dialect", "number"),
    [
        ("project", Dialect.HSDS_3, 1),
        ("legacy-v1", Dialect.ORUK_1, 1),
        ("outpost-dialect", Dialect.OUTPOST, 20),
        ("validator-mocks/pass", Dialect.HSDS_3, 1),
        ("validator-mocks/warn", Dialect.HSDS_3, 1),
    ],
)
def test_every_set_of_samples(name: str, dialect: Dialect, number: int) -> None:
    feed = read_feed_file(SAMPLES / name)
    assert (feed.dialect, len(feed.records), feed.troubles) == (dialect, number, ())


def test_one_broken_file_among_good_ones(tmp_path: Path) -> None:
    answers(tmp_path)
    (tmp_path / "half.json").write_text("{")
    feed = read_feed_file(tmp_path)
    assert sorted(feed.records) == ["s-1", "s-2"]
    assert not feed.complete
    assert feed.troubles == ("half.json cannot be read: the answer is not JSON.",)


def test_a_zip_that_unpacks_to_far_too_much(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed_files, "LARGEST", 100_000)
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("a.json", " " * 200_000)
    feed = read_feed_file(tmp_path / "a.zip")
    assert "unpacks to over" in feed.troubles[0]
