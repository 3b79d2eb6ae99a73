// Results change in place with htmx. This file keeps the address true, says when it takes long,
// puts the focus where a reader goes on, and says what went wrong. Without it every form posts.
"use strict";
const { htmx: swapping } = document.currentScript.dataset;
const found = document.getElementById("found");
const count = document.getElementById("count");
const looking = document.getElementById("looking");
const trouble = document.getElementById("trouble");
const LONG_MS = 1000;
let asking = null;
let timer = 0;
let listed = 0;
let scrolled = 0;
let shown = location.pathname + location.search;

const panel = () => found.querySelector(".filters");
const cards = () => found.querySelectorAll(".beside .card-name a");

function rest() {
  asking = null;
  clearTimeout(timer);
  looking.textContent = "";
  found.removeAttribute("aria-busy");
}

// The words were drawn by the server with the page, so that they are there without a signal.
function own(up, request) {
  const box = trouble.content.cloneNode(true).firstElementChild;
  const words = box.querySelector(`[data-why="${up}"]`);
  words.hidden = false;
  count.textContent = `${words.textContent} ${box.querySelector("[data-call]").textContent}`;
  const pressed = request.submitter ?? request.form;
  pressed.after(box);
  for (const each of [box, pressed]) each.scrollIntoView({ block: "nearest" });
}

// What was pressed keeps the focus while it is there (htmx finds it by its id). A new search, or a
// press whose button has gone, goes on at the heading, or at who to phone when that comes first.
// An answer to our question goes on at the thanks.
function goOn({ form, submitter }) {
  const next = submitter?.id === "more";
  const isSearch = form.getAttribute("role") === "search";
  if (!isSearch && !next && document.activeElement !== document.body) {
    document.activeElement.scrollIntoView({ block: "nearest" });
    return;
  }
  const heads = "tells" in form.dataset ? ["#tell-title"] : [":scope > .problem", "#urgent-title", "h1"];
  const first = heads.map((each) => found.querySelector(each));
  const place = (next && cards()[listed]) || first.find((each) => each);
  if (place.tagName !== "A") place.tabIndex = -1;
  place.focus({ preventScroll: true });
  place.scrollIntoView({ block: "nearest" });
}

document.addEventListener("htmx-before-request", ({ detail: { ctx } }) => {
  delete ctx.request.headers["HX-Current-URL"];
  rest();
  document.querySelectorAll(".trouble").forEach((box) => box.remove());
  asking = ctx;
  listed = cards().length;
  scrolled = panel()?.scrollTop;
  found.setAttribute("aria-busy", "true");
  timer = setTimeout(() => (looking.textContent = looking.dataset.words), LONG_MS);
});

// Only an answer of ours is shown: a proxy's page, or one about a fault, holds no results.
document.addEventListener("htmx-before-response", (event) => {
  const { hx, request } = event.detail.ctx;
  if (hx.replaceurl || hx.reselect || hx.reswap) return;
  event.preventDefault();
  own("fault", request);
});

document.addEventListener("htmx-error", ({ detail: { ctx, error } }) => {
  if (!ctx) return;
  const unanswered = ctx.text === undefined ? "signal" : "fault";
  own(error === "timeout" ? "slow" : unanswered, ctx.request);
});

document.addEventListener("htmx-after-swap", ({ detail: { ctx } }) => {
  if (ctx.hx.replaceurl) {
    shown = ctx.hx.replaceurl;
    history.replaceState(history.state, "", shown);
  }
  if (panel()) panel().scrollTop = scrolled;
  goOn(ctx.request);
});

document.addEventListener("htmx-finally-request", ({ detail: { ctx } }) => {
  if (ctx === asking) rest();
});

// Back from a "#" link may come to an address whose results are no longer those shown.
addEventListener("popstate", () => {
  if (location.pathname + location.search !== shown) location.reload();
});

// Words come first: htmx, half of all there is to fetch, is asked for once they are drawn. What is
// pressed before it is there posts.
requestAnimationFrame(() =>
  setTimeout(() => {
    const script = document.createElement("script");
    script.src = swapping;
    document.head.append(script);
  }),
);
