// Shows which note belongs to which passage while one of them is pointed at, and lets a click on a passage
// lead to its note. The page works without: numbers and links say the same.

const parts = (key) =>
  document.querySelectorAll(`[data-passage="${CSS.escape(key)}"], [data-note="${CSS.escape(key)}"]`);
const keyOf = (target) => {
  const part = target.closest?.("[data-passage], [data-note]");
  return part?.dataset.passage ?? part?.dataset.note;
};
let near;

const show = (key) => {
  if (key === near) return;
  document.querySelectorAll(".near").forEach((part) => part.classList.remove("near"));
  near = key;
  if (key) parts(key).forEach((part) => part.classList.add("near"));
};

const text = document.getElementById("text");
text.addEventListener("pointerover", (event) => show(keyOf(event.target)));
text.addEventListener("pointerleave", () => show());
text.addEventListener("focusin", (event) => show(keyOf(event.target)));
text.addEventListener("click", (event) => {
  const passage = event.target.closest("[data-passage]");
  if (passage && !event.target.closest("a") && getSelection().isCollapsed) {
    location.hash = `note-${passage.dataset.passage}`;
  }
});
