"""What asking another server ends in: what it sent, or one plain reason why not."""

from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import urlsplit

NO_NAME = "no server has that name"
TOO_SLOW = "it took too long"
UNTRUSTED = "its certificate cannot be trusted"
"""Why a server gave no answer, where others need to know which it was."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came back: `asked` is the address we were given, `url` the one that answered.

    `moved` is where the server says that it has gone for good (301 and 308, RFC 9110, 15.4); "" if
    it says so of nowhere.
    """

    asked: str
    url: str
    status: int
    content_type: str
    body: bytes
    moved: str = ""


@dataclass(frozen=True, slots=True)
class NotFetched:
    """Why nothing came back. `may_pass` says that it may be different in a while."""

    url: str
    may_pass: ClassVar[bool] = False

    @property
    def host(self) -> str:
        """Return the server as a planner knows it: its name."""
        try:
            return urlsplit(self.url).hostname or self.url
        except ValueError:
            return self.url

    @property
    def sentence(self) -> str:
        """Say what went wrong, and what to do where there is something."""
        return f"{self.url} could not be read."


@dataclass(frozen=True, slots=True)
class NotAnAddress(NotFetched):
    """The address is none that we ask."""

    why: str = ""

    @property
    def sentence(self) -> str:
        """Say what is wrong with the address."""
        return f'"{self.url}" is not a web address we can ask: {self.why}.'


@dataclass(frozen=True, slots=True)
class Unsafe(NotFetched):
    """The address leads into a private network, or to a door that is not the web's."""

    why: str = ""

    @property
    def sentence(self) -> str:
        """Say where it leads."""
        return f"{self.url} was not asked: {self.why}."


@dataclass(frozen=True, slots=True)
class Disallowed(NotFetched):
    """The server's robots.txt asks programs to stay away from this address."""

    @property
    def sentence(self) -> str:
        """Say who asked us to stay away."""
        return (
            f"{self.host} asks programs not to read {self.url} (its robots.txt says so). "
            "Ask the people there for leave, or for a file."
        )


@dataclass(frozen=True, slots=True)
class Unanswered(NotFetched):
    """The server could not be reached, or broke off."""

    why: str = ""
    may_pass: ClassVar[bool] = True

    @property
    def sentence(self) -> str:
        """Say how it failed."""
        return f"{self.host} gave no answer for {self.url}: {self.why}."


@dataclass(frozen=True, slots=True)
class BadStatus(NotFetched):
    """The server answered with a refusal or a failure. `wait_s` is how long it asks us to wait."""

    status: int = 0
    wait_s: float = 0

    @property
    def is_gone(self) -> bool:
        """Return whether the server says that there is nothing at this address."""
        return self.status in (404, 410)

    @property
    def sentence(self) -> str:
        """Say what the server answered."""
        meanings = {
            401: "it wants a sign-in",
            403: "it does not let us in",
            404: "there is nothing at that address",
            410: "what was there is gone",
            429: "it has had too many questions for now",
        }
        failed = "it has a fault of its own" if self.status >= 500 else "it would not say more"
        told = meanings.get(self.status, failed)
        later = f" It asks us to wait {self.wait_s:.0f} seconds." if self.wait_s else ""
        return f"{self.host} answered {self.status} for {self.url}: {told}.{later}"


@dataclass(frozen=True, slots=True)
class TooLarge(NotFetched):
    """The answer is larger than we take. `limit` is in bytes."""

    limit: int = 0

    @property
    def sentence(self) -> str:
        """Say how much we take."""
        return f"{self.url} is over {self.limit / 1_000_000:.0f} MB, which is more than we take."


@dataclass(frozen=True, slots=True)
class Wandering(NotFetched):
    """The server sent us on and on."""

    @property
    def sentence(self) -> str:
        """Say that it has no end."""
        return f"{self.url} sends us from one address to the next without an end."


Outcome = Fetched | NotFetched
