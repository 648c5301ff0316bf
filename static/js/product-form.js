// Saves a product's draft as it is typed: on the server when there is a signal, else on this device.
// Without this module the same form is saved by its buttons.

const PAUSE = 1200; // Milliseconds without a key before the draft is sent.
const form = document.querySelector("form[data-autosave]");
const frame = document.querySelector("[data-save-state]");

if (form && frame) {
  const sign = frame.querySelector(".save-state");
  const words = sign.querySelector("span");
  const key = `draft:${form.dataset.autosave}`;
  const token = document.querySelector('meta[name="csrf-token"]').content;
  let timer = 0;
  let sending = false;
  let changed = false;
  let stale = false;

  const say = (state, text) => {
    frame.hidden = false;
    sign.dataset.state = state;
    words.textContent = text ?? sign.dataset[state];
  };

  const typed = () => {
    const fields = new FormData(form);
    fields.delete("csrf_token");
    return new URLSearchParams(fields).toString();
  };

  // The device's copy goes once the server has everything.
  const remember = () => {
    try {
      localStorage.setItem(key, typed());
    } catch {
      // A full or forbidden store only means that there is no second copy.
    }
  };
  const forget = () => {
    try {
      localStorage.removeItem(key);
    } catch {
      // As above.
    }
  };

  const send = async () => {
    if (sending || stale) return;
    sending = true;
    changed = false;
    say("saving");
    try {
      const answer = await fetch(form.dataset.autosave, {
        method: "POST",
        body: new FormData(form),
        headers: { Accept: "application/json", "X-CSRFToken": token },
      });
      await take(answer);
    } catch {
      say("offline");
    }
    sending = false;
    if (changed) later();
  };

  const take = async (answer) => {
    if (answer.status === 409) {
      stale = true;
      say("stale");
      return;
    }
    if (!answer.ok || answer.redirected) {
      say("offline");
      return;
    }
    const { version, errors } = await answer.json();
    form.elements.version.value = version;
    if (Object.keys(errors).length) {
      say("stale", frame.dataset.partial);
    } else {
      if (!changed) forget();
      say("saved");
    }
  };

  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(send, PAUSE);
  };

  form.addEventListener("input", () => {
    changed = true;
    remember();
    later();
  });
  addEventListener("online", () => changed || sign.dataset.state === "offline" ? send() : undefined);
  // Leaving the page sends what the pause still held back.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && changed) send();
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    stale = true; // The buttons save from here on.
    forget();
  });

  // What was typed without a signal comes back, unless the server has answered with its own words.
  const refill = (kept) => {
    const values = new URLSearchParams(kept);
    for (const field of form.elements) {
      if (!field.name || ["csrf_token", "version"].includes(field.name)) continue;
      if (field.type === "checkbox" || field.type === "radio") {
        field.checked = values.getAll(field.name).includes(field.value);
      } else if (field.type !== "submit" && values.has(field.name)) {
        field.value = values.get(field.name);
      }
    }
    changed = true;
    send();
  };
  const answered = document.querySelector(".summary, .notice-warning");
  let kept = null;
  try {
    kept = localStorage.getItem(key);
  } catch {
    // As above.
  }
  if (kept && !answered) refill(kept);
}
