import { keymap } from "prosemirror-keymap";
import { Plugin, type Command } from "prosemirror-state";
import { Decoration, DecorationSet, type EditorView } from "prosemirror-view";
import { run } from "./actions.ts";
import { measure, sayLength } from "./count.ts";
import { FindBar, finding } from "./find.ts";
import { nameKeys } from "./help.ts";
import { standAboveKeyboard } from "./keyboard.ts";
import { LinkDialog } from "./link.ts";
import { goToNote } from "./notes.ts";
import { pastedPictures, PictureDialog } from "./pictures.ts";
import { PreviewDialog } from "./preview.ts";
import { readAll } from "./read-on.ts";
import { selectionBar } from "./selection-bar.ts";
import { openSlash, slashMenu } from "./slash.ts";
import { unreadIn } from "./source.ts";
import { Surface } from "./surface.ts";
import { wordOf } from "./words.ts";

/** Words are counted when the hands rest. */
const REST_MS = 400;
/** A long text is counted in pieces, so far from one another. */
const MORE_MS = 50;

/** Puts the rich surface in the place of the field, as long as the text is Markdown and nobody asks for the source. */
export function openEditor(field: HTMLTextAreaElement): void {
  new EditorPage(field);
}

class EditorPage {
  private readonly field: HTMLTextAreaElement;
  private readonly form: HTMLFormElement;
  private readonly place: HTMLElement;
  private readonly label = document.getElementById("label-body");
  private readonly format: HTMLSelectElement | null;
  private readonly links = new LinkDialog(document.querySelector("#editor-link")!);
  private readonly pictures = new PictureDialog(document.querySelector("#editor-pictures")!);
  private readonly preview: PreviewDialog;
  private readonly findBar: FindBar;
  private surface: Surface | undefined;
  private isSource = false;

  constructor(field: HTMLTextAreaElement) {
    this.field = field;
    // from here on it is shown whenever it is not hidden
    delete field.dataset.rich;
    this.form = field.form!;
    this.format = this.form.querySelector("select[name=bodyFormat]");
    this.preview = new PreviewDialog(document.querySelector("#editor-preview")!, this.form);
    this.place = document.createElement("div");
    this.place.className = "editor__rich";
    field.before(this.place);
    this.findBar = new FindBar(this.part("findbar")!, () => this.surface?.view);
    standAboveKeyboard(this.part("foot")!);
    this.part("tools")!.hidden = false;
    this.part("tools")!.addEventListener("click", (event) => {
      const name = (event.target as Element).closest<HTMLElement>("[data-tool]")?.dataset.tool;
      if (name) this.use(name);
    });
    this.format?.addEventListener("change", () => this.show());
    this.label?.addEventListener("click", () => this.surface?.focus());
    this.followLinks();
    this.form.addEventListener("keydown", (event) => this.onTitleKey(event));
    this.form.addEventListener("keydown", (event) => this.onShortcut(event));
    for (const button of document.querySelectorAll<HTMLElement>("dialog [data-close]"))
      button.addEventListener("click", () => button.closest("dialog")!.close());
    nameKeys(document);
    this.show();
  }

  private part(name: string): HTMLElement | null {
    return this.form.querySelector(`[data-editor=${name}]`);
  }
  private tool(name: string): HTMLElement | null {
    return this.form.querySelector(`[data-tool=${name}]`);
  }

  private show() {
    const isHtml = this.format?.value === "html";
    const isRich = !this.isSource && !isHtml;
    if (isRich && !this.surface) {
      this.surface = new Surface(this.field, this.place, this.plugins());
      this.label?.removeAttribute("for");
    } else if (!isRich && this.surface) {
      this.findBar.close();
      this.surface.destroy();
      this.surface = undefined;
      this.label?.setAttribute("for", this.field.id);
    }
    this.place.hidden = !isRich;
    this.field.hidden = isRich;
    this.form.classList.toggle("editor--rich", isRich);
    for (const name of ["add", "find", "keys"]) this.tool(name)!.hidden = !isRich;
    this.part("length")!.hidden = !isRich;
    this.tool("source")!.hidden = isHtml;
    this.tool("source")!.setAttribute("aria-pressed", String(this.isSource));
  }

  /** Something to be read beside the tools, such as why a picture was not taken. */
  private say(words: string) {
    this.part("said")!.textContent = words;
  }

