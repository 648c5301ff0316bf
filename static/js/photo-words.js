// Saves what a photo shows as it is typed, and takes the suggestion with one tap. Without this module
// the same form is sent by its buttons.

const PAUSE = 900; // Milliseconds without a key before the words are sent.

const list = document.getElementById("photo-list");
const timers = new WeakMap();

const mark = (form, saved) => {
  const use = form.closest(".alt-words").querySelector("summary use");
  use.setAttribute("href", use.getAttribute("href").replace(/#.*/, saved ? "#check" : "#edit"));
};

const complain = (form, errors) => {
  for (const field of form.querySelectorAll("textarea")) {
    if (errors[field.name]) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  }
  return Object.values(errors)[0];
};

const save = async (form, take = false) => {
  clearTimeout(timers.get(form));
  const state = form.querySelector("[data-state]");
  const body = new FormData(form);
  if (take) body.append("take", "1");
  state.textContent = form.dataset.saving;
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
    const told = await answer.json();
    const wrong = complain(form, told.errors ?? {});
    state.textContent = answer.ok ? form.dataset.saved : (wrong ?? form.dataset.failed);
    if (!answer.ok) return;
    if (take) for (const field of form.querySelectorAll("textarea")) field.value = told[field.name];
    mark(form, told.alt_id);
  } catch {
    state.textContent = form.dataset.failed;
  }
};

list.addEventListener("input", (event) => {
  const form = event.target.closest("[data-words]");
  if (!form) return;
  clearTimeout(timers.get(form));
  timers.set(form, setTimeout(save, PAUSE, form));
});

list.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-words]")) return;
  event.preventDefault();
  save(form, event.submitter?.name === "take");
});
