// Keeps what is typed in a form: on this device at once, and on the server where the form has an
// address for that. Without this module the same form is saved by its buttons.
//
// A kept copy belongs to the person who is signed in and carries the version of the server's copy
// that it was typed on. A server's copy that is newer is shown beside it; neither is dropped until
// the person has chosen.

const PAUSE = 1200; // Milliseconds without a key before the draft is sent.
const RETRY = 8000; // Milliseconds before a send that failed is tried again.
const PATIENCE = 20000; // Milliseconds that a weak signal gets for one save.
const UNSAVED = new Set(["csrf_token", "version", "client_key"]);

const form = document.querySelector("form[data-draft]");
const frame = document.querySelector("[data-save-state]");
const meta = (name, from = document) => from.querySelector(`meta[name="${name}"]`)?.content ?? "";

const store = {
  read: (key) => {
    try {
      return JSON.parse(localStorage.getItem(key) || "null");
    } catch {
      return null;
    }
  },
  write: (key, value) => {
    try {
      localStorage.setItem(key, JSON.stringify(value));
      return true;
    } catch {
      return false; // A full or forbidden store only means that there is no second copy.
    }
  },
  drop: (key) => {
    try {
      localStorage.removeItem(key);
    } catch {
      // As above.
    }
  },
};

// "2.10" after "2.9", "3.1" after "2.10"; a form without versions is always as new as its copy.
const order = (one, other) => {
  const [a, b] = [one, other].map((stamp) => (stamp || "0").split(".").map(Number));
  return a[0] - b[0] || (a[1] ?? 0) - (b[1] ?? 0);
};

// One step on is what our own press of the button makes of the version.
const follows = (stamp, base) => {
  const [number, version] = stamp.split(".").map(Number);
  const [was, before] = base.split(".").map(Number);
  if (version === undefined) return number === was + 1;
  return (number === was && version === before + 1) || (number === was + 1 && version === 1);
};

