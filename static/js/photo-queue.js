// Keeps chosen photos on this device until the server has answered, and sends them: from any page that
// has the queue's line, also after the browser was closed, one tab at a time. Every photo has a key, so
// that one whose answer was lost is not taken twice. Pages hear of it by the event `photo-state`.

const LONGEST = 2048; // Pixels; enough for every size that is shown.
const QUALITY = 0.85;
const AT_ONCE = 2; // More would only share the same thin line.
const PATIENCE = 300000; // Milliseconds for one photo.
const LONGEST_PAUSE = 60000;

const line = document.querySelector("[data-photo-queue]");
const name = `etalase-photos-${line.dataset.photoQueue}`; // Each person on this device has a store.
const token = document.querySelector('meta[name="csrf-token"]').content;
const channel = window.BroadcastChannel ? new BroadcastChannel(name) : null;
const inHand = new Map(); // Key to the request that sends it.
const cancelled = new Set();
const spare = new Map(); // Where the browser keeps nothing, photos live as long as the page.
let opened = null;
let fails = 0;
let timer = 0;
let busy = false;
let asked = false;

const open = () =>
  (opened ??= new Promise((done, broken) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore("photos", { keyPath: "key" });
    request.onerror = () => broken(request.error);
    request.onsuccess = () => {
      // Signing out in another tab deletes the store.
      request.result.onversionchange = () => { request.result.close(); opened = null; };
      done(request.result);
    };
  }));

const stored = async (mode, work) => {
  const photos = (await open()).transaction("photos", mode).objectStore("photos");
  return new Promise((done, broken) => {
    const request = work(photos);
    photos.transaction.oncomplete = () => done(request.result);
    photos.transaction.onabort = () => broken(photos.transaction.error);
  });
};

const keep = async (entry) => {
  try {
    await stored("readwrite", (photos) => photos.put(entry));
    spare.delete(entry.key);
  } catch {
    opened = null;
    spare.set(entry.key, entry);
  }
};

const forget = async (key) => {
  spare.delete(key);
  await stored("readwrite", (photos) => photos.delete(key)).catch(() => {});
};

const all = async () => {
  const found = await stored("readonly", (photos) => photos.getAll()).catch(() => []);
  return [...found, ...spare.values()].sort((one, other) => one.chosen - other.chosen);
};

const show = async (sending) => {
  const waiting = await all();
  const stopped = waiting.every((entry) => entry.refused);
  const words = sending ? line.dataset.sending : stopped ? line.dataset.stopped : line.dataset.waiting;
  if (waiting.length) line.textContent = words.replace("{count}", waiting.length);
  else if (line.textContent) line.textContent = line.dataset.sent;
  line.hidden = !line.textContent;
};

const tell = (detail) => document.dispatchEvent(new CustomEvent("photo-state", { detail }));
const say = (entry, state, more = {}) => {
  const detail = { key: entry.key, product: entry.product, name: entry.name, state, ...more };
  tell(detail);
  channel?.postMessage(detail);
};

const shrunk = async (file) => {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
  return blob && blob.size < file.size ? blob : file;
};

// XMLHttpRequest, since fetch does not tell how much has been sent.
const post = (entry) =>
  new Promise((done, broken) => {
    const request = new XMLHttpRequest();
    const body = new FormData();
    body.append("csrf_token", token);
    body.append("key", entry.key);
    body.append("person", line.dataset.photoQueue);
    body.append("photo", entry.blob, entry.name || "foto");
    request.open("POST", entry.url);
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("X-CSRFToken", token);
    request.responseType = "json";
    request.timeout = PATIENCE;
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) say(entry, "sending", { ratio: event.loaded / event.total });
    });
    request.addEventListener("load", () => done(request));
    for (const end of ["error", "timeout", "abort"]) request.addEventListener(end, () => broken(new Error(end)));
    inHand.set(entry.key, request);
    request.send(body);
  }).finally(() => inHand.delete(entry.key));

const refuse = async (entry, words) => {
  await keep({ ...entry, refused: words });
  say(entry, "refused", { words });
};

const answered = async (entry, { status, response }) => {
  if (status === 201 && response) {
    fails = 0;
    await forget(entry.key);
    return say(entry, "done", { answer: response });
  }
  if (status === 413 || status === 422) return refuse(entry, response?.error ?? line.dataset.gone);
  if (status === 404) return refuse(entry, line.dataset.gone);
  fails += 1;
  // The sign-in page in place of an answer, or a token of a session that has ended.
  const out = status === 200 || status === 400 || status === 409;
  return say(entry, "waiting", out ? { words: line.dataset.enter } : {});
};

const deliver = async (entry) => {
  if (!entry.ready) {
    say(entry, "preparing");
    entry.blob = await shrunk(entry.blob).catch(() => entry.blob);
    entry.ready = true;
    if (cancelled.has(entry.key)) return;
    await keep(entry);
  }
  say(entry, "sending", { ratio: 0 });
  try {
    await answered(entry, await post(entry));
  } catch (error) {
    if (error.message === "abort") return;
    fails += 1;
    say(entry, "waiting");
  }
};

// Everything that waits, once; what fails is for the next round.
const round = async () => {
  const tried = new Set();
  const next = async () => {
    const found = (await all()).find((entry) => !entry.refused && !tried.has(entry.key));
    if (found && tried.has(found.key)) return next();
    if (found) tried.add(found.key);
    return found;
  };
  const sender = async () => {
    for (let entry = await next(); entry && navigator.onLine; entry = await next()) {
      await show(true);
      await deliver(entry);
    }
    if (!navigator.onLine) for (const entry of await all()) if (!entry.refused) say(entry, "waiting");
  };
  await Promise.all(Array.from({ length: AT_ONCE }, sender));
};

const run = async () => {
  asked = true;
  if (busy) return;
  busy = true;
  clearTimeout(timer);
  while (asked) {
    asked = false;
    // Only one tab sends; the others wait here and then find what is left.
    await (navigator.locks ? navigator.locks.request(name, round) : round());
  }
  busy = false;
  await show(false);
  const left = (await all()).some((entry) => !entry.refused);
  if (left) timer = setTimeout(run, Math.min(LONGEST_PAUSE, 1000 * 2 ** Math.min(fails, 6)));
};

const cancel = async (key) => {
  cancelled.add(key);
  inHand.get(key)?.abort();
  await forget(key);
  await show(false);
};

const newKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (one) => one.toString(16).padStart(2, "0")).join("");

document.addEventListener("photo-add", async ({ detail }) => {
  let chosen = Date.now();
  for (const file of detail.files) {
    const { product, url } = detail;
    const entry = { key: newKey(), product, url, name: file.name, blob: file, chosen: (chosen += 1) };
    await keep(entry);
    say(entry, "kept", { blob: file });
  }
  run();
});
document.addEventListener("photo-retry", () => { fails = 0; run(); });
document.addEventListener("photo-cancel", ({ detail }) => {
  channel?.postMessage({ cancel: detail.key });
  cancel(detail.key);
});
channel?.addEventListener("message", ({ data }) => {
  if (data.cancel) {
    cancel(data.cancel);
    tell({ key: data.cancel, state: "gone" });
  } else tell(data);
});
addEventListener("online", () => { fails = 0; run(); });
addEventListener("offline", async () => {
  for (const entry of await all()) if (!entry.refused) say(entry, "waiting");
  show(false);
});

for (const entry of await all()) {
  const state = entry.refused ? "refused" : "kept";
  tell({ key: entry.key, product: entry.product, name: entry.name, state, blob: entry.blob, words: entry.refused });
}
run();
