// A button that copies the address; without JavaScript there is none, and the address can be selected.

for (const place of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(place.dataset.copy);
  const button = document.createElement("button");
  const told = document.createElement("span");
  button.type = "button";
  button.textContent = place.dataset.label;
  told.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    field.select();
    await navigator.clipboard.writeText(field.value);
    told.textContent = place.dataset.copied;
  });
  place.append(button, told);
}
