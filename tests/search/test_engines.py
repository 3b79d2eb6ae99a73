"""Every text engine behind the port answers the same golden queries and keeps its index safe."""

import multiprocessing
import shutil
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from app.config import Settings
from app.main import choose_engine
from app.search.engine import INDEXES_KEPT, MOST_TERMS, Document, Engine, MakeEngine
from app.search.tantivy_engine import TantivyEngines
from app.search.whoosh_engine import WhooshEngines
from app.search.words import split_words
from tools.evaluate import JUDGED, read_rows

MAKERS: list[Callable[[Path], MakeEngine]] = [WhooshEngines, TantivyEngines]
GOLDEN: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "golden_queries.yaml").read_text(encoding="utf-8")
)
FEW = (
    Document("tea", "Tea and toast", "Kirk", "A warm room\nGovan", "Food", "hungry"),
    Document("cot", "Cots for babies", "Kirk", "We lend cots and prams", "Baby", "crib"),
    Document("law", "Law centre", "Lawyers", "Evicted? Ask us", "Housing", "landlord"),
)

NEARLY = 0.1

each_maker = pytest.mark.parametrize("make", MAKERS)


@pytest.fixture(scope="module", params=MAKERS)
def engine(
    request: pytest.FixtureRequest,
    documents: tuple[Document, ...],
    tmp_path_factory: pytest.TempPathFactory,
) -> Engine:
    make: Callable[[Path], MakeEngine] = request.param
    return make(tmp_path_factory.mktemp("golden"))(documents, "golden")


def best(engine: Engine, text: str, among: int) -> list[str]:
    scores = engine.score(split_words(text))
    return sorted(scores, key=lambda key: (-scores[key], key))[:among]


def snapshot(folder: Path) -> dict[str, tuple[int, int]]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(p.relative_to(folder)): (p.stat().st_mtime_ns, p.stat().st_size) for p in files}


class _Unreadable:
    """Documents that must not be read."""

    def __iter__(self) -> Iterator[Document]:
        raise AssertionError("documents were read")


UNREADABLE = _Unreadable()


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda golden: str(golden["words"]))
def test_golden_queries(engine: Engine, golden: dict[str, Any]) -> None:
    assert set(golden["ids"]) <= set(best(engine, golden["words"], golden["among"]))


def test_no_words_score_nothing(engine: Engine) -> None:
    assert engine.score(()) == {}


def test_unknown_words_score_nothing_and_cost_nothing(engine: Engine) -> None:
    assert engine.score(("xqzvwk",)) == {}
    assert engine.score(("xqzvwk", "samaritans")) == engine.score(("samaritans",))


def test_every_score_is_above_nothing_and_for_a_known_listing(
    engine: Engine, documents: tuple[Document, ...]
) -> None:
    scores = engine.score(split_words("help for families with children in glasgow"))
    assert set(scores) <= {document.id for document in documents}
    assert all(score > 0 for score in scores.values())


def test_a_telling_word_is_heard_at_the_end_of_a_long_story(engine: Engine) -> None:
    unknown = " ".join(f"xq{letter}zv" for letter in "abcdefghijklmnop"[:MOST_TERMS])
    common = "my children and i need some help with the house and we do not know who to ask"
    for story in (unknown, common):
        assert "samaritans" in best(engine, f"{story} samaritans", 1)


@pytest.mark.parametrize("mark", list('*?~^"()[]{}:+-!|&\\/<>='))
def test_query_marks_are_inert(engine: Engine, mark: str) -> None:
    assert engine.score((mark,)) == {}
    assert engine.score((f"sam{mark}",)) == {}
    assert engine.score((f"samaritan{mark}s",)) == {}
    assert best(engine, f"{mark}samaritans{mark}", 1) == ["samaritans"]


@pytest.mark.parametrize("word", ["AND", "OR", "NOT", "TO", "ANDNOT", "ANDMAYBE", "REQUIRE"])
def test_query_words_are_inert(engine: Engine, word: str) -> None:
    assert engine.score((word,)) == {}
    assert "samaritans" in best(engine, f"pantry {word} samaritans", 1)


@pytest.mark.parametrize("text", ["name:samaritans", "id:samaritans", "[a TO z]", "sam*", "s?m*"])
def test_query_syntax_is_only_a_word_nobody_wrote(engine: Engine, text: str) -> None:
    assert engine.score((text,)) == {}


@given(st.lists(st.text(max_size=20), max_size=15))
@settings(max_examples=100, deadline=None)
def test_no_words_can_break_an_engine(engine: Engine, words: list[str]) -> None:
    assert all(score > 0 for score in engine.score(tuple(words)).values())


@each_maker
def test_an_index_is_used_again_and_not_touched(
    make: Callable[[Path], MakeEngine], tmp_path: Path
) -> None:
    first = make(tmp_path)(FEW, "one")
    before = snapshot(tmp_path)
    again = make(tmp_path)(UNREADABLE, "one")
    assert again.score(("cots",)) == first.score(("cots",)) != {}
    assert snapshot(tmp_path) == before


@each_maker
def test_other_data_has_another_index(make: Callable[[Path], MakeEngine], tmp_path: Path) -> None:
    old, new = make(tmp_path)(FEW, "one"), make(tmp_path)(FEW[:1], "two")
    assert set(old.score(("cots",))) == {"cot"}
    assert new.score(("cots",)) == {}
    assert set(new.score(("tea",))) == {"tea"}


