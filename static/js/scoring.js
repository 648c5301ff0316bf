// Scoring: saves as the curator goes, says that it saved, and listens to digit keys. Without this
// module the sheet is a plain form with a button.

const form = document.getElementById("sheet");
const status = document.querySelector(".save-state");
const criteria = [...form.querySelectorAll(".criterion")];
const open = criteria.length > 0 && !criteria[0].disabled;
const kept = `etalase-sheet-${form.dataset.entry}`;
const TYPING_PAUSE = 600;
const RETRY_AFTER = 4000;
const TIMEOUT = 10000;

let pause = 0;
let saving = null;
let dirty = false;
let stale = false;

function show(state, words) {
  status.dataset.state = state;
  status.querySelector("span").textContent = words || status.dataset[state];
}

function answered() {
  return criteria.filter((one) => one.querySelector("input:checked")).length;
}

function count() {
  const sum = document.querySelector("[data-answered]");
  if (sum) sum.textContent = String(answered());
}

// What was typed outlives a closed browser or a lost signal until the server has it.
function keep() {
  const values = [...new FormData(form)].filter(([name]) => name !== "csrf_token");
  try {
    localStorage.setItem(kept, JSON.stringify(values));
  } catch {
    // A full or forbidden store leaves the page as it is: the server is asked all the same.
  }
}

function restore() {
  const values = JSON.parse(localStorage.getItem(kept) || "null");
  if (!values) return;
  const typed = new Map(values);
  // What was kept belongs to the version that it was typed on; a newer one wins.
  if (typed.get("version") !== form.elements.version.value) {
    localStorage.removeItem(kept);
    return;
  }
  for (const [name, value] of typed) {
    const field = form.elements[name];
    if (field && name !== "version") field.value = value;
  }
  change();
}

function save() {
  clearTimeout(pause);
  if (saving || stale || !dirty) return;
  saving = send().finally(() => {
    saving = null;
    // What was changed meanwhile goes next; after a failure the pause decides.
    if (dirty && status.dataset.state === "saved") save();
  });
}

async function send() {
  dirty = false;
  show("saving");
  try {
    const answer = await fetch(form.dataset.save, {
      method: "POST",
      body: new FormData(form),
      headers: {
        Accept: "application/json",
        "X-CSRFToken": document.querySelector('meta[name="csrf-token"]').content,
      },
      signal: AbortSignal.timeout(TIMEOUT),
    });
    await settle(answer);
  } catch {
    dirty = true;
    show("offline");
    pause = setTimeout(save, RETRY_AFTER);
  }
}

async function settle(answer) {
  const type = answer.headers.get("Content-Type") || "";
  const body = type.startsWith("application/json") ? await answer.json() : {};
  if (answer.ok && body.version) {
    form.elements.version.value = body.version;
    if (!dirty) localStorage.removeItem(kept);
    show("saved");
  } else if (answer.redirected) {
    // Signed out meanwhile: what was typed waits on this device.
    stale = true;
    show("offline", form.dataset.signedOutWords);
  } else if (answer.status === 409) {
    stale = true;
    show("stale", form.dataset.staleWords);
  } else if (answer.status >= 500) {
    throw new Error("the server will be asked again");
  } else {
    show("stale", body.error);
  }
}

function change() {
  dirty = true;
  count();
  keep();
}

form.addEventListener("change", () => {
  change();
  save();
});
form.addEventListener("input", (event) => {
  if (event.target.type === "radio") return;
  change();
  clearTimeout(pause);
  pause = setTimeout(save, TYPING_PAUSE);
});
form.addEventListener("submit", async (event) => {
  if (!saving) {
    clearTimeout(pause);
    return;
  }
  // The form goes after the save that is under way, with the version that it brings back.
  event.preventDefault();
  await saving;
  clearTimeout(pause);
  form.requestSubmit(event.submitter);
});
addEventListener("online", save);
addEventListener("pagehide", () => {
  if (dirty && !stale) keep();
});

// Digits score the criterion in hand, J and K move between them.
let at = 0;

function go(to) {
  at = Math.max(0, Math.min(criteria.length - 1, to));
  criteria.forEach((one, position) => one.classList.toggle("is-active", position === at));
  const field = criteria[at].querySelector("input:checked") || criteria[at].querySelector("input");
  field.focus({ preventScroll: true });
  const smooth = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
  criteria[at].scrollIntoView({ block: "nearest", behavior: smooth });
}

form.addEventListener("focusin", (event) => {
  const found = criteria.indexOf(event.target.closest(".criterion"));
  if (found >= 0) at = found;
});

function press(value) {
  const field = criteria[at].querySelector(`input[value="${value}"]`);
  if (!field) return;
  field.checked = true;
  change();
  save();
  go(at + 1);
}

document.addEventListener("keydown", (event) => {
  if (!open || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("textarea, select, summary, [type=text]")) return;
  if (/^[1-5]$/.test(event.key)) press(event.key);
  else if (event.key === "0") press("na");
  else if (event.key === "j" || event.key === "J") go(at + 1);
  else if (event.key === "k" || event.key === "K") go(at - 1);
  else return;
  event.preventDefault();
});

// A small photo takes the place of the large one.
const large = document.querySelector(".score-goods > .photo");
for (const link of document.querySelectorAll("[data-photo]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const small = link.querySelector(".photo");
    const picture = small.querySelector("picture").cloneNode(true);
    for (const part of picture.querySelectorAll("[sizes]")) part.sizes = "(min-width: 760px) 300px, 92vw";
    large.querySelector("picture").replaceWith(picture);
    large.className = `${small.className.replace("ratio-1x1", "ratio-4x5")}`;
    for (const other of document.querySelectorAll("[data-photo]")) other.removeAttribute("aria-current");
    link.setAttribute("aria-current", "true");
  });
}

if (open) {
  const keys = document.querySelector("[data-keys]");
  if (keys) keys.hidden = false;
  // The page saves by itself now; after a clash saving by hand settles it.
  const byHand = document.querySelector("[data-by-hand]");
  if (byHand && status.dataset.state !== "stale") byHand.hidden = true;
  restore();
  if (dirty) save();
}
