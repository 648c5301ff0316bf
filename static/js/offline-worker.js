// Keeps the pages of makers and curators with their static files, so that they open without a signal
// and with what was typed; for a curator also the photos of what there is to score. The line above
// this one names the release; another release replaces everything. Pages are kept for one person at
// a time: an answer for somebody else empties what was kept.

const FILES = `perajin-files-${RELEASE}`;
const PAGES = `perajin-pages-${RELEASE}`;
const PHOTOS = `perajin-pages-photos-${RELEASE}`; // They go with the pages when somebody signs out.
const OWNER = "/-owner";
const PATIENCE = 5000; // Milliseconds that a weak signal gets before the kept page is shown.
const PERSON = "Etalase-Person";
const MINE = /^(?:\/en)?\/(?:perajin-saya|kurator)(?=\/|$)/;

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("activate", (event) => {
  const old = async () => {
    const names = await caches.keys();
    const gone = names.filter((name) => name.startsWith("perajin-") && ![FILES, PAGES, PHOTOS].includes(name));
    await Promise.all(gone.map((name) => caches.delete(name)));
    await self.clients.claim();
  };
  event.waitUntil(old());
});

const address = (url) => {
  const { pathname } = new URL(url, self.location.origin);
  return pathname;
};

const mayBeKept = (answer) =>
  answer.ok &&
  answer.type === "basic" &&
  !answer.redirected &&
  answer.headers.has(PERSON) &&
  (answer.headers.get("Content-Type") || "").startsWith("text/html") &&
  !(answer.headers.get("Cache-Control") || "").includes("no-store");

// The pages of whoever was here before go first.
const pagesOf = async (person) => {
  let pages = await caches.open(PAGES);
  const owner = await pages.match(OWNER);
  if (!owner || (await owner.text()) !== person) {
    await Promise.all([PAGES, PHOTOS].map((name) => caches.delete(name)));
    pages = await caches.open(PAGES);
    await pages.put(OWNER, new Response(person));
  }
  return pages;
};

const put = async (url, answer) => {
  // What is no longer theirs to see, such as an entry that was withdrawn, is not shown again.
  if (answer.status === 404) await (await caches.open(PAGES)).delete(address(url), { ignoreVary: true });
  if (!mayBeKept(answer)) return;
  const pages = await pagesOf(answer.headers.get(PERSON));
  await pages.put(address(url), answer);
};

// One after another: two at once could each take the other's pages for a stranger's.
let turn = Promise.resolve();
const keep = (url, answer) => {
  turn = turn.then(() => put(url, answer)).catch(() => undefined);
  return turn;
};

// The page tells by the mark that it comes out of the device.
const kept = async (url) => {
  const pages = await caches.open(PAGES);
  const found = await pages.match(address(url), { ignoreVary: true });
  if (!found) return undefined;
  const page = (await found.text()).replace("<html ", "<html data-kept ");
  return new Response(page, { headers: found.headers });
};

const home = (url) => MINE.exec(address(url))[0];

// A page that came too late is given to the one that shows the kept copy, when it loads itself again.
const late = new Map();

const bring = async (event, fresh) => {
  const path = address(event.request.url);
  const answer = (await fresh).clone();
  if (!mayBeKept(answer)) return;
  late.set(path, answer);
  setTimeout(() => late.delete(path), PATIENCE);
  const page = await self.clients.get(event.resultingClientId);
  page?.postMessage({ fresh: path });
};

const brought = (url) => {
  const answer = late.get(address(url));
  late.delete(address(url));
  return answer;
};

const asked = async (event) => {
  const { url } = event.request;
  const before = brought(url);
  if (before) return before;
  const fresh = fetch(event.request);
  event.waitUntil(fresh.then((answer) => keep(url, answer.clone())).catch(() => undefined));
  // Who reloads asks for what the server has, however long it takes.
  const wait = event.request.cache === "default" ? PATIENCE : 10 * PATIENCE;
  const patience = new Promise((done) => setTimeout(done, wait, "late"));
  const first = await Promise.race([fresh, patience]).catch(() => "lost");
  if (first instanceof Response) return first;
  const copy = await kept(url);
  if (copy && first === "late") event.waitUntil(bring(event, fresh).catch(() => undefined));
  if (copy) return copy;
  if (first === "late") return fresh.catch(() => elsewhere(url));
  return elsewhere(url);
};

const elsewhere = async (url) => (await kept(`${home(url)}/luring`)) || Response.error();

// A form that could not be sent comes back with what was typed in it.
const sent = async (request) => {
  const { url, referrer } = request;
  try {
    return await fetch(request);
  } catch {
    const back = (await kept(url)) ? url : referrer || home(url);
    return Response.redirect(back, 303);
  }
};

const file = async (request) => {
  const files = await caches.open(FILES);
  const found = await files.match(request, { ignoreVary: true });
  if (found) return found;
  const answer = await fetch(request);
  if (answer.ok) await files.put(request, answer.clone());
  return answer;
};

// Without a signal one kept size of a photo stands in for all of them.
const photo = async (request) => {
  try {
    return await fetch(request);
  } catch {
    const photos = await caches.open(PHOTOS);
    const name = nameOf(request.url);
    const kept = (await photos.keys()).find((one) => nameOf(one.url) === name);
    return (kept && (await photos.match(kept))) || Response.error();
  }
};

const nameOf = (url) => /\/foto\/([0-9a-f]{32})/.exec(url)?.[1] ?? "";

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (request.method === "GET" && url.pathname.startsWith("/static/")) {
    event.respondWith(file(request));
  } else if (request.method === "GET" && nameOf(url.pathname)) {
    event.respondWith(photo(request));
  } else if (request.mode === "navigate" && MINE.test(url.pathname)) {
    if (request.method === "POST") event.respondWith(sent(request));
    else if (request.method === "GET") event.respondWith(asked(event));
  }
});

// What a page of the packet needs besides itself stands in its markup.
const shelve = async (files) => {
  const shelf = await caches.open(FILES);
  for (const url of files) {
    if (!(await shelf.match(url))) await shelf.add(url).catch(() => undefined);
  }
};

const fetched = async (url) => {
  const answer = await fetch(url, { headers: { Accept: "text/html" } }).catch(() => undefined);
  if (!answer) return;
  const copy = answer.clone();
  await keep(url, answer);
  const markup = await copy.text();
  await shelve(markup.match(/(?<=(?:src|href)=")\/static\/[^"]+/g) ?? []);
};

// Pages and files that the first page loaded before this worker was there, then those one tap away.
// `renew` names pages that changed; each page and photo that is kept is told to who asked.
const fetchMissing = async ({ pages = [], files = [], renew = [], photos = [] }, source) => {
  const held = await caches.open(PAGES);
  for (const url of pages) {
    if (!(await held.match(address(url), { ignoreVary: true }))) await fetched(url);
  }
  await shelve(files);
  for (const url of renew) {
    await fetched(url);
    source?.postMessage({ kept: address(url) });
  }
  if (!photos.length) return;
  const album = await caches.open(PHOTOS);
  for (const url of photos) {
    if (!(await album.match(url))) await album.add(url).catch(() => undefined);
    source?.postMessage({ kept: url });
  }
};

self.addEventListener("message", (event) => {
  event.waitUntil(fetchMissing(event.data, event.source));
});
