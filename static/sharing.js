// Print and copy at one press. Without script these buttons stay hidden: browsers print, and the
// address can be marked and copied by hand.
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
