// Save help on this phone, when someone presses "Save" and not before. What is kept is the codes of
// listings. The first press also asks /sw.js to keep pages for when there is no signal.
"use strict";
const keeping = (() => {
  const KEY = "reachin-saved";
  const MOST = 40;
  const PATIENCE = 3000;
  const worker = navigator.serviceWorker;
  const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];
  const split = (codes) => codes.split(".").filter(Boolean);
  const read = () => split(localStorage.getItem(KEY) ?? "");
  const listPath = (codes) => `/list/${codes.join(".")}`;
  const shownPaths = () => all(".cards .card-name a").map((link) => link.pathname);

  function write(codes) {
    if (codes.length) localStorage.setItem(KEY, codes.join("."));
    else localStorage.removeItem(KEY);
    dispatchEvent(new StorageEvent("storage"));
  }

  async function tell(message, start = false) {
    const kept = (await worker?.getRegistration()) ?? (start && (await worker?.register("/sw.js")));
    (kept?.active ?? kept?.waiting ?? kept?.installing)?.postMessage(message);
  }

  // The worker ends what it is about first, so that nothing comes back after it was cleared.
  async function stopKeeping() {
    const kept = await worker?.getRegistration();
    if (!kept) return;
    const { port1, port2 } = new MessageChannel();
    const done = new Promise((end) => (port1.onmessage = end));
    (kept.active ?? kept.waiting ?? kept.installing)?.postMessage("forget", [port2]);
    await Promise.race([done, new Promise((end) => setTimeout(end, PATIENCE))]);
    await kept.unregister();
    await Promise.all((await caches.keys()).map((name) => caches.delete(name)));
  }

  // Saving one more does not turn on again what someone has turned off.
  async function change(codes, message) {
    const isFirst = read().length === 0;
    write(codes);
    if (codes.length) await tell({ hold: [listPath(codes)], drop: [], ...message }, isFirst);
    else await stopKeeping();
  }

  function say(box, words) {
    box.textContent = "";
    box.textContent = words ?? "";
  }

  function start(box) {
    const codes = split(box.dataset.keep);
    const button = box.querySelector("button");
    const said = box.querySelector("[role=status]");
    const isSaved = () => codes.every((code) => read().includes(code));
    const draw = () => all("[data-when]", button).forEach((each) => {
      each.hidden = (each.dataset.when === "saved") !== isSaved();
    });
    button.addEventListener("click", async () => {
      const others = read().filter((code) => !codes.includes(code));
      const own = location.pathname.startsWith("/list/") ? shownPaths() : [location.pathname];
      if (isSaved()) {
        change(others, { drop: own }).catch(() => {});
        say(said, said.dataset.removed);
      } else if (others.length + codes.length > MOST) {
        say(said, said.dataset.full);
      } else {
        const saved = [...others, ...codes];
        change(saved, { hold: [listPath(saved), ...own] }).catch(() => {});
        say(said, said.dataset.saved);
      }
      draw();
    });
    addEventListener("storage", draw);
    draw();
    box.classList.add("ready");
  }

  try {
    read();
    all("[data-keep]").forEach(start);
  } catch {
    // This browser lets no site keep anything: the button stays out of sight.
  }
  return { all, change, listPath, read, say, shownPaths, split, stopKeeping, tell, write };
})();
