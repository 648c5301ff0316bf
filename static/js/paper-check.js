// Shows under a paper's number what it says, while it is typed. Without this module the page says
// the same after it was sent; the server checks again in either case.

const PAUSE = 400; // Milliseconds without a key before the number is asked about.
const form = document.querySelector("form[data-paper-check]");
const box = form?.querySelector("[data-paper-reading]");

if (form && box) {
  const facts = box.querySelector("dl");
  const hints = box.querySelector("ul");
  const token = document.querySelector('meta[name="csrf-token"]').content;
  let timer = 0;
  let asked = 0;

  const element = (name, text) => {
    const made = document.createElement(name);
    made.textContent = text;
    return made;
  };

  const pair = ({ label, words }) => {
    const row = document.createElement("div");
    row.append(element("dt", label), element("dd", words));
    return row;
  };

  const remark = (text, kind) => {
    const item = document.createElement("li");
    item.className = kind;
    item.append(element("span", text));
    return item;
  };

  const show = (said) => {
    facts.replaceChildren(...said.facts.map(pair));
    hints.replaceChildren(
      ...said.refusals.map((text) => remark(text, "refusal")),
      ...said.hints.map((text) => remark(text, "hint")),
    );
    box.hidden = !facts.childElementCount && !hints.childElementCount;
  };

  const ask = async () => {
    const mine = ++asked;
    const fields = new FormData(form);
    fields.delete("scan"); // The scan is no part of the question, and it may be large.
    try {
      const answer = await fetch(form.dataset.paperCheck, {
        method: "POST",
        body: fields,
        headers: { Accept: "application/json", "X-CSRFToken": token },
      });
      if (answer.ok && !answer.redirected && mine === asked) show(await answer.json());
    } catch {
      // Without a signal the number is checked when the form is sent.
    }
  };

  form.addEventListener("input", (event) => {
    if (event.target.type === "file") return;
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
}
