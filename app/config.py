"""Settings: the only module that reads the environment. Names start with REACHIN_, save two
that hosts expect to find bare: PORT and DEV.

`docs/operators.md` has a heading for each setting; a test keeps the two in step.
"""

from pathlib import Path
from typing import Literal

from pydantic import AliasChoices, Field, HttpUrl, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

PROJECT = Path(__file__).resolve().parent.parent
"""The folder that holds app/, data/, templates/ and static/."""


class Settings(BaseSettings):
    """How one running site is set up. Unset settings have the value that suits most."""

    model_config = SettingsConfigDict(
        env_prefix="REACHIN_", env_ignore_empty=True, frozen=True, extra="forbid"
    )

    data: Path = Field(PROJECT / "data", description="The folder of YAML, phrases and words.")
    var: Path = Field(
        PROJECT / "var", description="Where the search index and, unless set, the database are."
    )
    host: str = Field("127.0.0.1", description="The address to listen on.")
    port: int = Field(
        8000,
        ge=0,
        le=65535,
        validation_alias=AliasChoices("PORT", "port"),
        description="The port to listen on. Named PORT alone, as hosts expect.",
    )
    dev: bool = Field(
        False,
        validation_alias=AliasChoices("DEV", "dev"),
        description="1: reload when code changes. Never on a public site.",
    )
    public_url: HttpUrl | None = Field(
        None, description="The site's own address, such as https://reachin.example."
    )
    contact: str = Field(
        "",
        pattern=r"^([^@\s]+@[^@\s]+\.[A-Za-z]{2,})?$",
        description="An email address that anyone may write to. Pages about the site show it.",
    )
    data_licence: HttpUrl = Field(
        HttpUrl("https://creativecommons.org/licenses/by/4.0/"),
        description="The address of the licence of the listings' text.",
    )
    data_licence_name: str = Field(
        "CC BY 4.0", pattern=r"^[^\n\r<>]{1,60}$", description="What that licence is called."
    )
    data_credit: str = Field(
        "Reach In contributors",
        pattern=r"^[^\n\r<>]{1,80}$",
        description="Whom those who use the listings are asked to name.",
    )
    watch: bool = Field(True, description="Pick up saved changes to the data by itself.")
    postcodes: Path | None = Field(
        None, description="The full postcode store made by `reachin postcodes import`."
    )
    postcodes_url: HttpUrl | None = Field(
        None, description="A postcodes.io-compatible server to ask; off unless set."
    )
    database_url: SecretStr = Field(
        SecretStr(""),
        description="sqlite:/// or postgresql:// of what the site learns; unset, a file in var.",
    )
    keep_answers_days: int = Field(
        365, ge=1, le=3650, description="How long what families tell us is kept."
    )
    keep_counts_days: int = Field(
        1095, ge=1, le=3650, description="How long daily counts of searches are kept."
    )
    search_engine: Literal["whoosh", "tantivy"] = Field(
        "whoosh", description="tantivy: for directories of many thousands, if it is installed."
    )
    seal_keys: SecretStr = Field(
        SecretStr(""),
        description="Secrets that seal searches into addresses, newest first, split by spaces.",
    )
    seal_days: int = Field(7, ge=1, le=365, description="How long a sealed search can be opened.")
    exit_url: HttpUrl = Field(
        HttpUrl("https://www.bbc.co.uk/weather"), description='Where "Leave this page" goes.'
    )
    embed_hosts: str = Field(
        "",
        pattern=r"^[A-Za-z0-9.*:/ -]*$",
        description="Sites that may show our frame, split by spaces; unset, all may.",
    )
    count_embeds: bool = Field(
        False, description="Count by day how often each site that shows our help is used."
    )

    planning: bool = Field(False, description="Planners may sign in at /planning.")
    planning_hours: int = Field(
        12, ge=1, le=168, description="How long a planner stays signed in, in hours."
    )
    planning_idle_minutes: int = Field(
        120, ge=5, le=1440, description="How long a planner may do nothing and stay signed in."
    )
    keep_audit_days: int = Field(
        730, ge=1, le=3650, description="For how many days what planners did is kept."
    )
    proxy_addresses: str = Field(
        "",
        pattern=r"^[0-9A-Fa-f.:/, ]*$",
        description="Addresses of proxies in front, such as 10.0.0.5 10.1.0.0/16.",
    )
    proxy_user_header: str = Field(
        "",
        pattern=r"^[A-Za-z0-9-]*$",
        description="The header in which those proxies say which planner came.",
    )

    @property
    def database(self) -> str:
        """Return the address of the database."""
        told = self.database_url.get_secret_value()
        return told or f"sqlite:///{self.var / 'reachin.db'}"
