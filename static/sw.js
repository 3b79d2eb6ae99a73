// Keeps pages for when there is no signal, from when someone presses "Save" until they clear it.
// Never a search, and nothing that the site says may not be kept. The server writes above this
// line what the newest version is made of: VERSION, OFFLINE, and FILES.
"use strict";
const [BASE, SAVED, SEEN] = ["base", "saved", "seen"].map((name) => `${name}-${VERSION}`);
const MOST_SEEN = 40;
const PATIENCE_MS = 5000;
const KEEPABLE = /^\/((services|topics|areas)\/[\w-]+(\/[\w-]+)?|(?!find$|list$|exit$|tell-us$)[a-z0-9-]+)$/;
const TOLD = { ignoreVary: true };

const pathOf = (request) => new URL(request.url).pathname;
const isList = (path) => path.startsWith("/list/");

// Without the base nothing is kept: whoever cleared it wants nothing kept.
async function keep(name, path, answer) {
  const header = answer.headers.get("cache-control") ?? "";
  if (!answer.ok || answer.redirected || header.includes("no-store")) return false;
  if (!(await caches.has(BASE))) return false;
  await (await caches.open(name)).put(path, answer);
  return true;
}

async function hold(path) {
  try {
    return await keep(SAVED, path, await fetch(path));
  } catch {
    return false;
  }
}

async function begin() {
  if (!(await caches.has(BASE))) await (await caches.open(BASE)).addAll(FILES);
}

// The newest list stands for all before it, once it is here.
async function change({ hold: held, drop }) {
  await begin();
  const done = await Promise.all(held.map(hold));
  if (!(await caches.has(BASE))) return;
  const saved = await caches.open(SAVED);
  const lists = (await saved.keys()).map(pathOf).filter(isList);
  const old = done[0] ? lists.filter((path) => path !== held[0]) : [];
  await Promise.all([...old, ...drop].map((path) => saved.delete(path, TOLD)));
  const seen = await caches.open(SEEN);
  await Promise.all(drop.map((path) => seen.delete(path, TOLD)));
}

const clear = async () => Promise.all((await caches.keys()).map((name) => caches.delete(name)));

// At once, and again when what was under way has ended.
async function forget(before) {
  await clear();
  await before;
  await clear();
  await registration.unregister();
}

async function note(path, answer) {
  if (!(answer.headers.get("content-type") ?? "").startsWith("text/html")) return;
  for (const name of [BASE, SAVED]) {
    if (await caches.match(path, { ...TOLD, cacheName: name })) return void (await keep(name, path, answer));
  }
  if (!KEEPABLE.test(path) || !(await keep(SEEN, path, answer))) return;
  const seen = await caches.open(SEEN);
  const keys = await seen.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - MOST_SEEN)).map((key) => seen.delete(key)));
}

// A page from before says when it was kept, and not who is open now.
async function date(kept) {
  const offline = await (await caches.match(OFFLINE, TOLD)).text();
  const html = await kept.text();
  const language = html.match(/<html lang="([\w-]+)"/)[1];
  const day = new Date(kept.headers.get("date") ?? Date.now());
  const words = offline.match(/<p class="notice kept-on">[^]*?<\/p>/)[0]
    .replace("{day}", day.toLocaleDateString(language, { day: "numeric", month: "long" }));
  const headers = new Headers(kept.headers);
  headers.delete("content-encoding");
  headers.delete("content-length");
  const dated = html.replace("<html ", '<html class="stale" ').replace(/<main[^>]*>/, `$&${words}`);
  return new Response(dated, { headers });
}

async function find(path) {
  const kept = await caches.match(path, TOLD);
  if (kept || !isList(path) || !(await caches.has(SAVED))) return kept;
  const saved = await caches.open(SAVED);
  const last = (await saved.keys()).find((key) => isList(pathOf(key)));
  return last && saved.match(last, TOLD);
}

const late = () => new Promise((_, fail) => setTimeout(fail, PATIENCE_MS, new Error("late")));

async function answer(event, path) {
  const kept = event.request.method === "GET" ? await find(path) : undefined;
  try {
    const asked = fetch(event.request);
    const fresh = await (kept ? Promise.race([asked, late()]) : asked);
    if (kept && fresh.status >= 500) throw new Error(fresh.status);
    if (event.request.method === "GET") event.waitUntil(note(path, fresh.clone()).catch(() => {}));
    return fresh;
  } catch {
    if (kept) return path === "/saved" ? kept : date(kept);
    const offline = event.request.mode === "navigate" && (await caches.match(OFFLINE, TOLD));
    return offline || Response.error();
  }
}

async function answerFile(request) {
  return (await caches.match(request, TOLD)) ?? fetch(request);
}

addEventListener("install", (event) => {
  skipWaiting();
  event.waitUntil((async () => (await caches.open(BASE)).addAll(FILES))());
});

// A new version takes what was saved with it, fresh, and lets everything else of the old one go.
addEventListener("activate", (event) => event.waitUntil((async () => {
  const old = (await caches.keys()).filter((name) => !name.endsWith(VERSION));
  for (const name of old.filter((each) => each.startsWith("saved-"))) {
    const keys = await (await caches.open(name)).keys();
    await Promise.all(keys.map((key) => hold(pathOf(key))));
  }
  await Promise.all(old.map((name) => caches.delete(name)));
  await clients.claim();
})()));

let turn = Promise.resolve();
addEventListener("message", (event) => {
  const { data, ports } = event;
  const work = data === "forget" ? forget(turn) : turn.then(() => change(data));
  turn = work.catch(() => {}).then(() => ports[0]?.postMessage("done"));
  event.waitUntil(turn);
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname, search } = new URL(request.url);
  if (origin !== location.origin || pathname === "/exit") return;
  if (pathname.startsWith("/static/")) event.respondWith(answerFile(request));
  else if (request.mode === "navigate" || isList(pathname)) {
    event.respondWith(answer(event, pathname + search));
  }
});
