// What this phone has saved, on its own page: the cards are those of the list's page. keep.js, which
// comes first, reads and writes what is kept.
"use strict";
{
  const { all, change, listPath, read, say, shownPaths, split, stopKeeping, tell, write } = keeping;
  const place = document.querySelector("[data-saved-list]");
  const part = (name) => place.querySelector(`[data-part="${name}"]`);
  const list = part("cards");
  const said = part("said");
  const isKept = part("signal");

  function show(name) {
    all("[data-state]", place).forEach((each) => (each.hidden = each.dataset.state !== name));
    if (name !== "list") list.replaceChildren();
  }

  function addRemove(card, code) {
    const remove = part("remove").content.cloneNode(true);
    const link = card.querySelector(".card-name a");
    const button = remove.querySelector("button");
    button.querySelector(".hidden").textContent = ` ${link.textContent}`;
    button.addEventListener("click", () => {
      const codes = read().filter((each) => each !== code);
      change(codes, { drop: [link.pathname] }).catch(() => {});
      card.remove();
      say(said, said.dataset.removed);
      finish(codes);
      document.querySelector("h1").focus();
    });
    card.firstElementChild.append(remove);
  }

  function finish(codes) {
    if (!codes.length) return show("none");
    part("send").href = listPath(codes);
    show("list");
  }

  // The cards stand in the order of the codes in the list's own address.
  function take(page, codes) {
    const listed = split(page.getElementById("share-address").value.split("/").pop());
    const cards = all("ol.cards > li", page);
    const isOld = page.documentElement.classList.contains("stale");
    document.documentElement.classList.toggle("stale", isOld);
    const mine = cards.filter((card, at) => codes.includes(listed[at]));
    mine.forEach((card) => addRemove(card, listed[cards.indexOf(card)]));
    list.replaceChildren(...all("main > .notice", page), page.querySelector("ol.cards"));
    cards.filter((card) => !mine.includes(card)).forEach((card) => card.remove());
    const left = codes.filter((code) => isOld || listed.includes(code));
    if (left.length < codes.length) write(left);
    finish(left);
    tell({ hold: [listPath(left), ...shownPaths()], drop: [] }).catch(() => {});
  }

  async function draw() {
    const codes = read();
    if (!codes.length) return show("none");
    show("wait");
    try {
      const answer = await fetch(listPath(codes));
      if (answer.status === 404) return show("gone");
      if (!answer.ok) throw new Error(answer.status);
      take(new DOMParser().parseFromString(await answer.text(), "text/html"), codes);
    } catch {
      show("lost");
    }
  }

  async function drawSwitch() {
    isKept.setAttribute("aria-checked", String(Boolean(await navigator.serviceWorker.getRegistration())));
    part("keeping").hidden = false;
  }

  all("[data-clear]", place).forEach((button) => button.addEventListener("click", async () => {
    await change([]).catch(() => {});
    show("none");
    say(said, said.dataset.cleared);
    document.querySelector("h1").focus();
  }));

  isKept.addEventListener("click", async () => {
    if (isKept.getAttribute("aria-checked") === "true") await stopKeeping();
    else await tell({ hold: [listPath(read()), ...shownPaths()], drop: [] }, true);
    drawSwitch();
  });

  addEventListener("storage", () => read().length || show("none"));
  addEventListener("pageshow", ({ persisted }) => persisted && draw());
  all(".without-scripts").forEach((each) => (each.hidden = true));
  if (navigator.serviceWorker) drawSwitch().catch(() => {});
  draw().catch(() => show("none"));
}
