"""A listing's form as a browser holds it: each box filled in as the page came, to be sent."""

from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from tests.web.pages import Page
from tests.web.planning.conftest import Browser

Boxes = dict[str, list[str]]


@dataclass(frozen=True)
class Form:
    """One page with a form, in one browser."""

    browser: Browser
    page: Page
    boxes: Boxes = field(default_factory=dict)

    @property
    def action(self) -> str:
        return _form(self.page).get("action", "")

    def fill(self, **texts: str | list[str]) -> "Form":
        """Return the form with some boxes typed in; "__" stands for "-" in their names."""
        given = {n.replace("__", "-"): [v] if isinstance(v, str) else v for n, v in texts.items()}
        return replace(self, boxes=self.boxes | given)

    def press(self, do: str, status: int = 200) -> "Form":
        """Send the form by one of its buttons, and return the page that answers."""
        sent = {**self.boxes, "do": [do]}
        answer = self.browser.http.post(self.action, data=sent)
        return read_form(self.browser, self.browser.check(answer, status))

    def save(self) -> Page:
        """Look, save, and return the page that the save leads to."""
        looked = self.press("look")
        answer = self.browser.http.post(looked.action, data={**looked.boxes, "do": ["save"]})
        assert answer.status_code == 303, answer.text
        return self.browser.get(answer.headers["location"])

    def problem(self, name: str) -> str:
        """Return what is said to be wrong in a box; "" for nothing."""
        found = [e for e in self.page.all(".//p") if e.get("id") == f"{name}-problem"]
        return "".join(found[0].itertext()) if found else ""

    def summary(self) -> list[str]:
        """Return where each line of the error summary leads."""
        boxes = self.page.of_class("problem")
        return [link.get("href", "") for box in boxes for link in box.iter("a")]


def open_form(browser: Browser, path: str) -> Form:
    """Open a form's page."""
    return read_form(browser, browser.get(path))


def read_form(browser: Browser, page: Page) -> Form:
    """Return a page's form as it would be sent if nobody touched it."""
    boxes: Boxes = {}
    for element in _form(page).iter():
        for text in _texts(element):
            boxes.setdefault(element.get("name", ""), []).append(text)
    return Form(browser, page, boxes)


def _form(page: Page) -> Element:
    forms = page.all(".//main//form")
    return next((e for e in forms if "listing-form" in (e.get("class") or "")), forms[-1])


def _texts(element: Element) -> list[str]:
    if not element.get("name"):
        return []
    if element.tag == "textarea":
        return ["".join(element.itertext()).removeprefix("\n")]
    if element.tag == "select":
        options = list(element.iter("option"))
        chosen = [o for o in options if o.get("selected") is not None] or options[:1]
        return [chosen[-1].get("value", "")]
    ticks = ("checkbox", "radio")
    if element.tag != "input" or (element.get("type") in ticks and element.get("checked") is None):
        return []
    return [element.get("value", "")]
