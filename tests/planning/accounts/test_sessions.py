"""A session ends when its time is over, when it is left alone, and when it is closed."""

import pytest
from sqlmodel import select

from app.planning.accounts import Account, Accounts, Audit, Sessions
from app.planning.accounts.passwords import Passwords
from app.planning.accounts.tables import PlannerSession
from app.store import Database
from tests.planning.accounts.conftest import GOOD, QUICK, add
from tests.store.databases import Ticking


def kept(database: Database) -> list[PlannerSession]:
    with database.session() as session:
        return list(session.exec(select(PlannerSession)))


def test_only_a_digest_of_the_token_is_kept(
    sessions: Sessions, database: Database, morag: Account
) -> None:
    token = sessions.open(morag)
    (row,) = kept(database)
    assert len(token) >= 43
    assert token not in str(row)
    assert sessions.find(row.digest) is None
    assert sessions.find(token) == morag


@pytest.mark.parametrize("token", ["", "a", "x" * 43, "' OR 1=1", "\u2603", "a" * 5000])
@pytest.mark.usefixtures("morag")
def test_no_other_token_is_good(sessions: Sessions, token: str) -> None:
    assert sessions.find(token) is None


def test_two_sessions_of_one_account_have_tokens_of_their_own(
    sessions: Sessions, morag: Account
) -> None:
    one, two = sessions.open(morag), sessions.open(morag)
    assert one != two
    sessions.close(one, morag)
    assert (sessions.find(one), sessions.find(two)) == (None, morag)


def test_left_alone_for_two_hours_it_ends(
    sessions: Sessions, ticking: Ticking, morag: Account
) -> None:
    token = sessions.open(morag)
    ticking.go(hours=1, minutes=59)
    assert sessions.find(token) == morag
    ticking.go(hours=1, minutes=59)
    assert sessions.find(token) == morag
    ticking.go(hours=2)
    assert sessions.find(token) is None


def test_it_ends_after_twelve_hours_however_much_it_is_used(
    sessions: Sessions, ticking: Ticking, morag: Account
) -> None:
    token = sessions.open(morag)
    for _ in range(11):
        ticking.go(hours=1)
        assert sessions.find(token) == morag
    ticking.go(hours=1)
    assert sessions.find(token) is None


def test_signing_out_everywhere_ends_only_ones_own(
    accounts: Accounts, sessions: Sessions, morag: Account
) -> None:
    other = add(accounts, "other@council.example")
    own, others = [sessions.open(morag), sessions.open(morag)], sessions.open(other)
    assert sessions.close_all(morag) == 2
    assert [sessions.find(token) for token in own] == [None, None]
    assert sessions.find(others) == other


def test_what_is_over_is_deleted_at_the_next_sign_in(
    sessions: Sessions, database: Database, ticking: Ticking, morag: Account
) -> None:
    sessions.open(morag)
    ticking.go(hours=3)
    sessions.open(morag)
    assert len(kept(database)) == 1
    assert sessions.tidy() == 0
    ticking.go(hours=12)
    assert sessions.tidy() == 1
    assert kept(database) == []


def test_the_log_says_who_did_what_and_holds_nothing_typed(
    accounts: Accounts, sessions: Sessions, audit: Audit, ticking: Ticking, morag: Account
) -> None:
    accounts.sign_in(morag.email, "a wrong password")
    accounts.sign_in("who@nowhere.example", "a wrong password")
    accounts.sign_in(morag.email, "four odd words together")
    sessions.close_all(morag)
    ticking.go(days=10)
    accounts.change_own_password(morag, "another four odd words")
    deeds = audit.newest(10)
    assert [(deed.who, deed.role, deed.what) for deed in deeds] == [
        (morag.id, "editor", "changed their password"),
        (morag.id, "editor", "signed out everywhere"),
        (morag.id, "editor", "signed in"),
        ("", "", "was refused"),
        (morag.id, "editor", "was refused"),
        ("", "command", "added an account"),
    ]
    assert deeds[-1].which == morag.id
    assert deeds[0].at == ticking()
    told = " ".join(map(str, deeds))
    assert not any(word in told for word in ("password together", "odd", "nowhere", "Morag"))
    assert accounts.name_all(deeds) == {morag.id: "Morag A"}
    assert [deed.what for deed in audit.newest(2, deeds[1].number)] == ["signed in", "was refused"]
    assert audit.tidy(9) == 5
    assert [deed.what for deed in audit.newest(9)] == ["changed their password"]


def test_coming_through_the_proxy_is_told_once_a_day(
    accounts: Accounts, audit: Audit, ticking: Ticking, morag: Account
) -> None:
    for _ in range(3):
        assert accounts.let_through(morag.email.upper()) is not None
    ticking.go(days=1)
    accounts.let_through(morag.email)
    assert accounts.let_through("who@nowhere.example") is None
    told = [deed.what for deed in audit.newest(9)]
    assert told == ["came through the proxy", "came through the proxy", "added an account"]


def test_lines_that_are_over_are_deleted_when_somebody_comes(
    database: Database, audit: Audit, ticking: Ticking
) -> None:
    accounts = Accounts(database, ticking, Passwords(QUICK), keep_deeds_days=30)
    email = add(accounts).email
    ticking.go(days=31)
    accounts.let_through(email)
    assert [deed.what for deed in audit.newest(9)] == ["came through the proxy"]
    ticking.go(days=31)
    accounts.sign_in(email, GOOD)
    assert [deed.what for deed in audit.newest(9)] == ["signed in"]
