// Cuts and turns a photo: a box on a canvas, moved by finger, mouse or arrow keys. What was chosen is sent
// as shares of the turned picture; the server cuts the photo that was uploaded. Without this module the
// card's own buttons turn it and cut a square.

const STEP = 0.02; // Share of the picture that an arrow key moves the box; five times with Shift.
const SCALE = 1.06;
const LEAST = 0.1; // Share of the shorter side that the box keeps.
const GRIP = 22; // Pixels around a corner that take hold of it.

const dialog = document.getElementById("photo-crop");
const form = dialog.querySelector("form");
const canvas = form.querySelector("canvas");
const pen = canvas.getContext("2d");
const said = form.querySelector("[data-said]");
const wrong = form.querySelector("[data-error]");
const picture = new Image();
let card = null;
let turn = 0;
let box = { left: 0, top: 0, width: 1, height: 1 };
let held = null;

const clamp = (value, low, high) => Math.min(Math.max(value, low), high);
const ratio = () => Number(form.elements.ratio.value);

// The turned picture's size in its own pixels.
const size = () => {
  const { naturalWidth: across, naturalHeight: down } = picture;
  return turn % 2 ? { across: down, down: across } : { across, down };
};

const draw = () => {
  const { across, down } = size();
  const room = { width: canvas.parentElement.clientWidth, height: innerHeight * 0.5 };
  const scale = Math.min(room.width / across, room.height / down);
  const sharp = devicePixelRatio || 1;
  const [width, height] = [across * scale, down * scale];
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  canvas.width = width * sharp;
  canvas.height = height * sharp;
  pen.setTransform(sharp, 0, 0, sharp, 0, 0);
  pen.save();
  pen.translate(width / 2, height / 2);
  pen.rotate((turn * Math.PI) / 2);
  const [wide, high] = turn % 2 ? [height, width] : [width, height];
  pen.drawImage(picture, -wide / 2, -high / 2, wide, high);
  pen.restore();
  const [x, y, w, h] = [box.left * width, box.top * height, box.width * width, box.height * height];
  pen.fillStyle = "rgb(0 0 0 / 55%)";
  pen.beginPath();
  pen.rect(0, 0, width, height);
  pen.rect(x, y, w, h);
  pen.fill("evenodd");
  pen.strokeStyle = "#fff";
  pen.lineWidth = 2;
  pen.strokeRect(x + 1, y + 1, w - 2, h - 2);
  pen.fillStyle = "#fff";
  for (const [cx, cy] of [[x, y], [x + w, y], [x, y + h], [x + w, y + h]]) {
    pen.fillRect(clamp(cx - 6, 0, width - 12), clamp(cy - 6, 0, height - 12), 12, 12);
  }
};

const tell = () => {
  said.textContent = form.dataset.place.replace(/\{(\w+)\}/g, (_, name) => Math.round(box[name] * 100));
};

const move = (left, top) => {
  box.left = clamp(left, 0, 1 - box.width);
  box.top = clamp(top, 0, 1 - box.height);
};

// A box of the chosen shape and about this width, around the same middle.
const resize = (width) => {
  const { across, down } = size();
  const shape = ratio();
  const middle = [box.left + box.width / 2, box.top + box.height / 2];
  if (!shape) {
    box = { left: 0, top: 0, width: 1, height: 1 };
    return;
  }
  const most = Math.min(1, (down * shape) / across);
  box.width = clamp(width, LEAST * most, most);
  box.height = (box.width * across) / shape / down;
  move(middle[0] - box.width / 2, middle[1] - box.height / 2);
};

const rotate = (quarters) => {
  const { left, top, width, height } = box;
  if (quarters > 0) box = { left: 1 - top - height, top: left, width: height, height: width };
  else box = { left: top, top: 1 - left - width, width: height, height: width };
  turn = (turn + quarters + 4) % 4;
  if (ratio() && ratio() !== 1) resize(box.width);
};

const changed = () => {
  draw();
  tell();
};

