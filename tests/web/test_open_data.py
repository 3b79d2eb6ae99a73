"""Every listing in one file: true digests, the same bytes everywhere, and nothing private."""

import base64
import csv
import gzip
import hashlib
import io
import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.clock import Clock
from app.config import Settings
from app.content.loading import load_catalogue
from app.content.records import open_to_all
from app.content.tables import COLUMNS
from app.language import write_number
from app.main import create_app
from app.places import Gazetteer
from app.search.directory import Directory
from app.web.downloads import PACKAGE, find_change, pack
from app.web.site import Site
from tests.content.test_tables import read_table
from tests.web.pages import PageClient
from tests.web.small_data import write_small_data
from tests.web.test_found import linked, sitemap

FILES = ("services.csv", "services.yaml", "services.json", PACKAGE)
LISTED = FILES[:3]
PLAIN = {"accept-encoding": "identity"}
PACKED = {"accept-encoding": "gzip"}
SITE = "https://reachin.example"
CREDIT, TERMS = "The made-up council", "https://terms.example/1"
CHANGED = "A very warm room with food and tea."
SECRET = "quokka"
PRIVATE = f"""\
- id: a-safe-house
  name: A safe house
  provider: A made-up charity
  summary: Somewhere safe to stay.
  needs: [safety_at_home]
  areas: [glasgow]
  contacts:
    - phone: 0141 496 0001
  places:
    - name: {SECRET.title()} House
      address: 1 {SECRET.title()} Street
      postcode: G1 1AA
      neighbourhood: Merchant City
      hidden: yes
  checked:
    on: 2026-11-23
    how: phone
    by: locality planner
    next: 2027-05-21
  sources: [{SECRET} website, {SECRET} leaflet]
  sources_dated: about the year of the {SECRET}
  basis: source
  planners_note: Only the {SECRET} knows.
  edited: 2026-11-22
- id: {SECRET}-club
  name: The {SECRET} club
  provider: A made-up charity
  summary: It has a rest.
  needs: [loneliness]
  areas: [glasgow]
  contacts:
    - phone: 0141 496 0002
  status: paused
  edited: 2026-11-24
"""
PRIVATE_WORDS = (SECRET, "g1 1aa", "g11aa", "merchant city", "2027-05-21", "planners_note")


def fetch(client: PageClient, name: str, **headers: str) -> httpx.Response:
    answer: httpx.Response = client.http.get(f"/open-data/{name}", headers={**PLAIN, **headers})
    assert answer.status_code == 200
    return answer


def describe(client: PageClient) -> dict[str, Any]:
    described: dict[str, Any] = fetch(client, PACKAGE).json()
    return described


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return write_small_data(tmp_path / "data", PRIVATE)


@pytest.fixture
def small(data: Path, tmp_path: Path, site_clock: Clock) -> Iterator[PageClient]:
    settings = Settings(
        data=data,
        var=tmp_path / "var",
        watch=False,
        public_url=SITE,
        data_licence=TERMS,
        data_licence_name="Made-up terms",
        data_credit=CREDIT,
    )
    with PageClient.over(create_app(settings, clock=site_clock)) as client:
        yield client


# The files ------------------------------------------------------------------------------------


def test_the_yaml_is_a_data_folder_of_the_same_listings(
    client: PageClient, directory: Directory, settings: Settings, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(settings.data, tmp_path / "data"))
    (folder / "services.yaml").write_bytes(fetch(client, "services.yaml").content)
    read = load_catalogue(folder, Gazetteer.packaged()).catalogue
    assert read.services == read.live
    assert read.live == tuple(map(open_to_all, directory.catalogue.live))


def test_the_table_has_a_row_for_every_listing(client: PageClient, directory: Directory) -> None:
    answer = fetch(client, "services.csv")
    assert answer.content.startswith(b"\xef\xbb\xbfid,name,")
    rows = read_table(answer.text if answer.text.startswith("\ufeff") else f"\ufeff{answer.text}")
    assert [row["id"] for row in rows] == [each.id for each in directory.catalogue.live]
    assert [client.http.get(row["page"]).status_code for row in rows[:3]] == [200, 200, 200]


