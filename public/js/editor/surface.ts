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
import { readingDirection } from "./direction.ts";
import { endKeys } from "./ends.ts";
import { inSight } from "./in-sight.ts";
import { markedOthers, markOthers, unmarkOthers } from "./others.ts";
import { readAll, readOn } from "./read-on.ts";
import { MarkdownSource } from "./source.ts";
import { typedMarkdown } from "./typed.ts";

/** So many blocks are read before anything is shown. */
const FIRST_BLOCKS = 100;
/** From this many characters on, the field gets the text only when somebody asks: a browser takes long to put it there. */
const LONG = 100_000;
const REST_MS = 250;

/**
 * The rich surface over a <textarea>. The textarea is the truth: what is written here goes into it, with an "input"
 * event, or, where the text is long, into what the form sends. Who reads the field itself dispatches "wanted" before; who
 * replaces its text says so with an event called "replaced".
 */
export class Surface {
  readonly view: EditorView;
  private readonly field: HTMLTextAreaElement;
  private readonly source = new MarkdownSource();
  /** The document that `text` was written from. */
  private doc: Node;
  /** What is shown, where the field does not hold it yet. */
  private text: string | undefined;
  /** The text that was told of last. */
  private told: string | undefined;
  private timer: number | undefined;
  private frame: number | undefined;

  constructor(field: HTMLTextAreaElement, place: HTMLElement, plugins: Plugin[]) {
    this.field = field;
    const label = document.getElementById("label-body");
    this.doc = this.source.open(field.value, FIRST_BLOCKS);
    this.view = new EditorView(place, {
      state: EditorState.create({
        doc: this.doc,
        plugins: [
          ...plugins,
          readingDirection(),
          inSight(),
          markedOthers(),
          readOn(this.source),
          typedMarkdown(),
          keymap({ ...endKeys, ...keys }),
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
      ...keptInSight(),
      dispatchTransaction: (tr) => {
        const { state } = this.view;
        this.view.updateState(state.apply(tr));
        if (tr.docChanged && tr.getMeta("fromField") !== true) this.schedule();
      },
      clipboardSerializer: new ClipboardSerializer(),
      clipboardTextSerializer: copiedText,
      clipboardTextParser: (text, _context, isPlain, view) => pastedText(text, isPlain, view)!,
      transformPastedHTML: (html) => (isOwnCopy(html) ? html : cleanPasted(html)),
      handleDOMEvents: {
        beforeinput: (view, event) => insertsMarkdown(view, event),
        // the form hears of the field instead, once the text can be had
        input: (_view, event) => event.stopPropagation(),
      },
    });
    this.field.addEventListener("replaced", this.replaced);
    this.field.addEventListener("wanted", this.intoField);
    this.field.addEventListener("settled", this.settled);
    window.addEventListener("submit", this.intoField, true);
    window.addEventListener("pagehide", this.intoField);
    field.form?.addEventListener("formdata", this.intoData);
  }

  destroy() {
    this.intoField();
    this.field.removeEventListener("replaced", this.replaced);
    this.field.removeEventListener("wanted", this.intoField);
    this.field.removeEventListener("settled", this.settled);
    window.removeEventListener("submit", this.intoField, true);
    window.removeEventListener("pagehide", this.intoField);
    this.field.form?.removeEventListener("formdata", this.intoData);
    this.view.destroy();
  }

  /** The Markdown of what is shown, or undefined while it is what the field holds. */
  private changed(): string | undefined {
    const { doc } = this.view.state;
    if (doc === this.doc) return this.text;
    this.doc = doc;
    const text = this.source.write(doc);
    if (text !== (this.text ?? this.field.value)) this.text = text;
    return this.text;
  }

  private readonly intoField = () => {
    const text = this.changed();
    if (text === undefined) return;
    this.text = undefined;
    this.field.value = text;
  };

  private readonly intoData = (event: FormDataEvent) => {
    const text = this.changed();
    if (text !== undefined) event.formData.set(this.field.name, text);
  };

  private schedule() {
    if (this.view.state.doc.content.size > LONG) {
      clearTimeout(this.timer);
      this.timer = window.setTimeout(() => this.tell(false), REST_MS);
    } else this.frame ??= requestAnimationFrame(() => this.tell(true));
  }

  /** Tells whoever watches the field that its text is another one. */
  private tell(isWritten: boolean) {
    this.stopTelling();
    const text = this.changed();
    if (text === undefined || text === this.told) return;
    this.told = text;
    if (isWritten) this.intoField();
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  private stopTelling() {
    clearTimeout(this.timer);
    if (this.frame !== undefined) cancelAnimationFrame(this.frame);
    this.timer = this.frame = undefined;
  }

  /** Reads the field anew, and marks what is new in it where somebody else wrote it (`by` of the event); blocks that are the same stay, with the cursor in them. */
  private readonly replaced = (event: Event) => {
    this.stopTelling();
    readAll(this.view);
    const { by } = ((event as CustomEvent).detail ?? {}) as { by?: string };
    this.source.follow(this.view.state.doc);
    const before = new Set(this.source.texts());
    const { state } = this.view;
    const doc = this.source.open(this.field.value);
    const tr = replaceChanged(state, doc);
    if (tr) {
      // What somebody else wrote is not undone here.
      tr.setMeta("fromField", true).setMeta("addToHistory", by === undefined);
      this.view.dispatch(closeHistory(tr));
      this.view.dispatch(closeHistory(this.view.state.tr));
    }
    this.doc = this.view.state.doc;
    this.text = this.told = undefined;
    this.source.adopt(this.doc);
    if (by === undefined) return;
    const others = this.source.texts().flatMap((text, index) => (before.has(text) ? [] : [index]));
    markOthers(this.view, others, by);
  };

  /** Nobody else's words are new here any more. */
  private readonly settled = () => unmarkOthers(this.view);

  focus() {
    this.view.focus();
  }
}

/** Room for the bars that stand above and below the text: what is typed never goes behind them. */
function keptInSight() {
  const heightOf = (selector: string) => document.querySelector<HTMLElement>(selector)?.offsetHeight ?? 0;
  const room = (more: number) => ({
    get top() {
      return heightOf(".editor__bar") + more;
    },
    get bottom() {
      return heightOf(".editor__foot") + more;
    },
    left: 0,
    right: 0,
  });
  return { scrollThreshold: room(4), scrollMargin: room(24) };
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
