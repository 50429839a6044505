// Says under a field how many of its characters are used; the server decides.
// Characters are counted as the server counts them: code points, runs of white space as one.

function count(field) {
  const most = Number(field.dataset.count);
  const note = document.createElement("output");
  note.className = "count";
  note.htmlFor.add(field.id);
  field.after(note);
  const tell = () => {
    const used = Array.from(field.value.trim().replace(/\s+/gu, " ")).length;
    note.value = `${used} / ${most}`;
    note.classList.toggle("over", used > most);
  };
  field.addEventListener("input", tell);
  tell();
}

function countIn(part) {
  for (const field of part.querySelectorAll("[data-count]")) {
    if (!field.closest(".empty-form")) count(field);
  }
}

countIn(document);
document.addEventListener("formset:added", (event) => countIn(event.target));