def test_pages_of_listings_that_may_give_away_keep_their_bland_addresses(
    client: PageClient, directory: Directory
) -> None:
    rows = csv.DictReader(io.StringIO(fetch(client, "services.csv").content.decode("utf-8-sig")))
    pages = {row["id"]: row["page"] for row in rows}
    for service in directory.catalogue.live:
        is_bland = directory.catalogue.may_give_away(service)
        assert (service.id in pages[service.id]) is not is_bland


def test_the_json_is_every_service_as_the_standard_serves_it(client: PageClient) -> None:
    written = fetch(client, "services.json").json()
    number = len(written["contents"])
    assert {name: written[name] for name in PAGE_KEYS} == {
        "total_items": number,
        "total_pages": 1,
        "page_number": 1,
        "size": number,
        "first_page": True,
        "last_page": True,
        "empty": False,
    }
    listed = client.http.get("/oruk/v3/services?per_page=500").json()["contents"]
    assert [each["id"] for each in written["contents"]] == [each["id"] for each in listed]
    for service in written["contents"]:
        assert service == client.http.get(f"/oruk/v3/services/{service['id']}").json()


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("packed", [False, True])
def test_every_digest_is_true(client: PageClient, name: str, packed: bool) -> None:
    asked = client.http.build_request(
        "GET", f"/open-data/{name}", headers=PACKED if packed else PLAIN
    )
    answer = client.http.send(asked, stream=True)
    sent = b"".join(answer.iter_raw())
    whole = gzip.decompress(sent) if packed else sent
    sha256 = hashlib.sha256(whole).hexdigest()
    told = base64.b64encode(hashlib.sha256(sent).digest()).decode()
    assert answer.headers["repr-digest"] == f"sha-256=:{told}:"
    assert answer.headers["etag"] == f'"{sha256}-gzip"' if packed else f'"{sha256}"'
    assert answer.headers["content-length"] == str(len(sent))
    assert answer.headers.get("content-encoding") == ("gzip" if packed else None)
    assert answer.headers["vary"] == "Accept-Encoding"
    if name != PACKAGE:
        (resource,) = (each for each in describe(client)["resources"] if each["path"] == name)
        assert resource["hash"] == f"sha256:{sha256}"
        assert resource["bytes"] == len(whole)
        assert sha256 in client.get("/open-data").text


def test_what_the_listings_say_has_one_digest_in_every_file(client: PageClient) -> None:
    head, _, body = fetch(client, "services.yaml").content.partition(b"\n\n")
    digest = hashlib.sha256(body).hexdigest()
    assert head.decode().splitlines()[-1].endswith(f": {digest}")
    assert all(line.startswith("# ") for line in head.decode().splitlines())
    assert fetch(client, "services.json").json()["digest"] == f"sha256:{digest}"
    described = describe(client)
    assert described["digest"] == f"sha256:{digest}"
    assert described["version"].endswith(f"+{digest[:12]}")


@pytest.mark.parametrize("name", FILES)
def test_nothing_private_is_in_a_file(small: PageClient, name: str) -> None:
    text = fetch(small, name).text.lower()
    assert "safe house" in text or name == PACKAGE
    assert [word for word in PRIVATE_WORDS if word in text] == []


@pytest.mark.parametrize("name", LISTED)
def test_no_planners_field_of_the_real_data_is_in_a_file(
    client: PageClient, directory: Directory, name: str
) -> None:
    text = " ".join(fetch(client, name).text.split())
    services = directory.catalogue.services
    notes = [" ".join(s.planners_note.split()) for s in services if s.planners_note]
    assert len(notes) > 50
    assert [note for note in notes if note in text] == []
    assert [s.id for s in services if s.status != "live" and s.id in text] == []


def test_the_licence_the_day_and_the_number_stand_in_the_files(small: PageClient) -> None:
    head = fetch(small, "services.yaml").text.split("\n\n")[0]
    for told in (TERMS, "Made-up terms", CREDIT, "Listings: 3", "2026-11-23", f"{SITE}/open-data"):
        assert told in head
    written = fetch(small, "services.json").json()
    assert written["license"] == {
        "name": "Made-up terms",
        "url": TERMS,
        "attribution": CREDIT,
        "about": f"{SITE}/open-data",
    }
    assert small.http.get("/oruk/v3").json()["license"] == written["license"]
    assert written["changed"] == "2026-11-23"
    described = describe(small)
    assert described["licenses"] == [{"title": "Made-up terms", "path": TERMS}]
    assert described["contributors"] == [{"title": CREDIT, "roles": ["creator"]}]
    assert described["homepage"] == f"{SITE}/open-data"
    assert described["version"].startswith("2026.11.23+")
    assert "Made-up terms" in small.get("/").text


