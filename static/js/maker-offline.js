// On every page of a maker: starts the worker that keeps these pages, says calmly when there is no
// signal, and sends products that were begun without one.

const root = document.documentElement;
const meta = (name) => document.querySelector(`meta[name="${name}"]`)?.content ?? "";
const person = meta("person");
const language = root.lang === "en" ? "/en" : "";
const line = document.querySelector("[data-no-signal]");
const RETRY = 8000; // Milliseconds between two looks whether the signal is back.
const LATER = 4000; // What is asked for in advance waits until the page itself is there.
const AHEAD = ["", "/produk", "/produk/baru", "/luring"].map((rest) => `${language}/perajin-saya${rest}`);

const onShelf = () => {
  const files = performance.getEntriesByType("resource").map((one) => one.name);
  return files.filter((name) => new URL(name).pathname.startsWith("/static/"));
};

// Only links one tap ahead, and only what somebody would fill in.
const oneTapAway = () =>
  [...document.querySelectorAll("main a[href]")]
    .map((link) => new URL(link.href).pathname)
    .filter((path) => /\/perajin-saya\/produk\/(\d+\/(rincian|harga)|baru\/\w+)$/.test(path));

const start = async () => {
  if (!("serviceWorker" in navigator) || !person) return;
  try {
    await navigator.serviceWorker.register("/perajin-luring.js", { scope: `${language}/perajin-saya` });
    const { active } = await navigator.serviceWorker.ready;
    active.postMessage({ pages: [location.pathname], files: onShelf() });
    if (navigator.connection?.saveData) return;
    setTimeout(() => active.postMessage({ pages: [...AHEAD, ...oneTapAway()] }), LATER);
  } catch {
    // Without a worker the pages need a signal, as they always did.
  }
};

// A page out of the device says so; so does one that loses its signal.
const tell = () => {
  if (line) line.hidden = navigator.onLine && !("kept" in root.dataset);
};

const reachable = async () => {
  try {
    const answer = await fetch("/sehat", { cache: "no-store", signal: AbortSignal.timeout(5000) });
    return answer.ok;
  } catch {
    return false;
  }
};

// Products that were begun without a signal: each is kept under a key of its own, which the server
// knows again, so that a lost answer or two pages at once make one product.
const PREFIX = `waiting:${person}:`;
const box = document.querySelector("[data-begun]");

const waiting = () =>
  Object.keys(localStorage)
    .filter((key) => key.startsWith(PREFIX))
    .map((key) => ({ key, ...JSON.parse(localStorage.getItem(key)) }));

const show = (items) => {
  if (!box) return;
  box.hidden = items.length === 0;
  box.querySelector("ul").replaceChildren(
    ...items.map(({ name, href, words }) => {
      const item = document.createElement("li");
      const label = document.createElement(href ? "a" : "b");
      label.textContent = name;
      if (href) label.href = href;
      item.append(label, ` ${words}`);
      return item;
    }),
  );
};

const deliver = async ({ key, action, values }) => {
  const body = new URLSearchParams(values);
  body.set("csrf_token", meta("csrf-token"));
  const answer = await fetch(action, { method: "POST", body, signal: AbortSignal.timeout(20000) });
  const there = new URL(answer.url).pathname;
  if (answer.redirected && /\/produk\/\d+\/foto$/.test(there)) {
    localStorage.removeItem(key);
    return { href: there, words: box.dataset.made };
  }
  if (answer.status === 422) return { href: action, words: box.dataset.refused };
  return null; // Signed out, or the server is not well: it waits on.
};

let busy = false;
const sendWaiting = async () => {
  const items = waiting();
  show(items.map(({ name }) => ({ name, words: box?.dataset.waits })));
  if (!items.length || busy || !box) return;
  busy = true;
  const lines = [];
  let left = false;
  for (const item of items) {
    const done = await deliver(item).catch(() => null);
    lines.push({ name: item.name, words: box.dataset.waits, ...done });
    left ||= !done;
  }
  show(lines);
  busy = false;
  if (left) setTimeout(sendWaiting, RETRY);
};

// On a weak signal the kept page is shown first. What the server has takes its place as soon as it is
// there, unless somebody has begun to do something; a draft has a way of its own to compare.
let untouched = !document.querySelector("form[data-draft]");
const touch = () => {
  untouched = false;
};
const follow = ({ data }) => {
  if (untouched && data.fresh === location.pathname && "kept" in root.dataset) location.reload();
};

const created = document.querySelector("[data-created]")?.dataset.created;

const back = async () => {
  if ("kept" in root.dataset && (await reachable())) {
    delete root.dataset.kept;
    dispatchEvent(new Event("signal"));
  }
  tell();
  sendWaiting();
};

try {
  if (created) localStorage.removeItem(PREFIX + created);
  for (const done of document.querySelectorAll("[data-done]")) {
    localStorage.removeItem(`draft:${person}:${done.dataset.done}`);
  }
} catch {
  // Without a store there is nothing to clear.
}
tell();
addEventListener("offline", tell);
addEventListener("online", back);
for (const deed of ["input", "click", "submit"]) addEventListener(deed, touch, true);
navigator.serviceWorker?.addEventListener("message", follow);
if ("kept" in root.dataset) {
  const look = setInterval(async () => {
    await back();
    if (!("kept" in root.dataset)) clearInterval(look);
  }, RETRY);
}
sendWaiting();
start();
