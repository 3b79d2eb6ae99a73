"""A feed comes in, and comes in again: what planners wrote stays, nothing is lost or doubled."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.clock import london_now
from app.content.catalogue import Catalogue
from app.content.loading import digest_of, load_catalogue
from app.content.wording import WordingGuide
from app.content.yaml_source import parse_yaml
from app.openreferral.drafts import Draft
from app.openreferral.reading import Dialect, Json, Vocabulary
from app.places import Gazetteer
from app.planning import importing
from app.planning.feeds import Feed
from app.planning.history import History
from app.planning.import_reports import as_json, compare_fields
from app.planning.importing import Desk, Plan, WrongFeed, plan_import, remember_feed, write_import
from app.planning.plans import Step, Wishes
from app.planning.snapshots import SnapshotDamaged, read_snapshot
from app.planning.yaml_files import Judge, judging
from tests.content.folders import FILES, PANTRY, write_files, write_folder
from tests.planning.fake_feed import Record, service

TODAY, LATER = date(2026, 11, 25), date(2026, 12, 1)
WISHES = Wishes("north", TODAY, "https://north.example/feed", "OGL 3.0", ("food",), ("glasgow",))


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.packaged()


class House:
    """A data folder that feeds come into."""

    def __init__(self, folder: Path, gazetteer: Gazetteer) -> None:
        self.folder = folder
        self._gazetteer = gazetteer
        judge: Judge = judging(gazetteer)
        guide = WordingGuide.read(folder / "wording.csv")
        self.history = History(folder, london_now)
        vocabulary = Vocabulary.of(self.catalogue(), gazetteer)
        self.desk = Desk(folder, judge, vocabulary, guide, self.history)

    def catalogue(self) -> Catalogue:
        return load_catalogue(self.folder, self._gazetteer).catalogue

    def look(self, feed: Feed, wishes: Wishes = WISHES) -> Plan:
        return plan_import(feed, self.desk, wishes)

    def take(self, feed: Feed, wishes: Wishes = WISHES) -> Plan:
        return write_import(feed, self.desk, wishes)

    @property
    def file(self) -> Path:
        return self.folder / "services" / "north.yaml"

    def edit(self, old: str, new: str) -> None:
        """Change the listings' file by hand, as a planner does."""
        text = self.file.read_text(encoding="utf-8")
        assert text.count(old) == 1, text
        self.file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def house(tmp_path: Path, gazetteer: Gazetteer) -> House:
    return House(write_folder(tmp_path), gazetteer)


def feed_of(*services: Record, complete: bool = True, **changed: object) -> Feed:
    records: dict[str, Json] = {str(s["id"]): json.loads(json.dumps(s)) for s in services}
    feed = Feed(Dialect.HSDS_3, records, complete)
    return replace(feed, **changed) if changed else feed  # type: ignore[arg-type]


ONE, TWO = service(1), service(2)
BOTH = feed_of(ONE, TWO)


def only(plan: Plan, kind: str) -> Step:
    (step,) = (step for step in plan.steps if step.kind == kind)
    return step


def kinds(plan: Plan) -> list[str]:
    return [step.kind for step in plan.steps]


def test_looking_changes_nothing(house: House) -> None:
    before = sorted(path for path in house.folder.rglob("*"))
    digest = digest_of(house.folder)
    assert kinds(house.look(BOTH)) == ["new", "new"]
    assert sorted(path for path in house.folder.rglob("*")) == before
    assert digest_of(house.folder) == digest


def test_new_listings_are_paused_and_say_where_they_came_from(house: House) -> None:
    plan = house.take(BOTH)
    assert plan.totals == {"new": 2}
    assert not plan.has_problem
    service = house.catalogue().by_id["corner-group-1"]
    assert (service.status, service.edited, service.basis) == ("paused", TODAY, "source")
    assert service.checked is None
    assert service.needs == ("food",)
    assert service.sources == ("https://north.example/feed",)
    came = service.imported
    assert came is not None
    assert (came.feed, came.id, came.licence, came.on) == ("north", "s-1", "OGL 3.0", TODAY)
    assert len(house.catalogue().live) == 2


def test_a_trusted_feed_is_live_at_once(house: House) -> None:
    house.take(BOTH, replace(WISHES, live=True))
    assert house.catalogue().by_id["corner-group-1"].status == "live"


