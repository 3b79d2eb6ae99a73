"""Adding a listing and changing one: same rules as the check, nobody's work lost, own areas only."""

from tests.web.planning.conftest import Browser, Planners

NEW = "/planning/listings/new"
EDIT = "/planning/listings/tea-and-a-chat/edit"


def test_it_opens(own: Planners) -> None:
    browser = own.signed_in("planner")
    page = browser.get(NEW)
    assert page.h1 == "Add a listing"
    assert browser.get(EDIT).h1 == "Change Tea and a chat"
    browser.post(NEW, 422, do="look")
