"""What the site sends for a phone to keep, and to let go."""

import json
import re

import pytest

from app.search.directory import Directory
from tests.web.pages import PageClient
from tests.web.rules import EXIT, PAGE_POLICY, loaded_addresses

KEPT_PAGES = [
    "/saved",
    "/offline",
    "/topics/food",
    "/topics/now",
    "/areas",
    "/areas/glasgow-south",
    "/areas/glasgow-south/food",
    "/services/glasgow-libraries",
    "/safer-online",
    "/urgent-help",
]


def _files(client: PageClient) -> list[str]:
    told = re.search(r"^const FILES = (.*);$", client.http.get("/sw.js").text, re.MULTILINE)
    assert told is not None
    files: list[str] = json.loads(told[1])
    return files


def test_the_worker_is_small_and_never_kept_in_its_place(client: PageClient) -> None:
    asked = client.http.build_request("GET", "/sw.js", headers={"accept-encoding": "gzip"})
    answer = client.http.send(asked, stream=True)
    assert len(b"".join(answer.iter_raw())) < 3 * 1024
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert answer.headers["cache-control"] == "no-cache"
    policy = dict(
        p.strip().split(" ", 1) for p in answer.headers["content-security-policy"].split(";")
    )
    assert policy == PAGE_POLICY


def test_scripts_that_keep_and_leave_are_small(client: PageClient) -> None:
    loaded = loaded_addresses(client.get("/saved").root)
    ours = [path for path in loaded if re.match(r"/static/(exit|keep)\.", path)]
    assert len(ours) == 2
    headers = {"accept-encoding": "gzip"}
    asked = [client.http.build_request("GET", path, headers=headers) for path in ours]
    sizes = [len(b"".join(client.http.send(a, stream=True).iter_raw())) for a in asked]
    assert sum(sizes) < 3 * 1024


@pytest.mark.parametrize("path", KEPT_PAGES)
def test_all_that_a_kept_page_is_drawn_with_is_kept(client: PageClient, path: str) -> None:
    loaded = [each for each in loaded_addresses(client.get(path).root) if "/static/" in each]
    assert loaded
    assert set(loaded) <= set(_files(client))


def test_everything_the_worker_keeps_is_there_and_may_be_kept(client: PageClient) -> None:
    files = _files(client)
    assert {"/offline", "/saved", "/urgent-help", "/topics/now"} <= set(files)
    for path in files:
        answer = client.http.get(path, follow_redirects=False)
        assert answer.status_code == 200
        assert "no-store" not in answer.headers["cache-control"]


@pytest.mark.parametrize("path", ["/saved", "/offline"])
def test_pages_of_one_phone_are_not_for_search_engines(client: PageClient, path: str) -> None:
    page = client.get(path)
    robots = [e.get("content") for e in page.all(".//meta") if e.get("name") == "robots"]
    assert robots == ["noindex"]


def test_the_page_for_no_signal_says_who_to_phone_and_not_who_is_open(client: PageClient) -> None:
    page = client.get("/offline")
    assert {"tel:999", "tel:116123", "/saved", "/urgent-help"} <= set(page.links())
    assert not page.of_class("state")
    assert "{day}" in page.text


def test_our_exit_empties_the_browser_and_sends_it_away(client: PageClient) -> None:
    answer = client.http.get("/exit", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, EXIT)
    assert answer.headers["clear-site-data"] == '"cache", "storage"'
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"


def test_history_gives_no_safety_topic_away(client: PageClient, directory: Directory) -> None:
    catalogue = directory.catalogue
    watched = [need for need in catalogue.needs.values() if need.safety]
    assert watched
    for need in watched:
        page = client.get(f"/topics/{need.page}")
        left = f"{page.title} {page.response.url.path}".lower()
        assert need.slug not in left
        assert need.short_title.lower() not in left
    for service in filter(catalogue.may_give_away, catalogue.live):
        page = client.get(f"/services/{service.id}")
        left = f"{page.title} {page.response.url.path}".lower()
        assert service.id not in left
        assert service.name.lower() not in left
