"""Reading the official downloads into a store, and reading the store."""

import gzip
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.places import (
    Elsewhere,
    Gazetteer,
    ImportProblem,
    Place,
    Point,
    UnknownPostcode,
    distance_km,
    import_postcodes,
)
from app.places.formats import plain_postcode
from app.places.store import Entry, PostcodeStore, read_store, write_store

KELVINGROVE, IBROX = Point(55.8686, -4.2906), Point(55.8532, -4.3093)


def quiet(done: int, total: int) -> None:
    assert done <= total


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "var" / "postcodes.bin"


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("code_point_open.csv", 5),
        ("onspd.csv", 4),
        ("nspl.csv", 2),
        ("directory.csv", 3),
        ("directory_small_users.csv", 2),
        ("directory_large_users.csv", 2),
    ],
)
def test_each_official_format(fixtures: Path, store: Path, name: str, count: int) -> None:
    assert import_postcodes(fixtures / name, store, quiet) == count
    gazetteer = Gazetteer.packaged(store)
    for postcode, point, locality in (
        ("G3 8AG", KELVINGROVE, "glasgow-north-west"),
        ("G51 2XD", IBROX, "glasgow-south"),
    ):
        place = gazetteer.find(postcode.lower().replace(" ", ""))
        assert isinstance(place, Place)
        assert (place.label, place.kind, place.settled) == (postcode, "postcode", True)
        assert (place.council, place.localities) == ("S12000049", (locality,))
        assert distance_km(place.point, point) < 0.12
        assert place.radius_m < 100


def test_a_postcode_the_store_lacks_falls_back(fixtures: Path, store: Path) -> None:
    import_postcodes(fixtures / "nspl.csv", store, quiet)
    place = Gazetteer.packaged(store).find("G51 2QP")
    assert isinstance(place, Place)
    assert (place.kind, place.label, place.settled) == ("sector", "G51 2QP", False)


def test_postcodes_across_the_border_are_told_apart(fixtures: Path, store: Path) -> None:
    import_postcodes(fixtures / "code_point_open.csv", store, quiet)
    found = Gazetteer.packaged(store).find("TD15 1AA")
    assert isinstance(found, Elsewhere)
    assert found.place.country == "E"


def test_retired_postcodes_still_find_their_place(
    gazetteer: Gazetteer, fixtures: Path, store: Path
) -> None:
    import_postcodes(fixtures / "onspd.csv", store, quiet)
    assert isinstance(gazetteer.find("AB1 1AA"), UnknownPostcode)
    imported = Gazetteer.packaged(store)
    for postcode, council in (("G21 3UW", "S12000049"), ("AB1 1AA", "S12000033")):
        place = imported.find(postcode)
        assert isinstance(place, Place)
        assert place.council == council
        assert place.localities


def test_a_split_postcode_takes_its_first_part(fixtures: Path, store: Path) -> None:
    import_postcodes(fixtures / "directory.csv", store, quiet)
    place = read_store(store).look_up("G51 2XD")
    assert place is not None
    assert place.point == IBROX


