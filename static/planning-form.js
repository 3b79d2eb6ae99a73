// The listing form, quicker: rows come and go and words are read back without a new page (htmx).
// This file puts the focus where a reader goes on, and lets nothing typed be lost. Without it every
// button posts.
"use strict";

// What a link in the look leads to opens beside it: the listing is not saved yet.
for (const link of document.querySelectorAll('.as-families a:not([href^="#"])')) {
  link.target = "_blank";
}

document.addEventListener("htmx-before-request", ({ detail: { ctx } }) => {
  delete ctx.request.headers["HX-Current-URL"];
  ctx.goes = ctx.sourceElement.dataset.goes ?? "";
});

// Only an answer of ours is shown: a page about a fault, or the way in, is no form. A button then
// posts as it would without scripts, so that what is wrong is told and nothing typed is lost.
document.addEventListener("htmx-before-response", (event) => {
  const { ctx } = event.detail;
  if (ctx.response.status === 200) return;
  event.preventDefault();
  postPlainly(ctx.sourceElement);
});

document.addEventListener("htmx-error", ({ detail: { ctx } }) => {
  if (ctx) postPlainly(ctx.sourceElement);
});

function postPlainly(pressed) {
  if (!pressed.matches("button")) return;
  const plain = document.createElement("input");
  Object.assign(plain, { type: "hidden", name: pressed.name, value: pressed.value });
  const { form } = pressed;
  form.append(plain);
  form.action = pressed.formAction;
  form.submit();
}

document.addEventListener("htmx-after-swap", ({ detail: { ctx } }) => {
  const place = document.getElementById(ctx.goes);
  if (!place) return;
  place.focus({ preventScroll: true });
  place.scrollIntoView({ block: "start" });
});
