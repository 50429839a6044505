/* Opens the argument that the address points to, and every argument for printing. */

function openTarget() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const details = target?.matches(".point") && target.querySelector("details");
  if (details) details.open = true;
}

const arguments_ = () => document.querySelectorAll(".point > details:not([open])");
let opened = [];

addEventListener("hashchange", openTarget);
addEventListener("beforeprint", () => {
  opened = [...arguments_()];
  for (const details of opened) details.open = true;
});
addEventListener("afterprint", () => {
  for (const details of opened) details.open = false;
});
openTarget();
