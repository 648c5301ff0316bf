// Sends the sheets that wait on this device, from any page of a curator, one tab at a time and one sheet
// after the other. Every save has a key, so that one whose answer was lost is known again.

const { all, change, name, say } = await import(document.querySelector("script[data-store]").src);

const meta = (key, from = document) => from.querySelector(`meta[name="${key}"]`)?.content ?? "";
const person = meta("person");
const PATIENCE = 10_000; // Milliseconds that a weak signal gets for one save.
const SHORTEST_PAUSE = 2000;
const LONGEST_PAUSE = 30_000;
const MOST_KEYS = 20;
const gone = document.querySelector("[data-unsent-sheets]").dataset.gone;
let token = meta("csrf-token");
let fails = 0;
let timer = 0;
let running = null;
let asked = false;

const newKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (one) => one.toString(16).padStart(2, "0")).join("");

const waits = (record) => record.unsent && !record.refused && !record.clash;

const post = (record, key) => {
  const body = new URLSearchParams(record.values);
  const more = { version: record.base, save_key: key, unanswered: record.keys, wish: record.wish, person };
  for (const [field, value] of Object.entries(more)) body.set(field, value);
  return fetch(record.save, {
    method: "POST",
    body,
    headers: { Accept: "application/json", "X-CSRFToken": token },
    signal: AbortSignal.timeout(PATIENCE),
  });
};

// A page that was open while somebody signed in again, or that the device kept, has an old token.
const renewed = async () => {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = meta("csrf-token", page);
  if (answer.redirected || meta("person", page) !== person || !fresh || fresh === token) return false;
  token = fresh;
  return true;
};

const granted = (body, sent) => (now) => {
  if (!now) return null;
  const changed = now.turn !== sent.turn;
  const { version: base, state, left } = body;
  return { ...now, base, state, left, keys: [], unsent: changed, wish: changed ? now.wish : "" };
};

const settle = async (record, answer) => {
  const json = (answer.headers.get("Content-Type") || "").startsWith("application/json");
  const body = json ? await answer.json() : {};
  const { entry } = record;
  if (answer.status >= 500 || (answer.ok && !answer.redirected && !body.version)) throw new Error("the server will be asked again");
  if (answer.redirected || [400, 401].includes(answer.status)) return "out";
  if (answer.ok) {
    await change(entry, granted(body, record));
    return "saved";
  }
  const trouble = answer.status === 409 ? { clash: body.stored } : { refused: answer.status === 404 ? gone : body.error || gone };
  await change(entry, (now) => now && { ...now, ...trouble });
  return answer.status === 409 ? "clash" : "refused";
};

// Gives what became of it: saved, clash, refused, out (signed out), lost (no signal).
const deliver = async (entry) => {
  const key = newKey();
  let record;
  // The key is kept before the save goes: the answer may never come back to this page.
  await change(entry, (now) => {
    record = now;
    return now && { ...now, keys: [...now.keys, key].slice(-MOST_KEYS) };
  });
  if (!record || !waits(record)) return "saved";
  say(entry, "saving");
  try {
    let answer = await post(record, key);
    if (answer.status === 400 && (await renewed())) answer = await post(record, key);
    const phase = await settle(record, answer);
    fails = 0;
    return phase;
  } catch {
    fails += 1;
    return "lost";
  }
};

// Everything that waits; a sheet that was changed while it went goes again.
const round = async () => {
  for (let found = (await all()).filter(waits); found.length; found = (await all()).filter(waits)) {
    for (const { entry } of found) {
      const phase = await deliver(entry);
      say(entry, phase);
      if (phase === "out" || phase === "lost") return phase;
    }
  }
  return "saved";
};

const work = async () => {
  let phase = "saved";
  while (asked) {
    asked = false;
    phase = await (navigator.locks ? navigator.locks.request(name, round) : round());
  }
  if (phase === "lost") {
    timer = setTimeout(run, Math.min(LONGEST_PAUSE, SHORTEST_PAUSE * 2 ** Math.min(fails - 1, 4)));
  }
  return phase;
};

// Resolves when nothing waits any more or nothing can be sent now.
export const run = () => {
  asked = true;
  clearTimeout(timer);
  running ??= work().finally(() => {
    running = null;
  });
  return running;
};

const again = () => {
  fails = 0;
  run();
};
addEventListener("online", again);
addEventListener("signal", again);
if ((await all()).some(waits)) run();
