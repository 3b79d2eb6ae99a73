"""The cookie that says a browser is signed in: set under /planning alone, and only over HTTPS.

`__Host-` binds it to this very host (RFC 6265bis, 4.1.3.2). On one's own machine, without HTTPS,
browsers would not take such a name, so there it has another.
"""

from starlette.requests import Request
from starlette.responses import Response

NAME = "__Host-reachin-planner"
NAME_ON_THIS_MACHINE = "reachin-planner-on-this-machine"
ON_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


def name_cookie(request: Request, base: str) -> str:
    """Return the cookie's name for a request; "" where nobody can sign in safely."""
    if request.url.scheme == "https" or base.startswith("https:"):
        return NAME
    return NAME_ON_THIS_MACHINE if request.url.hostname in ON_THIS_MACHINE else ""


def read_cookie(request: Request, base: str) -> str:
    """Return the session's token, or "" where there is none."""
    return request.cookies.get(name_cookie(request, base), "")


def set_cookie(answer: Response, name: str, token: str) -> None:
    """Give the browser its token; it forgets it when it is closed."""
    answer.set_cookie(name, token, path="/", secure=name == NAME, httponly=True, samesite="strict")


def drop_cookie(answer: Response, name: str) -> None:
    """Take the token away from the browser."""
    answer.delete_cookie(name, path="/", secure=name == NAME, httponly=True, samesite="strict")
