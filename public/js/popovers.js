// <details data-popover> lies over the page: it closes on Escape, and where a click or the keyboard is elsewhere.
const opened = () => document.querySelectorAll("details[data-popover][open]");

for (const event of ["click", "keyup"])
  addEventListener(event, ({ target }) => {
    for (const popover of opened()) if (!popover.contains(target)) popover.open = false;
  });
addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  for (const popover of opened()) {
    if (popover.contains(event.target)) popover.querySelector("summary").focus();
    popover.open = false;
  }
});