def test_what_the_feed_said_is_kept_a_listing_a_line(house: House) -> None:
    house.take(BOTH)
    text = (house.folder / "imports" / "north.json").read_text(encoding="utf-8")
    assert [line[:6] for line in text.splitlines() if line.startswith('"s-')] == [
        '"s-1":',
        '"s-2":',
    ]
    snapshot = read_snapshot(house.folder, "north")
    assert (snapshot.source, snapshot.licence, snapshot.on) == (
        "https://north.example/feed", "OGL 3.0", "2026-11-25",
    )  # fmt: skip
    assert snapshot.listings["s-2"].listing == "corner-group-2"


def test_what_an_import_wrote_stands_apart_from_what_was_changed_by_hand(house: House) -> None:
    house.take(BOTH)
    file = house.file.read_text(encoding="utf-8")
    house.file.write_text(file.replace("status: paused", "status: live"), encoding="utf-8")
    house.take(feed_of({**ONE, "name": "Another name"}, TWO))
    told = [(v.who, v.why) for v in house.history.versions(house.file)]
    assert told == [
        ("reachin import", 'Bring in the feed "north".'),
        ("Edited by hand", "Keep what was changed by hand."),
        ("reachin import", 'Bring in the feed "north".'),
    ]
    assert len(house.history.versions(house.folder / "imports" / "north.json")) == 2


def test_what_the_feed_said_is_no_data(house: House) -> None:
    house.take(BOTH)
    before = digest_of(house.folder)
    (house.folder / "imports" / "north.json").unlink()
    assert digest_of(house.folder) == before


# Again


CHANGED = service(1, description="Now we help you with clothes.")


def test_neither_changed(house: House) -> None:
    house.take(BOTH)
    digest = digest_of(house.folder)
    plan = house.take(BOTH, replace(WISHES, today=LATER))
    assert plan.totals == {"same": 2}
    assert digest_of(house.folder) == digest


def test_the_feed_changed(house: House) -> None:
    house.take(BOTH)
    text = house.file.read_text(encoding="utf-8")
    plan = house.take(feed_of(CHANGED, TWO), replace(WISHES, today=LATER))
    assert plan.totals == {"changed": 1, "same": 1}
    service = house.catalogue().by_id["corner-group-1"]
    assert service.summary == "Now we help you with clothes."
    assert service.edited == LATER
    assert service.status == "paused"
    after = house.file.read_text(encoding="utf-8")
    assert (
        after[after.index("- id: corner-group-2") :] == text[text.index("- id: corner-group-2") :]
    )


def test_a_planner_changed(house: House) -> None:
    house.take(BOTH)
    house.edit("name: Corner group 1\n", "name: The corner  # as they say it\n")
    before = house.file.read_bytes()
    plan = house.take(BOTH, replace(WISHES, today=LATER))
    assert plan.steps[0].kept == ("name",)
    assert not plan.has_problem
    assert house.file.read_bytes() == before


def test_both_changed_different_fields(house: House) -> None:
    house.take(BOTH)
    house.edit("name: Corner group 1\n", "name: The corner\n")
    plan = house.take(feed_of(CHANGED, TWO))
    service = house.catalogue().by_id["corner-group-1"]
    assert (service.name, service.summary) == ("The corner", "Now we help you with clothes.")
    assert plan.totals == {"changed": 1, "same": 1}


def test_both_changed_the_same_field(house: House) -> None:
    house.take(BOTH)
    _edit_first(house)
    digest = digest_of(house.folder)
    plan = house.take(feed_of(CHANGED, TWO))
    (conflict,) = only(plan, "conflict").conflicts
    assert conflict.field == "summary"
    assert (conflict.ours, conflict.theirs) == ("Come and eat.", "Now we help you with clothes.")
    assert plan.has_problem
    assert digest_of(house.folder) == digest
    again = house.take(feed_of(CHANGED, TWO))
    assert only(again, "conflict").conflicts == (conflict,)
    settled = house.take(feed_of(CHANGED, TWO), replace(WISHES, settle=True))
    assert not settled.has_problem
    assert not house.take(feed_of(CHANGED, TWO)).has_problem
    assert house.catalogue().by_id["corner-group-1"].summary == "Come and eat."


