// The frame in other sites' pages: tells the host how high it is, and nothing else. The host's page
// never learns what was typed. WordPress (wp-embed.js) sends a secret after "#?" and wants it back.
"use strict";
const secret = new URLSearchParams(location.hash.replace(/^#\?/, "")).get("secret");
const isAlone = window.parent === window;
// A sandbox that allows scripts alone has no origin: forms, other windows and the top are shut.
const isShut = self.origin === "null";

function tell(message, value) {
  if (!isAlone) parent.postMessage(secret ? { message, value, secret } : { message, value }, "*");
}

let told = 0;

function tellHeight() {
  const height = Math.ceil(document.body.getBoundingClientRect().height);
  if (height !== told) tell("height", (told = height));
}

function keepSecret() {
  document.querySelectorAll('[target="_self"][href^="/"]').forEach((link) => (link.hash = location.hash));
}

// WordPress opens a link of ours for us, at the top, and no other. So the way out is ours as well,
// and a phone number or a website opens its listing, where it can be pressed.
function findOurs(link) {
  if (link.classList.contains("leave")) return new URL("/exit", location.href);
  if (link.host === location.host) return link;
  return link.closest(".card, .lines > li")?.querySelector('a[href^="/"]');
}

function ask(event) {
  const link = event.target.closest?.("a");
  const ours = link && link.target !== "_self" && findOurs(link);
  if (!ours) return;
  event.preventDefault();
  tell("link", ours.href);
}

// Takes the place of the host's page, so that Back does not return to it.
function leave(event) {
  try {
    top.location.replace(event.currentTarget.href);
    event.preventDefault();
  } catch {
    // The link itself still leaves.
  }
}

if (isShut) {
  document.documentElement.classList.add("no-forms");
  if (secret) addEventListener("click", ask);
} else {
  document.querySelector(".leave").addEventListener("click", leave);
}
keepSecret();
new ResizeObserver(tellHeight).observe(document.body);

// After a search reading goes on at who to phone now, or at the results. A frame that nobody is in
// takes no focus.
function goOn() {
  const results = document.querySelector(".problem, #results-title");
  const urgent = results?.id === "results-title" && document.getElementById("urgent-title");
  if (urgent) urgent.tabIndex = -1;
  (urgent || results)?.focus();
}
if (document.hasFocus()) goOn();
