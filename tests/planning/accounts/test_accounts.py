"""An account is made, used, changed and shut; no row and no answer gives a secret away."""

import pytest
from argon2 import PasswordHasher, extract_parameters
from sqlmodel import select

from app.content.areas import Area
from app.planning.accounts import (
    COMMAND,
    Account,
    Accounts,
    Audit,
    By,
    EmailTaken,
    NoSuchPlanner,
    Role,
    Sessions,
    WeakPassword,
)
from app.planning.accounts.passwords import Passwords
from app.planning.accounts.tables import Planner
from app.store import Database, StoreDown
from tests.planning.accounts.conftest import EMAIL, GOOD, QUICK, add
from tests.store.databases import START, Ticking
from tests.store.postgres import Server

AREAS = {
    slug: Area.model_validate({"slug": slug, "name": slug, "within": within})
    for slug, within in {
        "south": "town",
        "north": "town",
        "town": "land",
        "shire": "land",
        "land": None,
    }.items()
}


def rows(database: Database) -> list[Planner]:
    with database.session() as session:
        return list(session.exec(select(Planner)))


def test_an_account_signs_in_with_its_own_password(accounts: Accounts, morag: Account) -> None:
    came = accounts.sign_in(EMAIL, GOOD)
    assert came is not None
    assert (came.id, came.role) == (morag.id, "editor")
    assert came.areas == {"glasgow-south"}
    assert (morag.last, came.last) == (None, START.date())


@pytest.mark.parametrize("typed", [f"  {EMAIL} ", EMAIL.upper(), EMAIL.title()])
def test_an_address_may_be_typed_in_any_way(accounts: Accounts, morag: Account, typed: str) -> None:
    assert accounts.sign_in(typed, GOOD) is not None
    with pytest.raises(EmailTaken):
        add(accounts, typed)
    assert accounts.all()[0].id == morag.id


def test_the_same_letters_from_another_keyboard_are_the_same_password(accounts: Accounts) -> None:
    accounts.add(EMAIL, "Morag A", "planner", (), "cafe\u0301 four odd words", COMMAND)
    assert accounts.sign_in(EMAIL, "caf\u00e9 four odd words") is not None


@pytest.mark.parametrize(
    ("email", "password"),
    [
        (EMAIL, "four odd words togethe"),
        (EMAIL, ""),
        (EMAIL, GOOD.upper()),
        (EMAIL, GOOD + " "),
        (EMAIL, GOOD * 1000),
        ("other@council.example", GOOD),
        ("", ""),
        ("' OR 1=1 --", GOOD),
        (EMAIL, "\x00"),
        ("\x00", GOOD),
        ("\ud800", "\ud800"),
    ],
)
@pytest.mark.usefixtures("morag")
def test_nothing_else_comes_in(accounts: Accounts, email: str, password: str) -> None:
    assert accounts.sign_in(email, password) is None


def test_a_name_nobody_has_is_compared_as_long(monkeypatch: pytest.MonkeyPatch) -> None:
    hashed: list[str] = []

    def verify(_: object, known: str, __: bytes) -> bool:
        hashed.append(known)
        return False

    monkeypatch.setattr(PasswordHasher, "verify", verify)
    passwords = Passwords()
    passwords.matches(None, GOOD)
    passwords.matches(QUICK.hash(GOOD), GOOD)
    usual = PasswordHasher()
    nobodys = extract_parameters(hashed[0])
    assert (nobodys.memory_cost, nobodys.time_cost) == (usual.memory_cost, usual.time_cost)
    assert len(hashed) == 2


def test_hashes_are_argon2id_and_made_again_when_settings_change(
    accounts: Accounts, database: Database, ticking: Ticking
) -> None:
    add(accounts)
    (before,) = rows(database)
    harder = PasswordHasher(time_cost=2, memory_cost=128, parallelism=1)
    stricter = Accounts(database, ticking, Passwords(harder))
    assert stricter.sign_in(EMAIL, "not the password") is None
    assert rows(database)[0].password == before.password
    assert stricter.sign_in(EMAIL, GOOD) is not None
    (after,) = rows(database)
    assert before.password.startswith("$argon2id$")
    assert (extract_parameters(after.password).time_cost, GOOD in str(after)) == (2, False)
    assert stricter.sign_in(EMAIL, GOOD) is not None
    assert rows(database)[0].password == after.password


