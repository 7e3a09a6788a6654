// A box in the head of a table that ticks every row: <input type="checkbox" data-tick-all hidden>.
for (const all of document.querySelectorAll("[data-tick-all]")) {
  const table = all.closest("table");
  const boxes = () => [...table.querySelectorAll("tbody input[type=checkbox]")];
  all.hidden = false;
  all.addEventListener("change", () => boxes().forEach((box) => (box.checked = all.checked)));
  table.addEventListener("change", () => {
    all.checked = boxes().every((box) => box.checked);
    all.indeterminate = !all.checked && boxes().some((box) => box.checked);
  });
}
