// Dialogs open from `data-dialog="id"`, close from `data-close`, Escape or a press beside them.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog]");
  if (opener) document.getElementById(opener.dataset.dialog)?.showModal();
  if (event.target.closest("[data-close]") || event.target.nodeName === "DIALOG") {
    event.target.closest("dialog")?.close();
  }
});

// `data-confirm` on a form: ask before it is sent. Capture, so that this comes before the busy state.
document.addEventListener("submit", (event) => {
  const question = event.target.dataset.confirm;
  if (question && !window.confirm(question)) event.preventDefault();
}, true);