def test_the_package_describes_every_column_of_the_table(client: PageClient) -> None:
    described = describe(client)
    assert [each["path"] for each in described["resources"]] == [
        "services.yaml",
        "services.csv",
        "services.json",
    ]
    (table,) = (each for each in described["resources"] if each["format"] == "csv")
    head = fetch(client, "services.csv").content.decode("utf-8-sig").splitlines()[0]
    assert [field["name"] for field in table["schema"]["fields"]] == head.split(",")
    assert all(field["description"] for field in table["schema"]["fields"])
    kinds = {column.name: column.kind for column in COLUMNS}
    rows = read_table(fetch(client, "services.csv").content.decode())
    for row in rows:
        for name, cell in row.items():
            assert not cell or TYPES[kinds[name]].fullmatch(cell), (name, cell)


PAGE_KEYS = (
    *("total_items", "total_pages", "page_number", "size"),
    *("first_page", "last_page", "empty"),
)
TYPES = {
    "string": re.compile(r".+", re.DOTALL),
    "integer": re.compile(r"\d+"),
    "boolean": re.compile(r"yes|no"),
    "date": re.compile(r"\d{4}-\d\d-\d\d"),
}


# Asking for them ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "kind", "saved_as"),
    [
        (
            "services.csv",
            "text/csv; charset=utf-8; header=present",
            'attachment; filename="reach-in-services-2026-11-23.csv"',
        ),
        (
            "services.yaml",
            "application/yaml",
            'attachment; filename="reach-in-services-2026-11-23.yaml"',
        ),
        (
            "services.json",
            "application/json",
            'attachment; filename="reach-in-services-2026-11-23.json"',
        ),
        (PACKAGE, "application/json", 'inline; filename="reach-in-datapackage.json"'),
    ],
)
def test_a_file_says_what_it_is_and_how_to_keep_it(
    small: PageClient, name: str, kind: str, saved_as: str
) -> None:
    headers = fetch(small, name).headers
    assert headers["content-type"] == kind
    assert headers["content-disposition"] == saved_as
    assert headers["last-modified"] == "Wed, 25 Nov 2026 11:00:00 GMT"
    assert headers["access-control-allow-origin"] == "*"
    assert headers["cache-control"] == "public, max-age=300"
    assert headers["x-robots-tag"] == "noindex"
    assert "set-cookie" not in headers


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("asked", ['"{0}"', 'W/"{0}"', '"{0}-gzip"', '"other", "{0}"', "*"])
def test_whoever_has_a_file_fetches_nothing_again(
    client: PageClient, name: str, asked: str
) -> None:
    digest = fetch(client, name).headers["etag"].strip('"')
    told = {"if-none-match": asked.format(digest)}
    again = client.http.get(f"/open-data/{name}", headers=told)
    assert (again.status_code, again.content) == (304, b"")
    assert digest in again.headers["etag"]
    assert again.headers["vary"] == "Accept-Encoding"
    assert again.headers["access-control-allow-origin"] == "*"
    other = client.http.get(f"/open-data/{name}", headers={"if-none-match": f'"{digest}0"'})
    assert other.status_code == 200


@pytest.mark.parametrize("name", FILES)
def test_its_headers_can_be_asked_for_alone(client: PageClient, name: str) -> None:
    whole, head = fetch(client, name), client.http.head(f"/open-data/{name}", headers=PLAIN)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers == whole.headers


@pytest.mark.parametrize(
    ("asked", "packed"),
    [
        ("gzip", True),
        ("br, gzip;q=0.8", True),
        ("br", False),
        ("", False),
    ],
)
def test_only_who_takes_gzip_gets_it(client: PageClient, asked: str, packed: bool) -> None:
    answer = client.http.get("/open-data/services.csv", headers={"accept-encoding": asked})
    assert (answer.headers.get("content-encoding") == "gzip") is packed
    assert answer.content.decode("utf-8-sig").startswith("id,")


