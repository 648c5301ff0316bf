// A photo opens large over the page: pinch, scroll or double tap brings it nearer, dragging moves it,
// arrows show the next one, Escape closes. Without this module the same link leads to the large file.

const box = document.getElementById("foto-besar");
const stage = box.querySelector("[data-stage]");
const image = stage.querySelector("img");
const links = [...document.querySelectorAll("[data-zoom]")];
const NEAREST = 6; // Times the size that fits.
const fingers = new Map();
let at = 0;
let scale = 1;
let shift = { x: 0, y: 0 };
let apart = 0;

const draw = () => {
  const room = { x: (stage.clientWidth * (scale - 1)) / 2, y: (stage.clientHeight * (scale - 1)) / 2 };
  shift.x = Math.max(-room.x, Math.min(room.x, shift.x));
  shift.y = Math.max(-room.y, Math.min(room.y, shift.y));
  image.style.transform = `translate(${shift.x}px, ${shift.y}px) scale(${scale})`;
  box.dataset.near = String(scale > 1);
};

// What lies under the finger stays under it.
const near = (to, x = innerWidth / 2, y = innerHeight / 2) => {
  const next = Math.max(1, Math.min(NEAREST, to));
  const from = { x: x - innerWidth / 2 - shift.x, y: y - innerHeight / 2 - shift.y };
  shift = { x: shift.x - from.x * (next / scale - 1), y: shift.y - from.y * (next / scale - 1) };
  scale = next;
  draw();
};

const show = (to) => {
  at = (to + links.length) % links.length;
  const small = links[at].querySelector("img");
  image.src = links[at].href;
  image.alt = small?.alt ?? "";
  box.querySelector("[data-count]").textContent = `${at + 1} / ${links.length}`;
  for (const move of box.querySelectorAll("[data-move]")) move.hidden = links.length < 2;
  scale = 1;
  shift = { x: 0, y: 0 };
  draw();
};

links.forEach((link, position) => {
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show(position);
    box.showModal();
  });
});

for (const move of box.querySelectorAll("[data-move]")) {
  move.addEventListener("click", () => show(at + Number(move.dataset.move)));
}
for (const nearer of box.querySelectorAll("[data-nearer]")) {
  nearer.addEventListener("click", () => near(scale * Number(nearer.dataset.nearer)));
}
box.addEventListener("keydown", (event) => {
  if (event.key === "ArrowRight") show(at + 1);
  else if (event.key === "ArrowLeft") show(at - 1);
  else if (event.key === "+" || event.key === "=") near(scale * 1.5);
  else if (event.key === "-") near(scale / 1.5);
});
stage.addEventListener("wheel", (event) => {
  event.preventDefault();
  near(scale * Math.exp(-event.deltaY / 300), event.clientX, event.clientY);
}, { passive: false });
stage.addEventListener("dblclick", (event) => near(scale > 1 ? 1 : 2.5, event.clientX, event.clientY));

const middle = () => {
  const [one, other] = [...fingers.values()];
  return { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2, apart: Math.hypot(one.x - other.x, one.y - other.y) };
};
stage.addEventListener("pointerdown", (event) => {
  stage.setPointerCapture(event.pointerId);
  fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  apart = fingers.size === 2 ? middle().apart : 0;
});
stage.addEventListener("pointermove", (event) => {
  const before = fingers.get(event.pointerId);
  if (!before) return;
  fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  if (fingers.size === 2) {
    const now = middle();
    if (apart) near((scale * now.apart) / apart, now.x, now.y);
    apart = now.apart;
  } else {
    shift = { x: shift.x + event.clientX - before.x, y: shift.y + event.clientY - before.y };
    draw();
  }
});
for (const end of ["pointerup", "pointercancel"]) {
  stage.addEventListener(end, (event) => fingers.delete(event.pointerId));
}
