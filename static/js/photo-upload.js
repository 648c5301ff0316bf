// Sends photos one by one, each with its own progress and its own second try, and makes them smaller
// on the device first. Without this module the form sends them all at once.

const LONGEST = 2048; // Pixels; enough for every size that is shown.
const QUALITY = 0.85;
const AT_ONCE = 2; // More would only share the same thin line.
const TRIES = 4;
const THUMB = 128;

const form = document.querySelector("form[data-uploads]");

const shrunk = async (file, canvas) => {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const whole = document.createElement("canvas");
  whole.width = Math.round(picture.width * scale);
  whole.height = Math.round(picture.height * scale);
  whole.getContext("2d").drawImage(picture, 0, 0, whole.width, whole.height);
  const side = Math.min(whole.width, whole.height);
  const at = [(whole.width - side) / 2, (whole.height - side) / 2, side, side, 0, 0, THUMB, THUMB];
  canvas.getContext("2d").drawImage(whole, ...at);
  picture.close();
  const blob = await new Promise((done) => whole.toBlob(done, "image/jpeg", QUALITY));
  return blob && blob.size < file.size ? blob : file;
};

const make = (tag, name, text = "") => {
  const made = document.createElement(tag);
  made.className = name;
  made.textContent = text;
  return made;
};

if (form) {
  const { cancel, retry, preparing, sending, waiting, failed } = form.dataset;
  const input = form.querySelector('input[type="file"]');
  const list = form.querySelector(".uploads");
  const photos = document.getElementById("photo-list");
  const token = form.elements.csrf_token.value;
  const queue = [];
  let running = 0;

  form.querySelector("[data-plain]").hidden = true;

  const row = (file) => {
    const item = make("li", "upload");
    const canvas = make("canvas", "");
    canvas.width = canvas.height = THUMB;
    canvas.setAttribute("aria-hidden", "true");
    const words = make("p", "", preparing);
    const bar = document.createElement("progress");
    bar.max = 1;
    bar.value = 0;
    bar.setAttribute("aria-label", file.name);
    const text = make("div", "");
    text.append(make("b", "", file.name), words);
    item.append(canvas, text, bar);
    list.append(item);
    return { item, canvas, words, bar };
  };

  // XMLHttpRequest, since fetch does not tell how much has been sent.
  const post = (blob, name, bar) =>
    new Promise((done, broken) => {
      const request = new XMLHttpRequest();
      const body = new FormData();
      body.append("csrf_token", token);
      body.append("photo", blob, name);
      request.open("POST", form.action || location.href);
      request.setRequestHeader("Accept", "application/json");
      request.setRequestHeader("X-CSRFToken", token);
      request.responseType = "json";
      request.upload.addEventListener("progress", (event) => {
        if (event.lengthComputable) bar.value = event.loaded / event.total;
      });
      request.addEventListener("load", () => done(request));
      request.addEventListener("error", () => broken(new Error("network")));
      request.addEventListener("timeout", () => broken(new Error("network")));
      request.timeout = 300000;
      request.send(body);
    });

  const pause = (milliseconds) =>
    new Promise((done) => {
      const timer = setTimeout(done, milliseconds);
      addEventListener("online", () => { clearTimeout(timer); done(); }, { once: true });
    });

  // A file that is no photo is put away; one that was lost on the way is sent again.
  const stop = (upload, sentence, refused = false) => {
    upload.item.classList.add("failed");
    upload.words.textContent = sentence;
    upload.bar.hidden = true;
    const press = make("button", "btn btn-ghost btn-s", refused ? cancel : retry);
    press.type = "button";
    press.addEventListener("click", () => {
      if (refused) {
        upload.item.remove();
        return;
      }
      press.remove();
      upload.item.classList.remove("failed");
      upload.bar.hidden = false;
      queue.push(upload);
      next();
    });
    upload.item.append(press);
  };

  const show = (answer, upload) => {
    // The same picture again stays where it is.
    if (!document.getElementById(`foto-${answer.photo_id}`)) {
      photos.insertAdjacentHTML("beforeend", answer.html);
    }
    document.querySelector("[data-empty]").hidden = true;
    upload.item.remove();
  };

  const deliver = async (upload) => {
    upload.words.textContent = preparing;
    upload.blob ??= await shrunk(upload.file, upload.canvas).catch(() => upload.file);
    for (let attempt = 1; attempt <= TRIES; attempt += 1) {
      upload.words.textContent = sending;
      try {
        const { status, response } = await post(upload.blob, upload.file.name, upload.bar);
        if (status === 201) return show(response, upload);
        if (status < 500) return stop(upload, response?.error ?? failed, Boolean(response?.error));
      } catch {
        upload.words.textContent = waiting;
      }
      await pause(1000 * 2 ** attempt);
    }
    return stop(upload, failed);
  };

  const next = () => {
    while (running < AT_ONCE && queue.length) {
      running += 1;
      deliver(queue.shift()).finally(() => {
        running -= 1;
        next();
      });
    }
  };

  input.addEventListener("change", () => {
    for (const file of input.files) queue.push({ file, blob: null, ...row(file) });
    input.value = "";
    next();
  });
  addEventListener("beforeunload", (event) => {
    if (running) event.preventDefault();
  });
}