def test_what_is_not_there_is_told_as_json(client: PageClient) -> None:
    answer = client.http.get("/open-data/services.xml")
    assert answer.status_code == 404
    assert answer.json()["error"].startswith("This page is not here.")


# When they change -----------------------------------------------------------------------------


def test_every_start_makes_the_same_bytes(
    data: Path, tmp_path: Path, small: PageClient, site_clock: Clock
) -> None:
    twin = create_app(Settings(data=data, var=tmp_path / "twin", watch=False), clock=site_clock)
    with PageClient.over(twin) as other, PageClient.over(twin) as again:
        assert [fetch(other, n).content for n in FILES] == [fetch(again, n).content for n in FILES]
        table = fetch(other, "services.csv").text.replace(",/services/", f",{SITE}/services/")
        assert table == fetch(small, "services.csv").text


def test_a_saved_change_makes_new_files(small: PageClient, data: Path) -> None:
    before = {name: fetch(small, name).headers["etag"] for name in FILES}
    listings = data / "services.yaml"
    text = listings.read_text(encoding="utf-8")
    listings.write_text(text.replace("A warm room with food and tea.", CHANGED), encoding="utf-8")
    site: Site = small.http.app.state.site  # type: ignore[attr-defined]
    site.live.refresh()
    for name in FILES:
        answer = fetch(small, name)
        assert answer.headers["etag"] != before[name]
        assert CHANGED in answer.text or name == PACKAGE


def test_a_change_of_planners_notes_alone_changes_no_file(small: PageClient, data: Path) -> None:
    before = [fetch(small, name).content for name in FILES]
    listings = data / "services.yaml"
    text = listings.read_text(encoding="utf-8")
    listings.write_text(text.replace("Only the", "Nobody but the"), encoding="utf-8")
    site: Site = small.http.app.state.site  # type: ignore[attr-defined]
    old = site.live.directory.digest
    site.live.refresh()
    assert site.live.directory.digest != old
    assert [fetch(small, name).content for name in FILES] == before


def test_a_large_file_comes_out_as_it_went_in() -> None:
    parts = [f"{number} of many\n".encode() * 50 for number in range(20_000)]
    file = pack("big.txt", "text/plain", parts)
    unpacked = b"".join(file.unpack())
    assert (file.size, unpacked) == (len(unpacked), b"".join(parts))
    assert file.sha256 == hashlib.sha256(unpacked).digest()


def test_nothing_listed_has_no_day() -> None:
    assert find_change([]) is None


# The page about them --------------------------------------------------------------------------


def test_the_page_has_a_card_for_every_file(client: PageClient, directory: Directory) -> None:
    page = client.get("/open-data")
    assert {f"/open-data/{name}" for name in FILES} <= set(page.links())
    assert {"/docs/api", "/oruk/v3"} <= set(page.links())
    assert f"{write_number(len(directory.catalogue.live))} listings." in page.text
    guide = directory.catalogue.guides["open-data"]
    assert page.h1 == guide.title
    assert [heading.text for heading in guide.prose.headings if heading.text not in page.text] == []
    assert all(page.text.count(f"{kind}, ") == 1 for kind in ("CSV", "YAML", "JSON"))


def test_the_page_stands_without_its_guide(small: PageClient) -> None:
    page = small.get("/open-data")
    assert page.h1 == "Open data"
    assert f"Made-up terms. Please name “{CREDIT}”." in page.text
    assert "Last changed on 23 November 2026." in page.text
    assert TERMS in page.links()


def test_those_who_look_for_data_find_it(client: PageClient) -> None:
    thing = linked(client.get("/open-data"))
    assert thing is not None
    assert thing["@type"] == "Dataset"
    assert thing["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert len(thing["description"]) >= 50
    assert thing["isAccessibleForFree"] is True
    assert date.fromisoformat(thing["dateModified"])
    for each in thing["distribution"]:
        answer = client.http.get(each["contentUrl"], headers=PLAIN)
        assert answer.headers["content-type"].startswith(each["encodingFormat"])
        assert hashlib.sha256(answer.content).hexdigest() == each["sha256"]
        assert each["contentSize"] == f"{len(answer.content)} B"
    assert len(thing["distribution"]) == len(LISTED)
    assert "/open-data" in sitemap(client)
