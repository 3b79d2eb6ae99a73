"""What is wrong with a line of opening times, in words a planner can act on."""


class SlipError(ValueError):
    """A fault in one clause, before the line it came from is known."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class HoursProblem(ValueError):
    """A line that cannot be read: the line, what is wrong, and what to write."""

    def __init__(self, line: str, message: str, hint: str) -> None:
        super().__init__(line, message, hint)
        self.line = line
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        """Return one sentence: the line, what is wrong, what to write."""
        return f'"{self.line}": {self.message} → {self.hint}'
