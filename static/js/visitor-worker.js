// Keeps the public pages that a visitor has seen, with their files and photos, so that they open
// without a signal. The line above this one names the release; another release replaces everything.
// Only what the server marks as the same for everybody is kept: nothing of who is signed in.

const FILES = `etalase-files-${RELEASE}`;
const PAGES = `etalase-pages-${RELEASE}`;
const PHOTOS = "etalase-photos"; // A photo's address is its content: releases do not change it.
const PATIENCE = 5000; // Milliseconds that a weak signal gets before the kept page is shown.
const MOST_PAGES = 80;
const MOST_PHOTOS = 240;
// Where people work there are workers of their own, and doors must never come out of a store.
const OTHERS = /^(?:\/en)?\/(?:perajin-saya|kurator|ketua|dinas|akun|masuk|keluar|daftar|lupa-sandi|atur-sandi|undangan|ambil-alih|grosir|p|api|umpan|sitemap)(?=[/.]|$)/;
const AWAY = ["/luring", "/en/luring"];

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(caches.open(PAGES).then((pages) => pages.addAll(AWAY)));
});

self.addEventListener("activate", (event) => {
  const old = async () => {
    const names = await caches.keys();
    const gone = names.filter((name) => name.startsWith("etalase-") && ![FILES, PAGES, PHOTOS].includes(name));
    await Promise.all(gone.map((name) => caches.delete(name)));
    await self.clients.claim();
  };
  event.waitUntil(old());
});

const trim = async (cache, most) => {
  const keys = (await cache.keys()).filter((one) => !AWAY.includes(new URL(one.url).pathname));
  await Promise.all(keys.slice(0, Math.max(0, keys.length - most)).map((one) => cache.delete(one)));
};

const isForAll = (answer) =>
  answer.ok &&
  answer.type === "basic" &&
  !answer.redirected &&
  (answer.headers.get("Content-Type") || "").startsWith("text/html") &&
  (answer.headers.get("Cache-Control") || "").startsWith("public");

const bare = (url) => url.split("#")[0];

// The newest stands last, so that the oldest goes first.
const keep = async (url, answer) => {
  const pages = await caches.open(PAGES);
  await pages.delete(bare(url), { ignoreVary: true });
  if (!isForAll(answer)) return;
  await pages.put(bare(url), answer);
  await trim(pages, MOST_PAGES);
};

// The page tells by the mark that it comes out of the device.
const kept = async (url) => {
  const found = await (await caches.open(PAGES)).match(bare(url), { ignoreVary: true });
  if (!found) return undefined;
  const page = (await found.text()).replace("<html ", "<html data-kept ");
  return new Response(page, { headers: found.headers });
};

const away = (url) => kept(new URL(url).pathname.startsWith("/en") ? AWAY[1] : AWAY[0]);

const page = async (event) => {
  const { url } = event.request;
  const fresh = fetch(event.request);
  // A page that is gone (404) goes from the device too; an unwell server (500) takes nothing away.
  event.waitUntil(fresh.then((answer) => answer.status < 500 && keep(url, answer.clone())).catch(() => undefined));
  const patience = new Promise((done) => setTimeout(done, PATIENCE, "late"));
  const first = await Promise.race([fresh, patience]).catch(() => "lost");
  if (first instanceof Response) return first;
  const copy = await kept(url);
  if (copy) return copy;
  if (first === "late") return fresh.catch(() => away(url));
  return (await away(url)) || Response.error();
};

const file = async (request) => {
  const files = await caches.open(FILES);
  const found = await files.match(request, { ignoreVary: true });
  if (found) return found;
  const answer = await fetch(request);
  if (answer.ok) await files.put(request, answer.clone());
  return answer;
};

const nameOf = (url) => /\/foto\/([0-9a-f]{32})/.exec(url)?.[1] ?? "";

// A photo never changes: the kept one is as good as any, and without a signal so is another size.
const photo = async (event) => {
  const photos = await caches.open(PHOTOS);
  const found = await photos.match(event.request, { ignoreVary: true });
  if (found) return found;
  try {
    const answer = await fetch(event.request);
    if (answer.ok) event.waitUntil(photos.put(event.request, answer.clone()).then(() => trim(photos, MOST_PHOTOS)));
    return answer;
  } catch {
    const other = (await photos.keys()).find((one) => nameOf(one.url) === nameOf(event.request.url));
    return (other && (await photos.match(other))) || Response.error();
  }
};

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin || request.method !== "GET") return;
  if (url.pathname.startsWith("/static/")) event.respondWith(file(request));
  else if (nameOf(url.pathname)) event.respondWith(photo(event));
  else if (request.mode === "navigate" && !OTHERS.test(url.pathname)) event.respondWith(page(event));
});

// What the first page loaded before this worker was there.
self.addEventListener("message", ({ data }) => {
  const take = async () => {
    const answer = await fetch(data.page, { headers: { Accept: "text/html" } });
    await keep(data.page, answer);
    const files = await caches.open(FILES);
    for (const url of data.files) if (!(await files.match(url))) await files.add(url).catch(() => undefined);
    const photos = await caches.open(PHOTOS);
    for (const url of data.photos) if (!(await photos.match(url))) await photos.add(url).catch(() => undefined);
  };
  take().catch(() => undefined);
});
