// Keeps what is entered shortly after it is entered, and draws the balance anew. Without JavaScript every
// button of the page keeps all of it.

const PAUSE = 700;
const SHOWN = 2500;
const PATIENCE = 3000;
const form = document.getElementById("answers");
const told = document.createElement("p");
let waiting;
let touched = new Set();
let before = Promise.resolve();
let arrived = true;

told.className = "kept no-print";
told.setAttribute("role", "status");
form.append(told);
form.classList.add("saves-itself");

// An argument's three fields go together.
const group = (name) => name.replace(/-(reaction|weight|words)$/, "");

function keep() {
  clearTimeout(waiting);
  // One after the other: what overtakes a later answer would undo it.
  arrived = false;
  const last = (before = before.then(() => post()));
  last.then(() => (arrived = last === before));
}

function keepNow() {
  clearTimeout(waiting);
  post(true);
}

// Only what was touched is sent: a browser lets a page that is being left send 64 kB and no more.
function sent() {
  const rest = [...form.elements].filter((field) => field.type === "hidden").map((field) => field.name);
  const names = new Set([...rest, ...touched]);
  return new URLSearchParams([...new FormData(form)].filter(([name]) => names.has(group(name))));
}

async function post(leaving = false) {
  const body = sent();
  const sending = touched;
  touched = new Set();
  try {
    const answer = await fetch(form.action, { method: "POST", body, keepalive: leaving });
    if (!answer.ok) throw new Error(answer.status);
    adopt(new DOMParser().parseFromString(await answer.text(), "text/html"));
    if (touched.size) return;
    told.textContent = form.dataset.kept;
    setTimeout(() => (told.textContent = ""), SHOWN);
  } catch {
    touched = new Set([...sending, ...touched]);
    form.classList.remove("saves-itself");
    told.textContent = form.dataset.failed;
  }
}

// Shows what the server has now, marks from another device included, except where somebody is writing.
function adopt(page) {
  const theirs = page.getElementById("answers");
  for (const [name, value] of new FormData(theirs)) {
    const field = form.elements[name];
    if (field && name !== "csrfmiddlewaretoken" && !touched.has(group(name))) field.value = value;
  }
  for (const point of theirs.querySelectorAll(".point")) {
    const here = document.getElementById(point.id);
    const said = point.querySelector(":scope > .said");
    here?.querySelector(":scope > .said")?.remove();
    if (said) here?.append(said);
  }
  document.getElementById("balance").replaceWith(page.getElementById("balance"));
}

function keepSoon(name) {
  touched.add(group(name));
  told.textContent = "";
  clearTimeout(waiting);
  waiting = setTimeout(keep, PAUSE);
}

function differs(field) {
  if (field.options) return [...field.options].some((option) => option.selected !== option.defaultSelected);
  if (field.type === "radio" || field.type === "checkbox") return field.checked !== field.defaultChecked;
  return "defaultValue" in field && field.value !== field.defaultValue;
}

form.addEventListener("input", (event) => keepSoon(event.target.name));
// What was entered before this script had arrived.
for (const field of form.elements) {
  if (field.type !== "hidden" && field.name && differs(field)) keepSoon(field.name);
}
addEventListener("submit", (event) => {
  if (event.target === form) {
    clearTimeout(waiting);
    if (!arrived) {
      // What is on its way could arrive after the form, and undo it. A lost connection is not waited for.
      event.preventDefault();
      arrived = true;
      const enough = new Promise((done) => setTimeout(done, PATIENCE));
      Promise.race([before, enough]).then(() => form.requestSubmit(event.submitter));
      return;
    }
    touched.clear(); // the form takes everything along
  } else if (touched.size) keepNow();
});
form.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches("input")) {
    event.preventDefault();
    keep();
  }
});
addEventListener("pagehide", () => {
  if (touched.size) keepNow();
});
// A page that the browser kept aside is asked for anew: its link may have ended, or another device gone on.
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
