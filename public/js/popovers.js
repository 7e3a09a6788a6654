// <details data-popover> lies over the page: it closes on Escape, by a click elsewhere, and where the focus leaves it for another place.
// Where what it opens stands beside it, data-popover names the element around both: data-popover=".rail".
const opened = () => document.querySelectorAll("details[data-popover][open]");
const around = (popover) => popover.closest(popover.dataset.popover || "details");

addEventListener("click", ({ target }) => {
  for (const popover of opened()) if (!around(popover).contains(target)) popover.open = false;
});
addEventListener("focusout", ({ target, relatedTarget }) => {
  if (!relatedTarget) return;
  for (const popover of opened())
    if (around(popover).contains(target) && !around(popover).contains(relatedTarget)) popover.open = false;
});
addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  for (const popover of opened()) {
    if (around(popover).contains(event.target)) popover.querySelector("summary").focus();
    popover.open = false;
  }
});
