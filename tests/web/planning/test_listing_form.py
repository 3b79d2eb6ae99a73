"""Adding and changing a listing: same rules as the check, nobody's work lost, own areas only."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from app.config import PROJECT
from app.content.yaml_source import parse_yaml
from app.planning import yaml_files
from tests.store.databases import Ticking
from tests.web import rules
from tests.web.planning.conftest import GOOD, Planners, email_of, make_planners
from tests.web.planning.listing_forms import Form, open_form, read_form

NEW = "/planning/listings/new"
EDIT = "/planning/listings/tea-and-a-chat/edit"
ODD = "Mon-Fri 15:00-18:00 in term time\n1st Tue 10:00-12:00\nClosed 24 Dec 2026 to 3 Jan 2027"
PANTRY: dict[str, Any] = {
    "name": "Old Hall Pantry",
    "provider": "Good Neighbours",
    "summary": "A shop with low prices. You choose your own food.",
    "need": "food",
    "needs": ["money"],
    "areas": ["glasgow-south"],
    "contacts__0__way": "phone",
    "contacts__0__value": "0141 496 0001",
    "places__0__name": "Old Hall",
    "places__0__postcode": "g51 3uu",
    "places__0__access": ["lift", "step-free"],
    "hours": ODD,
    "cost": "low cost",
}


def data_of(planners: Planners) -> Path:
    assert planners.site.keeper is not None
    return planners.site.keeper.folder


def text_of(planners: Planners) -> str:
    return (data_of(planners) / "services.yaml").read_text(encoding="utf-8")


def put(planners: Planners, text: str) -> None:
    """Edit the file by hand, as somebody else would."""
    (data_of(planners) / "services.yaml").write_text(text, encoding="utf-8")


def listing(planners: Planners, name: str) -> dict[str, Any]:
    written: Any = parse_yaml(text_of(planners)).value
    found = [each for each in written if each["id"] == name]
    assert len(found) == 1
    return dict(found[0])


def new(planners: Planners, who: str = "planner") -> Form:
    return open_form(planners.signed_in(who), NEW)


def edit(planners: Planners, who: str = "planner") -> Form:
    return open_form(planners.signed_in(who), EDIT)


def test_a_new_listing_is_looked_at_saved_and_seen_by_families(own: Planners) -> None:
    before = text_of(own)
    looked = new(own).fill(**PANTRY).press("look")
    assert looked.page.h1 == "How families will see it"
    assert "in term time" in looked.page.text
    assert "/services/old-hall-pantry" in looked.page.text
    assert text_of(own) == before
    page = new(own).fill(**PANTRY, why="They opened in March.").save()
    assert "It is added. Families see it now." in page.text
    assert text_of(own).startswith(before)
    assert listing(own, "old-hall-pantry") == {
        "id": "old-hall-pantry",
        "name": "Old Hall Pantry",
        "provider": "Good Neighbours",
        "summary": "A shop with low prices. You choose your own food.",
        "needs": ["food", "money"],
        "areas": ["glasgow-south"],
        "cost": "low cost",
        "contacts": [{"phone": "0141 496 0001"}],
        "places": [{"name": "Old Hall", "postcode": "g51 3uu", "access": ["step-free", "lift"]}],
        "hours": ODD.splitlines(),
        "edited": "2026-11-25",
    }
    assert own.site.live.directory.catalogue.find("old-hall-pantry") is not None
    assert [d.what for d in own.office.audit.newest(1)] == ["added a listing"]
    assert own.site.keeper is not None
    version = own.site.keeper.history.versions(data_of(own) / "services.yaml")[0]
    assert (version.who, version.why) == ("A planner (Planner)", "They opened in March.")


def test_only_what_changed_is_written(own: Planners) -> None:
    put(own, text_of(own).replace("  cost: free\n", "  # We asked.\n  cost: free # in May\n", 1))
    before = text_of(own)
    page = edit(own).fill(cost_note="Tea is free.").save()
    assert "It is saved. Families see it now." in page.text
    added = before.replace("# in May\n", "# in May\n  cost_note: Tea is free.\n")
    assert text_of(own) == added.replace("edited: 2026-11-22", "edited: 2026-11-25", 1)
    assert own.site.keeper is not None
    newest = own.site.keeper.history.versions(data_of(own) / "services.yaml")[0]
    assert newest.why == "Changed: price in words"


def test_saving_what_nobody_changed_writes_nothing(own: Planners) -> None:
    before, deeds = text_of(own), own.office.audit.newest(9)
    page = edit(own).save()
    assert "Nothing was changed, so nothing was saved." in page.text
    assert (text_of(own), own.office.audit.newest(9)) == (before, deeds)


def test_an_emptied_box_takes_its_line_away(own: Planners) -> None:
    edit(own).fill(cost="", hours="", ways=[]).save()
    assert {"cost", "hours", "ways"} & set(listing(own, "tea-and-a-chat")) == set()


WRONG: list[tuple[dict[str, Any], str, str]] = [
    ({"name": ""}, "name", "Write something here."),
    ({"provider": " "}, "provider", "Write something here."),
    ({"summary": "a" * 401}, "summary", "is 401 letters long → keep it to 400"),
    ({"need": "", "needs": []}, "need", "Choose at least one."),
    ({"need": "fod"}, "need", "is not one of ours"),
    ({"areas": []}, "areas", "Choose at least one."),
    ({"ages": "small"}, "ages", "is not a way we write ages"),
    ({"cost": "cheap"}, "cost", "is not one of ours"),
    ({"kinds": ["magic"]}, "kinds", "is not one of ours"),
    ({"contacts__0__value": "0141 496 00"}, "contacts-0-value", "has 9 digits"),
    ({"contacts__0__way": "email"}, "contacts-0-value", "is not an email address"),
    ({"contacts__0__way": "website"}, "contacts-0-value", "start it with https://"),
    ({"contacts__0__way": "pigeon"}, "contacts-0-value", "is not a field"),
    ({"contacts__0__value": "", "contacts__0__note": "x"}, "contacts-0-value", "Write the number"),
    ({"contacts__0__hours": "whenever"}, "contacts-0-hours", "→"),
    ({"places__0__postcode": "G51"}, "places-0-postcode", "is not a full postcode"),
    (
        {"places__0__postcode": "", "places__0__neighbourhood": ""},
        "places-0-postcode",
        "says nothing about where",
    ),
    ({"places__0__hours": "Mon 9-5"}, "places-0-hours", "could be morning or night"),
    (
        {"hours": "Mon 9:00-10:00\nMon-Thr 9:00-17:00"},
        "hours",
        'Line 2: "Thr" is not a day → write Thu',
    ),
    ({"checked__on": "22/11/2026"}, "checked-on", "is not a date"),
    ({"checked__on": "2026-11-20", "checked__how": "phone"}, "checked-by", "Write something here."),
    (
        {
            "checked__on": "2026-11-20",
            "checked__how": "phone",
            "checked__by": "me",
            "checked__next": "2026-11-19",
        },
        "checked-next",
        "give a later date",
    ),
    (
        {"crisis": "yes", "contacts__0__way": "email", "contacts__0__value": "a@example.org"},
        "crisis",
        "needs a number to call or text",
    ),
    ({"week-mon-from": "9:00"}, "week-mon-from", "only one of two times"),
    ({"week-mon-from": "9", "week-mon-to": "5"}, "week-mon-from", "could be morning or night"),
]


@pytest.mark.parametrize("do", ["look", "save"])
@pytest.mark.parametrize(("typed", "name", "told"), WRONG)
def test_a_mistake_is_told_beside_its_box_and_nothing_is_lost(
    planners: Planners, typed: dict[str, Any], name: str, told: str, do: str
) -> None:
    before = text_of(planners)
    sent = edit(planners).fill(**typed)
    answer = sent.press(do, 422)
    assert told in answer.problem(name)
    assert f"#{name}" in answer.summary()
    assert answer.page.title.startswith("Error: ")
    empty = {n for n, given in sent.boxes.items() if not "".join(given).strip()}
    for box in set(sent.boxes) - {"token"} - empty:
        assert answer.boxes.get(box) == sent.boxes[box] or box in ("needs", "contacts-0-way"), box
    assert text_of(planners) == before


def test_a_new_listing_with_nothing_in_it_asks_for_what_it_must_have(planners: Planners) -> None:
    answer = new(planners).press("look", 422)
    assert answer.summary() == ["#name", "#provider", "#summary", "#need", "#areas"]


def test_an_id_is_made_from_the_name_and_never_taken_twice(own: Planners) -> None:
    assert new(own).fill(**PANTRY, id="tea-and-a-chat").press("look", 422).problem("id")
    again = new(own).fill(**{**PANTRY, "name": "Tea and a chat"}).press("look")
    assert again.boxes["id"] == ["tea-and-a-chat-2"]
    first, second = (new(own).fill(**PANTRY).press("look") for _ in range(2))
    browser = own.signed_in("planner")
    for form, status in ((first, 303), (second, 422)):
        sent = {**form.boxes, "do": ["save"], "token": [browser.token()]}
        answer = browser.http.post(NEW, data=sent)
        assert answer.status_code == status
    assert "is used already" in answer.text
    assert text_of(own).count("id: old-hall-pantry\n") == 1


def test_rows_are_added_moved_and_taken_away_with_all_that_was_typed(planners: Planners) -> None:
    form = new(planners).fill(**{**PANTRY, "name": "Half a na"})
    more = form.press("add-places")
    assert more.boxes["places-1-postcode"] == [""]
    assert more.boxes["name"] == ["Half a na"]
    assert more.summary() == []
    two = more.fill(places__1__neighbourhood="Pollok").press("up-places-1")
    assert two.boxes["places-0-neighbourhood"] == ["Pollok"]
    assert two.boxes["places-1-access"] == ["step-free", "lift"]
    one = two.press("remove-places-1")
    assert "places-1-name" not in one.boxes
    assert one.boxes["places-0-neighbourhood"] == ["Pollok"]


@pytest.mark.parametrize(
    "do",
    [
        "remove-places-99",
        "up-contacts-x",
        "add-",
        "nonsense",
        "add-name",
        "down-places-" + "9" * 50,
    ],
)
def test_steps_that_make_no_sense_change_nothing(planners: Planners, do: str) -> None:
    form = edit(planners)
    answer = form.press(do)
    assert {k: v for k, v in answer.boxes.items() if k not in ("token", "listing", "why")} == {
        k: v
        for k, v in form.boxes.items()
        if k in answer.boxes and k not in ("token", "listing", "why")
    }


def test_a_usual_week_becomes_lines(planners: Planners) -> None:
    week = {
        f"week-{day}-{end}": time
        for day in ("mon", "tue", "wed")
        for end, time in (("from", "9:00"), ("to", "16:30"))
    }
    form = new(planners).fill(hours="Closed on bank holidays", **week)
    answer = form.press("add-week")
    assert answer.boxes["hours"] == ["Closed on bank holidays\nMon-Wed 9:00-16:30"]
    assert answer.boxes["week-mon-from"] == [""]
    assert (
        "We read: Monday to Wednesday: 9am to 4:30pm. Closed on bank holidays." in answer.page.text
    )


def test_kinder_words_are_offered_and_block_nothing(own: Planners) -> None:
    form = new(own).fill(
        **{**PANTRY, "summary": "A shop with low prices, with respite for parents."}
    )
    looked = form.press("look")
    assert (
        'What it does: "respite" can sound cold → short break; time to yourself' in looked.page.text
    )
    form.save()
    assert "respite" in text_of(own)


def test_what_is_typed_is_read_back_and_judged_while_typing(planners: Planners) -> None:
    browser = planners.signed_in("planner")
    sent = {
        "token": browser.token(),
        "name": "Old Hall",
        "hours": "Mon-Thu 9:00-16:30",
        "summary": "Some respite.",
        "ages": "small",
        "places-0-postcode": "G51 3UU",
    }
    answer = browser.http.post("/planning/listings/check", data=sent)
    assert answer.status_code == 200
    for words in (
        "We read: Monday to Thursday: 9am to 4:30pm.",
        "can sound cold",
        "is not a way we write ages",
        "Its address will end in: old-hall",
        "This postcode is in Glasgow South.",
    ):
        assert words in answer.text
    assert "Write something here." not in answer.text


def test_an_editor_keeps_to_their_own_areas(own: Planners) -> None:
    editor = own.signed_in("editor")
    assert editor.http.get(EDIT).status_code == 403
    assert editor.http.get(f"{NEW}?from=tea-and-a-chat").status_code == 403
    sent = {"token": editor.token(), "do": "save", "name": "X"}
    assert editor.http.post(EDIT, data=sent).status_code == 403
    form = new(own, "editor")
    shown = [e.get("value") for e in form.page.all(".//input") if e.get("name") == "areas"]
    assert shown == ["glasgow-south"]
    for do in ("look", "save"):
        wrong = form.fill(**{**PANTRY, "areas": ["glasgow-south", "glasgow"]}).press(do, 422)
        assert wrong.problem("areas") == "Choose only your own areas."
    form.fill(**PANTRY).save()
    path = "/planning/listings/old-hall-pantry/edit"
    moved = open_form(editor, path).fill(areas=["glasgow"]).press("save", 422)
    assert moved.problem("areas") == "Choose only your own areas."
    assert listing(own, "old-hall-pantry")["areas"] == ["glasgow-south"]
    viewer = own.signed_in("viewer")
    assert viewer.http.get(path).status_code == 403


def test_a_listing_like_another_leaves_out_what_is_its_own(own: Planners) -> None:
    page = open_form(own.signed_in("planner"), f"{NEW}?from=tea-and-a-chat")
    assert page.boxes["provider"] == ["A made-up church"]
    assert (page.boxes["name"], page.boxes["id"]) == ([""], [""])


@pytest.mark.parametrize("path", ["/planning/listings/none/edit", f"{NEW}?from=none"])
def test_a_listing_that_is_not_there_is_not_found(planners: Planners, path: str) -> None:
    assert planners.signed_in("planner").http.get(path).status_code == 404


def test_two_people_who_change_different_fields_both_keep_theirs(own: Planners) -> None:
    mine, theirs = edit(own).press("look"), edit(own)
    theirs.fill(hours="Wed 10:00-13:00").save()
    put(own, text_of(own).replace("neighbourhood: Govan", "neighbourhood: Pollok"))
    page = open_form(own.signed_in("planner"), EDIT)
    answer = Form(
        page.browser,
        mine.page,
        {**mine.boxes, "token": page.boxes["token"], "cost": ["paid"], "do": ["save"]},
    )
    told = answer.browser.http.post(EDIT, data=answer.boxes)
    assert told.status_code == 303
    shown = answer.browser.get(told.headers["location"])
    assert "Somebody else changed places and opening times meanwhile. Both are saved." in shown.text
    now = listing(own, "tea-and-a-chat")
    assert (now["cost"], now["hours"], now["places"][0]["neighbourhood"]) == (
        "paid",
        ["Wed 10:00-13:00"],
        "Pollok",
    )


def torn(own: Planners) -> Form:
    """Return the page that asks, after two people changed summary and contacts."""
    form = edit(own).fill(
        summary="Mine is warm.", contacts__0__value="0141 496 0009", cost="paid", why="Asked."
    )
    edit(own).fill(summary="Theirs is warm.", contacts__0__value="0141 496 0008", ages="0-5").save()
    return form.press("save", 409)


def test_the_same_field_is_shown_in_both_versions_and_waits_for_a_choice(own: Planners) -> None:
    before = torn(own)
    saved = text_of(own)
    assert before.page.h1 == "Two people changed this listing"
    for words in (
        "Mine is warm.",
        "Theirs is warm.",
        "0141 496 0009",
        "0141 496 0008",
        "They also changed ages.",
    ):
        assert words in before.page.text
    again = before.press("settle", 422)
    assert again.summary() == ["#summary-mine", "#contacts-mine"]
    assert text_of(own) == saved
    chosen = again.fill(**{"choose-summary": "mine", "choose-contacts": "theirs"})
    done = own.signed_in("planner").http.post(
        EDIT, data={**chosen.boxes, "do": ["settle"], "token": [chosen.browser.token()]}
    )
    assert done.status_code in (303, 403)
    answer = chosen.browser.http.post(EDIT, data={**chosen.boxes, "do": ["settle"]})
    assert answer.status_code == 303
    now = listing(own, "tea-and-a-chat")
    assert (now["summary"], now["cost"], now["ages"]) == ("Mine is warm.", "paid", "0-5")
    assert now["contacts"] == [{"phone": "0141 496 0008"}]


def test_a_third_version_can_be_written_and_is_guarded_again(own: Planners) -> None:
    page = torn(own)
    put(own, text_of(own).replace("Theirs is warm.", "A third person was here."))
    third = page.fill(**{"third-summary": "Ours is warm.", "choose-contacts": "mine"})
    again = third.press("settle", 409)
    assert "A third person was here." in again.page.text
    assert "Ours is warm." in again.page.text
    assert again.boxes["torn"] == ["summary"]
    again.fill(**{"choose-summary": "mine"})
    answer = again.browser.http.post(
        EDIT, data={**again.boxes, "choose-summary": ["mine"], "do": ["settle"]}
    )
    assert answer.status_code == 303
    now = listing(own, "tea-and-a-chat")
    assert now["summary"] == "Ours is warm."
    assert now["contacts"] == [{"phone": "0141 496 0009"}]


def test_going_back_from_the_choice_keeps_what_was_typed(own: Planners) -> None:
    form = torn(own).press("change")
    assert form.boxes["summary"] == ["Mine is warm."]
    assert form.boxes["ages"] == ["0-5"]


def test_a_listing_that_was_taken_out_can_be_saved_as_a_new_one(own: Planners) -> None:
    form = edit(own).fill(summary="Mine is warm.")
    text = text_of(own)
    start, end = text.index("- id: tea"), text.index("- id: samaritans")
    put(own, text[:start] + text[end:])
    gone = form.press("save", 409)
    assert "Somebody took this listing out of the files." in gone.page.text
    assert gone.action == NEW
    assert gone.boxes["summary"] == ["Mine is warm."]
    gone.save()
    assert listing(own, "tea-and-a-chat")["summary"] == "Mine is warm."


def test_a_file_that_was_broken_meanwhile_is_told_with_its_line(own: Planners) -> None:
    form, adding = edit(own).fill(summary="Mine is warm."), new(own).fill(**PANTRY)
    put(own, text_of(own).replace("  needs: [food, loneliness]", "  needs: [food, loneliness", 1))
    broken = text_of(own)
    for each in (form, adding):
        answer = each.press("save", 409)
        assert "A file cannot be read, so nothing was saved." in answer.page.text
        assert "data/services.yaml:" in answer.page.text
        assert answer.boxes["summary"] == each.boxes["summary"]
    browser = own.signed_in("planner")
    assert "data/services.yaml:" in browser.get(EDIT, 409).text
    assert text_of(own) == broken


@pytest.mark.parametrize(
    "base", ["", "{", "[]", '{"name": 1}', "[" * 15_000, json.dumps({"name": "x" * 60_001})]
)
def test_a_base_that_cannot_be_read_compares_everything(own: Planners, base: str) -> None:
    form = edit(own).fill(base=base, summary="Mine is warm.")
    answer = form.press("save", 409)
    assert answer.boxes["torn"] == ["summary"]
    assert "summary: Mine" not in text_of(own)


def test_what_was_typed_comes_back_after_the_session_ended(own: Planners) -> None:
    form = new(own).fill(**PANTRY, planners_note="One.\n\nTwo.", why="Asked.")
    own.clock.go(hours=12)
    asked = form.press("look", 401)
    assert "what you wrote is still here" in asked.page.text
    again = asked.fill(email=email_of("planner"), password="not it").press("", 403)
    back = again.fill(email=email_of("planner"), password=GOOD).press("")
    assert back.page.h1 == "You are signed in"
    kept = back.press("change")
    typed = ("name", "summary", "need", "needs", "areas", "planners_note", "contacts-0-value")
    for box in (*typed, "places-0-access", "hours", "cost"):
        assert sorted(kept.boxes[box]) == sorted({**form.boxes}[box]), box
    kept.save()
    assert listing(own, "old-hall-pantry")["planners_note"] == "One.\n\nTwo."


def test_what_was_typed_comes_back_where_a_page_was_open_too_long(own: Planners) -> None:
    form = edit(own).fill(summary="Mine is warm.", token="of another session")
    back = form.press("look", 403)
    assert back.page.h1 == "That page was open too long"
    assert back.press("change").boxes["summary"] == ["Mine is warm."]


@pytest.mark.parametrize(
    "back", ["https://evil.example", "/planning/sign-out", "//evil.example/", ""]
)
def test_a_form_is_carried_nowhere_else(own: Planners, back: str) -> None:
    browser = own.browser()
    sent = {"email": email_of("planner"), "password": GOOD, "back": back, "carried.name": "x"}
    answer = browser.http.post("/planning/sign-in", data=sent)
    assert (answer.status_code, answer.headers["location"]) == (303, "/planning")


def test_the_reason_is_not_lost_on_the_way_back_to_the_form(planners: Planners) -> None:
    looked = edit(planners).fill(summary="Mine is warm.").press("look").fill(why="Asked.")
    form = looked.press("change")
    assert (form.boxes["why"], form.boxes["summary"]) == (["Asked."], ["Mine is warm."])
    assert form.press("look").boxes["why"] == ["Asked."]


def test_a_field_that_has_a_slip_in_its_name_is_told_and_not_lost(own: Planners) -> None:
    put(own, text_of(own).replace("  cost: free\n", "  cost: free\n  sumary: Old words.\n", 1))
    before = text_of(own)
    answer = edit(own).fill(ages="0-5").press("save", 422)
    assert '"sumary" is not a field → did you mean "summary"?' in answer.page.text
    assert text_of(own) == before


def test_a_save_while_another_file_is_broken_says_that_families_wait(own: Planners) -> None:
    areas = data_of(own) / "areas.yaml"
    areas.write_text(areas.read_text(encoding="utf-8") + "- slug: Bad Name\n", encoding="utf-8")
    page = edit(own).fill(ages="0-5").save()
    assert "Families do not see it until this is mended: data/areas.yaml:" in page.text
    assert listing(own, "tea-and-a-chat")["ages"] == "0-5"


def test_a_hidden_place_is_in_no_look(own: Planners) -> None:
    form = edit(own).fill(places__0__address="1 Secret Street", places__0__hidden="yes")
    looked = form.press("look").page
    words = " ".join(rules.words_of(e) for e in looked.of_class("as-families"))
    assert "Secret" not in words
    assert "Govan" not in words


RICH = (
    "glasgow-city-youth-health-service",
    "refuweegee-welcome-centre-and-free-shop",
    "samaritans",
)


def test_real_listings_come_out_of_their_pages_as_they_went_in(tmp_path: Path) -> None:
    data = shutil.copytree(PROJECT / "data", tmp_path / "data")
    made = make_planners(data, tmp_path / "var", Ticking())
    before = text_of(made)
    for name in RICH:
        path = f"/planning/listings/{name}/edit"
        page = open_form(made.signed_in("planner"), path).save()
        assert "Nothing was changed, so nothing was saved." in page.text
    assert text_of(made) == before
    made.site.database.close()


def test_who_to_phone_in_danger_cannot_be_put_away(own: Planners) -> None:
    path = "/planning/listings/samaritans/edit"
    answer = open_form(own.signed_in("planner"), path).fill(status="paused").press("look", 422)
    assert "take it out of dangers.yaml first" in answer.problem("status")


def test_what_only_the_files_know_is_told_beside_its_box(own: Planners) -> None:
    """A topic that somebody has just taken out of its file is still offered for a moment."""
    needs = data_of(own) / "needs.yaml"
    first, *others = needs.read_text(encoding="utf-8").split("\n- slug: ")
    kept = [text for text in others if not text.startswith("school")]
    assert len(kept) == len(others) - 1
    form = new(own).fill(**{**PANTRY, "needs": ["school"]})
    needs.write_text("\n- slug: ".join((first, *kept)), encoding="utf-8")
    answer = form.press("save", 422)
    assert '"school" is not one of ours' in answer.problem("needs")
    assert answer.boxes["summary"] == [PANTRY["summary"]]


def test_a_disk_that_is_full_is_told_and_the_save_can_be_pressed_again(
    own: Planners, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    looked = edit(own).fill(summary="Mine is warm.", why="Asked.").press("look")
    with monkeypatch.context() as full:
        full.setattr(yaml_files, "replace_file", refuse)
        answer = looked.press("save", 503)
    assert "the disk would not take it" in answer.page.text
    assert answer.boxes["why"] == ["Asked."]
    again = answer.browser.http.post(EDIT, data={**answer.boxes, "do": ["save"]})
    assert again.status_code == 303
    assert listing(own, "tea-and-a-chat")["summary"] == "Mine is warm."


def test_pausing_says_so_and_families_do_not_see_it(own: Planners) -> None:
    page = edit(own).fill(status="paused").save()
    assert "Families do not see it, because of its status." in page.text
    assert own.site.live.directory.catalogue.find("tea-and-a-chat") is None
    looked = edit(own).press("look")
    assert "Families do not see it while it is paused." in looked.page.text
    edit(own).fill(status="live").save()
    assert "status" not in listing(own, "tea-and-a-chat")
    edit(own).fill(ages="0-5").save()
    deeds = [deed.what for deed in own.office.audit.newest(3)]
    assert deeds == ["changed a listing", "put a listing back", "paused a listing"]


def test_a_choice_that_stands_in_a_list_is_not_made_by_itself(own: Planners) -> None:
    form = edit(own).fill(status="paused", cost="paid")
    edit(own).fill(status="archived", cost="low cost").save()
    page = form.press("save", 409)
    again = page.press("settle", 422)
    assert again.summary() == ["#cost-mine", "#status-mine"]
    third = {"choose-cost": "third", "third-cost": "", "choose-status": "third"}
    chosen = again.fill(**third, **{"third-status": "live"})
    answer = chosen.browser.http.post(EDIT, data={**chosen.boxes, "do": ["settle"]})
    assert answer.status_code == 303
    assert {"cost", "status"} & set(listing(own, "tea-and-a-chat")) == set()


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ({"need": "money"}, {"need": "loneliness"}),
        ({"areas": ["glasgow-south"]}, {"areas": ["scotland"]}),
        ({"ways": ["phone"]}, {"ways": ["online"]}),
        ({"crisis": "yes"}, {"crisis": "yes", "ages": "0-5"}),
        ({"reach_in-how": "book"}, {"reach_in-how": "get in touch", "reach_in-bring": "A bag"}),
        ({"languages-spoken": "Polish"}, {"languages-spoken": "Arabic, Urdu"}),
        ({"hours": "Mon 9:00-10:00"}, {"hours": ""}),
        ({"places-0-neighbourhood": "Pollok"}, {"places-0-neighbourhood": "Cessnock"}),
    ],
)
def test_what_both_changed_can_be_settled_either_way(
    own: Planners, mine: dict[str, Any], theirs: dict[str, Any]
) -> None:
    first, second = edit(own).fill(**mine), edit(own).fill(**theirs)
    second.save()
    saved = listing(own, "tea-and-a-chat")
    answer = first.browser.http.post(EDIT, data={**first.boxes, "do": ["save"]})
    if answer.status_code == 303:
        assert mine.items() <= theirs.items()
        return
    page = read_form(first.browser, first.browser.check(answer, 409))
    choices = {f"choose-{name}": "theirs" for name in page.boxes["torn"]}
    kept = page.fill(**choices)
    told = kept.browser.http.post(EDIT, data={**kept.boxes, "do": ["settle"]})
    assert told.headers["location"].endswith("done=same")
    assert listing(own, "tea-and-a-chat") == saved
    choices = {f"choose-{name}": "mine" for name in page.boxes["torn"]}
    kept = page.fill(**choices)
    told = kept.browser.http.post(EDIT, data={**kept.boxes, "do": ["settle"]})
    assert told.headers["location"].endswith("done=saved")
    now = open_form(kept.browser, EDIT).boxes
    for name, value in mine.items():
        assert now[name] == ([value] if isinstance(value, str) else value)
