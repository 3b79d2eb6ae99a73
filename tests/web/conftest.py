"""Fetches every listing and topic once: their pages are checked as they come."""

from collections.abc import Mapping

import pytest

from app.search.directory import Directory
from tests.web.pages import Page, PageClient


@pytest.fixture(scope="session")
def listings(client: PageClient, directory: Directory) -> Mapping[str, Page]:
    return {s.id: client.get(f"/services/{s.id}") for s in directory.catalogue.live}


@pytest.fixture(scope="session")
def topics(client: PageClient, directory: Directory) -> Mapping[str, Page]:
    needs = directory.catalogue.needs.values()
    return {need.slug: client.get(f"/topics/{need.page}") for need in needs}
