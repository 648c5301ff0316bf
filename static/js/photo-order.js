// Puts photos in order by dragging their handles, by arrow keys on them, or by their buttons, and saves
// the order. Without this module each button sends its own form.

const PAUSE = 500; // Milliseconds after the last move before the order is sent.
const EDGE = 90; // Pixels from the screen's edge at which dragging scrolls.

const list = document.getElementById("photo-list");
const said = document.getElementById("photo-said");
const token = document.querySelector('meta[name="csrf-token"]').content;
let timer = 0;
let unsaved = false;

const cards = () => [...list.children];
const place = (card) => cards().indexOf(card);

const save = async () => {
  clearTimeout(timer);
  if (!unsaved) return;
  unsaved = false;
  const body = new URLSearchParams({
    csrf_token: token,
    order: cards().map((card) => card.dataset.photo).join(","),
  });
  const headers = { Accept: "application/json", "X-CSRFToken": token };
  try {
    const answer = await fetch(list.dataset.order, { method: "POST", body, headers, keepalive: true });
    if (!answer.ok) throw new Error(answer.status);
  } catch {
    unsaved = true;
    said.textContent = list.dataset.failed;
    timer = setTimeout(save, 5000);
  }
};

// Others move around the card, so that it keeps the focus and the finger that holds it.
const moveTo = (card, target) => {
  const last = list.children.length - 1;
  const wanted = Math.max(0, Math.min(last, target));
  if (wanted === place(card)) return;
  while (place(card) < wanted) card.before(card.nextElementSibling);
  while (place(card) > wanted) card.after(card.previousElementSibling);
  const words = wanted === 0 ? list.dataset.cover : list.dataset.moved;
  said.textContent = words.replace("{place}", wanted + 1).replace("{count}", last + 1);
  unsaved = true;
  clearTimeout(timer);
  timer = setTimeout(save, PAUSE);
};

list.classList.add("is-live");

list.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-move]")) return;
  event.preventDefault();
  const card = event.target.closest(".photo-card");
  const at = place(card);
  moveTo(card, { cover: 0, earlier: at - 1, later: at + 1 }[event.submitter?.value] ?? at);
  // A button that has gone, such as "earlier" on the first photo, hands the focus on.
  if (document.activeElement === document.body || getComputedStyle(event.submitter).visibility === "hidden") {
    card.querySelector(".move-handle").focus();
  }
});

list.addEventListener("keydown", (event) => {
  const handle = event.target.closest(".move-handle");
  if (!handle) return;
  const card = handle.closest(".photo-card");
  const at = place(card);
  const steps = { ArrowLeft: at - 1, ArrowUp: at - 1, ArrowRight: at + 1, ArrowDown: at + 1, Home: 0, End: Infinity };
  if (!(event.key in steps)) return;
  event.preventDefault();
  moveTo(card, steps[event.key]);
  card.scrollIntoView({ block: "nearest" });
});

list.addEventListener("pointerdown", (event) => {
  const handle = event.target.closest(".move-handle");
  if (!handle || event.button !== 0) return;
  const card = handle.closest(".photo-card");
  handle.setPointerCapture(event.pointerId);
  card.classList.add("is-lifted");
  const move = ({ clientX, clientY }) => {
    if (clientY < EDGE) scrollBy(0, -EDGE / 6);
    if (clientY > innerHeight - EDGE) scrollBy(0, EDGE / 6);
    const over = document.elementsFromPoint(clientX, clientY).find((one) => one.matches(".photo-card"));
    if (over && over !== card && over.parentElement === list) moveTo(card, place(over));
  };
  const end = () => {
    card.classList.remove("is-lifted");
    handle.removeEventListener("pointermove", move);
  };
  handle.addEventListener("pointermove", move);
  handle.addEventListener("lostpointercapture", end, { once: true });
});

// Dragging the handle must not drag its picture, nor scroll the page.
list.addEventListener("dragstart", (event) => event.preventDefault());
addEventListener("online", save);
addEventListener("pagehide", save);