@each_maker
def test_in_a_small_directory_every_word_tells(
    make: Callable[[Path], MakeEngine], tmp_path: Path
) -> None:
    assert set(make(tmp_path)(FEW, "one").score(("kirk",))) == {"tea", "cot"}


@each_maker
def test_nothing_half_built_is_left(make: Callable[[Path], MakeEngine], tmp_path: Path) -> None:
    make(tmp_path / "deep" / "index")(FEW, "one")
    (home,) = (tmp_path / "deep" / "index").iterdir()
    assert home.name.endswith("-one")


@each_maker
def test_a_build_that_fails_leaves_no_index_behind(
    make: Callable[[Path], MakeEngine], tmp_path: Path
) -> None:
    with pytest.raises(AssertionError):
        make(tmp_path)(UNREADABLE, "one")
    assert list(tmp_path.iterdir()) == []
    assert set(make(tmp_path)(FEW, "one").score(("cots",))) == {"cot"}


@each_maker
def test_an_index_can_be_read_only(make: Callable[[Path], MakeEngine], tmp_path: Path) -> None:
    make(tmp_path)(FEW, "one")
    paths = sorted(tmp_path.rglob("*"))
    for path in paths:
        path.chmod(0o555 if path.is_dir() else 0o444)
    before = snapshot(tmp_path)
    assert set(make(tmp_path)(UNREADABLE, "one").score(("cots",))) == {"cot"}
    assert snapshot(tmp_path) == before
    for path in paths:
        path.chmod(0o755)


@each_maker
def test_two_threads_that_build_at_once_both_end_well(
    make: Callable[[Path], MakeEngine], tmp_path: Path
) -> None:
    meeting = threading.Barrier(2, timeout=20)

    def build() -> Engine:
        return make(tmp_path)(_after(meeting), "one")

    with ThreadPoolExecutor(2) as pool:
        engines = [future.result() for future in [pool.submit(build), pool.submit(build)]]
    assert [set(engine.score(("cots",))) for engine in engines] == [{"cot"}, {"cot"}]
    assert len(list(tmp_path.iterdir())) == 1


@each_maker
def test_two_processes_that_build_at_once_both_end_well(
    make: Callable[[Path], MakeEngine], tmp_path: Path
) -> None:
    context = multiprocessing.get_context("spawn")
    meeting, answers = context.Barrier(2, timeout=60), context.Queue()
    workers = [
        context.Process(target=_build_elsewhere, args=(make, tmp_path, meeting, answers))
        for _ in range(2)
    ]
    for worker in workers:
        worker.start()
    assert [answers.get(timeout=60) for _ in workers] == [{"cot"}, {"cot"}]
    for worker in workers:
        worker.join(timeout=20)
    answers.close()
    answers.join_thread()
    assert len(list(tmp_path.iterdir())) == 1


def _after(meeting: Any) -> Iterable[Document]:
    """Yield the documents once the other builder has begun its own index too."""
    meeting.wait()
    yield from FEW


def _build_elsewhere(
    make: Callable[[Path], MakeEngine], folder: Path, meeting: Any, answers: Any
) -> None:
    answers.put(set(make(folder)(_after(meeting), "one").score(("cots",))))


@each_maker
def test_an_engine_answers_while_its_index_is_forgotten(
    make: Callable[[Path], MakeEngine], tmp_path: Path
) -> None:
    old = make(tmp_path)(FEW, "one")
    for number in range(INDEXES_KEPT + 2):
        make(tmp_path)(FEW[:1], f"later{number}")
    kept = {path.name.rsplit("-", 1)[-1] for path in tmp_path.iterdir()}
    assert len(kept) == INDEXES_KEPT
    assert "one" not in kept
    assert set(old.score(("cots",))) == {"cot"}


@each_maker
def test_an_index_that_was_deleted_is_made_again(
    make: Callable[[Path], MakeEngine], tmp_path: Path
) -> None:
    make(tmp_path)(FEW, "one")
    shutil.rmtree(tmp_path)
    assert set(make(tmp_path)(FEW, "one").score(("cots",))) == {"cot"}


def test_engines_agree(documents: tuple[Document, ...], tmp_path: Path) -> None:
    """Scores differ only by rounding: each engine keeps the lengths of parts in one byte."""
    one, two = (make(tmp_path)(documents, "same") for make in (WhooshEngines, TantivyEngines))
    for row in read_rows(JUDGED):
        words = split_words(row.phrase)
        theirs, ours = one.score(words), two.score(words)
        least = min(theirs.values(), default=0.0)
        assert {key for key in ours.keys() ^ theirs.keys() if ours.get(key, 0.0) > least} == set()
        shared = ours.keys() & theirs.keys()
        assert all(ours[key] == pytest.approx(theirs[key], rel=NEARLY) for key in shared)


def test_the_engine_is_chosen_by_a_setting(tmp_path: Path) -> None:
    assert isinstance(choose_engine(Settings(var=tmp_path)), WhooshEngines)
    chosen = Settings(var=tmp_path, search_engine="tantivy")
    assert isinstance(choose_engine(chosen), TantivyEngines)


def test_an_engine_that_is_not_installed_is_said_plainly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "tantivy", None)
    monkeypatch.delitem(sys.modules, "app.search.tantivy_engine")
    with pytest.raises(SystemExit, match=r"REACHIN_SEARCH_ENGINE is tantivy, .* not installed"):
        choose_engine(Settings(var=tmp_path, search_engine="tantivy"))