def _zip(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def test_a_zip_as_it_was_downloaded(fixtures: Path, store: Path, tmp_path: Path) -> None:
    source = _zip(
        tmp_path / "codepo_gb.zip",
        {
            "Doc/Code-Point_Open_Column_Headers.csv": b"PC,PQ,EA,NO,CY,RH,LH,CC,DC,WC\n",
            "Doc/licence.txt": b"Open Government Licence",
            "Data/CSV/g.csv": (fixtures / "code_point_open.csv").read_bytes(),
        },
    )
    assert import_postcodes(source, store, quiet) == 5


def test_the_second_copy_in_onspd_is_not_read(fixtures: Path, store: Path, tmp_path: Path) -> None:
    whole = (fixtures / "onspd.csv").read_bytes()
    part = b"\n".join(whole.splitlines()[:2]).replace(b"55.8686", b"56.9999")
    source = _zip(
        tmp_path / "onspd.zip",
        {"Data/ONSPD_UK.csv": whole, "Data/multi_csv/ONSPD_UK_G.csv": part},
    )
    import_postcodes(source, store, quiet)
    place = read_store(store).look_up("G3 8AG")
    assert place is not None
    assert place.point == KELVINGROVE


def test_an_unpacked_folder_and_a_gzipped_table(
    fixtures: Path, store: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "Data" / "CSV"
    folder.mkdir(parents=True)
    (folder / "g.csv").write_bytes((fixtures / "code_point_open.csv").read_bytes())
    assert import_postcodes(tmp_path, store, quiet) == 5
    packed = tmp_path / "nspl.csv.gz"
    packed.write_bytes(gzip.compress((fixtures / "nspl.csv").read_bytes()))
    assert import_postcodes(packed, store, quiet) == 2


def test_progress_only_grows_and_ends_at_the_total(
    fixtures: Path, store: Path, tmp_path: Path
) -> None:
    lines = (fixtures / "code_point_open.csv").read_bytes() * 20_000
    (tmp_path / "big.csv").write_bytes(lines)
    calls: list[tuple[int, int]] = []
    import_postcodes(tmp_path / "big.csv", store, lambda done, total: calls.append((done, total)))
    assert len(calls) > 3
    assert calls == sorted(calls)
    assert calls[-1] == (len(lines), len(lines))


def test_a_sorting_office_is_only_about_there(store: Path, tmp_path: Path) -> None:
    head = "pcds,doterm,laua,lat,long\n"
    crowd = "".join(f"G2 9A{c},,S12000049,55.86874,-4.24348\n" for c in "ABDEF")
    crowd += "".join(f"G1 9A{c},,S12000049,55.86874,-4.24348\n" for c in "ABDEF")
    alone = "G3 8AG,,S12000049,55.8686,-4.2906\n"
    (tmp_path / "made.csv").write_text(head + crowd + alone, encoding="utf-8")
    import_postcodes(tmp_path / "made.csv", store, quiet)
    held = read_store(store)
    shared, street = held.look_up("G2 9AA"), held.look_up("G3 8AG")
    assert shared is not None
    assert street is not None
    assert shared.radius_m == 1000
    assert street.radius_m == 60


Damage = Callable[[Path, Path], Path]


def _missing(folder: Path, _: Path) -> Path:
    return folder / "nothing.zip"


def _broken_zip(folder: Path, _: Path) -> Path:
    (folder / "broken.zip").write_bytes(b"PK\x03\x04 not really")
    return folder / "broken.zip"


def _cut_zip(folder: Path, fixtures: Path) -> Path:
    data = (fixtures / "onspd.csv").read_bytes()
    path = _zip(folder / "cut.zip", {"Data/ONSPD.csv": data})
    raw = bytearray(path.read_bytes())
    raw[60:90] = b"\0" * 30
    path.write_bytes(raw)
    return path


def _other_table(folder: Path, _: Path) -> Path:
    (folder / "names.csv").write_text("name,age\nanna,9\n", encoding="utf-8")
    return folder / "names.csv"


def _english_only(folder: Path, fixtures: Path) -> Path:
    rows = (fixtures / "code_point_open.csv").read_text(encoding="utf-8").splitlines()
    (folder / "sw.csv").write_text(rows[-1] + "\n", encoding="utf-8")
    return folder / "sw.csv"


def _empty_folder(folder: Path, _: Path) -> Path:
    return folder


def _half_a_gzip(folder: Path, fixtures: Path) -> Path:
    packed = gzip.compress((fixtures / "onspd.csv").read_bytes())
    (folder / "half.csv.gz").write_bytes(packed[:200])
    return folder / "half.csv.gz"


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (_missing, "There is no file called nothing.zip."),
        (_broken_zip, "damaged"),
        (_cut_zip, "damaged"),
        (_half_a_gzip, "damaged"),
        (_other_table, "not one we know"),
        (_empty_folder, "not one we know"),
        (_english_only, "no Scottish postcodes"),
    ],
)
def test_bad_files_are_told_in_plain_words_and_spoil_nothing(
    fixtures: Path, store: Path, tmp_path: Path, damage: Damage, words: str
) -> None:
    import_postcodes(fixtures / "nspl.csv", store, quiet)
    before = store.read_bytes()
    folder = tmp_path / "in"
    folder.mkdir()
    with pytest.raises(ImportProblem, match=words):
        import_postcodes(damage(folder, fixtures), store, quiet)
    assert store.read_bytes() == before
    assert [path.name for path in store.parent.iterdir()] == [store.name]


@pytest.mark.parametrize(
    "damage",
    [b"", b"hello", b"reachin-postcodes 1\n{}\n", b"reachin-postcodes 1\nnot json\nxx", b"\n\n\n"],
)
def test_a_damaged_store_is_told_in_plain_words(store: Path, damage: bytes) -> None:
    store.parent.mkdir()
    store.write_bytes(damage)
    with pytest.raises(ImportProblem, match="Import the postcodes again"):
        Gazetteer.packaged(store)


def test_a_cut_store_is_noticed(fixtures: Path, store: Path) -> None:
    import_postcodes(fixtures / "nspl.csv", store, quiet)
    store.write_bytes(store.read_bytes()[:-1])
    with pytest.raises(ImportProblem):
        read_store(store)


def test_no_store_yet_is_not_a_fault(store: Path) -> None:
    assert isinstance(Gazetteer.packaged(store).find("G51"), Place)


units = st.from_regex(r"[A-Z]{1,2}[1-9][0-9]?[0-9][A-Z]{2}", fullmatch=True)


@given(st.dictionaries(units, st.tuples(st.floats(54, 60), st.floats(-8, -1)), max_size=40), units)
def test_a_store_gives_back_what_was_put_in(
    tmp_path_factory: pytest.TempPathFactory,
    held: dict[str, tuple[float, float]],
    other: str,
) -> None:
    path = tmp_path_factory.mktemp("store") / "store.bin"
    entries = [Entry(code, Point(*at), "S12000049", "S") for code, at in held.items()]
    assert write_store(path, entries) == len(held)
    store: PostcodeStore = read_store(path)
    for code, (lat, lon) in held.items():
        place = store.look_up(code)
        assert place is not None
        assert place.point.lat == pytest.approx(lat, abs=1e-5)
        assert place.point.lon == pytest.approx(lon, abs=1e-5)
        assert place.label.replace(" ", "") == code
    assert (store.look_up(other) is None) == (other not in held)


@pytest.mark.parametrize(
    ("cell", "postcode"),
    [("G1  1AB", "G11AB"), ("g512xd", "G512XD"), ("G51 2XDA", "G512XD"), ("Postcode", None)],
)
def test_postcode_cells(cell: str, postcode: str | None) -> None:
    assert plain_postcode(cell) == postcode
