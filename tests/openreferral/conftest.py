"""The open data of the real listings, and of a made-up directory that has one of everything."""

from collections.abc import Iterator

import pytest

from app.clock import Clock
from app.config import Settings
from app.main import create_app
from tests.openreferral.feed import Feed
from tests.openreferral.made_up import MADE_UP
from tests.web.pages import PageClient
from tests.web.small_data import write_small_data

MAILBOX = "listings@reachin.example.org"


@pytest.fixture(scope="session")
def feed(client: PageClient) -> Feed:
    """Return the open data of every real listing."""
    return Feed(client.http)


@pytest.fixture(scope="session")
def made_up(tmp_path_factory: pytest.TempPathFactory, site_clock: Clock) -> Iterator[Feed]:
    """Return the open data of a few made-up listings."""
    data = write_small_data(tmp_path_factory.mktemp("made-up") / "data", MADE_UP)
    var = tmp_path_factory.mktemp("var")
    app = create_app(Settings(data=data, var=var, watch=False, contact=MAILBOX), clock=site_clock)
    with PageClient.over(app) as client:
        yield Feed(client.http)
