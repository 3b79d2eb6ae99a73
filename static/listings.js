// The list of listings changes in place with htmx: the form keeps what is in it and the focus, and
// the count is read out. Whenever that cannot be, the form is sent as it is without this file.
"use strict";
const { htmx: swapping } = document.currentScript.dataset;
const look = document.getElementById("look");
const found = document.getElementById("found");
let shown = location.pathname + location.search;

const sendWhole = () => look.submit();

document.addEventListener("htmx-before-request", ({ detail: { ctx } }) => {
  delete ctx.request.headers["HX-Current-URL"];
  found.setAttribute("aria-busy", "true");
});

// Only an answer of ours is shown: whoever was signed out meanwhile is led to the way in.
document.addEventListener("htmx-before-response", (event) => {
  if (event.detail.ctx.hx.replaceurl) return;
  event.preventDefault();
  sendWhole();
});

document.addEventListener("htmx-error", ({ detail: { ctx } }) => {
  if (ctx) sendWhole();
});

document.addEventListener("htmx-after-swap", ({ detail: { ctx } }) => {
  shown = ctx.hx.replaceurl;
  history.replaceState(history.state, "", shown);
});

document.addEventListener("htmx-finally-request", () => found.removeAttribute("aria-busy"));

// Back from a "#" link may come to an address whose listings are no longer those shown.
addEventListener("popstate", () => {
  if (location.pathname + location.search !== shown) location.reload();
});

requestAnimationFrame(() =>
  setTimeout(() => {
    const script = document.createElement("script");
    script.src = swapping;
    document.head.append(script);
  }),
);
