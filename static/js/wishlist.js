// Saved products: slugs on this device alone. Hearts on cards come with this module; a list of saved
// products is an ordinary address, so that it can be shared and opened without JavaScript.
const KEY = "simpanan";
const words = document.getElementById("simpan-kata");
const link = document.querySelector("[data-wishlist]");
const page = document.querySelector("[data-wishlist-page]");
const most = 60;

function read() {
  try {
    const found = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(found) ? found.filter((one) => /^[a-z0-9-]{1,90}$/.test(one)).slice(0, most) : [];
  } catch {
    return [];
  }
}

function write(slugs) {
  try {
    localStorage.setItem(KEY, JSON.stringify(slugs.slice(-most)));
  } catch {
    // A device that keeps nothing still shows the list of this page.
  }
  show();
}

const address = (slugs) => (slugs.length ? `${link.dataset.wishlist}?p=${slugs.join(".")}` : link.dataset.wishlist);

function show() {
  const slugs = read();
  link.href = address(slugs);
  link.hidden = !slugs.length && !page;
  const dot = link.querySelector(".dot");
  dot.textContent = slugs.length;
  dot.hidden = !slugs.length;
  for (const heart of document.querySelectorAll("button.save")) {
    heart.setAttribute("aria-pressed", String(slugs.includes(heart.dataset.slug)));
  }
}

function toggle(slug) {
  const slugs = read();
  write(slugs.includes(slug) ? slugs.filter((one) => one !== slug) : [...slugs, slug]);
}

// A heart on each card that leads to a product.
function dress(root) {
  for (const card of root.querySelectorAll("article.card:not([data-heart])")) {
    const product = card.querySelector(".card-name a");
    const slug = product?.pathname.match(/\/produk\/([a-z0-9-]+)$/)?.[1];
    card.dataset.heart = "";
    if (!slug) continue;
    const heart = words.content.firstElementChild.cloneNode(true);
    heart.dataset.slug = slug;
    heart.setAttribute("aria-label", words.dataset.label.replace("{name}", product.textContent.trim()));
    const tools = document.createElement("div");
    tools.className = "card-tools";
    tools.append(heart);
    (card.querySelector(".photo") ?? card).append(tools);
  }
}

function begin() {
  dress(document);
  for (const heart of document.querySelectorAll("button.save[hidden]")) heart.hidden = false;
  show();
  new MutationObserver(() => {
    dress(document);
    show();
  }).observe(document.querySelector("main"), { childList: true, subtree: true });
}

document.addEventListener("click", (event) => {
  const heart = event.target.closest?.("button.save");
  if (heart) toggle(heart.dataset.slug);
});
addEventListener("storage", show); // Another tab saved something.

function tools() {
  const shown = page.dataset.slugs ? page.dataset.slugs.split(".") : [];
  const own = read();
  if (!shown.length && own.length && !new URLSearchParams(location.search).has("p")) {
    location.replace(address(own));
    return;
  }
  const mine = shown.length && shown.every((one) => own.includes(one));
  const reveal = (name, when) => {
    const found = page.querySelector(name);
    if (found) found.hidden = !when;
    return found;
  };
  reveal("[data-copy]", Boolean(navigator.clipboard))?.addEventListener("click", async ({ currentTarget: button }) => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.querySelector("span").textContent = button.dataset.done;
  });
  reveal("[data-keep-all]", !mine)?.addEventListener("click", ({ currentTarget: button }) => {
    write([...new Set([...read(), ...shown])]);
    button.hidden = true;
  });
  reveal("[data-keep-none]", mine)?.addEventListener("click", ({ currentTarget: button }) => {
    if (!confirm(button.dataset.ask)) return;
    write([]);
    location.assign(link.dataset.wishlist);
  });
}

const sheet = document.createElement("link");
Object.assign(sheet, { rel: "stylesheet", href: words.dataset.sheet });
sheet.addEventListener("load", begin);
document.head.append(sheet);
if (page) tools();