// Which shape a photo was cut to before; what is none of ours begins as a square.
const shapeOf = () => {
  const { across, down } = size();
  if (box.width > 0.999 && box.height > 0.999) return "1";
  const shape = (box.width * across) / (box.height * down);
  return Math.abs(shape - 0.8) < 0.02 ? "0.8" : "1";
};

const start = () => {
  const untouched = box.width > 0.999 && box.height > 0.999;
  form.elements.ratio.value = shapeOf();
  if (untouched) resize(1);
  form.querySelector("[data-original]").hidden = untouched && turn === 0;
  wrong.hidden = true;
  dialog.showModal();
  changed();
  canvas.focus();
};

document.getElementById("photo-list").addEventListener("click", (event) => {
  if (!event.target.closest("[data-crop]")) return;
  card = event.target.closest(".photo-card");
  const [left, top, width, height] = card.dataset.box.split(",").map(Number);
  box = { left, top, width, height };
  turn = Number(card.dataset.turn);
  picture.onload = start;
  picture.src = card.dataset.master;
});

canvas.addEventListener("keydown", (event) => {
  const step = event.shiftKey ? STEP * 5 : STEP;
  const ways = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
  const sizes = { "+": SCALE, "=": SCALE, "-": 1 / SCALE, "−": 1 / SCALE };
  if (ways[event.key]) move(box.left + ways[event.key][0], box.top + ways[event.key][1]);
  else if (sizes[event.key]) resize(box.width * sizes[event.key]);
  else return;
  event.preventDefault();
  changed();
});

const at = (event) => [event.offsetX / canvas.clientWidth, event.offsetY / canvas.clientHeight];

canvas.addEventListener("pointerdown", (event) => {
  const [x, y] = at(event);
  const reach = [GRIP / canvas.clientWidth, GRIP / canvas.clientHeight];
  const near = (one, other, far) => Math.abs(one - other) < far;
  const side = near(x, box.left, reach[0]) || near(x, box.left + box.width, reach[0]);
  const edge = near(y, box.top, reach[1]) || near(y, box.top + box.height, reach[1]);
  held = { corner: side && edge, dx: x - box.left, dy: y - box.top };
  canvas.setPointerCapture(event.pointerId);
});
canvas.addEventListener("pointermove", (event) => {
  if (!held) return;
  const [x, y] = at(event);
  const middle = box.left + box.width / 2;
  if (held.corner) resize(Math.abs(x - middle) * 2);
  else move(x - held.dx, y - held.dy);
  draw();
});
canvas.addEventListener("lostpointercapture", () => { held = null; tell(); });

form.addEventListener("change", () => { resize(1); changed(); });
form.addEventListener("click", (event) => {
  const press = event.target.closest("[data-size], [data-turn]");
  if (!press) return;
  if (press.dataset.turn) rotate(Number(press.dataset.turn));
  else resize(box.width * SCALE ** (2 * Number(press.dataset.size)));
  changed();
});

const send = async (asked) => {
  const button = form.querySelector(".btn");
  const body = new URLSearchParams({ csrf_token: form.elements.csrf_token.value, ...asked });
  button.setAttribute("aria-busy", "true");
  wrong.hidden = true;
  try {
    const address = card.querySelector("[data-edit]").action;
    const answer = await fetch(address, { method: "POST", body, headers: { Accept: "application/json" } });
    const told = await answer.json();
    if (!answer.ok) throw new Error(told.error);
    const fresh = document.createElement("ol");
    fresh.innerHTML = told.html;
    card.replaceWith(fresh.firstElementChild);
    dialog.close();
    document.getElementById(`foto-${told.photo_id}`).querySelector("[data-crop]").focus();
  } catch (error) {
    wrong.textContent = error instanceof TypeError || error instanceof SyntaxError ? form.dataset.failed : error.message || form.dataset.failed;
    wrong.hidden = false;
  }
  button.removeAttribute("aria-busy");
};

form.addEventListener("submit", (event) => {
  event.preventDefault();
  send({ turn, ...box });
});
form.querySelector("[data-original]").addEventListener("click", () => send({ do: "original" }));
addEventListener("resize", () => { if (dialog.open) draw(); });
