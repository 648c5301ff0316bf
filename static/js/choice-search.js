// A field above a long list of choices that leaves what fits the typed words. Without this module the
// whole list stands there. What is ticked stays in sight, and so does the choice "other".

const fold = (words) =>
  words.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[^a-z0-9]+/g, " ").trim();

const choices = (box) => {
  const spellings = JSON.parse(box.dataset.choiceSearch);
  return [...box.querySelectorAll(".choice")].map((label) => {
    const tick = label.querySelector("input");
    const words = fold(`${label.textContent} ${spellings[tick.value] ?? ""}`);
    return { label, tick, words, other: tick.value === "other" };
  });
};

const field = (box) => {
  const input = document.createElement("input");
  input.type = "search"; // It has no name: what is typed here is no part of the form.
  input.className = "input choice-search";
  input.autocomplete = "off";
  input.placeholder = box.dataset.label;
  input.setAttribute("aria-label", `${box.dataset.label}: ${box.querySelector("legend").textContent.trim()}`);
  const told = document.createElement("p");
  told.className = "choice-told small muted";
  told.setAttribute("role", "status");
  box.querySelector(".choices").before(input, told);
  return { input, told };
};

const enhance = (box) => {
  const all = choices(box);
  const { input, told } = field(box);
  const fits = ({ words }, wanted) => wanted.every((word) => words.includes(word));

  const narrow = () => {
    const wanted = fold(input.value).split(" ").filter(Boolean);
    const found = all.filter((one) => !one.other && fits(one, wanted));
    for (const one of all) one.label.hidden = !(one.other || one.tick.checked || found.includes(one));
    if (!wanted.length) told.textContent = "";
    else told.textContent = found.length ? box.dataset.found.replace("0", found.length) : box.dataset.none;
    return found;
  };

  input.addEventListener("input", (event) => {
    event.stopPropagation(); // The draft has not changed.
    narrow();
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && input.value) {
      event.preventDefault();
      input.value = "";
      narrow();
    }
    if (event.key !== "Enter") return;
    event.preventDefault(); // Enter takes the one that is left; it does not send the form.
    const left = narrow();
    if (input.value && left.length === 1 && !left[0].tick.checked) {
      left[0].tick.click();
      input.value = "";
      narrow();
    }
  });
};

for (const box of document.querySelectorAll("[data-choice-search]")) enhance(box);
