"""All of one site's accounts in one hand: the planners' office."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from app.clock import Clock
from app.planning.accounts.accounts import Accounts
from app.planning.accounts.audit import KEEP_DEEDS_DAYS, Audit
from app.planning.accounts.sessions import Sessions
from app.store import Database


@dataclass(frozen=True, slots=True)
class Office:
    """Accounts, sessions and the audit log of one running site.

    `proxy_header` names who came, where a council's own sign-on stands in front; `secret` signs the
    forms of those who have no session with us.
    """

    accounts: Accounts
    sessions: Sessions
    audit: Audit
    secret: str
    proxy_header: str = ""

    @classmethod
    def over(
        cls,
        database: Database,
        clock: Clock,
        secret: Iterable[str] = (),
        *,
        lasts: timedelta,
        idle: timedelta,
        keep_deeds_days: int = KEEP_DEEDS_DAYS,
        proxy_header: str = "",
    ) -> "Office":
        """Return the office over a database; of the secrets, the newest is first."""
        return cls(
            Accounts(database, clock, keep_deeds_days=keep_deeds_days),
            Sessions(database, clock, lasts, idle),
            Audit(database, clock),
            next(iter(secret), None) or secrets.token_hex(32),
            proxy_header,
        )
