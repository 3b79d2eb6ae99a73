"""Which addresses may be asked: the web's own doors, and nothing inside a private network.

A planner's file or another server's redirect may name any address, also one that only this machine
can reach (server-side request forgery). So a name is looked up once, every address it has must be
public, and the connection is made to those very addresses: what was checked is what is asked.
"""

import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import SplitResult, urlsplit

from app.fetching.outcomes import NO_NAME, NotAnAddress, NotFetched, Unanswered, Unsafe

PORTS = {"http": 80, "https": 443}
LONGEST_URL = 2000

Resolve = Callable[[str, int], Sequence[str]]
"""Turns a server's name and port into its numeric addresses; raises OSError where it has none."""

_IPAddress = IPv4Address | IPv6Address
_NEVER = tuple(
    ip_network(text)
    for text in (
        "100.64.0.0/10",  # shared by a provider's customers, RFC 6598
        "168.63.129.16/32",  # a cloud's own service for the machines in it
        "192.0.0.0/24",  # protocol assignments, RFC 6890
        "192.88.99.0/24",  # relays of 6to4, RFC 7526
        "198.18.0.0/15",  # benchmarks, RFC 2544
        "64:ff9b:1::/48",  # local translation, RFC 8215
        "2001::/23",  # protocol assignments, Teredo among them
        "fec0::/10",  # site-local, RFC 3879
    )
)
_TRANSLATED = ip_network("64:ff9b::/96")
"""IPv4 inside IPv6, RFC 6052."""


@dataclass(frozen=True, slots=True)
class Target:
    """One address to ask, and the numeric addresses that were found good for it."""

    url: str
    scheme: str
    host: str
    port: int
    addresses: tuple[str, ...]

    @property
    def origin(self) -> str:
        """Return the server as one name: 'https://example.org:443'."""
        return f"{self.scheme}://{self.netloc}"

    @property
    def netloc(self) -> str:
        """Return what the Host header says: the port only where it is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


def look_up(host: str, port: int) -> Sequence[str]:
    """Return every numeric address of a server. Raises OSError where there is none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def find_target(
    url: str, allowed: frozenset[str] = frozenset(), resolve: Resolve = look_up
) -> Target | NotFetched:
    """Return whom to ask for an address, or why nobody is.

    `allowed` names servers of one's own ("intranet.example" or "127.0.0.1:8001") that may be
    private and may use any port.
    """
    try:
        parts = urlsplit(url)
        host, port = _read_server(parts)
    except (ValueError, UnicodeError) as problem:
        return NotAnAddress(url, str(problem) or "it cannot be read")
    is_ours = host in allowed or f"{host}:{port}" in allowed
    if not is_ours and port not in PORTS.values():
        return Unsafe(url, f"port {port} is not one of the web's own (80 and 443)")
    try:
        addresses = tuple(resolve(host, port))
    except (OSError, UnicodeError):
        return Unanswered(url, NO_NAME)
    if not addresses:
        return Unanswered(url, NO_NAME)
    if not is_ours and not all(is_public(address) for address in addresses):
        return Unsafe(url, "it leads into a private network")
    return Target(url, parts.scheme, host, port, addresses)


def is_public(address: str) -> bool:
    """Return whether a numeric address is one of the public internet's."""
    try:
        number = ip_address(address)
    except ValueError:
        return False
    inner = _inside(number)
    if inner is not None:
        return is_public(str(inner))
    return (
        number.is_global
        and not number.is_multicast
        and not number.is_reserved
        and not any(number in network for network in _NEVER if network.version == number.version)
    )


def _inside(number: _IPAddress) -> IPv4Address | None:
    """Return the IPv4 address that an IPv6 one only carries, in each way that is in use."""
    if not isinstance(number, IPv6Address):
        return None
    if number in _TRANSLATED or (int(number) >> 32 == 0 and int(number) > 1):
        return IPv4Address(int(number) & 0xFFFFFFFF)
    return number.ipv4_mapped or number.sixtofour


def _read_server(parts: SplitResult) -> tuple[str, int]:
    """Return the server's name and port. Raises ValueError with what is wrong."""
    if parts.scheme not in PORTS:
        raise ValueError("it must start with https:// or http://")
    if len(parts.geturl()) > LONGEST_URL:
        raise ValueError("it is too long")
    if parts.username is not None or parts.password is not None:
        raise ValueError("it holds a sign-in")
    host = (parts.hostname or "").rstrip(".")
    if not host:
        raise ValueError("it names no server")
    if any(ord(letter) < 33 for letter in host) or "%" in host:
        raise ValueError("its server's name has letters that cannot be in one")
    port = parts.port if parts.port is not None else PORTS[parts.scheme]
    return _in_ascii(host), port


def _in_ascii(host: str) -> str:
    try:
        return host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        raise ValueError("its server's name cannot be read") from None
