"""What one Reach In publishes, another takes in whole: every listing, and nothing for planners."""

import shutil
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from app.clock import london_now
from app.content.loading import load_catalogue
from app.content.models import Service
from app.content.wording import WordingGuide
from app.fetching import BadStatus, Fetched, Outcome
from app.openreferral.own_fields import LEFT_OUT, write_own_fields
from app.openreferral.reading import Vocabulary
from app.places import Gazetteer
from app.planning.feeds import read_feed
from app.planning.history import History
from app.planning.importing import Desk, plan_import, write_import
from app.planning.plans import Wishes
from app.planning.yaml_files import judging
from app.search.directory import Directory
from tests.web.pages import PageClient

SITE = "https://reachin.example"
WISHES = Wishes("glasgow", date(2026, 11, 25), f"{SITE}/oruk/v3", live=True)


def told(service: Service) -> dict[str, object]:
    """Return what a listing says to families."""
    return {name: getattr(service, name) for name in Service.model_fields if name not in LEFT_OUT}


def test_every_listing_comes_back_the_same(
    client: PageClient, directory: Directory, small_data: Path, tmp_path: Path
) -> None:
    def get(url: str) -> Outcome:
        parts = urlsplit(url)
        answer = client.http.get(f"{parts.path}?{parts.query}")
        if answer.status_code != 200:
            return BadStatus(url, answer.status_code)
        return Fetched(url, url, 200, "application/json", answer.content)

    folder = tmp_path / "data"
    shutil.copytree(small_data, folder)
    (folder / "services.yaml").write_text("[]\n", encoding="utf-8")
    (folder / "dangers.yaml").write_text("[]\n", encoding="utf-8")
    (folder / "phrases" / "crisis.txt").unlink()
    gazetteer = Gazetteer.packaged()
    vocabulary = Vocabulary.of(load_catalogue(folder, gazetteer).catalogue, gazetteer)
    guide = WordingGuide.read(folder / "wording.csv")
    desk = Desk(folder, judging(gazetteer), vocabulary, guide, History(folder, london_now))

    feed = read_feed(f"{SITE}/oruk/v3", get)
    assert (feed.complete, feed.troubles) == (True, ())
    plan = write_import(feed, desk, WISHES)
    assert set(plan.totals) == {"new"}

    here = load_catalogue(folder, gazetteer).catalogue
    there = directory.catalogue
    assert {s.id: told(s) for s in here.live} == {s.id: told(s) for s in there.live}
    assert {s.checked for s in here.live} == {None}
    assert not any("imported" in write_own_fields(service) for service in here.live)
    assert plan_import(feed, desk, WISHES).totals == {"same": len(there.live)}
