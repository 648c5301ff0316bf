// Keeps the scoresheets of the person who is signed in on this device: what was typed until the server
// has it, then what the server had last, for pages that are older than that. Each person has a store of
// their own, and nobody else's is ever opened. Pages hear of changes by the event `sheet-change`, also
// of those in other tabs.
//
// A record, by the key of its entry:
//   entry, code, name, address, save   what it is about, and where it goes
//   values      [[field, text], …], the whole form;  lines  the same as a person reads it
//   base        the server's version that they rest on
//   unsent      whether the server does not have them yet;  turn  counts changes
//   wish        "finish" or "reopen", until the server has granted it
//   keys        of saves whose answers never came
//   state, left the server's last word: "draft" or "final", and why it is not final
//   refused     a sentence: the server will not take it;  clash  what the server has instead

const person = document.querySelector('meta[name="person"]').content;
const VERSION = 1;
const spare = new Map(); // Where the browser keeps nothing, records live as long as the page.
let opened = null;

export const name = `etalase-sheets-${person}`;
const channel = globalThis.BroadcastChannel ? new BroadcastChannel(name) : null;

const open = () =>
  (opened ??= new Promise((done, broken) => {
    const request = indexedDB.open(name, VERSION);
    request.onupgradeneeded = () => request.result.createObjectStore("sheets", { keyPath: "entry" });
    request.onerror = () => broken(request.error);
    request.onsuccess = () => {
      // Signing out in another tab may delete the store.
      request.result.onversionchange = () => {
        request.result.close();
        opened = null;
      };
      done(request.result);
    };
  }));

const stored = async (mode, work) => {
  try {
    const made = (await open()).transaction("sheets", mode);
    return await new Promise((done, broken) => {
      let result;
      work(made.objectStore("sheets"), (value) => {
        result = value;
      });
      made.oncomplete = () => done(result);
      made.onabort = () => broken(made.error);
    });
  } catch (error) {
    opened = null;
    throw error;
  }
};

// What is damaged reads as nothing.
const whole = (record) => (Array.isArray(record?.values) && Array.isArray(record.keys) ? record : undefined);

export const read = async (entry) => {
  if (spare.has(entry)) return spare.get(entry);
  const look = (sheets, give) => {
    const request = sheets.get(entry);
    request.onsuccess = () => give(whole(request.result));
  };
  return stored("readonly", look).catch(() => undefined);
};

export const all = async () => {
  const look = (sheets, give) => {
    const request = sheets.getAll();
    request.onsuccess = () => give(request.result.filter(whole));
  };
  const kept = await stored("readonly", look).catch(() => []);
  return [...kept.filter(({ entry }) => !spare.has(entry)), ...spare.values()];
};

const tell = (detail) => {
  document.dispatchEvent(new CustomEvent("sheet-change", { detail }));
};
channel?.addEventListener("message", ({ data }) => tell({ ...data, elsewhere: true }));

// Says how a sheet is doing, here and in other tabs.
export const say = (entry, phase, more = {}) => {
  tell({ entry, phase, ...more });
  channel?.postMessage({ entry, phase, ...more });
};

// Changes a record in one step, so that a save and a key that is pressed meanwhile lose nothing. `how`
// is given the record as it stands and gives the new one, or null to drop it.
export const change = async (entry, how) => {
  const step = (sheets, give) => {
    const request = sheets.get(entry);
    request.onsuccess = () => {
      const next = how(whole(request.result));
      if (next) sheets.put(next);
      else sheets.delete(entry);
      give(next);
    };
  };
  let record;
  try {
    if (spare.has(entry)) throw new Error("kept in the page alone");
    record = await stored("readwrite", step);
  } catch {
    record = how(spare.get(entry));
    if (record) spare.set(entry, record);
    else spare.delete(entry);
  }
  say(entry, "kept");
  return record;
};