if (form && frame) {
  const sign = frame.querySelector(".save-state");
  const words = sign.querySelector("span");
  const key = `draft:${meta("person")}:${form.dataset.draft}`;
  const url = form.dataset.autosave;
  const version = form.elements.version;
  const compare = frame.querySelector("[data-compare]");
  const again = frame.querySelector("[data-sign-in]");
  let token = meta("csrf-token");
  let timer = 0;
  let sending = false;
  let changed = false;
  let stopped = false;
  let sent = ""; // What went out last without an answer: the server may have it all the same.

  const say = (state, text) => {
    frame.hidden = false;
    sign.dataset.state = state;
    words.textContent = text ?? frame.dataset[state] ?? sign.dataset[state];
  };

  const typed = () => [...new FormData(form)].filter(([name]) => !UNSAVED.has(name));
  const text = (values) => new URLSearchParams(values).toString();

  // Another page's words that are nowhere else yet are put aside, not written over.
  const tab = Math.random().toString(36);
  const remember = (more = {}) => {
    const there = store.read(key);
    const theirs = there && there.tab !== tab && !there.saved && !there.submitted;
    if (theirs && more.saved) return true;
    if (theirs && !store.read(`${key}:aside`)) store.write(`${key}:aside`, there);
    return store.write(key, { base: version?.value ?? "", values: typed(), tab, sent, ...more });
  };

  const fill = (values) => {
    const found = new Map();
    for (const [name, value] of values) found.set(name, [...(found.get(name) ?? []), value]);
    for (const field of form.elements) {
      if (!field.name || UNSAVED.has(field.name)) continue;
      const ticks = field.type === "checkbox" || field.type === "radio";
      const was = ticks ? field.checked : field.value;
      if (ticks) field.checked = (found.get(field.name) ?? []).includes(field.value);
      else if (field.type !== "submit" && found.has(field.name)) [field.value] = found.get(field.name);
      // What comes back is not hidden in a folded part.
      if (was !== (ticks ? field.checked : field.value)) field.closest("details")?.setAttribute("open", "");
    }
    form.dispatchEvent(new Event("refill", { bubbles: true }));
  };

  const later = (wait = PAUSE) => {
    clearTimeout(timer);
    timer = setTimeout(send, wait);
  };

  const post = () => {
    const body = new FormData(form);
    body.set("csrf_token", token);
    return fetch(url, {
      method: "POST",
      body,
      headers: { Accept: "application/json", "X-CSRFToken": token },
      keepalive: document.visibilityState === "hidden",
      signal: AbortSignal.timeout(PATIENCE),
    });
  };

  // A page that was open while somebody signed in again has a token of the old session.
  const renewed = async () => {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (answer.redirected || meta("person", page) !== meta("person")) return false;
    const fresh = meta("csrf-token", page);
    if (!fresh || fresh === token) return false;
    token = fresh;
    form.elements.csrf_token.value = fresh;
    return true;
  };

  async function send() {
    clearTimeout(timer);
    if (!url || sending || stopped || !changed) return;
    sending = true;
    changed = false;
    say("saving");
    const unanswered = sent;
    sent ||= text(typed());
    remember();
    try {
      let answer = await post();
      if (answer.status === 400 && (await renewed())) answer = await post();
      if (answer.status === 409 && unanswered) location.reload(); // The newer copy may be our own.
      else await take(answer);
    } catch {
      changed = true;
      say("offline");
      later(RETRY);
    }
    sending = false;
    if (changed && sign.dataset.state !== "offline") later();
  }

  const take = async (answer) => {
    if (answer.status === 409) {
      stopped = true;
      if (compare) compare.hidden = false;
      say("stale");
    } else if (answer.redirected || [400, 401, 404].includes(answer.status)) {
      // Signed out meanwhile: what was typed waits here until the same person is back.
      stopped = true;
      if (again) again.hidden = false;
      say("offline", frame.dataset.signedOut);
    } else if (!answer.ok) {
      throw new Error("the server will be asked again");
    } else {
      const { version: stamp, errors } = await answer.json();
      version.value = stamp;
      sent = "";
      const whole = Object.keys(errors).length === 0;
      remember({ saved: whole && !changed });
      if (whole) say("saved");
      else say("stale", frame.dataset.partial);
    }
  };

  form.addEventListener("input", () => {
    changed = true;
    const safe = remember();
    if (stopped) return;
    if (url) later();
    else if (safe) say("device");
  });
  compare?.addEventListener("click", (event) => {
    event.preventDefault();
    location.reload(); // Which never takes the copy that this device keeps for a weak signal.
  });
  addEventListener("online", () => send());
  addEventListener("signal", () => send());
  // Leaving the page sends what the pause still held back.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") send();
  });

  // A product that is begun waits under a key of its own until the server has it.
  const begin = () => {
    const { client_key: begun, csrf_token: _, ...values } = Object.fromEntries(new FormData(form));
    store.write(`waiting:${meta("person")}:${begun}`, {
      name: values.name_id,
      action: location.pathname,
      values: { ...values, client_key: begun },
    });
    store.drop(key);
  };

  form.addEventListener("submit", () => {
    clearTimeout(timer);
    stopped = true; // The buttons save from here on.
    if (form.dataset.draftBegins !== undefined) begin();
    else remember({ submitted: true });
  });

  // Both versions stand side by side; what the form holds is the server's until one is chosen.
  const offer = (copy) => {
    const aside = `${key}:aside`;
    store.write(aside, copy);
    store.drop(key);
    const choose = (mine) => {
      store.drop(aside);
      if (!mine) return;
      fill(copy.values);
      changed = true;
      remember();
      if (url) send();
      else say("device");
    };
    form.dispatchEvent(
      new CustomEvent("draft:both", { detail: { mine: copy.values, theirs: typed(), fill, choose } }),
    );
  };

  const refill = (copy) => {
    if (version && copy.base) version.value = copy.base;
    fill(copy.values);
    changed = !copy.saved;
    store.write(key, { ...copy, tab });
    if (copy.saved) return;
    if (url) send();
    else say("device", frame.dataset.back);
  };

  const open = () => {
    const aside = store.read(`${key}:aside`);
    const copy = store.read(key);
    const stamp = version?.value ?? "";
    // The server has answered with what was sent, and what is wrong with it.
    if (form.querySelector(".summary") || document.querySelector("[data-stored]")) {
      store.drop(`waiting:${meta("person")}:${form.elements.client_key?.value}`);
      remember();
    } else if (aside) {
      offer(aside);
    } else if (!copy || text(copy.values) === text(typed())) {
      if (copy && order(stamp, copy.base) >= 0) store.drop(key);
    } else if (order(stamp, copy.base) <= 0) {
      refill(copy);
    } else if (copy.sent && copy.sent === text(typed())) {
      refill({ ...copy, base: stamp }); // Only the answer to that save was lost.
    } else if (copy.saved || (copy.submitted && follows(stamp, copy.base))) {
      store.drop(key);
    } else {
      offer(copy);
    }
  };

  // A page out of the device would begin every product under the same key.
  const newKey = () => {
    if (form.dataset.draftBegins === undefined || form.querySelector(".summary")) return;
    form.elements.client_key.value = crypto.randomUUID?.() ?? form.elements.client_key.value;
  };
  // Coming back by the back button finds a form that saves again, and that begins something new.
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    stopped = false;
    newKey();
  });
  newKey();
  // A copy opens at its name, which is the first thing to change.
  const first = form.querySelector("[data-select]");
  if (first && !form.querySelector(".summary")) first.select();
  say(url ? "saved" : "ready");
  open();
}
