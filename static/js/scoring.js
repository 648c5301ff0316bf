// The sheet: keeps every answer on this device, has it sent, and says where it stands. What this device
// kept and what the server has are compared when the page opens; where both changed, both are shown.
// Without this module the sheet is a plain form with its buttons.

const { change, read } = await import(document.querySelector("script[data-store]").src);
const { run } = await import(document.querySelector("script[data-sender]").src);

const form = document.getElementById("sheet");
const sign = document.querySelector(".score-bar .save-state");
const criteria = [...form.querySelectorAll(".criterion")];
const trouble = document.querySelector("[data-refused]");
const entry = Number(form.dataset.entry);
const isOpen = form.dataset.open === "yes";
const TYPING_PAUSE = 600; // Milliseconds without a key before a note is sent.
const UNSAVED = new Set(["csrf_token", "version", "person"]);

let pause = 0;
let state = form.dataset.state; // "draft" or "final" as far as the server said; "" for no sheet yet.
let undecided = false;

const typed = () => [...new FormData(form)].filter(([field]) => !UNSAVED.has(field));
const text = (values) => new URLSearchParams(values.map(([field, value]) => [field, value.trim()])).toString();
const isGiven = (one) => Boolean(one.querySelector("input:checked"));
const missing = () => criteria.filter((one) => !isGiven(one) && "required" in one.dataset);

const say = (phase, words) => {
  sign.dataset.state = phase;
  sign.querySelector("span").textContent = words || sign.dataset[phase];
};

const fill = (values) => {
  const found = new Map(values);
  for (const field of form.elements) {
    if (!field.name || UNSAVED.has(field.name)) continue;
    if (field.type === "radio") field.checked = found.get(field.name) === field.value;
    else if (field.tagName === "TEXTAREA") {
      field.value = found.get(field.name) ?? "";
      if (field.value) field.closest("details")?.setAttribute("open", "");
    }
  }
};

// What a person reads of the sheet, for pages that have no form.
const lines = () =>
  criteria.flatMap((one) => {
    const label = one.querySelector("legend b").textContent;
    const given = one.querySelector("input:checked + span")?.textContent.trim() ?? "–";
    const note = one.querySelector("textarea").value.trim();
    return [[label, note ? `${given} · ${note}` : given]];
  });

const show = () => {
  document.querySelector("[data-answered]").textContent = String(criteria.filter(isGiven).length);
  for (const one of criteria) if (isGiven(one)) one.removeAttribute("data-missing");
  document.body.classList.toggle("is-final", state === "final");
};

// The server's copy is as old as the page; one that this device knows better comes first.
const about = () => {
  const { code, name, save } = form.dataset;
  return { entry, code, name, save, address: location.pathname };
};

const fresh = () => ({ ...about(), base: Number(form.elements.version.value), keys: [], turn: 0, state, wish: "" });

const keep = (wish) =>
  change(entry, (now) => ({
    ...(now ?? fresh()),
    ...about(),
    values: typed(),
    lines: lines(),
    turn: (now?.turn ?? 0) + 1,
    unsent: true,
    refused: undefined,
    wish: wish ?? now?.wish ?? "",
  }));

// What became of it decides what the page says; a complete sheet tells the module that goes on.
const tell = (record, phase) => {
  state = record?.state ?? state;
  if (record) form.elements.version.value = record.base;
  show();
  if (record?.clash) return decide(record);
  if (record?.refused) return refuse(record);
  if (phase === "out") return say("offline", form.dataset.signedOutWords);
  if (record?.unsent) return phase === "lost" ? say("offline") : undefined;
  if (phase === "saved") say(record?.left ? "stale" : "saved", record?.left);
  return undefined;
};

// Gives whether the curator can go on to another entry: it is saved, or waits on this device.
const send = async (wish) => {
  clearTimeout(pause);
  say("saving");
  await keep(wish);
  const phase = await run();
  const record = await read(entry);
  tell(record, phase);
  return phase !== "out" && !record?.clash && !record?.refused && !record?.left;
};

// The last answer that was missing makes the sheet final: nobody has to say so once more.
const answer = async () => {
  const complete = missing().length === 0;
  const wish = complete && state !== "final" && !("held" in form.dataset) ? "finish" : undefined;
  show();
  const settled = await send(wish);
  if (wish && settled && criteria.every(isGiven)) document.dispatchEvent(new Event("sheet-complete"));
};

