// Keeps what is entered shortly after it is entered, and draws the balance anew. Without JavaScript every
// button of the page keeps all of it.

const PAUSE = 700;
const SHOWN = 2500;
const form = document.getElementById("answers");
const told = document.createElement("p");
let waiting;
let changed = false;
let before = Promise.resolve();

told.className = "kept no-print";
told.setAttribute("role", "status");
form.append(told);
form.classList.add("saves-itself");

function keep() {
  clearTimeout(waiting);
  changed = false;
  // One after the other: what overtakes a later answer would undo it.
  before = before.then(() => post());
}

function keepNow() {
  clearTimeout(waiting);
  changed = false;
  post(true);
}

async function post(leaving = false) {
  try {
    const body = new URLSearchParams(new FormData(form));
    const answer = await fetch(form.action, { method: "POST", body, keepalive: leaving });
    if (!answer.ok) throw new Error(answer.status);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    document.getElementById("balance").replaceWith(page.getElementById("balance"));
    if (changed) return;
    told.textContent = form.dataset.kept;
    setTimeout(() => (told.textContent = ""), SHOWN);
  } catch {
    changed = true;
    form.classList.remove("saves-itself");
    told.textContent = form.dataset.failed;
  }
}

function keepSoon() {
  changed = true;
  told.textContent = "";
  clearTimeout(waiting);
  waiting = setTimeout(keep, PAUSE);
}

function differs(field) {
  if (field.options) return [...field.options].some((option) => option.selected !== option.defaultSelected);
  if (field.type === "radio" || field.type === "checkbox") return field.checked !== field.defaultChecked;
  return "defaultValue" in field && field.value !== field.defaultValue;
}

form.addEventListener("input", keepSoon);
// What was entered before this script had arrived.
if ([...form.elements].some((field) => field.type !== "hidden" && field.name && differs(field))) keepSoon();
addEventListener("submit", (event) => {
  if (event.target === form) {
    clearTimeout(waiting);
    changed = false; // the form takes everything along
  } else if (changed) keepNow();
});
form.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches("input")) {
    event.preventDefault();
    keep();
  }
});
addEventListener("pagehide", () => {
  if (changed) keepNow();
});
