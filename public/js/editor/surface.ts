import { dropCursor } from "prosemirror-dropcursor";
import { gapCursor } from "prosemirror-gapcursor";
import { closeHistory, history } from "prosemirror-history";
import { keymap } from "prosemirror-keymap";
import type { Node } from "prosemirror-model";
import { EditorState, Selection, TextSelection, type Plugin } from "prosemirror-state";
import { tableEditing } from "prosemirror-tables";
import { EditorView } from "prosemirror-view";
import { nodeViews } from "./cards.ts";
import { keys } from "./commands.ts";
import { ClipboardSerializer, cleanPasted, copiedText, markdownSlice, pastedText } from "./paste.ts";
import { nearBlocks } from "./near.ts";
import { MarkdownSource } from "./source.ts";
import { typedMarkdown } from "./typed.ts";

/** From this many characters on, the text of the form follows at rest, not after every frame. */
const LONG = 100_000;
const REST_MS = 250;

/**
 * The rich surface over a <textarea>. The textarea is the truth: what is written here goes into it, with an "input"
 * event; who replaces its text says so with an event called "replaced".
 */
export class Surface {
  readonly view: EditorView;
  private readonly field: HTMLTextAreaElement;
  private readonly source = new MarkdownSource();
  private timer: number | undefined;
  private frame: number | undefined;

  constructor(field: HTMLTextAreaElement, place: HTMLElement, plugins: Plugin[]) {
    this.field = field;
    const label = document.getElementById("label-body");
    this.view = new EditorView(place, {
      state: EditorState.create({
        doc: this.source.open(field.value),
        plugins: [
          ...plugins,
          nearBlocks(),
          typedMarkdown(),
          keymap(keys),
          history(),
          dropCursor({ color: false, class: "drop-line" }),
          gapCursor(),
          tableEditing(),
        ],
      }),
      attributes: {
        class: "rich",
        role: "textbox",
        "aria-multiline": "true",
        ...(label ? { "aria-labelledby": label.id } : {}),
        ...(field.getAttribute("aria-describedby")
          ? { "aria-describedby": field.getAttribute("aria-describedby")! }
          : {}),
        ...(field.hasAttribute("aria-invalid") ? { "aria-invalid": "true" } : {}),
        spellcheck: "true",
      },
      nodeViews,
      dispatchTransaction: (tr) => {
        const { state } = this.view;
        this.view.updateState(state.apply(tr));
        if (tr.docChanged && tr.getMeta("fromField") !== true) this.schedule();
      },
      clipboardSerializer: new ClipboardSerializer(),
      clipboardTextSerializer: copiedText,
      clipboardTextParser: (text, _context, isPlain, view) => pastedText(text, isPlain, view)!,
      transformPastedHTML: (html) => (isOwnCopy(html) ? html : cleanPasted(html)),
      handleDOMEvents: { beforeinput: (view, event) => insertsMarkdown(view, event) },
    });
    this.field.addEventListener("replaced", this.replaced);
    window.addEventListener("submit", this.flush, true);
    window.addEventListener("pagehide", this.flush);
    field.form?.addEventListener("formdata", this.intoData);
  }

  destroy() {
    this.flush();
    this.field.removeEventListener("replaced", this.replaced);
    window.removeEventListener("submit", this.flush, true);
    window.removeEventListener("pagehide", this.flush);
    this.field.form?.removeEventListener("formdata", this.intoData);
    this.view.destroy();
  }

  /** Writes what is shown into the field now. */
  readonly flush = () => {
    if (this.timer === undefined && this.frame === undefined) return;
    clearTimeout(this.timer);
    if (this.frame !== undefined) cancelAnimationFrame(this.frame);
    this.timer = this.frame = undefined;
    const text = this.source.write(this.view.state.doc);
    if (text === this.field.value) return;
    this.field.value = text;
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
  };

  private schedule() {
    if (this.view.state.doc.content.size > LONG) {
      clearTimeout(this.timer);
      this.timer = window.setTimeout(this.flush, REST_MS);
    } else this.frame ??= requestAnimationFrame(this.flush);
  }

  private readonly intoData = (event: FormDataEvent) => {
    this.flush();
    event.formData.set(this.field.name, this.field.value);
  };

  /** Reads the field anew; blocks that are the same stay, with the cursor in them. */
  private readonly replaced = () => {
    clearTimeout(this.timer);
    if (this.frame !== undefined) cancelAnimationFrame(this.frame);
    this.timer = this.frame = undefined;
    const { state } = this.view;
    const doc = this.source.open(this.field.value);
    const tr = replaceChanged(state, doc);
    if (tr) {
      this.view.dispatch(closeHistory(tr.setMeta("fromField", true)));
      this.view.dispatch(closeHistory(this.view.state.tr));
    }
    this.source.adopt(this.view.state.doc);
  };

  focus() {
    this.view.focus();
  }
}

/** A change that makes one document of the other and touches only what differs. */
function replaceChanged(state: EditorState, doc: Node) {
  const start = state.doc.content.findDiffStart(doc.content);
  if (start === null) return undefined;
  let { a, b } = state.doc.content.findDiffEnd(doc.content)!;
  const overlap = start - Math.min(a, b);
  if (overlap > 0) {
    a += overlap;
    b += overlap;
  }
  // whole blocks: a cut through a block would make others of its neighbours
  const from = state.doc.resolve(start).depth > 0 ? state.doc.resolve(start).before(1) : start;
  const to = state.doc.resolve(a).depth > 0 ? state.doc.resolve(a).after(1) : a;
  const end = doc.resolve(b).depth > 0 ? doc.resolve(b).after(1) : b;
  const tr = state.tr.replaceWith(from, to, doc.slice(from, end).content);
  const { anchor } = state.selection;
  const kept =
    anchor < from
      ? anchor
      : anchor > to
        ? anchor + tr.doc.content.size - state.doc.content.size
        : Math.min(anchor, from + end - from);
  const $kept = tr.doc.resolve(Math.max(0, Math.min(kept, tr.doc.content.size)));
  return tr.setSelection(
    $kept.parent.inlineContent ? TextSelection.create(tr.doc, $kept.pos) : Selection.near($kept),
  );
}

/** Was this copied from an editor that writes no styles, as this one? */
const isOwnCopy = (html: string) => html.includes("data-pm-slice") && !/\sstyle\s*=/i.test(html);

/** Text of several lines that is put in at once, as a program or a dictation does, is Markdown. */
function insertsMarkdown(view: EditorView, event: Event): boolean {
  const { inputType, data } = event as InputEvent;
  if (inputType !== "insertText" || data === null || data.length < 2 || view.composing) return false;
  if (!/\n|[*_`#[\]~]/.test(data) || view.state.selection.$from.parent.type.spec.code) return false;
  event.preventDefault();
  view.dispatch(view.state.tr.replaceSelection(markdownSlice(data)).scrollIntoView());
  return true;
}
