// Sentences below the bar of the editor, each with what can be done about it.

/** Shows a note in place of the one of the same kind; returns how to take it away. */
export function note(form, kind, sentence, actions = []) {
  form.querySelector(`[data-note="${kind}"]`)?.remove();
  const box = document.createElement("div");
  box.className = "notice saving__note";
  box.dataset.note = kind;
  box.setAttribute("role", "status");
  const words = document.createElement("p");
  words.textContent = sentence;
  const line = document.createElement("p");
  line.className = "actions";
  line.append(...actions);
  box.append(words, ...(actions.length > 0 ? [line] : []));
  form.querySelector("[data-words]").before(box);
  return () => box.remove();
}

export function button(label, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button button--small";
  made.textContent = label;
  made.addEventListener("click", act);
  return made;
}

export function link(label, href) {
  const made = document.createElement("a");
  made.href = href;
  made.textContent = label;
  return made;
}