def test_a_disabled_account_is_out_at_once(
    accounts: Accounts, sessions: Sessions, morag: Account
) -> None:
    token = sessions.open(morag)
    accounts.set_disabled(EMAIL, True, COMMAND)
    assert sessions.find(token) is None
    assert accounts.sign_in(EMAIL, GOOD) is None
    assert accounts.let_through(EMAIL) is None
    accounts.set_disabled(EMAIL, False, COMMAND)
    assert sessions.find(token) is None
    assert accounts.sign_in(EMAIL, GOOD) is not None


def test_a_new_password_ends_every_session(
    accounts: Accounts, sessions: Sessions, morag: Account
) -> None:
    token = sessions.open(morag)
    with pytest.raises(WeakPassword):
        accounts.change_own_password(morag, "short")
    assert sessions.find(token) is not None
    accounts.change_own_password(morag, "another four odd words")
    assert sessions.find(token) is None
    assert accounts.sign_in(EMAIL, GOOD) is None
    assert accounts.sign_in(EMAIL, "another four odd words") is not None


def test_a_role_changes_at_once_for_who_is_signed_in(
    accounts: Accounts, sessions: Sessions, morag: Account
) -> None:
    token = sessions.open(morag)
    accounts.set_role(EMAIL, "planner", (), COMMAND)
    now = sessions.find(token)
    assert now is not None
    assert (now.role, now.areas) == ("planner", frozenset())


def test_a_removed_account_leaves_no_name(
    accounts: Accounts, sessions: Sessions, audit: Audit, database: Database, morag: Account
) -> None:
    token = sessions.open(morag)
    accounts.remove(EMAIL, COMMAND)
    assert (accounts.all(), sessions.find(token), rows(database)) == ((), None, [])
    assert all(EMAIL not in str(deed) and "Morag" not in str(deed) for deed in audit.newest(9))
    assert accounts.name_all(audit.newest(9)) == {}


def test_an_account_that_is_not_there_is_told(accounts: Accounts) -> None:
    by = By("", "command")
    for change in (
        lambda: accounts.set_disabled(EMAIL, True, by),
        lambda: accounts.set_password(EMAIL, GOOD, by),
        lambda: accounts.set_role(EMAIL, "viewer", (), by),
        lambda: accounts.remove(EMAIL, by),
    ):
        with pytest.raises(NoSuchPlanner):
            change()


@pytest.mark.parametrize(
    ("role", "own", "seen"),
    [
        ("editor", {"south"}, {"south"}),
        ("editor", {"town"}, {"town", "south", "north"}),
        ("editor", {"south", "shire"}, {"south", "shire"}),
        ("editor", {"gone"}, set()),
        ("editor", set(), set()),
        ("viewer", set(), set(AREAS)),
        ("viewer", {"shire"}, {"shire"}),
        ("planner", set(), None),
    ],
)
def test_who_reaches_which_areas(role: Role, own: set[str], seen: set[str] | None) -> None:
    account = Account("1", "M", EMAIL, role, frozenset(own), False, START.date(), None)
    assert account.reach(AREAS) == seen


def test_a_database_that_is_down_lets_nobody_in(postgres: Server, ticking: Ticking) -> None:
    database = Database.at(postgres.empty(), ticking)
    accounts = Accounts(database, ticking, Passwords(QUICK))
    token = Sessions(database, ticking).open(add(accounts))
    postgres.stop()
    try:
        with pytest.raises(StoreDown):
            accounts.sign_in(EMAIL, GOOD)
        with pytest.raises(StoreDown):
            Sessions(database, ticking).find(token)
    finally:
        postgres.start()
    database.close()
