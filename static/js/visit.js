// Counts that this page was looked at: once for a product, a day and a tab. Nothing about the
// visitor is sent or kept; where the tab's memory is closed, nothing is counted.

const page = document.querySelector("[data-seen]");

if (page && navigator.sendBeacon) {
  const address = page.dataset.seen;
  const product = address.split("/").at(-2); // The same one in both languages.
  const key = `seen:${new Date().toISOString().slice(0, 10)}`;
  try {
    const seen = (sessionStorage.getItem(key) ?? "").split(" ");
    if (!seen.includes(product) && navigator.sendBeacon(address)) {
      sessionStorage.setItem(key, [...seen, product].join(" ").trim());
    }
  } catch {
    // A closed memory: better one look too few than the same one again and again.
  }
}