def _edit_first(house: House) -> None:
    text = house.file.read_text(encoding="utf-8")
    said = "We help you with food. Come along."
    house.file.write_text(text.replace(said, "Come and eat.", 1), encoding="utf-8")


def test_a_planner_set_it_live_and_checked_it(house: House) -> None:
    house.take(BOTH)
    text = house.file.read_text(encoding="utf-8")
    checked = "  checked: {on: 2026-11-25, how: phone, by: locality planner}\n"
    house.file.write_text(text.replace("  status: paused\n", checked, 1), encoding="utf-8")
    house.take(feed_of(CHANGED, TWO))
    service = house.catalogue().by_id["corner-group-1"]
    assert (service.status, service.summary) == ("live", "Now we help you with clothes.")
    assert service.checked is not None


def test_a_listing_that_moved_to_another_file_is_found(house: House) -> None:
    house.take(feed_of(ONE))
    house.file.rename(house.file.with_name("govan.yaml"))
    plan = house.take(feed_of(CHANGED))
    assert plan.totals == {"changed": 1}
    assert not house.file.exists()


def test_topics_a_planner_chose_are_not_taken_away(house: House) -> None:
    house.take(feed_of(ONE))
    plan = house.take(feed_of(ONE), replace(WISHES, needs=(), areas=()))
    assert plan.totals == {"same": 1}


def test_an_edit_between_looking_and_writing_is_kept(house: House) -> None:
    house.take(BOTH)
    house.look(feed_of(CHANGED, TWO))
    _edit_first(house)
    assert only(house.take(feed_of(CHANGED, TWO)), "conflict")
    assert house.catalogue().by_id["corner-group-1"].summary == "Come and eat."


# Gone


def test_a_listing_that_is_gone_is_told_and_stays(house: House) -> None:
    house.take(BOTH, replace(WISHES, live=True))
    digest = digest_of(house.folder)
    plan = house.take(feed_of(ONE, gone=frozenset({"s-2"})))
    assert only(plan, "gone").listing == "corner-group-2"
    assert digest_of(house.folder) == digest


def test_a_listing_that_is_gone_is_held_back_when_asked(house: House) -> None:
    house.take(BOTH, replace(WISHES, live=True))
    holding = replace(WISHES, hold_gone=True, today=LATER)
    house.take(feed_of(ONE, gone=frozenset({"s-2"})), holding)
    held = house.catalogue().by_id["corner-group-2"]
    assert held.status == "paused"
    assert held.planners_note == "Not in the feed north any more on 2026-12-01."
    digest = digest_of(house.folder)
    house.take(feed_of(ONE, gone=frozenset({"s-2"})), holding)
    assert digest_of(house.folder) == digest


@pytest.mark.parametrize("status", ["inactive", "defunct"])
def test_a_listing_the_feed_calls_over(house: House, status: str) -> None:
    house.take(BOTH, replace(WISHES, live=True))
    over = feed_of(ONE, service(2, status=status), service(3, status=status))
    plan = house.take(over, replace(WISHES, hold_gone=True))
    assert kinds(plan) == ["same", "gone", "over"]
    assert house.catalogue().by_id["corner-group-2"].status == "paused"
    assert "corner-group-3" not in house.catalogue().by_id


def test_a_failed_fetch_changes_nothing(house: House) -> None:
    house.take(BOTH, replace(WISHES, live=True))
    digest = digest_of(house.folder)
    before = read_snapshot(house.folder, "north").listings
    failed = Feed(troubles=("north.example gave no answer.",))
    plan = house.take(failed, replace(WISHES, hold_gone=True))
    assert plan.has_problem
    assert digest_of(house.folder) == digest
    assert read_snapshot(house.folder, "north").listings == before


def test_half_a_feed_updates_what_it_has(house: House) -> None:
    house.take(BOTH)
    half = feed_of(CHANGED, complete=False, troubles=("It broke off.",))
    plan = house.take(half)
    assert plan.totals == {"changed": 1}
    assert set(read_snapshot(house.folder, "north").listings) == {"s-1", "s-2"}


def test_a_listing_that_was_removed_does_not_come_back(house: House) -> None:
    house.take(BOTH)
    text = house.file.read_text(encoding="utf-8")
    house.file.write_text(text[: text.index("\n- id: corner-group-2")], encoding="utf-8")
    plan = house.take(BOTH)
    assert plan.totals == {"same": 1, "removed": 1}
    assert "corner-group-2" not in house.catalogue().by_id


