// Leave fast: cover the page at once, then replace it, so that Back does not return to it. Shift
// three times within five seconds does the same. Without script the link itself still leaves.
// If this phone keeps anything of ours, leaving clears it on the way.
// Being on every page, this file also says whether anything is saved, leads to a problem, and tells
// of no signal.
"use strict";
const link = document.querySelector(".leave");
const savedLink = document.querySelector(".saved-link");
const PRESSES = 3;
const WITHIN_MS = 5000;
const PATIENCE_MS = 3000;
let presses = [];

function isKeeping() {
  try {
    return localStorage.length > 0 || Boolean(navigator.serviceWorker?.controller);
  } catch {
    return false;
  }
}

// The browser empties itself when /exit answers. It may answer after the page has gone; a browser
// that would then stop asking is given a moment.
async function forget() {
  localStorage.clear();
  sessionStorage.clear();
  navigator.serviceWorker?.controller?.postMessage("forget");
  const asked = fetch("/exit", { keepalive: true, redirect: "manual" }).catch(() => {});
  if ("keepalive" in Request.prototype) return;
  await Promise.race([asked, new Promise((done) => setTimeout(done, PATIENCE_MS))]);
}

async function leave(event) {
  event?.preventDefault();
  document.title = link.host;
  document.documentElement.classList.add("leaving");
  if (isKeeping()) await forget();
  location.replace(link.href);
}

function showSaved() {
  if (!savedLink) return;
  try {
    savedLink.hidden = !localStorage.getItem("reachin-saved");
  } catch {
    savedLink.hidden = true;
  }
}

// The keyboard on a phone's screen presses Shift by itself as one writes, so it does not count.
function isOnScreen({ target }) {
  return target.matches?.("input, textarea") && matchMedia("(pointer: coarse)").matches;
}

document.querySelectorAll(".leave, .leave-first").forEach((each) => each.addEventListener("click", leave));

document.addEventListener("keydown", (event) => {
  if (event.key !== "Shift" || isOnScreen(event)) presses = [];
  else if (!event.repeat) {
    presses = [...presses.filter((at) => event.timeStamp - at < WITHIN_MS), event.timeStamp];
    if (presses.length >= PRESSES) leave();
  }
});

// Shift with a press of the mouse marks words or opens windows; it is not a wish to leave.
document.addEventListener("pointerdown", () => (presses = []));

addEventListener("pageshow", () => {
  document.documentElement.classList.remove("leaving");
  showSaved();
});
addEventListener("storage", showSaved);
showSaved();

// A page that opens with a problem goes on there: it is read out, and Tab leads to its box. Without
// script it stands first and is an alert. (Of autofocus Chromium complains in its console.)
document.querySelector("#main > .problem")?.focus();

// Without a signal a first search would lose what was typed. A list has its own words, in results.js.
const noSignal = document.getElementById("no-signal");
if (noSignal) document.addEventListener("submit", (event) => {
  document.querySelector(".trouble")?.remove();
  if (navigator.onLine) return;
  event.preventDefault();
  const box = noSignal.content.cloneNode(true).firstElementChild;
  const button = event.target.querySelector(".button");
  button.before(box);
  [button, box, box.firstElementChild].forEach((each) => each.scrollIntoView({ block: "nearest" }));
});
