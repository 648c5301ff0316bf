// On every page of a maker or a curator: starts the worker that keeps these pages, and says calmly when
// there is no signal. Other modules hear of a signal that is back by the event `signal`.

const root = document.documentElement;
const meta = (name) => document.querySelector(`meta[name="${name}"]`)?.content ?? "";
const line = document.querySelector("[data-no-signal]");
const language = root.lang === "en" ? "/en" : "";
const area = `${language}${line.dataset.area}`;
const RETRY = 8000; // Milliseconds between two looks whether the signal is back.
const LATER = 4000; // What is asked for in advance waits until the page itself is there.
const AHEAD = line.dataset.ahead.split(" ").map((rest) => area + rest);

const onShelf = () => {
  const files = performance.getEntriesByType("resource").map((one) => one.name);
  return files.filter((name) => new URL(name).pathname.startsWith("/static/"));
};

// Only links one tap ahead, and only what somebody would fill in.
const oneTapAway = () =>
  [...document.querySelectorAll("main a[href]")]
    .map((link) => new URL(link.href).pathname)
    .filter((path) => /\/perajin-saya\/produk\/(\d+\/(rincian|harga)|baru\/\w+)$|\/kurator\/kurasi\/\d+$/.test(path));

const start = async () => {
  if (!("serviceWorker" in navigator) || !meta("person")) return;
  try {
    await navigator.serviceWorker.register("/luring.js", { scope: area });
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
  line.hidden = navigator.onLine && !("kept" in root.dataset);
};

const reachable = async () => {
  try {
    const answer = await fetch("/sehat", { cache: "no-store", signal: AbortSignal.timeout(5000) });
    return answer.ok;
  } catch {
    return false;
  }
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

const back = async () => {
  if ("kept" in root.dataset && (await reachable())) {
    delete root.dataset.kept;
    dispatchEvent(new Event("signal"));
  }
  tell();
};

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
start();
