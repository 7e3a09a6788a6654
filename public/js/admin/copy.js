// A readonly field with data-copy gets a button that copies it; data-copy and data-copied are the words on the button.
for (const field of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue; // there is none where the connection is not safe
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button--small";
  button.textContent = field.dataset.copy;
  button.setAttribute("aria-live", "polite");
  button.setAttribute("aria-describedby", field.id);
  button.addEventListener("click", () =>
    navigator.clipboard.writeText(field.value).then(
      () => (button.textContent = field.dataset.copied),
      () => field.select(),
    ),
  );
  field.after(button);
}
