// Suggestions below a search box while somebody types: a list that the arrow keys walk and Enter
// follows. Without this module the box searches as it always does.
const DEBOUNCE = 150;

for (const box of document.querySelectorAll("input[data-suggest]")) enhance(box);

// The list's style sheet, which no page needs before somebody is about to type.
function dress(address) {
  if (document.querySelector(`link[href="${address}"]`)) return;
  const sheet = document.createElement("link");
  Object.assign(sheet, { rel: "stylesheet", href: address });
  document.head.append(sheet);
}

function enhance(box) {
  const list = document.createElement("div");
  const spoken = document.createElement("p");
  const known = new Map();
  let timer = 0;
  let running = null;

  Object.assign(list, { id: `${box.id}-daftar`, className: "suggestions", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", box.dataset.suggestLabel);
  spoken.className = "visually-hidden";
  spoken.setAttribute("role", "status");
  box.form.append(list, spoken);
  for (const [name, value] of [["role", "combobox"], ["aria-expanded", "false"], ["aria-controls", list.id], ["aria-autocomplete", "list"]]) {
    box.setAttribute(name, value);
  }

  const options = () => [...list.querySelectorAll('[role="option"]')];
  const chosen = () => list.querySelector('[aria-selected="true"]');

  function choose(option) {
    chosen()?.setAttribute("aria-selected", "false");
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) box.setAttribute("aria-activedescendant", option.id);
    else box.removeAttribute("aria-activedescendant");
  }

  function show(html) {
    list.innerHTML = html;
    // Two boxes of a page must not share the names of their parts.
    for (const part of list.querySelectorAll("[id]")) part.id = `${box.id}-${part.id}`;
    for (const group of list.querySelectorAll("[aria-labelledby]")) {
      group.setAttribute("aria-labelledby", `${box.id}-${group.getAttribute("aria-labelledby")}`);
    }
    choose(null);
    const count = options().length;
    list.hidden = !count;
    box.setAttribute("aria-expanded", String(Boolean(count)));
    spoken.textContent = count ? box.dataset.suggestSpoken.replace("{count}", count) : "";
  }

  async function look() {
    const words = box.value.trim();
    running?.abort();
    if (words.length < 2) return show("");
    if (!known.has(words)) {
      running = new AbortController();
      try {
        const answer = await fetch(`${box.dataset.suggest}?q=${encodeURIComponent(words)}`, { signal: running.signal });
        if (!answer.ok) return show("");
        known.set(words, await answer.text());
      } catch {
        return; // Another letter came, or there is no signal: the box still searches.
      }
    }
    if (box.value.trim() === words && document.activeElement === box) show(known.get(words));
  }

  function walk(step) {
    const all = options();
    if (!all.length) return;
    const at = all.indexOf(chosen());
    choose(all[at + step] ?? (at < 0 && step < 0 ? all.at(-1) : null));
  }

  box.addEventListener("focus", () => dress(box.dataset.suggestSheet), { once: true });
  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, DEBOUNCE);
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (list.hidden) return;
      event.preventDefault();
      walk(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      show("");
    } else if (event.key === "Enter" && chosen()) {
      event.preventDefault();
      location.assign(chosen().href);
    }
  });
  list.addEventListener("mousedown", (event) => event.preventDefault()); // The box keeps the focus.
  box.addEventListener("blur", () => show(""));
  box.form.addEventListener("submit", () => show(""));
}
