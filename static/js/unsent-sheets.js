// Says how many sheets wait on this device, and shows those that need a choice or that the server will
// not take: what was typed stays readable until the person lets it go.

const { all, change } = await import(document.querySelector("script[data-store]").src);

const box = document.querySelector("[data-unsent-sheets]");
const line = box.querySelector("[data-line]");
const list = box.querySelector("ul");
const here = Number(document.querySelector("form[data-entry]")?.dataset.entry ?? 0);
let out = false;

const paragraph = ([label, text]) => {
  const row = document.createElement("div");
  const [term, value] = [document.createElement("dt"), document.createElement("dd")];
  term.textContent = label;
  value.textContent = text;
  row.append(term, value);
  return row;
};

const item = (record) => {
  const made = box.querySelector("template").content.cloneNode(true);
  const link = made.querySelector("a");
  link.href = record.address;
  link.textContent = `${record.code} ${record.name}`;
  made.querySelector("[data-why]").textContent = record.refused || box.dataset.clash;
  made.querySelector("dl").replaceChildren(...record.lines.map(paragraph));
  const discard = made.querySelector("[data-discard]");
  discard.hidden = !record.refused;
  discard.addEventListener("click", () => change(record.entry, () => null));
  return made;
};

const show = async () => {
  const records = (await all()).filter((record) => record.unsent);
  const waiting = records.filter((record) => !record.refused && !record.clash);
  const troubled = records.filter((record) => (record.refused || record.clash) && record.entry !== here);
  const words = out ? box.dataset.out : box.dataset.waits;
  line.textContent = waiting.length ? words.replace("{count}", waiting.length) : "";
  line.hidden = !waiting.length;
  list.replaceChildren(...troubled.map(item));
  box.hidden = !(troubled.length || (waiting.length && (out || !here || waiting.length > 1)));
  for (const badge of document.querySelectorAll("[data-sheet]")) {
    const record = records.find(({ entry }) => entry === Number(badge.dataset.sheet));
    if (record) badge.dataset.unsent = "";
    else delete badge.dataset.unsent;
  }
};

document.addEventListener("sheet-change", ({ detail }) => {
  if (detail.phase === "out") out = true;
  if (detail.phase === "saved") out = false;
  if (detail.phase !== "saving") show();
});
show();
