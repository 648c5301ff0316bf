// Shows each photo on its way with its own progress, second try and cancel. The queue itself is in
// photo-queue.js; without both the form sends its photos all at once.

const THUMB = 128;

const form = document.querySelector("form[data-uploads]");
const photos = document.getElementById("photo-list");
const rows = new Map(); // Key of the queue to its row.

const make = (tag, name, text = "") => {
  const made = document.createElement(tag);
  made.className = name;
  made.textContent = text;
  return made;
};

const send = (kind, detail) => document.dispatchEvent(new CustomEvent(kind, { detail }));

const draw = async (canvas, blob) => {
  const picture = await createImageBitmap(blob);
  const side = Math.min(picture.width, picture.height);
  const at = [(picture.width - side) / 2, (picture.height - side) / 2, side, side, 0, 0, THUMB, THUMB];
  canvas.getContext("2d").drawImage(picture, ...at);
  picture.close();
};

const put = (words, name, press) => {
  const button = make("button", "btn btn-ghost btn-s", words);
  button.type = "button";
  button.setAttribute("aria-label", `${words}: ${name}`);
  button.addEventListener("click", press);
  return button;
};

const newRow = ({ key, name, blob }) => {
  const { retry, cancel, kept } = form.dataset;
  const item = make("li", "upload");
  const canvas = make("canvas", "");
  canvas.width = canvas.height = THUMB;
  canvas.setAttribute("aria-hidden", "true");
  const words = make("p", "", kept);
  const bar = document.createElement("progress");
  bar.max = 1;
  bar.value = 0;
  bar.setAttribute("aria-label", name);
  const text = make("div", "upload-text");
  text.append(make("b", "", name), words);
  const again = put(retry, name, () => send("photo-retry", { key }));
  again.hidden = true;
  const stop = put(cancel, name, () => { send("photo-cancel", { key }); drop(key); });
  const presses = make("div", "upload-presses");
  presses.append(again, stop);
  item.append(canvas, text, presses, bar);
  form.querySelector(".uploads").append(item);
  if (blob) draw(canvas, blob).catch(() => {}); // A HEIC is sent as it is, unseen.
  const row = { item, words, bar, again, stop };
  rows.set(key, row);
  return row;
};

const drop = (key) => {
  rows.get(key)?.item.remove();
  rows.delete(key);
};

const arrived = ({ key, name, answer }) => {
  drop(key);
  // The same picture again stays where it is.
  if (answer.photo_id && !document.getElementById(`foto-${answer.photo_id}`)) {
    photos.insertAdjacentHTML("beforeend", answer.html);
  }
  document.querySelector("[data-empty]").hidden = photos.children.length > 0;
  document.getElementById("photo-said").textContent = form.dataset.arrived.replace("{name}", name);
};

const heard = ({ detail }) => {
  if (detail.state === "gone") return drop(detail.key);
  if (detail.product !== form.dataset.uploads) return undefined;
  if (detail.state === "done") return arrived(detail);
  const row = rows.get(detail.key) ?? newRow(detail);
  const refused = detail.state === "refused";
  row.item.classList.toggle("failed", refused);
  row.words.textContent = detail.words ?? form.dataset[detail.state];
  row.bar.hidden = detail.state !== "sending";
  row.bar.value = detail.ratio ?? 0;
  row.again.hidden = detail.state !== "waiting";
  if (refused) row.stop.textContent = form.dataset.close;
  return undefined;
};

if (form) {
  const input = form.querySelector('input[type="file"]');
  const drop = input.closest(".drop");
  const take = (files) => {
    send("photo-add", { files: [...files], product: form.dataset.uploads, url: form.getAttribute("action") || location.pathname });
  };
  form.querySelector("[data-plain]").hidden = true;
  document.addEventListener("photo-state", heard);
  input.addEventListener("change", () => {
    take(input.files);
    input.value = "";
  });
  for (const kind of ["dragover", "dragleave", "drop"]) {
    drop.addEventListener(kind, () => drop.classList.toggle("is-over", kind === "dragover"));
  }
  const choose = document.querySelector("[data-choose]");
  choose.hidden = false;
  choose.addEventListener("click", () => input.click());
}
