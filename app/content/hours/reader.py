"""A place in a clause: what comes next, and taking it."""

from dataclasses import dataclass

from app.content.hours.lexer import Kind, Token
from app.content.hours.problems import SlipError


@dataclass(slots=True)
class Reader:
    """The words of one clause and how many of them have been read."""

    words: tuple[Token, ...]
    place: int = 0

    def sees(self, *kinds: Kind, ahead: int = 0) -> bool:
        """Return whether a coming word (the next, unless `ahead`) is one of some kinds."""
        return self.kind(ahead) in kinds

    def kind(self, ahead: int = 0) -> Kind | None:
        """Return the kind of a coming word, or None past the end."""
        where = self.place + ahead
        return self.words[where].kind if where < len(self.words) else None

    def take(self, *kinds: Kind) -> Token | None:
        """Read the next word if it is one of some kinds; return it, or None."""
        return self.read() if self.sees(*kinds) else None

    def read(self) -> Token:
        """Read the next word, whatever it is. Raises SlipError past the end."""
        if self.place >= len(self.words):
            raise SlipError("the line stops too soon", "finish it, as in Mon-Fri 9:00-17:00")
        self.place += 1
        return self.words[self.place - 1]

    def is_finished(self) -> bool:
        """Return whether every word has been read."""
        return self.place >= len(self.words)
