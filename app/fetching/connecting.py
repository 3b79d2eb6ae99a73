"""Connections to other servers, each to a numeric address that was found good beforehand.

The certificate is still held against the server's name. Servers never share a connection, even
where they share an address, and nothing is taken from the environment: no proxy, no sign-in.
"""

import ssl
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from app.fetching.outcomes import TOO_SLOW, UNTRUSTED, Unanswered
from app.fetching.targets import Target

MOST_SERVERS = 8
"""To how many servers connections are kept open."""


class Broken(Exception):
    """The connection failed; carries what to tell."""

    def __init__(self, outcome: Unanswered) -> None:
        self.outcome = outcome
        super().__init__(outcome.sentence)


class Connections:
    """Open connections, a pool for each server."""

    def __init__(self, timeout_s: float) -> None:
        self._timeout = httpx.Timeout(timeout_s, connect=min(timeout_s, 10.0)).as_dict()
        self._pools: OrderedDict[str, httpx.HTTPTransport] = OrderedDict()
        self._trust: ssl.SSLContext | None = None

    @contextmanager
    def ask(self, target: Target, headers: dict[str, str]) -> Iterator[httpx.Response]:
        """Lend the answer to a GET, its body not read yet. Raises Broken."""
        with _saying(target):
            response = self._send(target, headers)
        try:
            with _saying(target):
                yield response
        finally:
            response.close()

    def close(self) -> None:
        """Close every connection."""
        while self._pools:
            self._pools.popitem()[1].close()

    def _send(self, target: Target, headers: dict[str, str]) -> httpx.Response:
        pool = self._pool(target.origin)
        *others, last = target.addresses
        for address in others:
            try:
                return pool.handle_request(self._request(target, address, headers))
            except (httpx.ConnectError, httpx.ConnectTimeout):
                continue
        return pool.handle_request(self._request(target, last, headers))

    def _request(self, target: Target, address: str, headers: dict[str, str]) -> httpx.Request:
        url = httpx.URL(target.url).copy_with(host=address, port=target.port, fragment=None)
        return httpx.Request(
            "GET",
            url,
            headers={"Host": target.netloc, **headers},
            extensions={"sni_hostname": target.host, "timeout": self._timeout},
        )

    def _pool(self, origin: str) -> httpx.HTTPTransport:
        if origin not in self._pools:
            if self._trust is None:
                self._trust = httpx.create_ssl_context(trust_env=False)
            self._pools[origin] = httpx.HTTPTransport(verify=self._trust, trust_env=False)
            if len(self._pools) > MOST_SERVERS:
                self._pools.popitem(last=False)[1].close()
        self._pools.move_to_end(origin)
        return self._pools[origin]


@contextmanager
def _saying(target: Target) -> Iterator[None]:
    """Turn whatever the network does into one plain reason."""
    try:
        yield
    except httpx.TimeoutException:
        raise Broken(Unanswered(target.url, TOO_SLOW)) from None
    except httpx.DecodingError:
        raise Broken(Unanswered(target.url, "what it sent is damaged")) from None
    except httpx.ConnectError as error:
        is_trust = "CERTIFICATE" in str(error).upper()
        why = UNTRUSTED if is_trust else "it cannot be reached"
        raise Broken(Unanswered(target.url, why)) from None
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError, ValueError):
        raise Broken(Unanswered(target.url, "the connection broke off")) from None
