"""A directory may be one file or many, and every way of breaking it is told apart."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examine
from hypothesis import strategies as st
from typer.testing import CliRunner

from app.cli import command
from app.content.faults import BrokenContent
from app.content.loading import digest_of, load_catalogue
from app.places import Gazetteer
from tests.content.folders import FILES, HELPLINE, PANTRY, SERVICES, swap, write_files, write_folder
from tests.content.reports import faults_in

MANY = {name: content for name, content in FILES.items() if name != "services.yaml"}
SPLIT = {**MANY, "services/south.yaml": PANTRY, "services/all/lines.yaml": HELPLINE}


def test_a_folder_of_files_is_the_same_as_one_file(tmp_path: Path, gazetteer: Gazetteer) -> None:
    one = load_catalogue(write_folder(tmp_path / "one"), gazetteer).catalogue
    many = load_catalogue(write_files(tmp_path / "many", SPLIT), gazetteer).catalogue
    assert set(one.services) == set(many.services)
    assert len(many.services) == 2


def test_one_file_and_a_folder_may_stand_side_by_side(tmp_path: Path, gazetteer: Gazetteer) -> None:
    files = {**MANY, "services.yaml": HELPLINE, "services/south.yaml": PANTRY}
    catalogue = load_catalogue(write_files(tmp_path, files), gazetteer).catalogue
    assert list(catalogue.by_id) == ["helpline", "govan-pantry"]


def test_faults_in_a_folder_name_the_file(tmp_path: Path, gazetteer: Gazetteer) -> None:
    broken = {**SPLIT, "services/south.yaml": PANTRY.replace("cost: low cost", "cost: cheap")}
    with pytest.raises(BrokenContent, match="1 error in the data") as caught:
        load_catalogue(write_files(tmp_path, broken), gazetteer)
    assert [(fault.file, fault.line) for fault in caught.value.faults] == [
        ("data/services/south.yaml", 11)
    ]


def test_families_see_only_live_listings(tmp_path: Path, gazetteer: Gazetteer) -> None:
    text = swap("  ages: any age", "  ages: any age\n  status: paused")
    catalogue = load_catalogue(write_folder(tmp_path, services=text), gazetteer).catalogue
    assert [service.id for service in catalogue.live] == ["helpline"]
    assert catalogue.find("govan-pantry") is None
    assert catalogue.by_id["govan-pantry"].status == "paused"


def test_what_is_loaded_cannot_be_changed(tmp_path: Path, gazetteer: Gazetteer) -> None:
    catalogue = load_catalogue(write_folder(tmp_path), gazetteer).catalogue
    for names in (catalogue.needs, catalogue.areas, catalogue.dangers, catalogue.by_id):
        assert not hasattr(names, "__setitem__")
    with pytest.raises(AttributeError):
        catalogue.digest = "other"  # type: ignore[misc]


def test_the_digest_names_exactly_this_data(tmp_path: Path) -> None:
    folder = write_folder(tmp_path)
    before = digest_of(folder)
    (folder / "notes.odt").write_text("not data")
    (folder / "imports").mkdir()
    (folder / "imports" / "feed-to-finish.yaml").write_text("- id: not ours yet\n")
    assert digest_of(folder) == before
    (folder / "phrases" / "food.txt").write_text("hungry\n")
    assert digest_of(folder) != before


def change_lines(text: str, changes: list[tuple[str, int, str]]) -> str:
    lines = text.splitlines()
    for what, where, other in changes:
        index = where % len(lines) if lines else 0
        if what == "delete":
            del lines[index : index + 1]
        elif what == "repeat":
            lines.insert(index, lines[index] if lines else other)
        else:
            lines[index : index + 1] = [other]
    return "\n".join(lines) + "\n"


OTHER_LINES = st.one_of(
    st.sampled_from(SERVICES.splitlines()),
    st.sampled_from(["  hours: {}", "  places: []", "  checked: [x]", "    -", "- {}", "  ? x",
                     "  contacts: [{phone: [1]}]", "  ages: [1]", "  reach_in: {how: {}}",
                     "  summary:", "  languages: [x]", "  edited: 99999999999999999999"]),
    st.text(max_size=20),
)  # fmt: skip
CHANGES = st.lists(
    st.tuples(st.sampled_from(["delete", "repeat", "replace"]), st.integers(0, 99), OTHER_LINES),
    min_size=1,
    max_size=6,
)


@examine(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(CHANGES)
def test_any_edit_either_loads_or_says_where_it_is_wrong(
    tmp_path: Path, gazetteer: Gazetteer, changes: list[tuple[str, int, str]]
) -> None:
    text = change_lines(SERVICES, changes)
    folder = write_folder(tmp_path, services=text)
    for fault in faults_in(folder, gazetteer):
        lines = (tmp_path / fault.file).read_text(encoding="utf-8").splitlines()
        assert 1 <= fault.line <= max(1, len(lines))
        assert " → " in fault.message


def run_check(folder: Path, *options: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(command, ["check", "--data", str(folder), *options])
    return result.exit_code, result.stdout, result.stderr


def test_check_says_all_is_well(tmp_path: Path) -> None:
    assert run_check(write_folder(tmp_path)) == (0, "2 listings are good, with 0 warnings.\n", "")


def test_check_prints_faults_and_fails(tmp_path: Path) -> None:
    text = swap("cost: low cost", "cost: cheap").replace("We will listen.", "We do respite.")
    code, said, faults = run_check(write_folder(tmp_path, services=text))
    assert code == 1
    assert said.startswith("1 error")
    assert faults == (
        'warning data/services.yaml:4: helpline: summary: "respite" can sound cold → a break\n'
        'error data/services.yaml:23: govan-pantry: cost: "cheap" is not one of ours → use one'
        " of: free, low cost, some free, some paid, paid, not known\n"
    )


def test_check_passes_with_warnings(tmp_path: Path) -> None:
    text = SERVICES.replace("We will listen.", "We do respite.")
    code, said, faults = run_check(write_folder(tmp_path, services=text))
    assert code == 0
    assert said.startswith("2 listings are good, with 1 warning")
    assert faults.startswith("warning data/services.yaml:4: helpline: summary: ")


def test_check_prints_line_numbers_as_they_are(tmp_path: Path) -> None:
    first = swap("cost: low cost", "cost: cheap")
    below = "# pushed down\n" * (1234 - 1 - first[: first.index("cost: cheap")].count("\n"))
    faults = run_check(write_folder(tmp_path, services=below + first))[2]
    assert "data/services.yaml:1234: " in faults


def test_check_prints_brackets_as_they_are(tmp_path: Path) -> None:
    text = swap("[food, money]", "food, money")
    assert "→ put it in brackets: [food, money]\n" in run_check(
        write_folder(tmp_path, services=text)
    )[2]  # fmt: skip


@pytest.mark.parametrize(("cost", "code"), [("cost: free", 0), ("cost: cheap", 1)])
def test_check_speaks_json_to_programs(tmp_path: Path, cost: str, code: int) -> None:
    folder = write_folder(tmp_path, services=swap("cost: low cost", cost))
    exit_code, said, _ = run_check(folder, "--json")
    told = json.loads(said)
    assert (exit_code, told["errors"], len(told["faults"])) == (code, code, code)
    for fault in told["faults"]:
        assert set(fault) == {"file", "line", "listing", "field", "message", "severity"}
        assert (fault["file"], fault["line"], fault["field"]) == ("data/services.yaml", 23, "cost")


def test_check_of_a_folder_that_is_not_there_lists_what_is_missing(tmp_path: Path) -> None:
    code, _, faults = run_check(tmp_path / "data")
    assert code == 1
    assert faults.count("this file is missing → put it back") == 6
