"""What can be wrong with how a page lies on a screen. Each check returns what it is wrong with."""

from collections.abc import Mapping

from playwright.sync_api import Page

SEEN = """const unseen = ".skip, .hidden, svg, template, [aria-hidden=true], [hidden]";
  const say = (e) => e.outerHTML.slice(0, 100);
  const all = (selector) => [...document.querySelectorAll(selector)]
    .filter((e) => !e.closest(unseen) && e.checkVisibility({visibilityProperty: true}));"""

SIDEWAYS = f"""() => {{ {SEEN}
  const width = document.documentElement.clientWidth;
  const wide = document.documentElement.scrollWidth > width ? ["the page itself"] : [];
  return wide.concat(all("body *")
    .filter((e) => e.getBoundingClientRect().right > width + 0.5
      || (e.getBoundingClientRect().left < -0.5)).map(say));
}}"""

# A link inside a sentence is exempt (WCAG 2.5.8): words of the same block stand beside it.
SMALL = f"""() => {{ {SEEN}
  const inSentence = (e) => {{
    const block = e.closest("p, li, dd, dt, td, h1, h2, h3, h4, blockquote, summary");
    return getComputedStyle(e).display === "inline" && block
      && block.innerText.trim().length > e.innerText.trim().length;
  }};
  const tall = (e) => Math.max(e.getBoundingClientRect().height,
    ...[...e.labels ?? []].map((label) => label.getBoundingClientRect().height));
  return all("a, button, input:not([type=hidden]), select, summary, [tabindex='0']")
    .filter((e) => !inSentence(e) && (tall(e) < LEAST || e.getBoundingClientRect().width < 24))
    .map((e) => `${{Math.round(tall(e))}} ${{say(e)}}`);
}}"""

CLIPPED = f"""() => {{ {SEEN}
  return all("body *").filter((e) => getComputedStyle(e).overflow !== "visible"
      && e.tagName !== "INPUT" && e.tagName !== "SELECT"
      && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1)
      && !/auto|scroll/.test(getComputedStyle(e).overflowY)).map(say);
}}"""

# Words that stand on other words: boxes of the lines of text that cross by more than their leading.
OVERLAPPING = f"""() => {{ {SEEN}
  const lines = [];
  for (const e of all("body *")) {{
    if (e.closest(".top, .looking")) continue;
    for (const node of e.childNodes) {{
      if (node.nodeType !== Node.TEXT_NODE || !node.data.trim()) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) if (box.width > 1) lines.push([e, box]);
    }}
  }}
  lines.sort((a, b) => a[1].top - b[1].top);
  const wrong = [];
  lines.forEach(([one, box], i) => {{
    for (let j = i + 1; j < lines.length && lines[j][1].top < box.bottom; j++) {{
      const [other, next] = lines[j];
      const down = Math.min(box.bottom, next.bottom) - next.top;
      const across = Math.min(box.right, next.right) - Math.max(box.left, next.left);
      if (across > 1 && down > next.height / 2) wrong.push(`${{say(one)}} and ${{say(other)}}`);
    }}
  }});
  return wrong;
}}"""

COVERED = """() => {
  const e = document.activeElement;
  const box = e.getClientRects()[0];
  const at = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return e === at || e.contains(at) ? "" : e.outerHTML.slice(0, 80);
}"""
"""What has the focus, when something else lies on its middle."""

CHECKS: Mapping[str, str] = {
    "sideways": SIDEWAYS,
    "small": SMALL.replace("LEAST", "44"),
    "clipped": CLIPPED,
    "overlapping": OVERLAPPING,
}

SPACE_OUT = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
    word-spacing: .16em !important } p { margin-bottom: 2em !important }`);
  document.adoptedStyleSheets.push(sheet);
}"""
"""The four values of WCAG 1.4.12, that nothing may be lost under."""


def judge(page: Page) -> list[str]:
    """Return everything that is wrong with how a page lies."""
    return [f"{name}: {each}" for name, script in CHECKS.items() for each in page.evaluate(script)]


def space_out(page: Page) -> None:
    """Set a page as a reader does who needs letters, words and lines to stand further apart."""
    page.evaluate(SPACE_OUT)
