/** A sentence of the page's <template id="editor-words">, with {name} replaced. */
export function wordOf(name: string, values: Record<string, string | number> = {}): string {
  const said = document.getElementById("editor-words")?.dataset[name] ?? name;
  return said.replace(/\{(\w+)\}/g, (whole, key: string) => String(values[key] ?? whole));
}
