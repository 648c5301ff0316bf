// Goes on to the next entry that waits, by itself shortly after the last answer: eight taps are a whole
// entry. Any touch or key stays here, and it can be switched off for good. Works without a network, for
// the order of the entries stands in the page.

const { all } = await import(document.querySelector("script[data-store]").src);

const form = document.getElementById("sheet");
const panel = document.querySelector("[data-next-up]");
const words = panel.querySelector("[data-words]");
const bar = panel.querySelector("progress");
const alone = document.querySelector("[data-go-alone]");
const entry = Number(form.dataset.entry);
const places = JSON.parse(form.dataset.places);
const KEY = "etalase-go-alone";
const PAUSE = 2500; // Milliseconds to see what was tapped last, and to stay.
const STEP = 100;
let timer = 0;

const goesAlone = () => {
  try {
    return localStorage.getItem(KEY) !== "no";
  } catch {
    return true;
  }
};

// Those after this one first, then from the start; what this device finished counts as finished.
const waiting = async () => {
  const records = await all();
  const finished = ({ id, final }) => {
    const record = records.find((one) => one.entry === id);
    if (!record) return final;
    return record.wish === "finish" || (record.state === "final" && record.wish !== "reopen");
  };
  const at = places.findIndex(({ id }) => id === entry);
  return [...places.slice(at + 1), ...places.slice(0, at)].find((one) => !finished(one));
};

const go = async () => {
  clearInterval(timer);
  const next = await waiting();
  location.assign(next?.address ?? form.dataset.list);
};

const stay = () => {
  clearInterval(timer);
  panel.hidden = true;
};

document.addEventListener("sheet-next", go);
document.addEventListener("sheet-complete", async () => {
  const next = await waiting();
  words.textContent = next ? `${next.code} ${next.name}` : panel.dataset.none;
  panel.hidden = false;
  const runs = goesAlone();
  bar.hidden = !runs;
  if (!runs) return;
  let left = PAUSE;
  clearInterval(timer);
  timer = setInterval(() => {
    left -= STEP;
    bar.value = 1 - left / PAUSE;
    if (left <= 0) go();
  }, STEP);
});
for (const deed of ["pointerdown", "keydown", "wheel"]) {
  addEventListener(deed, (event) => {
    if (!panel.hidden && !panel.contains(event.target)) stay();
  }, { capture: true, passive: true });
}
panel.querySelector("[data-now]").addEventListener("click", go);
panel.querySelector("[data-stay]").addEventListener("click", stay);
alone.checked = goesAlone();
alone.addEventListener("change", () => {
  try {
    localStorage.setItem(KEY, alone.checked ? "yes" : "no");
  } catch {
    // Without a store it holds for this page alone, which asks the store each time.
  }
});
