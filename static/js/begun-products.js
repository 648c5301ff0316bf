// Sends products that were begun without a signal: each is kept under a key of its own, which the
// server knows again, so that a lost answer or two pages at once make one product.

const meta = (name) => document.querySelector(`meta[name="${name}"]`)?.content ?? "";
const person = meta("person");
const PREFIX = `waiting:${person}:`;
const RETRY = 8000; // Milliseconds before what could not be sent is tried again.
const box = document.querySelector("[data-begun]");

const parsed = (key) => {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null; // Damaged: nothing that could be sent.
  }
};

const waiting = () => {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
    return keys.map((key) => ({ key, ...parsed(key) })).filter((item) => item.action);
  } catch {
    return []; // Without a store nothing waits.
  }
};

const show = (items) => {
  box.hidden = items.length === 0;
  box.querySelector("ul").replaceChildren(
    ...items.map(({ name, href, words }) => {
      const item = document.createElement("li");
      const label = document.createElement(href ? "a" : "b");
      label.textContent = name;
      if (href) label.href = href;
      item.append(label, ` ${words}`);
      return item;
    }),
  );
};

const deliver = async ({ key, action, values }) => {
  const body = new URLSearchParams(values);
  body.set("csrf_token", meta("csrf-token"));
  const answer = await fetch(action, { method: "POST", body, signal: AbortSignal.timeout(20000) });
  const there = new URL(answer.url).pathname;
  if (answer.redirected && /\/produk\/\d+\/foto$/.test(there)) {
    localStorage.removeItem(key);
    return { href: there, words: box.dataset.made };
  }
  if (answer.status === 422) return { href: action, words: box.dataset.refused };
  return null; // Signed out, or the server is not well: it waits on.
};

let busy = false;
const sendWaiting = async () => {
  const items = waiting();
  show(items.map(({ name }) => ({ name, words: box.dataset.waits })));
  if (!items.length || busy) return;
  busy = true;
  const lines = [];
  let left = false;
  for (const item of items) {
    const done = await deliver(item).catch(() => null);
    lines.push({ name: item.name, words: box.dataset.waits, ...done });
    left ||= !done;
  }
  show(lines);
  busy = false;
  if (left) setTimeout(sendWaiting, RETRY);
};

try {
  const created = document.querySelector("[data-created]")?.dataset.created;
  if (created) localStorage.removeItem(PREFIX + created);
  for (const done of document.querySelectorAll("[data-done]")) {
    localStorage.removeItem(`draft:${person}:${done.dataset.done}`);
  }
} catch {
  // Without a store there is nothing to clear.
}
addEventListener("online", sendWaiting);
addEventListener("signal", sendWaiting);
sendWaiting();
