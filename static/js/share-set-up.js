// Makes a long list of arguments quick to go through: words find, a button leaves a whole consideration out, and
// the counts stand beside the button that makes the link.

const LEFT_OUT = "left_out";
const PINNED = "pinned";
const SHOWN = "";
const lists = [...document.querySelectorAll(".consideration")];
const items = [...document.querySelectorAll(".arrange > li")];
const onlyPinned = document.getElementById("id_only_pinned");
const arranged = document.getElementById("arranged");

const treatment = (item) => item.querySelector(".choices :checked")?.value ?? SHOWN;
const outBy = (item) => treatment(item) === LEFT_OUT || (onlyPinned.checked && treatment(item) !== PINNED);

function tell() {
  const pinned = items.filter((item) => treatment(item) === PINNED).length;
  const out = items.filter(outBy).length;
  const numbers = { pinned, out, shown: items.length - out };
  arranged.value = arranged.dataset.words.replace(/\{(\w+)\}/g, (_, name) => numbers[name]);
}

function makeFinder(place) {
  const label = document.createElement("label");
  const field = document.createElement("input");
  const none = document.createElement("p");
  field.type = "search";
  label.className = "find";
  label.append(place.dataset.label, field);
  none.setAttribute("role", "status");
  place.append(label, none);
  field.addEventListener("input", () => {
    const words = field.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    for (const list of lists) {
      const name = list.querySelector("h3").textContent;
      for (const item of list.querySelectorAll(".arrange > li")) {
        const text = `${name} ${item.querySelector(".serif").textContent}`.toLocaleLowerCase();
        item.hidden = !words.every((word) => text.includes(word));
      }
      list.hidden = !list.querySelector(".arrange > li:not([hidden])");
    }
    none.textContent = lists.every((list) => list.hidden) ? place.dataset.none : "";
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault(); // it finds, and makes no link
  });
}

function makeButton(list) {
  const own = [...list.querySelectorAll(".arrange > li")];
  if (own.length < 2) return;
  const head = list.querySelector(".consideration-head");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "plain-button";
  button.setAttribute("aria-describedby", list.querySelector("h3").id);
  const open = () => own.filter((item) => treatment(item) !== PINNED);
  const allOut = () => open().every((item) => treatment(item) === LEFT_OUT);
  const name = () => (button.textContent = allOut() ? head.dataset.show : head.dataset.out);
  button.addEventListener("click", () => {
    const value = allOut() ? SHOWN : LEFT_OUT;
    for (const item of open()) item.querySelector(`.choices [value="${value}"]`).checked = true;
    name();
    tell();
  });
  list.addEventListener("change", name);
  head.append(button);
  name();
}

const place = document.getElementById("find");
if (place) {
  makeFinder(place);
  lists.forEach(makeButton);
  document.addEventListener("change", tell);
  tell();
}
