// A long list of boxes to tick: <div data-filter="What to type">. A field above it shows those with the typed words; Enter ticks the only one left.
for (const list of document.querySelectorAll("[data-filter]")) {
  const labels = [...list.querySelectorAll("label")];
  if (labels.length < 8) continue;
  const field = document.createElement("input");
  field.className = "field__input sheet__filter";
  field.type = "search";
  field.placeholder = list.dataset.filter;
  field.setAttribute("aria-label", list.dataset.filter);
  list.before(field);
  const folded = (text) => text.trim().toLowerCase();
  field.addEventListener("input", () => {
    for (const label of labels) label.hidden = !folded(label.textContent).includes(folded(field.value));
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    const left = labels.filter((label) => !label.hidden);
    if (left.length !== 1 || field.value === "") return;
    left[0].querySelector("input").click();
    field.value = "";
    field.dispatchEvent(new Event("input"));
  });
}
