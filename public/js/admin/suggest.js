// A list of names with commas: <input data-suggest="/address">. Offers what the last of them may become.
for (const input of document.querySelectorAll("input[data-suggest]")) {
  const list = document.createElement("datalist");
  list.id = `${input.id}-suggestions`;
  input.after(list);
  input.setAttribute("list", list.id);
  let timer;
  let asked = "";
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const [, before, last] = /^(.*,\s*)?([^,]*)$/.exec(input.value) ?? [];
      if (!last?.trim() || input.value === asked) return;
      asked = input.value;
      const answer = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(last.trim())}`);
      if (!answer.ok || input.value !== asked) return;
      const names = await answer.json();
      list.replaceChildren(...names.map((name) => new Option("", `${before ?? ""}${name}`)));
    }, 150);
  });
}
