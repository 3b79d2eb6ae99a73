"""Why a feed or one of its records cannot be read: plain sentences for a planner."""


class ReadingProblem(ValueError):
    """What was given cannot be read as a listing; its text is one plain sentence."""


class UnknownDialect(ReadingProblem):
    """The answer is not in any form of Open Referral we know."""
