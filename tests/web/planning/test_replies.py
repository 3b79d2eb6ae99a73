"""A public reply is written, looked at, published and withdrawn; never for another's area."""

import pytest

from app.voice import Reply
from app.web.planning.door import NOT_ALLOWED
from tests.web.pages import Page
from tests.web.planning.conftest import Planners

REPLIES = "/planning/voice/replies"
SAID, DID = "The pantry was <i>shut</i> on Wednesdays.", "We asked them.\nThey open at 10 now."
WRITTEN = {"said": SAID, "did": DID, "area": "glasgow-south"}


def kept(planners: Planners) -> tuple[Reply, ...]:
    return planners.site.voice.voice.replies()


def shown(planners: Planners) -> list[str]:
    """Return what families see, which is held in memory."""
    return [reply.said for reply in planners.site.voice.snapshot.replies]


def keep(planners: Planners, area: str, *, is_public: bool = True) -> int:
    number = planners.site.voice.voice.reply(f"about {area}", "something", area)
    if is_public:
        planners.site.voice.voice.publish(number)
    planners.site.voice.refresh()
    return number


def hidden(page: Page) -> dict[str, str]:
    forms = page.all(".//main//form")
    sent = {e.get("name", ""): e.get("value", "") for form in forms for e in form.iter("input")}
    sent.pop("token")
    return sent


def test_a_reply_is_seen_before_anybody_else_sees_it(planners: Planners) -> None:
    browser = planners.signed_in("editor")
    preview = browser.page_after(REPLIES, **WRITTEN, step="preview")
    assert preview.h1 == "How families will see it"
    assert SAID in preview.text
    assert "Glasgow South" in preview.text
    assert kept(planners) == ()
    assert hidden(preview) == {**WRITTEN, "number": ""}
    page = browser.page_after(REPLIES, **hidden(preview), step="publish")
    assert "It is published. Families see it now." in page.text
    (reply,) = kept(planners)
    assert (reply.said, reply.did, reply.area) == (SAID, DID, "glasgow-south")
    assert shown(planners) == [SAID]
    deeds = planners.office.audit.newest(2)
    assert [(deed.what, deed.which) for deed in deeds] == [
        ("published a reply", str(reply.number)),
        ("wrote a reply", str(reply.number)),
    ]


def test_its_words_can_be_changed_after_the_preview(planners: Planners) -> None:
    page = planners.signed_in("editor").page_after(REPLIES, **WRITTEN, step="change")
    (box,) = page.all(".//textarea[@id='did']")
    assert box.text == DID
    assert kept(planners) == ()


def test_a_draft_is_nobody_elses_until_it_is_published(planners: Planners) -> None:
    browser = planners.signed_in("editor")
    browser.post(REPLIES, **WRITTEN, step="draft")
    assert shown(planners) == []
    (reply,) = kept(planners)
    page = browser.page_after(f"{REPLIES}/{reply.number}", step="publish")
    assert "Published on 25 November 2026: families see it." in page.text
    assert shown(planners) == [SAID]
    browser.post(f"{REPLIES}/{reply.number}", step="withdraw")
    assert (shown(planners), len(kept(planners))) == ([], 1)
    browser.post(f"{REPLIES}/{reply.number}", step="delete")
    assert kept(planners) == ()


def test_a_published_reply_is_changed_or_made_a_draft_again(planners: Planners) -> None:
    browser = planners.signed_in("planner")
    number = keep(planners, "glasgow")
    page = browser.get(f"{REPLIES}/{number}")
    (box,) = page.all(".//textarea[@id='said']")
    assert box.text == "about glasgow"
    changed = {"number": str(number), "said": "new words", "did": "something", "area": ""}
    browser.post(REPLIES, **changed, step="publish")
    assert shown(planners) == ["new words"]
    browser.post(REPLIES, **changed, step="draft")
    assert (shown(planners), len(kept(planners))) == ([], 1)


@pytest.mark.parametrize(
    ("typed", "said", "box"),
    [
        ({"said": " \n"}, "Say what families told you.", "#said"),
        ({"said": "\u200b"}, "Say what families told you.", "#said"),
        ({"did": ""}, "Say what was done.", "#did"),
        ({"did": "x" * 501}, "Use 500 letters or fewer: it has 501.", "#did"),
        ({"area": ""}, "Choose one of your areas.", "#area"),
        ({"area": "no-such-area"}, "", ""),
    ],
)
def test_what_cannot_be_kept_is_told_and_nothing_is_lost(
    planners: Planners, typed: dict[str, str], said: str, box: str
) -> None:
    browser = planners.signed_in("editor")
    for step in ("preview", "publish", "draft"):
        if not box:
            browser.post(REPLIES, 403, **{**WRITTEN, **typed}, step=step)
            continue
        page = browser.page_after(REPLIES, 422, **{**WRITTEN, **typed}, step=step)
        assert said in page.text
        assert box in page.links()
        assert (page.title, page.h1) == ("Error: Write a reply – Reach In", "Write a reply")
        (other,) = page.all(f".//textarea[@id='{'did' if box == '#said' else 'said'}']")
        assert other.text == (DID if box == "#said" else SAID)
    assert kept(planners) == ()


