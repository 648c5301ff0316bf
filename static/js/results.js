// Results while typing and filtering: the same address is asked for the part that changes. Without
// this module every link and form does the same by loading a page.
const DEBOUNCE = 150;
const SETTLED = 2500;
const region = document.getElementById("hasil");
const box = document.querySelector('form[role="search"] input[name="q"]');
const drawer = document.getElementById("laci");
const phone = matchMedia("(width < 900px)");

let running = null;
let timer = 0;
let settled = 0;

const filters = () => document.querySelector("[data-filters]");

// A form as an address, without what is empty; a new search starts on its first page.
function addressOf(form) {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value !== "") query.append(name, value);
  return query.size ? `${form.action}?${query}` : form.action;
}

// The filters' own address with the words of the search box.
function addressWith(words) {
  const url = new URL(addressOf(filters()));
  url.searchParams.delete("q");
  if (words.trim()) url.searchParams.set("q", words.trim());
  return url.href;
}

// What a swap must not take from the person: the focus, and which lists they opened.
function remember() {
  const at = document.activeElement;
  const lists = [...document.querySelectorAll("[data-filters] details")];
  return {
    name: at?.closest("[data-filters]") ? at.name : "",
    value: at?.value,
    open: lists.map((list) => list.open),
  };
}

function restore(kept) {
  [...document.querySelectorAll("[data-filters] details")].forEach((list, place) => {
    if (kept.open[place] !== undefined) list.open = kept.open[place];
  });
  if (!kept.name) return;
  const same = [...filters().elements].filter((field) => field.name === kept.name);
  (same.find((field) => field.value === kept.value) ?? same[0])?.focus({ preventScroll: true });
}

function show(html) {
  const kept = remember();
  region.innerHTML = html;
  if (drawer.open) drawer.querySelector("[data-slot]").replaceChildren(filters());
  restore(kept);
  label();
  offerNear();
  offerInside();
}

function offerInside() {
  for (const box of document.querySelectorAll("[data-inside]")) box.hidden = false;
}

// What is nearest can be asked for where the browser can say where it is.
function offerNear() {
  for (const item of region.querySelectorAll("[data-near]")) item.hidden = !navigator.geolocation;
}

function goNear(address) {
  const refused = () => (region.querySelector("[data-no-place]").hidden = false);
  navigator.geolocation.getCurrentPosition(({ coords }) => {
    const url = new URL(address);
    url.searchParams.set("lokasi", `${coords.latitude.toFixed(3)},${coords.longitude.toFixed(3)}`);
    go(url.href, "push");
  }, refused, { timeout: 10_000, maximumAge: 300_000 });
}

// The drawer's button says how many products wait behind it.
function label() {
  drawer.querySelector("button[data-show] span").textContent = filters().dataset.show;
}

// More cards below those that are there, from the next page's own address.
async function more(url) {
  const page = document.createElement("template");
  page.innerHTML = await fetchPart(url);
  region.querySelector("[data-cards]").append(...page.content.querySelector("[data-cards]").children);
  region.querySelector(".load-more").replaceWith(...page.content.querySelectorAll(".load-more"));
  history.replaceState({ ...history.state, until: new URL(url).searchParams.get("hal") }, "");
}

// What is asked for while somebody types is not counted as a search; see `settle`.
async function fetchPart(url, isTyping = false) {
  running?.abort();
  running = new AbortController();
  const headers = { "X-Fragment": "results", ...(isTyping && { "X-Typing": "yes" }) };
  const answer = await fetch(url, { headers, signal: running.signal });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.text();
}

// `how` says what becomes of the history: "push" for a step, "replace" while typing, "" for going back.
async function go(url, how) {
  const busy = setTimeout(() => region.classList.add("is-busy"), 300);
  try {
    const html = await fetchPart(url, how === "replace");
    if (how) {
      if (how === "push") history.replaceState({ ...history.state, y: scrollY }, "");
      history[`${how}State`]({}, "", url);
    }
    show(html);
    document.querySelector("[data-spoken]").textContent = region.querySelector(".results-count").textContent;
    document.title = `${region.querySelector("h1").textContent} · Etalase`;
    if (how === "push" && !drawer.open && region.getBoundingClientRect().top < 0) region.scrollIntoView();
  } catch (error) {
    if (error.name !== "AbortError") location.assign(url);
  } finally {
    clearTimeout(busy);
    region.classList.remove("is-busy");
  }
}

// Words that stand for a while are what somebody looks for, also without Enter.
function settle() {
  fetch(location.href, { headers: { "X-Fragment": "results" }, priority: "low" }).catch(() => {});
}

box?.addEventListener("input", () => {
  clearTimeout(timer);
  clearTimeout(settled);
  timer = setTimeout(() => go(addressWith(box.value), "replace"), DEBOUNCE);
  settled = setTimeout(settle, SETTLED);
});
box?.form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(timer);
  clearTimeout(settled);
  go(addressWith(box.value), "push");
});

// What is looked for in a list of filters hides the others; what is picked stays.
function lookInside({ target }) {
  if (!("inside" in (target.dataset ?? {}))) return;
  const words = target.value.trim().toLowerCase();
  for (const choice of target.closest("fieldset").querySelectorAll(".choice")) {
    const [tick, label] = choice.children;
    choice.hidden = !tick.checked && !label.textContent.toLowerCase().includes(words);
  }
}
document.addEventListener("input", lookInside);
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && "inside" in event.target.dataset && !event.target.name) event.preventDefault();
});

document.addEventListener("change", (event) => {
  if (!event.target.name) return;
  const form = event.target.closest?.("[data-filters]");
  if (form) go(addressOf(form), "push");
});
document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-filters]")) return;
  event.preventDefault();
  go(addressOf(event.target), "push");
});

// Chips, orders and pages are links to this page with another query.
region.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (link.dataset.drawer) {
    event.preventDefault();
    openDrawer();
    return;
  }
  if ("more" in link.dataset) {
    event.preventDefault();
    more(link.href).catch(() => location.assign(link.href));
    return;
  }
  if (link.closest("[data-near]")) {
    event.preventDefault();
    goNear(link.href);
    return;
  }
  const url = new URL(link.href);
  if (url.origin !== location.origin || url.pathname !== location.pathname) return;
  event.preventDefault();
  if (box) box.value = url.searchParams.get("q") ?? "";
  go(url.href, "push");
});

function openDrawer() {
  drawer.querySelector("[data-slot]").replaceChildren(filters());
  label();
  drawer.showModal();
}
drawer.addEventListener("close", () => region.querySelector(".results-aside").replaceChildren(filters()));
phone.addEventListener("change", () => drawer.open && drawer.close());

addEventListener("popstate", async (event) => {
  const back = new URLSearchParams(location.search).get("q") ?? "";
  if (box) box.value = back;
  await go(location.href, "");
  scrollTo(0, event.state?.y ?? 0);
});

// Coming back from a product finds as many cards as were there, and the same place among them.
async function comeBack() {
  const { until = 0, y } = history.state ?? {};
  for (let next; (next = region.querySelector("[data-more]")) && next.href.match(/hal=(\d+)/)[1] <= until;) {
    await more(next.href);
  }
  if (y) scrollTo(0, y);
}
addEventListener("pagehide", () => history.replaceState({ ...history.state, y: scrollY }, ""));

document.documentElement.classList.add("is-live");
offerNear();
offerInside();
comeBack();
