"""Fetches pages as a family's browser does, and refuses any page that breaks a rule all keep."""

import contextlib
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

import html5lib
import httpx
import pytest
from fastapi import FastAPI

from tests.web import rules

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

YEAR = 31_536_000


@dataclass(frozen=True)
class Page:
    """One page as it was parsed."""

    response: httpx.Response
    root: Element

    @property
    def text(self) -> str:
        """Return the words of the page, spaces made single."""
        return rules.words_of(self.root)

    @property
    def title(self) -> str:
        return rules.words_of(self.root.find(".//title"))

    @property
    def h1(self) -> str:
        return rules.words_of(self.root.find(".//h1"))

    def all(self, path: str) -> list[Element]:
        """Return every element an ElementPath finds, in the order they stand."""
        return self.root.findall(path)

    def of_class(self, name: str) -> list[Element]:
        """Return every element that has a class."""
        return [e for e in self.root.iter() if name in (e.get("class") or "").split()]

    def links(self) -> list[str]:
        """Return where every link goes, in the order they stand."""
        return [link.get("href", "") for link in self.all(".//a")]

    def box(self, name: str) -> Element:
        """Return the box a family types into, in the form that searches."""
        boxes = [e for e in self.all(".//input") if e.get("name") == name]
        shown = [e for e in boxes if e.get("type") != "hidden"]
        assert len(shown) == 1, f'{len(shown)} boxes are called "{name}"'
        return shown[0]

    def form(self, button: str) -> dict[str, str]:
        """Return what a search would send if the button with these words were pressed."""
        action, sent = self.filled(button)
        assert action == "/find"
        return sent

    def filled(self, button: str) -> tuple[str, dict[str, str]]:
        """Return where a form posts to, and what, if the button with these words were pressed."""
        for form in self.all(".//form"):
            for pressed in form.iter("button"):
                if rules.words_of(pressed) == button:
                    assert form.get("method") == "post"
                    sent = dict(_typed(form))
                    if name := pressed.get("name"):
                        sent[name] = pressed.get("value", "")
                    return form.get("action", ""), sent
        raise AssertionError(f'no button says "{button}"')


def _typed(form: Element) -> Iterator[tuple[str, str]]:
    """Yield the name of each box of a form and what stands in it."""
    for box in form.iter():
        name, kind = box.get("name", ""), box.get("type")
        if box.tag == "input" and (kind != "radio" or box.get("checked") is not None):
            yield name, box.get("value", "")
        elif box.tag == "textarea":
            yield name, box.text or ""
        elif box.tag == "select":
            chosen = (each for each in box if each.get("selected") is not None)
            yield name, next(chosen, box[0]).get("value", "")


@dataclass(frozen=True)
class PageClient:
    """Asks one site for pages. Everything it returns has kept the rules."""

    http: TestClient
    _static: dict[str, str] = field(default_factory=dict)

    @classmethod
    @contextlib.contextmanager
    def over(cls, app: FastAPI) -> Iterator["PageClient"]:
        """Open a client that goes where it is sent and sees a fault as a family would."""
        with TestClient(app, raise_server_exceptions=False, follow_redirects=True) as http:
            yield cls(http)

    @classmethod
    def at(cls, app: FastAPI, address: str) -> "PageClient":
        """Return another client of a site that is open, at an internet address of its own."""
        return cls(TestClient(app, raise_server_exceptions=False, client=(address, 50_000)))

    def get(self, path: str, status: int = 200) -> Page:
        """Return a page that must answer with a status."""
        return self.check(self.http.get(path), status)

    def find(self, **typed: str) -> Page:
        """Return the page for a search from a form."""
        return self.send(typed)

    def press(self, page: Page, button: str, **typed: str) -> Page:
        """Return the page that a page's own form leads to."""
        return self.send({**page.form(button), **typed})

    def send(self, typed: Mapping[str, str], status: int = 200) -> Page:
        """Return the page that answers a form, which must never be kept anywhere.

        A search is sent on to a sealed address; what cannot be searched is answered at once.
        """
        answer = self.http.post("/find", data=typed)
        for hop in answer.history:
            assert (hop.status_code, hop.headers["cache-control"]) == (303, "no-store")
            assert rules.SEALED.fullmatch(hop.headers["location"])
        return self.check(answer, status, may_keep=False)

    def tell(self, page: Page, button: str, *, status: int = 200, **typed: str) -> Page:
        """Return the page that answers one of our questions, which must never be kept anywhere.

        What is taken is sent on to thanks; what is not, to where it is asked again.
        """
        action, sent = page.filled(button)
        answer = self.http.post(action, data={**sent, **typed})
        for hop in answer.history:
            assert (hop.status_code, hop.headers["cache-control"]) == (303, "no-store")
            assert rules.ANSWERED.fullmatch(hop.headers["location"])
        return self.check(answer, status, may_keep=False)

    def frame(self, path: str, status: int = 200, *, may_keep: bool = True) -> Page:
        """Return the frame that other sites show, which must answer with a status."""
        return self.check(self.http.get(path), status, may_keep=may_keep, framed=True)

    def check(
        self, response: httpx.Response, status: int, *, may_keep: bool = True, framed: bool = False
    ) -> Page:
        """Return an answer as a page, or fail with everything that is wrong with it."""
        where = f"{response.request.method} {response.request.url.path}"
        if response.status_code != status:
            pytest.fail(f"{where} answered {response.status_code}, not {status}")
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        root = parser.parse(response.content, transport_encoding="utf-8")
        wrong = [f"HTML: {code} {details} at {at}" for at, code, details in parser.errors]
        wrong += rules.judge(root, framed=framed)
        may_keep = may_keep and status == 200
        wrong += rules.judge_headers(response, may_keep=may_keep, framed=framed)
        wrong += self._judge_static(rules.loaded_addresses(root))
        if wrong:
            pytest.fail(f"{where}:\n" + "\n".join(f"- {line}" for line in wrong))
        return Page(response, root)

    def _judge_static(self, addresses: list[str]) -> Iterator[str]:
        for address in addresses:
            if address not in self._static:
                self._static[address] = self._judge_asset(address)
            if self._static[address]:
                yield self._static[address]

    def _judge_asset(self, address: str) -> str:
        if not rules.HASHED.fullmatch(address):
            return f"loads {address}, which is not a hashed file of ours"
        answer = self.http.get(address)
        kept = answer.headers.get("cache-control", "")
        if answer.status_code != 200 or not answer.content:
            return f"loads {address}, which answers {answer.status_code}"
        if kept != f"public, max-age={YEAR}, immutable":
            return f'loads {address}, which is kept as "{kept}"'
        return ""
