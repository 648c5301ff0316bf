// Who falls where while thresholds are moved: the same address is asked, and two parts of its page are
// put in place. Without this module the button "Lihat dulu" loads that page.
const DEBOUNCE = 200;
const PARTS = ["chair-falls", "chair-rows"];
const form = document.querySelector("[data-thresholds]");

let running = null;
let timer = 0;

async function show() {
  if (!form.checkValidity()) return;
  const url = new URL(form.action);
  for (const [name, value] of new FormData(form)) url.searchParams.set(name, value);
  running?.abort();
  running = new AbortController();
  let answer;
  try {
    answer = await fetch(url, { signal: running.signal });
  } catch {
    return; // Newer numbers came, or the network is gone: the button still works.
  }
  // 422: the classes do not fall yet; half a number is no reason to complain while typing.
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const id of PARTS) document.getElementById(id).replaceChildren(...page.getElementById(id).childNodes);
  history.replaceState(history.state, "", url);
}

form?.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(show, DEBOUNCE);
});
