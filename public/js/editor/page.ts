import { Surface } from "./surface.ts";

/** Puts the rich surface in the place of the field, as long as the text is Markdown and nobody asks for the source. */
export function openEditor(field: HTMLTextAreaElement): void {
  const form = field.form!;
  const label = document.getElementById("label-body");
  const format = form.querySelector<HTMLSelectElement>("select[name=bodyFormat]");
  const place = document.createElement("div");
  place.className = "editor__rich";
  field.before(place);
  const sourceButton = form.querySelector<HTMLButtonElement>("[data-editor=source]");
  let surface: Surface | undefined;
  let isSource = false;

  const show = () => {
    const isRich = !isSource && format?.value !== "html";
    if (isRich && !surface) {
      surface = new Surface(field, place, []);
      label?.removeAttribute("for");
    } else if (!isRich && surface) {
      surface.destroy();
      surface = undefined;
      label?.setAttribute("for", field.id);
    }
    place.hidden = !isRich;
    field.hidden = isRich;
    form.classList.toggle("editor--rich", isRich);
    if (sourceButton) {
      sourceButton.setAttribute("aria-pressed", String(isSource));
      sourceButton.hidden = format?.value === "html";
    }
  };
  const toggleSource = () => {
    isSource = !isSource;
    show();
    if (surface) surface.focus();
    else field.focus();
  };

  form.querySelector<HTMLElement>("[data-editor=tools]")?.removeAttribute("hidden");
  format?.addEventListener("change", show);
  sourceButton?.addEventListener("click", toggleSource);
  label?.addEventListener("click", () => surface?.focus());
  for (const link of document.querySelectorAll<HTMLAnchorElement>(`a[href="#${field.id}"]`))
    link.addEventListener("click", (event) => {
      if (!surface) return;
      event.preventDefault();
      surface.focus();
    });
  form.addEventListener("keydown", (event) => {
    const isTitle = event.target instanceof HTMLTextAreaElement && event.target.name === "title";
    if (isTitle && event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      (surface ?? field).focus();
    }
  });
  show();
}
