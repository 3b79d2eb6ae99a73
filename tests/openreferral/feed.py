"""Reads a site's open data as another directory would, page by page."""

from collections.abc import Iterator
from typing import Any

import httpx

STUB = "/oruk/v3"
KINDS = {
    "services": "service",
    "service_at_locations": "service_at_location",
    "organizations": "organization",
    "taxonomies": "taxonomy",
    "taxonomy_terms": "taxonomy_term",
}
"""Each list, and what the standard calls one entry of it."""
Json = dict[str, Any]


class Feed:
    """One site's open data. Every answer must be 200 and JSON."""

    def __init__(self, http: httpx.Client) -> None:
        self.http = http

    def get(self, path: str, **asked: object) -> Json:
        """Return one answer."""
        answer = self.answer(path, **asked)
        assert answer.status_code == 200, f"{path} {asked}: {answer.text[:200]}"
        assert answer.headers["content-type"] == "application/json"
        told: Json = answer.json()
        return told

    def answer(self, path: str, **asked: object) -> httpx.Response:
        """Return an answer whatever it is; True and False are written as the standard does."""
        written = {k: str(v).lower() if isinstance(v, bool) else str(v) for k, v in asked.items()}
        return self.http.get(f"{STUB}{path}", params=written)

    def refusal(self, path: str, **asked: object) -> str:
        """Return the sentence that says why something cannot be asked."""
        answer = self.answer(path, **asked)
        assert answer.status_code == 422, f"{path} {asked}"
        assert list(answer.json()) == ["error"]
        sentence: str = answer.json()["error"]
        return sentence

    def pages(self, path: str, **asked: object) -> Iterator[Json]:
        """Yield every page of a list, as its own envelope counts them."""
        first = self.get(path, **asked)
        yield first
        for page in range(2, first["total_pages"] + 1):
            yield self.get(path, **asked, page=page)

    def entries(self, path: str, **asked: object) -> list[Json]:
        """Return every entry of a list."""
        return [entry for page in self.pages(path, **asked) for entry in page["contents"]]

    def ids(self, path: str, **asked: object) -> list[str]:
        """Return the id of every entry of a list."""
        return [entry["id"] for entry in self.entries(path, **asked)]

    def everything(self) -> Iterator[tuple[str, Json]]:
        """Yield every answer there is to a plain question, with its schema's name."""
        yield "api_details", self.get("")
        for name, kind in KINDS.items():
            for page in self.pages(f"/{name}"):
                yield f"{kind}_list", page
                yield from ((kind, self.get(f"/{name}/{e['id']}")) for e in page["contents"])
