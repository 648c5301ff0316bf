// On the list of a round: has every entry kept on this device with its photos, says how far that is, and
// shows what this device knows better than a list that it kept: what was finished or begun meanwhile.

const { all } = await import(document.querySelector("script[data-store]").src);

const rows = [...document.querySelectorAll("li[data-sheet]")];
const line = document.querySelector("[data-packet]");
const bar = document.querySelector(".progress");
const STAMP = "Etalase-Stamp";

const held = async (url) => (await globalThis.caches?.match(url, { ignoreVary: true })) ?? null;
const photosOf = (row) => row.dataset.photos.split(" ").filter(Boolean);
const isNewest = async (row) => (await held(row.dataset.address))?.headers.get(STAMP) === row.dataset.stamp;
const whole = async (row) => {
  const parts = await Promise.all([held(row.dataset.address), ...photosOf(row).map(held)]);
  return parts.every(Boolean);
};

const show = async () => {
  const done = (await Promise.all(rows.map(whole))).filter(Boolean).length;
  const words = done === rows.length ? line.dataset.whole : line.dataset.part;
  line.querySelector("span").textContent = words.replace("{done}", done).replace("{all}", rows.length);
  line.hidden = false;
};

const pack = async () => {
  if (!rows.length || !navigator.serviceWorker) return;
  const { active } = await navigator.serviceWorker.ready;
  const newest = await Promise.all(rows.map(isNewest));
  const renew = rows.filter((_, at) => !newest[at]).map((row) => row.dataset.address);
  active.postMessage({ renew, photos: rows.flatMap(photosOf) });
  let later = 0;
  navigator.serviceWorker.addEventListener("message", ({ data }) => {
    clearTimeout(later);
    if (data.kept) later = setTimeout(show, 100);
  });
  navigator.serviceWorker.startMessages?.();
  await show();
};

// What is sent is the server's own; what waits is what the curator will have once it is sent.
const stateOf = ({ state, wish, unsent }) => {
  if (wish === "finish") return "final";
  if (wish === "reopen") return "draft";
  return state || (unsent ? "draft" : "");
};

const overlay = async () => {
  const records = new Map((await all()).map((record) => [record.entry, record]));
  let done = 0;
  for (const row of rows) {
    const record = records.get(Number(row.dataset.sheet));
    const state = record && !record.refused ? stateOf(record) : row.dataset.state;
    for (const mark of row.querySelectorAll("[data-when]")) mark.hidden = mark.dataset.when !== state;
    done += state === "final" ? 1 : 0;
  }
  if (!bar || !rows.length) return;
  bar.querySelector("progress").value = done;
  const words = document.querySelector(".entry-list").dataset.doneWords;
  bar.querySelector("b").textContent = words.replace("{done}", done).replace("{all}", rows.length);
};

document.addEventListener("sheet-change", ({ detail }) => {
  if (detail.phase !== "saving") overlay();
});
await overlay();
await pack();
