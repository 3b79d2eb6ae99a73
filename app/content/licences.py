"""Under which licence the words of listings may be used, and who is to be named."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence by its short name and its address, and the credit it asks for."""

    name: str = "CC BY 4.0"
    url: str = "https://creativecommons.org/licenses/by/4.0/"
    credit: str = "Reach In contributors"
