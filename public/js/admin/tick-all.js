// A box that ticks every row of its form: <label hidden><input type="checkbox" data-tick-all></label>. The rows send "ids".
for (const all of document.querySelectorAll("[data-tick-all]")) {
  const { form } = all;
  const boxes = () => [...form.querySelectorAll("[name=ids]")];
  all.closest("label").hidden = false;
  all.addEventListener("change", () => boxes().forEach((box) => (box.checked = all.checked)));
  form.addEventListener("change", () => {
    all.checked = boxes().every((box) => box.checked);
    all.indeterminate = !all.checked && boxes().some((box) => box.checked);
  });
}
