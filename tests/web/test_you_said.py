"""What planners answer in public is shown by area, newest first, whatever the database does."""

from datetime import date

from app.voice import Reply, Snapshot
from tests.web.tellers import Told, moment, told, without_database

__all__ = ["moment", "told", "without_database"]

DAY = date(2026, 11, 24)


def say(told: Told, said: str, did: str, area: str | None = None) -> None:
    number = told.site.voice.voice.reply(said, did, area)
    told.site.voice.voice.publish(number)


def test_nothing_yet_is_said_honestly(told: Told) -> None:
    page = told.client.get("/you-said")
    assert page.h1 == "You said, we did"
    assert "There is nothing here yet." in page.text
    assert "/tell-us" in page.links()


def test_replies_stand_by_area_newest_first(told: Told) -> None:
    say(told, "No buses", "We asked for one", "glasgow-south")
    told.moment.at = told.moment.at.replace(day=26)
    say(told, "No tea", "There is tea now", "glasgow-south")
    say(told, "Too long", "We made it shorter")
    told.site.voice.voice.reply("Only a draft", "Not yet", None)
    told.site.voice.refresh()
    page = told.client.get("/you-said")
    order = [
        "Everywhere",
        "Too long",
        "Glasgow South",
        "No tea",
        "tea now 26 November 2026",
        "No buses",
    ]
    places = [page.text.index(each) for each in order]
    assert places == sorted(places)
    assert "Only a draft" not in page.text


def test_replies_are_there_without_the_database(without_database: Told) -> None:
    reply = Reply(1, "No tea", "There is tea now", "an-area-that-is-gone", DAY)
    without_database.site.voice.snapshot = Snapshot(replies=(reply,))
    assert "There is tea now" in without_database.client.get("/you-said").text
