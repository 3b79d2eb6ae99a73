"""Who may come to the planners' pages, and what they did there.

Accounts are made by whoever runs the site (`reachin planner add`), never by a page. Families have
none: nothing here is about them.
"""

from app.planning.accounts.accounts import Accounts, EmailTaken, NoSuchPlanner
from app.planning.accounts.audit import Audit
from app.planning.accounts.office import Office
from app.planning.accounts.passwords import WeakPassword, generate_password, judge_password
from app.planning.accounts.records import (
    COMMAND,
    ROLES,
    Account,
    By,
    Deed,
    DeedName,
    Role,
    is_at_least,
)
from app.planning.accounts.sessions import Sessions

__all__ = [
    "COMMAND",
    "ROLES",
    "Account",
    "Accounts",
    "Audit",
    "By",
    "Deed",
    "DeedName",
    "EmailTaken",
    "NoSuchPlanner",
    "Office",
    "Role",
    "Sessions",
    "WeakPassword",
    "generate_password",
    "is_at_least",
    "judge_password",
]
