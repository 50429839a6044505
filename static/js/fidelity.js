// Keys on the page where one signs: the first letter of a verdict chooses it, n goes on. All of it works without.

const form = document.getElementById("sign");
const note = form?.querySelector("textarea");

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("textarea");
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && form) {
    event.preventDefault();
    return form.requestSubmit(form.querySelector("button.default"));
  }
  if (event.key === "Escape" && typing) return typing.blur();
  if (typing || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === "n") return document.getElementById("next")?.click();
  const chosen = form?.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!chosen) return;
  event.preventDefault();
  chosen.checked = true;
  // A verdict against the claim needs its reason next; a faithful one only to be sent.
  (chosen.value === "faithful" ? chosen : note).focus();
});