# What cannot come in as it is


def test_a_listing_that_lacks_something_is_put_aside_to_be_finished(house: House) -> None:
    bare = service(1, name="Bric-a-brac", description=None)
    bare["organization"] = {"id": "o-1", "name": "Good Neighbours"}
    plan = house.take(feed_of(bare, TWO))
    assert kinds(plan) == ["unfinished", "new"]
    assert any("summary" in problem for problem in plan.steps[0].problems)
    aside = house.folder / "imports" / "north-to-finish.yaml"
    entries = parse_yaml(aside.read_text(encoding="utf-8")).value
    assert isinstance(entries, list)
    assert [isinstance(e, dict) and e["id"] for e in entries] == ["bric-a-brac"]
    assert set(house.catalogue().by_id) == {"helpline", "govan-pantry", "corner-group-2"}


def test_what_a_planner_is_finishing_is_not_overwritten(house: House) -> None:
    bare = service(1, service_areas=[])
    wishes = replace(WISHES, areas=())
    house.take(feed_of(bare), wishes)
    aside = house.folder / "imports" / "north-to-finish.yaml"
    mine = aside.read_text(encoding="utf-8").replace("Corner group 1", "Mine")
    aside.write_text(mine, encoding="utf-8")
    house.take(feed_of(bare), wishes)
    assert aside.read_text(encoding="utf-8") == mine
    house.take(feed_of(bare, service(3, service_areas=[])), wishes)
    assert aside.read_text(encoding="utf-8").startswith(mine)
    assert "corner-group-3" in aside.read_text(encoding="utf-8")


def test_what_a_planner_finished_is_known_again(house: House) -> None:
    bare = service(1, service_areas=[])
    wishes = replace(WISHES, areas=())
    house.take(feed_of(bare), wishes)
    aside = house.folder / "imports" / "north-to-finish.yaml"
    finished = aside.read_text(encoding="utf-8").replace(
        "  status:", "  areas: [glasgow]\n  status:"
    )
    house.file.parent.mkdir(exist_ok=True)
    house.file.write_text(finished, encoding="utf-8")
    plan = house.take(feed_of(bare), wishes)
    assert plan.totals == {"same": 1}


def test_what_the_check_refuses_is_left_out_and_the_rest_is_written(house: House) -> None:
    house.take(BOTH, replace(WISHES, live=True))
    dangers = (house.folder / "dangers.yaml").read_text(encoding="utf-8")
    named = dangers.replace("[helpline]", "[helpline, corner-group-2]")
    (house.folder / "dangers.yaml").write_text(named, encoding="utf-8")
    wishes = replace(WISHES, hold_gone=True)
    plan = house.take(feed_of(CHANGED, service(2, status="inactive")), wishes)
    assert plan.totals == {"changed": 1, "refused": 1}
    assert "cannot be phoned" in only(plan, "refused").problems[0]
    assert plan.has_problem
    listings = house.catalogue().by_id
    assert listings["corner-group-1"].summary == "Now we help you with clothes."
    assert listings["corner-group-2"].status == "live"


def test_ids_are_readable_and_never_taken(house: House) -> None:
    same = [
        service(1, name="Govan Pantry"),
        service(2, name="Govan Pantry"),
        service(3, name="Govan Pantry"),
        service(4, name="食べ物"),
    ]
    plan = house.take(feed_of(*same))
    names = [step.listing for step in plan.steps]
    assert names[:2] == ["govan-pantry-good-neighbours", names[1]]
    assert names[1].startswith("govan-pantry-")
    assert names[3].startswith("listing-")
    assert len({*names, "govan-pantry"}) == 5
    assert house.take(feed_of(*same)).totals == {"same": 4}


def test_a_listing_of_the_same_name_is_pointed_out(house: House) -> None:
    plan = house.look(feed_of(service(1, name="Govan pantry")))
    assert "already: govan-pantry" in plan.steps[0].hints[0]


def test_cold_words_are_pointed_out(house: House) -> None:
    plan = house.look(feed_of(service(1, description="We give respite to service users.")))
    hints = " ".join(plan.steps[0].hints)
    assert '"respite"' in hints
    assert "a break" in hints


