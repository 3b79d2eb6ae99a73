"""Pictures of the pages as families see them: `make screenshots`, into docs/screenshots.

Real Chromium, at a phone's and a desk's size, light and dark, on the real listings at a fixed
moment, so that a change in a picture is a change in a page.
"""

import argparse
import base64
import shutil
import socket
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import product
from pathlib import Path

import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from app.clock import LONDON
from app.config import PROJECT, Settings
from app.content.codes import code_of
from app.main import create_app
from tools.desk import DESK_SHOTS, furnish, sign_in
from tools.host_sites import SITES, WAYS, hosting_sites

OUT = PROJECT / "docs" / "screenshots"
SIZES = {"phone": (360, 740), "desk": (1280, 800)}
NOW = datetime(2026, 11, 25, 11, 0, tzinfo=LONDON)
QUALITY = 80
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def search(words: str, near: str = "") -> Callable[[Page, str], None]:
    """Return the steps that type a search on the home page."""

    def steps(page: Page, base: str) -> None:
        page.goto(base)
        page.fill("#q", words)
        page.fill("#near", near)
        page.click("main button[type=submit]")
        page.wait_for_load_state()

    return steps


def visit(path: str) -> Callable[[Page, str], None]:
    """Return the step that opens one address."""
    return lambda page, base: _open(page, base + path)


def _open(page: Page, address: str) -> None:
    page.goto(address)


def answer(button: str) -> Callable[[Page, str], None]:
    """Return the steps that say below a list whether it helped."""

    def steps(page: Page, base: str) -> None:
        search("my wean wont sleep", "G51 2QP")(page, base)
        page.click(f"#told button:text-is('{button}')")
        page.wait_for_selector("#told h2:text('Thank you')")

    return steps


def wrong(page: Page, base: str) -> None:
    """Open the end of a listing, where something wrong is told."""
    page.goto(f"{base}/services/the-govan-pantry")
    page.click(".tell summary")
    page.locator(".tell").evaluate("box => box.scrollIntoView()")


def saved(page: Page, base: str) -> None:
    """Save three listings on the phone and see the list; whoever comes next finds none."""
    page.goto(f"{base}/saved")
    page.evaluate("codes => localStorage.setItem('reachin-saved', codes)", LIST)
    page.reload()
    page.locator("[data-part=cards] .card").first.wait_for()
    page.evaluate("localStorage.clear()")


LIST = ".".join(map(code_of, ("the-govan-pantry", "samaritans", "money-matters")))
SHOTS: dict[str, Callable[[Page, str], None]] = {
    "home": visit("/"),
    "results": search("my wean wont sleep", "G51 2QP"),
    "crisis": search("he is going to kill me", "Easterhouse"),
    "place-not-found": search("food bank", "Gotham"),
    "outside": search("lonely", "Edinburgh"),
    "nothing-exact": search("qwertyuiop", "Girvan"),
    "nothing-typed": search(""),
    "topic": visit("/topics/food"),
    "help-right-now": visit("/topics/now"),
    "areas": visit("/areas"),
    "area": visit("/areas/glasgow-south"),
    "topic-in-area": visit("/areas/glasgow-south/money"),
    "listing": visit("/services/the-govan-pantry"),
    "listing-with-number": visit("/services/scottish-welfare-fund-glasgow"),
    "list": visit(f"/list/{LIST}"),
    "saved": visit("/saved"),
    "saved-three": saved,
    "helped": answer("Not yet"),
    "thanks": visit(f"/tell-us/thanks/wrong/{code_of('the-govan-pantry')}"),
    "something-wrong": wrong,
    "tell-us": visit("/tell-us"),
    "you-said": visit("/you-said"),
    "no-signal": visit("/offline"),
    "about": visit("/about"),
    "privacy": visit("/privacy"),
    "accessibility": visit("/accessibility"),
    "for-planners": visit("/for-planners"),
    "rights": visit("/your-right-to-help"),
    "what-kind-help-looks-like": visit("/what-kind-help-looks-like"),
    "how-help-works": visit("/how-help-works"),
    "your-questions": visit("/your-questions"),
    "safer-online": visit("/safer-online"),
    "urgent-help": visit("/urgent-help"),
    "posters": visit("/posters"),
    "poster": visit("/poster/glasgow-south"),
    "builder": visit("/for-schools-and-gps?area=glasgow-south"),
    "open-data": visit("/open-data"),
    "api-docs": visit("/docs/api"),
    "not-found": visit("/services/no-such-help"),
    "too-old": visit("/find/" + "a" * 80),
}


@contextmanager
def running_site() -> Iterator[str]:
    """Serve the real listings at a fixed moment, yielding the site's address."""
    with tempfile.TemporaryDirectory() as var, socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        app = create_app(Settings(var=Path(var), watch=False, planning=True), lambda: NOW)
        furnish(app.state.site)
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", access_log=False))
        thread = threading.Thread(target=server.run, args=([listening],))
        thread.start()
        while not server.started:
            time.sleep(0.05)
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


def take(browser: Browser, base: str, scheme: str, out: Path, *, whole: bool) -> None:
    """Take every picture in one colour scheme, at each size: families' pages, then planners'."""
    for size, (width, height) in SIZES.items():
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if scheme == "dark" else "light",
        )
        page = context.new_page()
        for name, steps in SHOTS.items():
            steps(page, base)
            _picture(page, out / f"{name}-{size}-{scheme}.webp", whole=whole)
        sign_in(page, base)
        for name, steps in DESK_SHOTS.items():
            steps(page, base)
            _picture(page, out / f"{name}-{size}-{scheme}.webp", whole=whole)
        context.close()


def _picture(page: Page, path: Path, *, whole: bool = False) -> None:
    """Write a picture as WebP, a fifth the size of PNG; Playwright itself does not know it."""
    view = {"format": "webp", "quality": QUALITY}
    page.wait_for_load_state("networkidle")
    if whole:
        _grow(page)
    devtools = page.context.new_cdp_session(page)
    path.write_bytes(base64.b64decode(devtools.send("Page.captureScreenshot", view)["data"]))
    devtools.detach()


def _grow(page: Page) -> None:
    """Make the window as high as the page, for as long as the page is open.

    For a picture of a whole page Chromium would draw frames of other sites 93 pixels wide.
    """
    width, height = page.evaluate("[innerWidth, document.documentElement.scrollHeight]")
    page.set_viewport_size({"width": width, "height": max(height, SIZES["phone"][1])})


def take_hosts(browser: Browser, base: str, out: Path) -> None:
    """Take pictures of a made-up school and surgery with our box, each way, at each size."""
    with hosting_sites(base) as hosts:
        for size, (width, height) in SIZES.items():
            context = browser.new_context(viewport={"width": width, "height": height})
            for name, way in product(SITES, WAYS):
                page = context.new_page()
                page.goto(f"{hosts}/{name}/{way}")
                _picture(page, out / f"host-{name}-{way}-{size}.webp", whole=True)
                page.close()
            context.close()


def main() -> None:
    """Take all pictures."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--out", type=Path, default=OUT)
    arguments.add_argument("--whole", action="store_true", help="whole pages, not first screens")
    options = arguments.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with running_site() as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for scheme in ("light", "dark"):
            take(browser, base, scheme, options.out, whole=options.whole)
        take_hosts(browser, base, options.out)
        browser.close()
    print(f"{len(list(options.out.glob('*.webp')))} pictures are in {options.out}")


if __name__ == "__main__":
    main()
