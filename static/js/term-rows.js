// Shows one empty row of boxes at a time, with a button for the next; without this module all show.

for (const list of document.querySelectorAll("[data-rows]")) {
  const rows = [...list.children];
  const used = rows.filter((row) => "filled" in row.dataset).length;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-quiet btn-s";
  button.textContent = list.dataset.rows;
  const show = () => {
    const next = rows.find((row) => row.hidden);
    if (!next) return;
    next.hidden = false;
    next.querySelector("input").focus();
    button.hidden = rows.every((row) => !row.hidden);
  };
  rows.forEach((row, index) => {
    row.hidden = index > used && !("filled" in row.dataset);
  });
  button.hidden = rows.every((row) => !row.hidden);
  button.addEventListener("click", show);
  list.after(button);
  // What was typed without a signal may fill rows that the server does not know yet.
  document.addEventListener("refill", () => {
    for (const row of rows) {
      row.hidden &&= [...row.querySelectorAll("input")].every((input) => !input.value);
    }
  });
}