const refuse = (record) => {
  say("stale", record.refused);
  trouble.hidden = false;
  trouble.querySelector("[data-why]").textContent = record.refused;
};

// Both versions stand side by side, and nothing is typed until one is chosen.
const decide = (record) => {
  if (undecided) return;
  undecided = true;
  say("stale");
  const theirs = record.clash.values;
  const choose = async (mine) => {
    undecided = false;
    form.inert = false;
    const { version, state: there } = record.clash;
    const chosen = mine ? record.values : theirs;
    fill(chosen);
    await change(entry, (now) => ({
      ...(now ?? record),
      values: chosen,
      lines: lines(),
      base: version,
      state: there,
      clash: undefined,
      keys: [],
      unsent: mine,
    }));
    state = there;
    if (mine) await send(missing().length ? "" : undefined);
    else tell(await read(entry), "saved");
  };
  form.inert = true;
  form.dispatchEvent(
    new CustomEvent("draft:both", { detail: { mine: record.values, theirs, fill, choose } }),
  );
};

const open = async () => {
  const record = await read(entry);
  const page = { version: Number(form.elements.version.value), values: typed() };
  const own = record?.keys.includes(form.dataset.key);
  if (!record || form.querySelector(".stored")) return show();
  if (!isOpen) return record.unsent ? closed(record) : show();
  if (!record.unsent) {
    // A page that this device kept is older than what was saved since.
    const older = record.base > page.version;
    if (older) fill(record.values);
    const newest = { values: typed(), lines: lines(), ...(older ? {} : { base: page.version, state }) };
    return tell(await change(entry, (now) => now && { ...now, ...newest }), "saved");
  }
  if (record.clash || record.refused) {
    fill(record.values);
    return tell(record);
  }
  if (text(record.values) === text(page.values) && !record.wish && page.version >= record.base) {
    // The server has it, word for word.
    const held = { base: page.version, state, unsent: false, keys: [] };
    return tell(await change(entry, (now) => now && { ...now, ...held }), "saved");
  }
  if (record.base < page.version && !own) {
    const clash = { version: page.version, values: page.values, state };
    return decide(await change(entry, (now) => now && { ...now, clash }));
  }
  fill(record.values);
  if (own) await change(entry, (now) => now && { ...now, base: Math.max(now.base, page.version) });
  show();
  const phase = await run();
  return tell(await read(entry), phase);
};

const closed = async (record) => {
  const words = form.dataset.closedWords;
  await change(entry, (now) => now && { ...now, refused: words });
  fill(record.values);
  show();
  refuse({ ...record, refused: words });
};

const discard = async () => {
  await change(entry, () => null);
  location.reload();
};

form.addEventListener("change", (event) => {
  if (event.target.type === "radio") answer();
  else send();
});
form.addEventListener("input", async (event) => {
  if (event.target.type === "radio") return;
  clearTimeout(pause);
  say("saving");
  pause = setTimeout(() => send(), TYPING_PAUSE);
  await keep();
});
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (event.submitter?.dataset.reopen !== undefined) {
    form.dataset.held = "";
    await send("reopen");
    return;
  }
  const [first] = missing();
  if (first) {
    for (const one of missing()) one.dataset.missing = "";
    first.scrollIntoView({ block: "center" });
    first.querySelector("input").focus({ preventScroll: true });
    return;
  }
  if (await send("finish")) document.dispatchEvent(new Event("sheet-next"));
});
document.addEventListener("sheet-change", async ({ detail }) => {
  if (detail.entry !== entry) return;
  if (detail.phase === "saving") say("saving");
  else if (!detail.elsewhere && detail.phase !== "kept") tell(await read(entry), detail.phase);
  else if (detail.elsewhere) {
    // Another tab of this browser wrote on the same sheet: both show the same.
    const record = await read(entry);
    if (record && text(record.values) !== text(typed())) fill(record.values);
    tell(record, detail.phase);
  }
});
trouble.querySelector("[data-discard]").addEventListener("click", discard);

if (isOpen && state === "draft" && missing().length === 0) form.dataset.held = "";
await open();
document.documentElement.dataset.scoring = "ready";
