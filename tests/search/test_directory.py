"""What a data folder becomes is the same whether or not an earlier start kept anything."""

from pathlib import Path

from app.config import PROJECT
from app.places import Gazetteer
from app.search.directory import build_directory
from app.search.whoosh_engine import WhooshEngines
from tests.search.outcomes import ask

ASKED = [("", ""), ("food", "G51"), ("my wee one wont sleep", "KA7"), ("i want to die", "")]


def test_a_second_start_answers_as_the_first_and_as_one_that_kept_nothing(
    tmp_path: Path, gazetteer: Gazetteer
) -> None:
    engines = WhooshEngines(tmp_path / "index")
    data, kept = PROJECT / "data", tmp_path / "kept"
    plain = build_directory(data, gazetteer, engines)
    first = build_directory(data, gazetteer, engines, kept)
    again = build_directory(data, gazetteer, engines, kept)
    assert any(kept.iterdir())
    for each in (first, again):
        assert (each.digest, each.warnings) == (plain.digest, plain.warnings)
        assert each.catalogue == plain.catalogue
        for words, near in ASKED:
            assert ask(each, words, near, counted=True) == ask(plain, words, near, counted=True)
