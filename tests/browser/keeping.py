"""What families do to keep help on their phone, and ways to see what is kept there."""

from playwright.sync_api import Page, expect

from app.content.codes import code_of

FOOD, LINE, MONEY = "glasgow-libraries", "childline", "samaritans"
LINE_PATH = f"/services/{code_of(LINE)}"
"""Its own address is one that gives nothing away."""
STORED = """async () => {
  const names = await caches.keys();
  const found = {};
  for (const name of names) {
    const cache = await caches.open(name);
    for (const key of await cache.keys()) {
      const answer = await cache.match(key);
      found[new URL(key.url).pathname + new URL(key.url).search] =
        [...answer.headers].join() + (await answer.text());
    }
  }
  return found;
}"""
UNTIL = """const until = async (is) => {
  for (let tries = 0; tries < 200; tries++) {
    if (await is()) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error("it did not come");
};"""
WAIT = f"""async ([paths, there]) => {{ {UNTIL}
  await until(async () => (await Promise.all(paths.map((path) => caches.match(path))))
    .every((found) => Boolean(found) === there)); }}"""
WAIT_FOR_NONE = f"""async () => {{ {UNTIL}
  await until(async () => !(await caches.keys()).length
    && !(await navigator.serviceWorker.getRegistrations()).length); }}"""
WORKERS = "async () => (await navigator.serviceWorker.getRegistrations()).length"


def codes(*ids: str) -> str:
    """Return the codes of listings as they are kept."""
    return ".".join(code_of(each) for each in ids)


def save(page: Page, *ids: str) -> None:
    """Press "Save" on the page of each listing."""
    for each in ids:
        page.goto(f"/services/{each}")
        page.get_by_role("button", name="Save on this phone").click()
        expect(page.get_by_role("button", name="Remove from this phone")).to_be_visible()


def stored(page: Page) -> dict[str, str]:
    """Return every answer the phone keeps for no signal, by its address."""
    found: dict[str, str] = page.evaluate(STORED)
    return found


def wait_until_stored(page: Page, *paths: str) -> None:
    """Wait until the worker has put these addresses by."""
    page.evaluate(WAIT, [list(paths), True])


def wait_until_dropped(page: Page, *paths: str) -> None:
    """Wait until the phone keeps none of these addresses."""
    page.evaluate(WAIT, [list(paths), False])


def wait_until_nothing_is_stored(page: Page) -> None:
    """Wait until there is no worker, and no answer that it kept."""
    page.evaluate(WAIT_FOR_NONE)


def count_workers(page: Page) -> int:
    """Return how many workers are registered."""
    number: int = page.evaluate(WORKERS)
    return number
