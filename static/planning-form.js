// The listing form, quicker: rows come and go and words are read back without a new page (htmx).
// This file puts the focus where a reader goes on. Without it every button posts.
"use strict";
let goes = "";

// A look that is under way when a row is added would write into boxes that are not there any more.
document.addEventListener("htmx-before-request", ({ detail: { ctx } }) => {
  delete ctx.request.headers["HX-Current-URL"];
  goes = ctx.sourceElement.dataset.goes ?? "";
});

// Only an answer of ours is shown: a page about a fault, or the way in, holds neither. The form then
// posts as it would without scripts, so that what is wrong is told and nothing typed is lost.
document.addEventListener("htmx-before-response", (event) => {
  const { ctx } = event.detail;
  if (ctx.response.status === 200) return;
  event.preventDefault();
  if (ctx.sourceElement.matches("button")) repeat(ctx.sourceElement);
});

document.addEventListener("htmx-error", ({ detail: { ctx } }) => {
  if (ctx?.sourceElement.matches("button")) repeat(ctx.sourceElement);
});

function repeat(button) {
  const plain = document.createElement("input");
  Object.assign(plain, { type: "hidden", name: button.name, value: button.value });
  button.form.append(plain);
  button.form.action = button.formAction;
  button.form.submit();
}

document.addEventListener("htmx-after-swap", () => {
  const place = goes && document.getElementById(goes);
  goes = "";
  if (!place) return;
  place.focus({ preventScroll: true });
  place.scrollIntoView({ block: "center" });
});
