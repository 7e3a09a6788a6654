// A field and its own button inside a larger form: <div data-own-button>. Enter presses that button, not the first of the form.
for (const part of document.querySelectorAll("[data-own-button]"))
  part.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    part.querySelector("button").click();
  });
