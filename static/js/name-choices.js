// Names the boxes of Select2, which Django brings along for autocomplete fields, for whoever hears them read:
// by default they have no name, or that of what is chosen.

const $ = django.jQuery;

function nameOf(select) {
  const label = select.labels[0] ?? select.closest("details")?.querySelector("summary");
  return select.getAttribute("aria-label") ?? label?.textContent.replace(/[\s:]+/gu, " ").trim() ?? "";
}

function nameBox(select) {
  const box = select.nextElementSibling;
  const name = nameOf(select);
  if (!name || !box?.matches(".select2")) return;
  const named = box.querySelectorAll(".select2-selection, [role=textbox], .select2-search__field");
  for (const part of named) part.setAttribute("aria-label", name);
  const selection = box.querySelector(".select2-selection");
  const chosen = box.querySelector(".select2-selection__rendered");
  selection.id ||= `${select.id || select.name}-box`;
  // A list that holds what is no item, if several can be chosen.
  if (chosen.matches("ul")) chosen.setAttribute("role", "presentation");
  // What a box says is its name and what is chosen in it.
  if (chosen.id) selection.setAttribute("aria-labelledby", `${selection.id} ${chosen.id}`);
  $(select).on("select2:open", () => {
    for (const part of document.querySelectorAll(".select2-container--open :is(.select2-search__field, [role=listbox])")) {
      part.setAttribute("aria-label", name);
    }
  });
}

const nameBoxes = (part) => part.querySelectorAll("select.admin-autocomplete").forEach(nameBox);

// After Django's own, which makes the boxes at the same moments.
$(() => {
  nameBoxes(document);
  document.addEventListener("formset:added", (event) => nameBoxes(event.target));
});
