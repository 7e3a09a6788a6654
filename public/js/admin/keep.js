// A form with data-keep ("unsaved" where it came back with words): leaving with unsaved words asks first; Ctrl+S or ⌘S presses its first button.
for (const form of document.querySelectorAll("form[data-keep]")) {
  let isChanged = form.dataset.keep === "unsaved";
  form.addEventListener("input", () => (isChanged = true));
  form.addEventListener("kept", ({ detail }) => (isChanged = detail.isUnsaved));
  form.addEventListener("submit", () => (isChanged = false));
  addEventListener("beforeunload", (event) => {
    if (isChanged) event.preventDefault();
  });
  addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "s") {
      event.preventDefault();
      form.querySelector("button[type=submit]")?.click();
    }
  });
}
