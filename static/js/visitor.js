// Starts the worker that keeps the pages a visitor has seen, and says when a page comes out of it.
const root = document.documentElement;
const line = document.querySelector("[data-kept-line]");

const tell = () => {
  line.hidden = navigator.onLine && !("kept" in root.dataset);
};

async function begin() {
  const before = navigator.serviceWorker.controller;
  await navigator.serviceWorker.register("/pengunjung.js", { scope: "/" });
  if (before) return;
  const { active } = await navigator.serviceWorker.ready;
  const loaded = performance.getEntriesByType("resource").map((one) => new URL(one.name));
  const own = loaded.filter((one) => one.origin === location.origin).map((one) => one.pathname + one.search);
  active.postMessage({
    page: location.href,
    files: own.filter((one) => one.startsWith("/static/")),
    photos: own.filter((one) => one.startsWith("/foto/")),
  });
}

tell();
addEventListener("online", tell);
addEventListener("offline", tell);
if ("serviceWorker" in navigator && !document.querySelector('meta[name="person"]')) {
  const later = () => begin().catch(() => {}); // Without a worker pages need a signal, as ever.
  if (document.readyState === "complete") later();
  else addEventListener("load", later, { once: true });
}
