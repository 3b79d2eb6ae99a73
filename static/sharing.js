// Print and copy at one press, and count letters. Without script the buttons stay hidden: browsers
// print, the address can be marked and copied by hand, and a hint says how much may be written.
"use strict";

function show(button, press) {
  button.addEventListener("click", press);
  button.hidden = false;
}

async function copy(box) {
  box.focus();
  box.select();
  try {
    await navigator.clipboard.writeText(box.value);
  } catch {
    document.execCommand("copy");
  }
}

document.querySelectorAll("[data-prints]").forEach((button) => show(button, () => window.print()));

document.querySelectorAll("[data-copies]").forEach((button) => show(button, async () => {
  const said = document.getElementById(button.dataset.said);
  said.textContent = "";
  await copy(document.getElementById(button.dataset.copies));
  said.textContent = said.dataset.words;
}));

// Seen at each letter; read out once someone pauses, and only when there is little room left.
const PAUSE_MS = 1000;
const LITTLE = 50;

document.querySelectorAll("[data-counts]").forEach((shown) => {
  const box = document.getElementById(shown.dataset.counts);
  const said = shown.nextElementSibling;
  let timer = 0;
  function count() {
    const left = Number(shown.dataset.most) - [...box.value].length;
    const words = left < 0 ? shown.dataset.over : shown.dataset.words;
    shown.textContent = words.replace("{number}", Math.abs(left));
    shown.classList.toggle("mistake", left < 0);
    clearTimeout(timer);
    timer = setTimeout(() => (said.textContent = left > LITTLE ? "" : shown.textContent), PAUSE_MS);
  }
  box.addEventListener("input", count);
  shown.hidden = false;
  count();
});
