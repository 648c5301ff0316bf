// Signing out takes along what this device keeps of the person: waiting photos, kept pages, sheets that
// the server has. Sheets that were not sent stay, for their owner alone, after a warning. Somebody else
// who signs in finds nothing of those before.

const mark = document.querySelector('meta[name="person"]');
const person = mark?.content;
const PATIENCE = 1000; // Milliseconds; a tab that holds on to something lets go of it later.

const patiently = (work) =>
  Promise.race([work, new Promise((done) => setTimeout(done, PATIENCE))]).catch(() => undefined);

const asked = (request) =>
  new Promise((done, broken) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => broken(request.error);
  });

const forgetPhotos = () => asked(indexedDB.deleteDatabase(`etalase-photos-${person}`));

const forgetPages = async () => {
  const names = (await globalThis.caches?.keys()) ?? [];
  await Promise.all(names.filter((name) => name.startsWith("perajin-pages")).map((name) => caches.delete(name)));
};

// Opens the sheets only where there are any: opening would make an empty store.
const sheets = async (work) => {
  const name = `etalase-sheets-${person}`;
  const request = indexedDB.open(name);
  request.onupgradeneeded = () => request.transaction.abort();
  const store = await asked(request).catch(() => null);
  if (!store) return 0;
  const done = await work(store.transaction("sheets", "readwrite").objectStore("sheets"));
  store.close();
  return done;
};

const unsent = () =>
  sheets(async (kept) => (await asked(kept.getAll())).filter((record) => record.unsent).length);

const forgetSent = () =>
  sheets(async (kept) => {
    const sent = (await asked(kept.getAll())).filter((record) => !record.unsent);
    await Promise.all(sent.map((record) => asked(kept.delete(record.entry))));
    return sent.length;
  });

const leave = async (form, submitter) => {
  const waiting = (await patiently(unsent())) ?? 0;
  if (waiting && !window.confirm(mark.dataset.leaving.replace("{count}", waiting))) return;
  form.dataset.forgot = "yes";
  await patiently(Promise.all([forgetPhotos(), forgetPages(), forgetSent()]));
  form.requestSubmit(submitter);
};

// Capture, so that the form is not yet busy.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!person || form.dataset.forgot || !/\/keluar(-semua)?$/.test(form.action)) return;
  event.preventDefault();
  event.stopPropagation();
  leave(form, event.submitter);
}, true);

try {
  if (person && localStorage.getItem("person") !== person) {
    if (localStorage.getItem("person")) forgetPages();
    localStorage.setItem("person", person);
  }
} catch {
  // Without a store there is nothing that was kept.
}
