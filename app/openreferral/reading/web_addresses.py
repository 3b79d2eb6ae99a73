"""Email and web addresses as families can use them, or nothing."""

import re

from app.content.fields import read_email, read_web_address

_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~\-]{1,64}@[A-Za-z0-9\-.]{1,120}\.[A-Za-z]{2,24}")
_BARE = re.compile(
    r"(?:www\.[^\s/]+\.[^\s]+|[a-z0-9][a-z0-9.\-]*\.[a-z]{2,}(?:/\S*)?)", re.IGNORECASE
)
_HOST = re.compile(r"https?://([^/?#\s]*)", re.IGNORECASE)
_SLIPS = re.compile(r"^(?:https?:/*)*(https?)[:;]?/{1,3}(?=[^/\s])", re.IGNORECASE)
_STAND_INS = ("example.com", "example.net", "path.to", "path/to", "domain.com", "yourwebsite.com")
_STAND_IN_EMAILS = frozenset({"email@email.com", "name@domain.com", "test@test.com"})
_STAND_IN_ENDINGS = (".invalid", ".test", ".localhost", ".local")


def find_email(text: str) -> str | None:
    """Return the email address in a text, or None; a stand-in such as @noemail.invalid is none."""
    found = _EMAIL.search(text.replace("mailto:", " "))
    if not found or _is_stand_in(found[0].partition("@")[2]) or found[0] in _STAND_IN_EMAILS:
        return None
    try:
        return read_email(found[0])
    except ValueError:
        return None


def find_web_address(text: str) -> tuple[str, bool] | None:
    """Return the web address in a text, and whether its start was put there; None if there is none.

    Stand-ins such as example.com (RFC 2606), and addresses with a name and password, are none.
    """
    typed = text.strip().strip("<>()[]\"'").rstrip(".,;")
    whole = _SLIPS.sub(lambda match: f"{match[1].lower()}://", typed)
    is_bare = "://" not in whole and _BARE.fullmatch(whole) is not None
    address = f"https://{whole}" if is_bare else whole
    found = _HOST.match(address)
    host = found[1].lower() if found else ""
    if "@" in host or _is_stand_in(host) or "." not in host.strip("."):
        return None
    try:
        return read_web_address(address), is_bare
    except ValueError:
        return None


def _is_stand_in(host: str) -> bool:
    bare = host.lower().split(":")[0].removeprefix("www.")
    return bare in _STAND_INS or bare.endswith(_STAND_IN_ENDINGS) or bare == "localhost"
