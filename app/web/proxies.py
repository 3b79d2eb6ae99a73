"""Which proxies are believed: about the address families come from, and about who a planner is.

Our own server reads these headers before us if it is let, and then nobody can tell any more who
sent them; so `reachin serve` turns that off, and this is done here, once.
"""

import ipaddress
from typing import Any

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
ON_THIS_MACHINE = ("127.0.0.1", "::1")
"""Believed about addresses and HTTPS where no proxy is named, as uvicorn does; never about people.
"""
_FROM_PROXY = "reachin.from_proxy"
_HOME_BITS = 64
"""Bits of an IPv6 address that a whole household or office shares (RFC 6177)."""


def read_networks(text: str) -> tuple[Network, ...]:
    """Return the networks in a text such as "10.0.0.5 10.1.0.0/16". Raises ValueError."""
    return tuple(ipaddress.ip_network(part) for part in text.replace(",", " ").split())


class Proxies:
    """Takes the client's address and scheme from trusted proxies, and remembers whether one spoke.

    X-Forwarded-For is read from its end, up to the first address that is no proxy of ours.
    """

    def __init__(self, app: ASGIApp, networks: tuple[Network, ...] = ()) -> None:
        self._networks = networks
        trusted = [str(network) for network in networks] or list(ON_THIS_MACHINE)
        inside: Any = app
        self._app: Any = ProxyHeadersMiddleware(inside, trusted_hosts=trusted)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on as it was before the proxy."""
        told = {**scope, _FROM_PROXY: self._trusts(scope.get("client"))}
        await self._app(told if scope["type"] == "http" else scope, receive, send)

    def _trusts(self, client: tuple[str, int] | None) -> bool:
        try:
            address = ipaddress.ip_address(client[0] if client else "")
        except ValueError:
            return False
        return any(address in network for network in self._networks)


def is_from_proxy(request: Request) -> bool:
    """Return whether a named proxy, and nobody else, handed this request to us."""
    return bool(request.scope.get(_FROM_PROXY))


def address_of(request: Request) -> str:
    """Return whom to count against abuse: an address, or an IPv6 household."""
    host = request.client.host if request.client is not None else ""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    if address.version == 4:
        return host
    return str(ipaddress.ip_network((address, _HOME_BITS), strict=False))
