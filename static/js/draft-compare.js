// Shows two versions of a form side by side, field by field, and asks which one shall stay: the
// words that drafts.js found on this device, and those that the server has.

const form = document.querySelector("form[data-draft]");
const panel = document.querySelector("[data-both]");

const shown = (field) => {
  if (field.tagName === "SELECT") return field.selectedOptions[0]?.textContent.trim() ?? "";
  return field.value;
};

const ticks = (field) => field.type === "checkbox" || field.type === "radio";

const said = (field) => {
  if (!ticks(field)) return shown(field);
  if (!field.checked) return "";
  return field.ariaLabel ?? field.labels[0].querySelector("span").textContent.trim();
};

// What a person would read in the form: a line for each field, by its name.
const lines = () => {
  const rows = new Map();
  for (const field of form.elements) {
    const label = field.closest("fieldset")?.querySelector("legend") ?? field.labels?.[0];
    if (!field.name || !label) continue;
    const row = rows.get(field.name) ?? { name: label.innerText.trim().split("\n")[0], values: [] };
    if (said(field)) row.values.push(said(field));
    rows.set(field.name, row);
  }
  return rows;
};

const differences = ({ mine, theirs, fill }) => {
  fill(mine);
  const here = lines();
  fill(theirs);
  const there = lines();
  return [...here]
    .map(([id, { name, values }]) => ({
      name,
      mine: values.join(", "),
      theirs: there.get(id)?.values.join(", ") ?? "",
    }))
    .filter((row) => row.mine !== row.theirs);
};

const line = ({ name, mine, theirs }) => {
  const made = panel.querySelector("template").content.cloneNode(true);
  made.querySelector("dt").textContent = name;
  made.querySelector("[data-mine]").textContent = mine || "–";
  made.querySelector("[data-theirs]").textContent = theirs || "–";
  return made;
};

form?.addEventListener("draft:both", ({ detail }) => {
  const rows = differences(detail);
  if (rows.length === 0) {
    detail.choose(false);
    return;
  }
  panel.querySelector("dl").replaceChildren(...rows.map(line));
  panel.hidden = false;
  panel.focus();
  panel.addEventListener("click", (event) => {
    const use = event.target.closest("[data-use]")?.dataset.use;
    if (!use) return;
    panel.hidden = true;
    detail.choose(use === "mine");
    form.querySelector("input:not([type=hidden]), textarea").focus();
  });
});
