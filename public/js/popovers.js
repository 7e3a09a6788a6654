// <details data-popover> lies over the page: it closes on Escape, by a click elsewhere, and where the focus leaves it for another place.
const opened = () => document.querySelectorAll("details[data-popover][open]");

addEventListener("click", ({ target }) => {
  for (const popover of opened()) if (!popover.contains(target)) popover.open = false;
});
addEventListener("focusout", ({ target, relatedTarget }) => {
  if (!relatedTarget) return;
  for (const popover of opened())
    if (popover.contains(target) && !popover.contains(relatedTarget)) popover.open = false;
});
addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  for (const popover of opened()) {
    if (popover.contains(event.target)) popover.querySelector("summary").focus();
    popover.open = false;
  }
});
