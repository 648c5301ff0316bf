// The street map of OpenStreetMap in place of the drawn one, where there is a network to bring it.
// The drawn map is what the page has; nothing of it is taken away until the first tile is there.
const figure = document.querySelector("[data-trail]");
const drawn = figure.querySelector(".city-map");
const caption = figure.querySelector("figcaption");
const tiles = "https://tile.openstreetmap.org/{z}/{x}/{y}.png";
const stops = [...document.querySelectorAll(".trail-places > li[data-lat]")].map((row, place) => ({
  at: [Number(row.dataset.lat), Number(row.dataset.lng)],
  number: place + 1,
  link: row.querySelector("h2 a"),
}));

const load = (element) =>
  new Promise((resolve, reject) => {
    element.addEventListener("load", resolve);
    element.addEventListener("error", reject);
    document.head.append(element);
  });

// Those that share a spot stand beside each other, as they do on the drawn map.
function spread() {
  const taken = new Map();
  for (const stop of stops) {
    const spot = stop.at.join();
    const before = taken.get(spot) ?? 0;
    taken.set(spot, before + 1);
    stop.shift = before * 34;
  }
}

function mark(stop, L) {
  const icon = L.divIcon({ className: "trail-mark", html: String(stop.number), iconSize: [32, 32], iconAnchor: [16 - stop.shift, 16] });
  const words = document.createElement("a");
  Object.assign(words, { href: stop.link.href, textContent: stop.link.textContent });
  return L.marker(stop.at, { icon, title: `${stop.number}. ${stop.link.textContent}`, alt: stop.link.textContent }).bindPopup(words);
}

function choose(street, box) {
  drawn.toggleAttribute("hidden", street);
  caption.hidden = street;
  box.hidden = !street;
}

function buttons(box) {
  const group = document.createElement("div");
  group.className = "trail-switch";
  const pair = [false, true].map((street) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = street ? figure.dataset.street : figure.dataset.drawn;
    button.addEventListener("click", () => {
      choose(street, box);
      for (const [at, one] of pair.entries()) one.setAttribute("aria-pressed", String(Boolean(at) === street));
    });
    group.append(button);
    return button;
  });
  figure.prepend(group);
  pair[1].click();
}

async function begin() {
  await load(Object.assign(document.createElement("link"), { rel: "stylesheet", href: figure.dataset.sheet }));
  await load(Object.assign(document.createElement("script"), { src: figure.dataset.script }));
  const L = globalThis.L;
  const box = document.createElement("div");
  box.className = "trail-street";
  box.style.visibility = "hidden";
  box.style.position = "absolute";
  box.style.width = `${figure.clientWidth}px`;
  figure.append(box);
  spread();
  const map = L.map(box, { scrollWheelZoom: false });
  map.fitBounds(L.latLngBounds(stops.map((stop) => stop.at)).pad(0.15));
  for (const stop of stops) mark(stop, L).addTo(map);
  const layer = L.tileLayer(tiles, { maxZoom: 19, attribution: '© <a href="https://www.openstreetmap.org/copyright">OpenStreetMap</a>' });
  layer.once("tileload", () => {
    box.removeAttribute("style");
    buttons(box);
    map.invalidateSize();
  });
  layer.addTo(map);
}

// Whoever saves data, or has no network, keeps the drawn map.
if (navigator.onLine && !navigator.connection?.saveData && stops.length) {
  const start = () => begin().catch(() => {});
  if (document.readyState === "complete") start();
  else addEventListener("load", start, { once: true });
}