def test_records_that_are_no_services_are_told(house: House) -> None:
    feed = replace(BOTH, records={**BOTH.records, "odd": ["x"]})
    plan = house.look(feed)
    assert kinds(plan) == ["new", "new"]
    assert plan.unreadable
    assert plan.has_problem


def test_a_name_belongs_to_one_feed(house: House) -> None:
    house.take(BOTH)
    with pytest.raises(WrongFeed, match="another name"):
        remember_feed(house.folder, replace(WISHES, source="https://south.example/feed"))


@pytest.mark.parametrize("text", ["", "{", "[]", '{"listings": []}', '{"listings": {"a": {}}}'])
def test_a_damaged_memory_is_told_and_not_overwritten(house: House, text: str) -> None:
    path = house.folder / "imports" / "north.json"
    path.parent.mkdir()
    path.write_text(text)
    with pytest.raises(SnapshotDamaged, match=r"north\.json is damaged"):
        house.take(BOTH)
    assert path.read_text() == text
    assert not house.file.exists()


@pytest.mark.parametrize(
    ("given", "before", "named", "kept"),
    [("A", "B", "C", "A"), ("", "B", "C", "B"), ("", "", "C", "C"), ("", "", "", "")],
)
def test_the_licence_is_the_one_that_was_given_or_that_the_feed_names(
    house: House, given: str, before: str, named: str, kept: str
) -> None:
    wishes = replace(WISHES, licence=before)
    house.take(feed_of(ONE), wishes)
    plan = house.take(feed_of(CHANGED, licence=named), replace(WISHES, licence=given))
    assert plan.wishes.licence == kept
    came = house.catalogue().by_id["corner-group-1"].imported
    assert came is not None
    assert (came.licence or "") == kept


def test_two_feeds_do_not_know_of_each_other(house: House) -> None:
    house.take(feed_of(ONE))
    south = replace(WISHES, feed="south", source="https://south.example/")
    plan = house.take(feed_of(ONE), south)
    assert plan.totals == {"new": 1}
    assert house.take(feed_of(CHANGED)).totals == {"changed": 1}
    assert house.take(feed_of(ONE), south).totals == {"same": 1}


# A Reach In's own feed


OWN: Record = {"id": "u-1", "name": "x", "status": "active"}


def test_ones_own_listing_stays_as_it_is(
    tmp_path: Path, gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = House(write_files(tmp_path, FILES), gazetteer)

    def read(record: Json, *_: object) -> Draft:
        assert isinstance(record, Mapping)
        fields = {"name": "Govan Pantry", "provider": "P", "summary": "S.", "needs": ["food"],
                  "areas": ["glasgow"]}  # fmt: skip
        return Draft(str(record["id"]), fields, str(record["slug"]), (), None, False)  # type: ignore[arg-type]

    monkeypatch.setattr(importing, "read_record", read)
    feed = feed_of({**OWN, "slug": "govan-pantry"}, {**OWN, "id": "u-2", "slug": "north-pantry"})
    plan = house.take(feed)
    assert kinds(plan) == ["ours", "new"]
    assert plan.steps[1].listing == "north-pantry"
    assert (house.folder / "services.yaml").read_text(encoding="utf-8").endswith(PANTRY)


# The report


def test_the_report_says_it_all(house: House) -> None:
    house.take(BOTH)
    _edit_first(house)
    plan = house.look(feed_of(CHANGED, service(2, fees="£2"), service(3)))
    told = json.loads(json.dumps(as_json(plan)))
    assert told["feed"] == "north"
    assert told["totals"]["conflict"] == 1
    by_id = {listing["id"]: listing for listing in told["listings"]}
    assert by_id["s-1"]["conflicts"][0]["ours"] == "Come and eat."
    assert {note["kind"] for note in by_id["s-3"]["notes"]} >= {"mapped"}
    assert by_id["s-3"]["changes"]["name"] == {"before": None, "after": "Corner group 3"}


def test_the_diff_shows_the_lines_of_the_file(house: House) -> None:
    house.take(BOTH)
    plan = house.look(feed_of(CHANGED, TWO))
    assert list(compare_fields(plan.steps[0])) == [
        "- summary: We help you with food. Come along.",
        "+ summary: Now we help you with clothes.",
    ]
