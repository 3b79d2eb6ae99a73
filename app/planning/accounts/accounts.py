"""Planners' accounts: made, changed and asked for by sign-in address.

Each change is one transaction with its line in the audit log. Nothing here tells whether an
address has an account: a wrong password and an unknown name take as long and look the same.
"""

import secrets
from collections.abc import Iterable

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from app.clock import Clock
from app.planning.accounts.audit import KEEP_DEEDS_DAYS, drop_old_deeds, write_deed
from app.planning.accounts.passwords import Passwords, judge_password
from app.planning.accounts.records import ROLES, Account, By, Deed, DeedName, Role
from app.planning.accounts.tables import Planner, PlannerSession
from app.store import Database

ID_BYTES = 6


class EmailTaken(ValueError):
    """Another account signs in with this address."""


class NoSuchPlanner(LookupError):
    """No account signs in with this address."""


class Accounts:
    """The accounts of one database. Every method waits, and raises StoreDown."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        passwords: Passwords | None = None,
        keep_deeds_days: int = KEEP_DEEDS_DAYS,
    ) -> None:
        """Take the database to keep them in, and for how long the audit log is kept."""
        self._database = database
        self._keep_deeds_days = keep_deeds_days
        self._clock = clock
        self._passwords = passwords or Passwords()

    def add(
        self, email: str, name: str, role: Role, areas: Iterable[str], password: str, by: By
    ) -> Account:
        """Make an account. Raises EmailTaken and WeakPassword."""
        judge_password(password, name, email)
        planner = Planner(
            id=secrets.token_hex(ID_BYTES),
            email=tidy_email(email),
            name=name.strip(),
            role=role,
            areas=" ".join(sorted(areas)),
            password=self._passwords.hash(password),
            disabled=False,
            made=self._clock().date(),
            last=None,
        )
        try:
            with self._database.session() as session:
                session.add(planner)
                write_deed(session, self._clock, by, "added an account", planner.id)
        except IntegrityError:
            raise EmailTaken from None
        return read_account(planner)

    def all(self) -> tuple[Account, ...]:
        """Return every account, by name."""
        with self._database.session() as session:
            planners = session.exec(select(Planner).order_by(col(Planner.name))).all()
        return tuple(map(read_account, planners))

    def find(self, email: str) -> Account:
        """Return the account of an address. Raises NoSuchPlanner."""
        with self._database.session() as session:
            return read_account(_get(session, email))

    def sign_in(self, email: str, password: str) -> Account | None:
        """Return the account whose address and password these are, if it may come in."""
        with self._database.session() as session:
            known = _look(session, email)
        hashed = known.password if known is not None else None
        is_right = self._passwords.matches(hashed, password)
        fresh = self._passwords.renew(hashed, password) if hashed and is_right else hashed
        with self._database.session() as session:
            planner = _look(session, email)
            good = is_right and planner is not None and planner.password == hashed
            if planner is None or not good or planner.disabled:
                write_deed(session, self._clock, _by(planner), "was refused")
                return None
            planner.password = fresh or planner.password
            self._note_arrival(session, planner, "signed in")
            return read_account(planner)

    def let_through(self, email: str) -> Account | None:
        """Return the account of someone whom a trusted proxy has signed in, if it may come in."""
        today = self._clock().date()
        with self._database.session() as session:
            planner = _look(session, email)
            if planner is None or planner.disabled:
                return None
            if planner.last != today:
                self._note_arrival(session, planner, "came through the proxy")
            return read_account(planner)

    def owns(self, account: Account, password: str) -> bool:
        """Return whether a password is this account's own."""
        with self._database.session() as session:
            planner = session.get(Planner, account.id)
        hashed = planner.password if planner is not None else None
        return self._passwords.matches(hashed, password)

    def change_own_password(self, account: Account, password: str) -> None:
        """Give a planner the password they chose; every browser is signed out.

        Raises WeakPassword.
        """
        self._set_password(account.email, password, By(account.id, account.role))

    def set_password(self, email: str, password: str, by: By) -> Account:
        """Set a password; every browser is signed out. Raises NoSuchPlanner and WeakPassword."""
        return self._set_password(email, password, by)

    def set_disabled(self, email: str, is_disabled: bool, by: By) -> Account:
        """Shut an account or open it again; shut, it is signed out. Raises NoSuchPlanner."""
        with self._database.session() as session:
            planner = _get(session, email)
            planner.disabled = is_disabled
            if is_disabled:
                _sign_out(session, planner.id)
            what: DeedName = "disabled an account" if is_disabled else "enabled an account"
            write_deed(session, self._clock, by, what, planner.id)
            return read_account(planner)

    def set_role(self, email: str, role: Role, areas: Iterable[str], by: By) -> Account:
        """Change what an account may do, at once. Raises NoSuchPlanner."""
        with self._database.session() as session:
            planner = _get(session, email)
            planner.role, planner.areas = role, " ".join(sorted(areas))
            write_deed(session, self._clock, by, "changed a role", f"{planner.id} {role}")
            return read_account(planner)

    def remove(self, email: str, by: By) -> None:
        """Delete an account with its name and address. Raises NoSuchPlanner.

        Its lines in the audit log stay, under an id that names nobody any more.
        """
        with self._database.session() as session:
            planner = _get(session, email)
            _sign_out(session, planner.id)
            session.flush()
            session.delete(planner)
            write_deed(session, self._clock, by, "removed an account", planner.id)

    def name_all(self, deeds: Iterable[Deed]) -> dict[str, str]:
        """Return the name of each account in some deeds that is still there, by id."""
        ids = {each for deed in deeds for each in (deed.who, deed.which.partition(" ")[0])}
        with self._database.session() as session:
            found = session.exec(select(Planner).where(col(Planner.id).in_(ids))).all()
        return {planner.id: planner.name for planner in found}

    def _note_arrival(self, session: Session, planner: Planner, what: DeedName) -> None:
        """Write down that somebody came, and delete lines of the log that are over meanwhile."""
        planner.last = self._clock().date()
        drop_old_deeds(session, self._clock, self._keep_deeds_days)
        write_deed(session, self._clock, _by(planner), what)

    def _set_password(self, email: str, password: str, by: By) -> Account:
        known = self.find(email)
        judge_password(password, known.name, known.email)
        hashed = self._passwords.hash(password)
        with self._database.session() as session:
            planner = _get(session, email)
            planner.password = hashed
            _sign_out(session, planner.id)
            is_own = planner.id == by.id
            what: DeedName = "changed their password" if is_own else "set a password"
            write_deed(session, self._clock, by, what, "" if is_own else planner.id)
            return read_account(planner)


def tidy_email(email: str) -> str:
    """Return an address as it is kept: no spaces around it, and small letters."""
    return email.strip().casefold()


def read_account(planner: Planner) -> Account:
    """Return a row as a value without its secret."""
    role = next(role for role in ROLES if role == planner.role)
    return Account(
        planner.id,
        planner.name,
        planner.email,
        role,
        frozenset(planner.areas.split()),
        planner.disabled,
        planner.made,
        planner.last,
    )


def _look(session: Session, email: str) -> Planner | None:
    if not email.strip().isprintable():
        return None  # PostgreSQL takes no NUL, and nobody's address holds one
    return session.exec(select(Planner).where(Planner.email == tidy_email(email))).first()


def _get(session: Session, email: str) -> Planner:
    planner = _look(session, email)
    if planner is None:
        raise NoSuchPlanner
    return planner


def _sign_out(session: Session, planner: str) -> None:
    session.execute(delete(PlannerSession).where(col(PlannerSession.planner) == planner))


def _by(planner: Planner | None) -> By:
    return By(planner.id, planner.role) if planner is not None else By("", "")