def test_lines_count_as_they_are_typed(planners: Planners) -> None:
    text = "\r\n".join(["x" * 49] * 10)
    planners.signed_in("editor").post(REPLIES, **{**WRITTEN, "did": text}, step="draft")
    assert kept(planners)[0].did.count("\n") == 9


def test_what_may_name_somebody_is_asked_about(planners: Planners) -> None:
    browser = planners.signed_in("editor")
    asked = "Is it meant for everybody?"
    typed = {**WRITTEN, "did": "Call 0141 496 0001."}
    assert asked in browser.page_after(REPLIES, **typed, step="preview").text
    assert asked not in browser.page_after(REPLIES, **WRITTEN, step="preview").text


def test_an_answer_in_public_begins_with_its_listing(planners: Planners) -> None:
    page = planners.signed_in("editor").get(f"{REPLIES}/new?listing=tea-and-a-chat")
    (box,) = page.all(".//textarea[@id='said']")
    assert box.text == "Tea and a chat: "
    odd = planners.signed_in("editor").get(f"{REPLIES}/new?listing=%3Cb%3E")
    assert not odd.all(".//textarea[@id='said']")[0].text


def test_an_editor_touches_no_reply_of_another_area(planners: Planners) -> None:
    theirs, for_all = keep(planners, "south-ayrshire"), keep(planners, "")
    before = kept(planners)
    browser = planners.signed_in("editor")
    for number in (theirs, for_all, 999):
        assert browser.http.get(f"{REPLIES}/{number}").headers["location"].endswith("done=gone")
        for step in ("publish", "withdraw", "delete", "odd"):
            browser.post(f"{REPLIES}/{number}", step=step)
        browser.post(REPLIES, **WRITTEN, number=str(number), step="publish")
        browser.post(REPLIES, **WRITTEN, number=str(number), step="draft")
    for area in ("south-ayrshire", "glasgow", "scotland"):
        browser.post(REPLIES, 403, **{**WRITTEN, "area": area}, step="publish")
    assert kept(planners) == before


def test_nobody_moves_a_reply_out_of_an_editors_reach_into_it(planners: Planners) -> None:
    number = keep(planners, "south-ayrshire")
    planners.signed_in("editor").post(REPLIES, **WRITTEN, number=str(number), step="publish")
    assert [reply.area for reply in kept(planners)] == ["south-ayrshire"]


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("planner", {"about south-ayrshire", "about glasgow-south", "about"}),
        ("viewer", {"about south-ayrshire", "about glasgow-south", "about"}),
        ("editor", {"about glasgow-south", "about"}),
        ("other", {"about south-ayrshire", "about"}),
    ],
)
def test_each_sees_the_replies_in_reach(planners: Planners, who: str, seen: set[str]) -> None:
    for area in ("south-ayrshire", "glasgow-south", ""):
        keep(planners, area, is_public=False)
    page = planners.signed_in(who).get(REPLIES)
    found = {(dd.text or "").strip() for dd in page.all(".//dl/dd[1]")}
    assert {text for text in found if text.startswith("about")} == seen


def test_a_viewer_is_offered_nothing_to_change(planners: Planners) -> None:
    number = keep(planners, "glasgow-south")
    browser = planners.signed_in("viewer")
    page = browser.get(REPLIES)
    assert not any(word in page.text for word in ("Write a reply", "Withdraw", "Delete"))
    answer = browser.post(f"{REPLIES}/{number}", 403, step="delete")
    assert NOT_ALLOWED in answer.text


def test_what_was_written_when_a_session_ended_can_be_copied(planners: Planners) -> None:
    browser = planners.signed_in("editor")
    token = browser.token()
    planners.clock.go(hours=3)
    answer = browser.http.post(REPLIES, data={**WRITTEN, "token": token, "step": "publish"})
    page = browser.check(answer, 401)
    assert "What you wrote is below: copy it." in page.text
    assert [box.text for box in page.all(".//textarea")] == [SAID, DID]
    assert kept(planners) == ()
