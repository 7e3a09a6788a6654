// The form of the editor as names and values, and back.
const NOT_KEPT = new Set(["password", "version", "tab", "do"]);

/** Everything that is typed, as a browser would send it. */
export const typedIn = (form) =>
  [...new FormData(form)]
    .filter(([, value]) => typeof value === "string")
    .map(([name, value]) => [name, value]);

/** What the journal keeps of it: a password is left out. */
export const worthKeeping = (fields) => fields.filter(([name]) => !NOT_KEPT.has(name));

export const valueOf = (fields, name) => fields.find(([other]) => other === name)?.[1] ?? "";

const valuesOf = (fields, name) => fields.filter(([other]) => other === name).map(([, value]) => value);

/** Whether two say the same, white space at line ends aside, which browsers send in their own way. */
export function isSame(one, other) {
  const [mine, theirs] = [worthKeeping(one), worthKeeping(other)];
  return (
    mine.length === theirs.length &&
    mine.every(
      ([name, value], index) => name === theirs[index][0] && lines(value) === lines(theirs[index][1]),
    )
  );
}

/** A text with line ends of one kind. */
export const lines = (text) => (text.includes("\r") ? text.replaceAll("\r\n", "\n") : text);

/** Puts values into the fields of these names, and tells whoever draws the text that it is another one. */
export function putInto(form, fields, names = new Set(fields.map(([name]) => name))) {
  for (const name of names) {
    if (NOT_KEPT.has(name)) continue;
    const values = valuesOf(fields, name);
    const controls = [...form.elements].filter(
      (control) => control.name === name && control.type !== "submit",
    );
    controls.forEach((control, index) => {
      if (control.type === "checkbox" || control.type === "radio")
        control.checked = values.includes(control.value);
      else setValue(control, values[index] ?? "");
    });
  }
}

/** Sets the text of a field, and leaves the caret at the same words. `detail` goes to whoever draws the text. */
export function setValue(control, value, detail = {}) {
  if (control.localName === "textarea") control.dispatchEvent(new CustomEvent("wanted"));
  if (control.value === value) return;
  const { selectionStart, selectionEnd, value: before } = control;
  control.value = value;
  if (control.localName === "textarea") {
    const from = sharedStart(before, value);
    const shift = value.length - before.length;
    const moved = (at) => (at <= from ? at : Math.max(from, at + shift));
    if (document.activeElement === control)
      control.setSelectionRange(moved(selectionStart), moved(selectionEnd));
    control.dispatchEvent(new CustomEvent("replaced", { bubbles: true, detail }));
  }
}

function sharedStart(one, other) {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return at;
}
