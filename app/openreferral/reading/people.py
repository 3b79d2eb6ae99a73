"""Telling a team's name from a person's: a person's name is no part of a listing."""

import re

_TEAM = re.compile(
    r"\b(?:admin\w*|advice|booking\w*|cent(?:re|er)|chat|co-?ordinator|contact centre|crisis|desk"
    r"|department|duty|enquir\w+|evening|facebook|family|families|freephone|general|group|head"
    r"|helpdesk|helpline|hotline|hub|inquir\w+|intake|line|main|manager|mobile|night|office|project"
    r"|reception|referral\w*|school|secretary|service\w*|support|switchboard|team|text|textphone"
    r"|weekend|worker\w*|youth)\b",
    re.IGNORECASE,
)
_STAND_IN = re.compile(r"contact(?: ?\d+)?|primary(?: contact)?|name|none|test\b.*", re.IGNORECASE)


def is_team(name: str) -> bool:
    """Return whether a contact's name is surely a team's, a line's or a place's."""
    return _TEAM.search(name) is not None


def is_stand_in(name: str) -> bool:
    """Return whether a name only fills a field, such as "Contact 1"."""
    return _STAND_IN.fullmatch(name.strip()) is not None
