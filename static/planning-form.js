// The listing form, quicker: rows come and go and words are read back without a new page (htmx).
// This file puts the focus where a reader goes on, and lets nothing typed be lost. Without it every
// button posts.
"use strict";

const main = document.getElementById("main");
const left = [];
let asking = false;

// What a link in the look leads to opens beside it: the listing is not saved yet.
function openBeside() {
  for (const link of main.querySelectorAll('.as-families a:not([href^="#"])')) link.target = "_blank";
}
openBeside();

// The look stands in the form's place in the same document: Back brings the form as it was typed.
document.addEventListener("submit", (event) => {
  const { target, submitter } = event;
  if (!target.matches(".listing-form")) return;
  if (asking) {
    event.preventDefault();
  } else if (submitter?.value === "change" && left.length) {
    event.preventDefault();
    history.back();
  } else if (submitter?.value === "look") {
    event.preventDefault();
    showLook(target, submitter);
  }
});

async function showLook(form, pressed) {
  asking = true;
  try {
    const body = new URLSearchParams(new FormData(form, pressed));
    const answer = await fetch(form.action, { method: "POST", body, redirect: "error" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!page.querySelector("#main .listing-form")) throw new Error("no page of ours");
    left.push({ parts: [...main.childNodes], title: document.title, at: scrollY });
    history.pushState(left.length, "");
    show([...page.getElementById("main").childNodes], page.title, 0);
  } catch {
    postPlainly(pressed);
  } finally {
    asking = false;
  }
}

function show(parts, title, at) {
  main.replaceChildren(...parts);
  document.title = title;
  openBeside();
  window.htmx?.process(main);
  (main.querySelector(".problem") ?? main).focus({ preventScroll: true });
  scrollTo(0, at);
}

// Each step of the browser's history says how deep in looks it is; one made by a "#" link says
// nothing yet.
history.replaceState(0, "");
addEventListener("popstate", ({ state }) => {
  if (state === null) history.replaceState(left.length, "");
  let was;
  while (left.length > (state ?? left.length)) was = left.pop();
  if (was) show(was.parts, was.title, was.at);
});

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
