// Leave fast: cover the page at once, then replace it, so that Back does not return to it.
// Without script the link itself still leaves. Shift three times within five seconds does the same.
"use strict";
const link = document.querySelector(".leave");
const PRESSES = 3;
const WITHIN_MS = 5000;
let presses = [];

function leave(event) {
  event?.preventDefault();
  document.title = "Loading";
  document.documentElement.classList.add("leaving");
  location.replace(link.href);
}

document.querySelectorAll(".leave, .leave-first").forEach((each) => each.addEventListener("click", leave));

document.addEventListener("keydown", (event) => {
  if (event.key !== "Shift") presses = [];
  else if (!event.repeat) {
    presses = [...presses.filter((at) => event.timeStamp - at < WITHIN_MS), event.timeStamp];
    if (presses.length >= PRESSES) leave();
  }
});

addEventListener("pageshow", () => document.documentElement.classList.remove("leaving"));
