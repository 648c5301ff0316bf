// Scoring by keyboard alone: digits score the criterion in hand, and a key opens the list of all keys.

const form = document.getElementById("sheet");
const criteria = [...form.querySelectorAll(".criterion")];
const help = document.getElementById("tombol");
const open = form.dataset.open === "yes";
let at = Math.max(0, criteria.findIndex((one) => !one.querySelector("input:checked")));

const inHand = (to) => {
  at = Math.max(0, Math.min(criteria.length - 1, to));
  criteria.forEach((one, position) => one.classList.toggle("is-active", position === at));
  const smooth = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
  criteria[at].scrollIntoView({ block: "nearest", behavior: smooth });
};

const go = (to) => {
  inHand(to);
  const one = criteria[at];
  (one.querySelector("input:checked") || one.querySelector("input")).focus({ preventScroll: true });
};

const press = (value) => {
  const field = criteria[at].querySelector(`input[value="${value}"]`);
  field.checked = true;
  field.dispatchEvent(new Event("change", { bubbles: true }));
  go(at + 1);
};

const note = () => {
  const box = criteria[at].querySelector("details");
  box.open = true;
  box.querySelector("textarea").focus();
};

const follow = (what) => document.querySelector(what)?.click();

const KEYS = {
  0: () => press("na"),
  j: () => go(at + 1),
  ArrowDown: () => go(at + 1),
  k: () => go(at - 1),
  ArrowUp: () => go(at - 1),
  c: note,
  n: () => follow("[data-after]"),
  p: () => follow("[data-before]"),
  z: () => follow("[data-zoom]"),
  "?": () => help.showModal(),
};
for (const digit of ["1", "2", "3", "4", "5"]) KEYS[digit] = () => press(digit);

const ANYWHERE = new Set(["?", "n", "p", "z"]);

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (event.target.closest("textarea")) {
    // Out of a note, back to its criterion.
    if (event.key === "Escape") go(at);
    return;
  }
  if (event.target.closest("select, summary, [type=text]")) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const deed = KEYS[key];
  if (!deed || form.inert || !(open || ANYWHERE.has(key))) return;
  event.preventDefault();
  deed();
});

form.addEventListener("focusin", (event) => {
  const found = criteria.indexOf(event.target.closest(".criterion"));
  if (found >= 0 && found !== at) {
    at = found;
    criteria.forEach((one, position) => one.classList.toggle("is-active", position === at));
  }
});

// After a tap the next criterion comes into view, so that the thumb can stay where it is.
form.addEventListener("change", (event) => {
  const found = criteria.indexOf(event.target.closest(".criterion"));
  const tapped = event.isTrusted && event.target.type === "radio" && !event.target.matches(":focus-visible");
  if (tapped && found >= 0) inHand(found + 1);
});

for (const one of document.querySelectorAll("[data-keys]")) one.hidden = false;
