// What a school or a surgery chooses shows at once. The server draws the page again, and what has
// changed in it takes the old one's place. Without script "Show" does the same.
"use strict";
const form = document.getElementById("choose");
const made = document.getElementById("made");
const drawn = document.getElementById("drawn");
const TYPING_MS = 300;
let asking = null;
let timer = 0;

// Our policy lets no colour stand in the page itself; a script may set one.
function paint({ colour, ink }) {
  made.style.setProperty("--reach-in-colour", colour);
  made.style.setProperty("--ink-on", colour && ink);
}

function take(page) {
  paint(page.getElementById("made").dataset);
  for (const old of made.querySelectorAll("[data-drawn]")) {
    const next = document.importNode(page.getElementById(old.id), true);
    if (next.outerHTML !== old.outerHTML) old.replaceWith(next);
  }
}

async function draw() {
  asking?.abort();
  const mine = (asking = new AbortController());
  const address = `${location.pathname}?${new URLSearchParams(new FormData(form))}`;
  drawn.textContent = "";
  try {
    const answer = await fetch(address, { signal: mine.signal });
    if (!answer.ok) throw new Error(answer.status);
    take(new DOMParser().parseFromString(await answer.text(), "text/html"));
    history.replaceState(null, "", address);
    drawn.textContent = drawn.dataset.words;
  } catch {
    if (asking === mine) drawn.textContent = drawn.dataset.lost;
  }
}

function drawSoon(wait) {
  clearTimeout(timer);
  timer = setTimeout(draw, wait);
}

paint(made.dataset);
form.addEventListener("input", () => drawSoon(TYPING_MS));
form.addEventListener("change", () => drawSoon(0));
form.addEventListener("submit", (event) => {
  event.preventDefault();
  drawSoon(0);
});