  private plugins(): Plugin[] {
    const choose = (view: EditorView, name: string) => this.choose(view, name);
    const call =
      (name: string): Command =>
      (_state, _dispatch, view) => {
        if (view) choose(view, name);
        return true;
      };
    return [
      slashMenu(this.place, choose),
      selectionBar(this.part("foot")!, choose),
      pastedPictures((words) => this.say(words)),
      finding(),
      hint(),
      notes(),
      lengthBelow(this.part("length")!),
      keymap({ "Mod-k": call("link") }),
    ];
  }

  /** What a button of a bar, or an entry of the slash menu, asks for. */
  private choose(view: EditorView, name: string) {
    readAll(view);
    if (name === "link") this.links.open(view);
    else if (name === "picture" || name === "gallery") this.pictures.open(view, name === "gallery");
    else run(view, name);
  }

  private use(name: string) {
    const view = this.surface?.view;
    if (name === "source") {
      this.isSource = !this.isSource;
      this.show();
      (this.surface ?? this.field).focus();
    } else if (name === "focus") {
      const isOn = document.documentElement.classList.toggle("writing-only");
      this.tool("focus")!.setAttribute("aria-pressed", String(isOn));
    } else if (name === "keys") document.querySelector<HTMLDialogElement>("#editor-help")!.showModal();
    else if (name === "find") {
      if (view) readAll(view);
      this.findBar.open();
    } else if (name === "preview") this.preview.open(this.tool("preview")!.dataset.address!);
    else if (name === "add" && view) openSlash(view);
  }

  private onShortcut(event: KeyboardEvent) {
    if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.defaultPrevented) return;
    const isInText = this.surface?.view.dom.contains(event.target as Node) ?? false;
    const name = event.altKey
      ? { KeyF: "focus", KeyM: "source", KeyP: "preview" }[event.code]
      : { "/": "keys", f: isInText ? "find" : undefined }[event.key];
    if (name === undefined || (this.tool(name)?.hidden ?? true)) return;
    event.preventDefault();
    this.use(name);
  }

  private onTitleKey(event: KeyboardEvent) {
    const isTitle = event.target instanceof HTMLTextAreaElement && event.target.name === "title";
    if (!isTitle || event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    (this.surface ?? this.field).focus();
  }

  /** Links to the field, such as those in a list of mistakes, lead to the surface. */
  private followLinks() {
    for (const link of document.querySelectorAll<HTMLAnchorElement>(`a[href="#${this.field.id}"]`))
      link.addEventListener("click", (event) => {
        if (!this.surface) return;
        event.preventDefault();
        this.surface.focus();
      });
  }
}

/** A click on the number of a footnote leads to its text. */
function notes(): Plugin {
  return new Plugin({
    props: {
      handleClickOn(view, _pos, node, _nodePos, event, isDirect) {
        if (!isDirect || node.type.name !== "footnote_ref" || event.button !== 0) return false;
        readAll(view);
        const selection = goToNote(view.state, String(node.attrs.label), true);
        if (!selection) return false;
        view.dispatch(view.state.tr.setSelection(selection).scrollIntoView());
        return true;
      },
    },
  });
}

/** A word of welcome in an empty text. */
function hint(): Plugin {
  return new Plugin({
    props: {
      decorations({ doc }) {
        const first = doc.firstChild!;
        const isEmpty = doc.childCount === 1 && first.type.name === "paragraph" && first.content.size === 0;
        if (!isEmpty) return DecorationSet.empty;
        return DecorationSet.create(doc, [
          Decoration.node(0, first.nodeSize, { class: "hint", "data-hint": wordOf("hint") }),
        ]);
      },
    },
  });
}

function lengthBelow(place: HTMLElement): Plugin {
  return new Plugin({
    view(view) {
      let timer: number | undefined;
      const say = () => {
        const length = unreadIn(view.state.doc) < 0 ? measure(view.state.doc) : undefined;
        if (length) place.textContent = sayLength(length);
        else timer = window.setTimeout(say, MORE_MS);
      };
      timer = window.setTimeout(say);
      return {
        update(now, before) {
          if (now.state.doc === before.doc) return;
          clearTimeout(timer);
          timer = window.setTimeout(say, REST_MS);
        },
        destroy: () => clearTimeout(timer),
      };
    },
  });
}
