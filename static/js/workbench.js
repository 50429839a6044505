// Makes the workbench quick: words are selected with the mouse or by keys and become the passage of the form,
// suggestions follow what is typed, single keys do what links and buttons do. Everything works without, by forms.
import { edges, passageOf, readText, selected, sentenceBy } from "./workbench-text.js";
import { watch } from "./workbench-suggest.js";

const bench = document.getElementById("workbench");
const text = document.getElementById("text");
const panel = document.getElementById("panel");
const work = document.getElementById("work");
const keysOn = document.getElementById("keys-on");
const document_ = readText(text);
const painted = "highlights" in CSS ? new Highlight() : undefined;
if (painted) CSS.highlights.set("chosen-passage", painted);

const announce = (words) => {
  document.getElementById("announce").textContent = words;
};
const field = (name) => work?.elements.namedItem(name);
const place = () => {
  const [start, end] = ["start", "end"].map((name) => field(name)?.value ?? "");
  return start !== "" && end !== "" ? [Number(start), Number(end)] : undefined;
};
const suggestions = work && watch(work, bench.dataset.suggest, { place, announce });

// The blocks, and the one that is worked on.
const blocks = [...text.querySelectorAll("[data-block]")];
let chosen = -1;

function choose(index, say = true) {
  if (!blocks[index]) return;
  blocks[chosen]?.classList.remove("chosen");
  chosen = index;
  const block = blocks[index];
  block.classList.add("chosen");
  block.scrollIntoView({ block: "center" });
  if (say) {
    block.querySelector(".block-link").focus({ preventScroll: true });
    const words = passageOf(document_, document_.blocks[index].start, document_.blocks[index].end);
    announce(`${block.dataset.told}. ${words.slice(0, 120)}`);
  }
}

const nextOpen = () => {
  const after = blocks.findIndex((block, index) => index > chosen && block.classList.contains("open"));
  return after >= 0 ? after : blocks.findIndex((block) => block.classList.contains("open"));
};

// The passage of the form.
function paint() {
  painted?.clear();
  const span = place();
  const range = span && document_.range(...span);
  if (range) painted?.add(range);
}

function take([start, end]) {
  field("start").value = start;
  field("end").value = end;
  field("text_sha256").value = bench.dataset.text;
  field("passage").value = passageOf(document_, start, end);
  announce(`${field("passage").labels[0].textContent}: ${field("passage").value}`);
  paint();
  suggestions.ask({ fill: !work.dataset.claim });
}

const marked = () => {
  const span = selected(document_, text);
  if (span) return span;
  const block = document_.blocks[chosen];
  return block && [block.start, block.end];
};

function begin() {
  const span = marked();
  if (!span) return announce(bench.dataset.nothing);
  if (work && !work.dataset.claim) {
    take(span);
    field("text").focus();
  } else {
    location.assign(`${bench.dataset.address}?start=${span[0]}&end=${span[1]}`);
  }
}

function move() {
  const span = marked();
  if (span && work) take(span);
  else announce(bench.dataset.nothing);
}

function adjust(how) {
  const span = place();
  if (span) take(edges(document_, span, how));
}

// The sentence after or before the passage of the form, or one more; the chosen block comes first.
function sentence(how) {
  const span = place() ?? marked();
  const found = work && span && sentenceBy(document_, span, how);
  if (!found) return announce(bench.dataset.nothing);
  take(found);
  const at = document_.blocks.findIndex((block) => found[0] < block.end && found[1] > block.start);
  if (at >= 0 && at !== chosen) choose(at, false);
}

if (work) {
  work.querySelectorAll("[name=adjust]").forEach((button) =>
    button.addEventListener("click", (event) => {
      if (!place()) return; // pasted words are located by the server
      event.preventDefault();
      adjust(button.value);
    }),
  );
  // Words changed by hand are located anew; the span that was chosen still decides between equal ones.
  field("passage").addEventListener("input", () => painted?.clear());
  work.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      const review = event.shiftKey && work.querySelector("[name=do][value=review]");
      work.requestSubmit(review || work.querySelector("button.default"));
    }
  });
  let typed = false;
  work.addEventListener("input", () => (typed = true));
  document.addEventListener("submit", () => (typed = false));
  addEventListener("beforeunload", (event) => typed && event.preventDefault());
  paint();
}

// Two buttons beside the text, for those who select with the mouse.
for (const button of document.querySelectorAll("[data-do]")) {
  button.hidden = false;
  // Pressing a button must not lose the selection.
  button.addEventListener("pointerdown", (event) => event.preventDefault());
  button.addEventListener("click", () => ({ begin, move })[button.dataset.do]());
}

const keys = {
  n: () => choose(nextOpen()),
  j: () => choose(Math.min(chosen + 1, blocks.length - 1)),
  k: () => choose(Math.max(chosen - 1, 0)),
  c: begin,
  m: move,
  ".": () => sentence("next"),
  ",": () => sentence("before"),
  ">": () => sentence("more"),
  "[": () => adjust("end-earlier"),
  "]": () => adjust("end-later"),
  "{": () => adjust("start-earlier"),
  "}": () => adjust("start-later"),
  e: () => field("text")?.focus(),
  x: () => {
    const reason = document.querySelector("#aside select");
    const shown = Number(document.querySelector("#aside [name=block]")?.value) - 1;
    if (reason && (chosen < 0 || shown === chosen)) reason.focus();
    else if (blocks[chosen]) location.assign(blocks[chosen].querySelector(".block-link").href);
  },
  t: () => (chosen >= 0 ? choose(chosen) : text.focus()),
  "?": () => {
    const help = document.getElementById("shortcuts");
    help.open = !help.open;
    help.querySelector("summary").focus();
  },
};
keysOn.checked = localStorage.getItem("workbench-keys") !== "off";
keysOn.addEventListener("change", () => localStorage.setItem("workbench-keys", keysOn.checked ? "on" : "off"));
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input:not([type=checkbox]), textarea, select");
  if (event.key === "Escape" && typing) return typing.blur();
  if (!keysOn.checked || typing || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const act = keys[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

// Which claim belongs to which passage, while one of them is pointed at.
const near = (event) => {
  document.querySelectorAll(".near").forEach((part) => part.classList.remove("near"));
  const key = event.target.closest?.("mark")?.dataset.passage ?? event.target.closest?.("[id^=note-]")?.id.slice(5);
  if (!key) return;
  document.getElementById(`note-${key}`)?.classList.add("near");
  document.querySelectorAll(`mark[data-passage="${CSS.escape(key)}"]`).forEach((part) => part.classList.add("near"));
};
bench.addEventListener("pointerover", near);
bench.addEventListener("focusin", near);

// What was chosen in the address stands in the middle of the text. Whoever comes with a selection writes at once; whoever
// goes on to a block has the single keys, to narrow it or to set it aside.
if (panel.dataset.block) choose(Number(panel.dataset.block) - 1, false);
const wrong = panel.querySelector(".with-errors :is(input, select, textarea)");
const begun = new URLSearchParams(location.search).has("start") ? field("text") : undefined;
const first = wrong ?? begun ?? (location.hash === "#panel" ? panel : undefined);
first?.focus({ preventScroll: matchMedia("(min-width: 64rem)").matches });
