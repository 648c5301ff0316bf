// Shows how far a sheet is without loading the page again; when it is over, the page is loaded once
// for what came of it. Without this module a link does the same.
const EVERY = 1000;
const region = document.querySelector("[data-sheet-progress]");
const bar = region.querySelector("progress");

function show(now) {
  region.querySelector("[data-label]").textContent = now.label;
  region.querySelector("[data-text]").textContent = now.text;
  if (now.total) {
    bar.max = now.total;
    bar.value = now.done;
  } else {
    bar.removeAttribute("value");
  }
}

async function ask() {
  try {
    const answer = await fetch(region.dataset.sheetProgress, {
      headers: { Accept: "application/json" },
    });
    if (answer.ok) {
      const now = await answer.json();
      if (now.over) {
        location.reload();
        return;
      }
      show(now);
    }
  } catch {
    // No signal: ask again; the work goes on without us.
  }
  setTimeout(ask, EVERY);
}

region.querySelector("a").hidden = true;
setTimeout(ask, EVERY);
