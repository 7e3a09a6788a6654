import { Fragment, Slice, type Node } from "prosemirror-model";
import { Plugin, PluginKey } from "prosemirror-state";
import { Decoration, DecorationSet, type EditorView } from "prosemirror-view";
import { insertBlock } from "./commands.ts";
import { make } from "./cards.ts";
import { schema } from "./schema.ts";
import { wordOf } from "./words.ts";

const { nodes } = schema;

/** A picture of the library. */
export interface LibraryPicture {
  src: string;
  srcset: string | null;
  width: number;
  height: number;
  alt: string;
  caption: string;
  name: string;
}

interface Answer {
  pictures: LibraryPicture[];
  hasMore?: boolean;
  refused?: { name: string; reason: string }[];
}

/** Where the library answers, from the page; undefined for somebody who may not upload. */
export const libraryAddress = () => document.getElementById("editor-pictures")?.dataset.library;

async function ask(address: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(address, { ...init, headers: { Accept: "application/json" } });
  const isJson = response.headers.get("Content-Type")?.includes("json") ?? false;
  if (!isJson) throw new Error(String(response.status));
  return (await response.json()) as Answer;
}

export function figureOf({ src, caption }: LibraryPicture, alt = ""): Node {
  return nodes.figure.create({ src, alt }, caption === "" ? null : schema.text(caption));
}

/** Sends files to the library. The answer names what was not taken. */
export async function upload(files: File[]): Promise<Answer> {
  const address = libraryAddress();
  if (address === undefined) return { pictures: [], refused: [{ name: "", reason: wordOf("mayNotUpload") }] };
  const data = new FormData();
  for (const file of files) data.append("files", file, file.name || "picture");
  try {
    return await ask(address, { method: "POST", body: data });
  } catch {
    return { pictures: [], refused: [{ name: "", reason: wordOf("uploadFailed") }] };
  }
}

interface Waiting {
  id: object;
  at: number;
}
const key = new PluginKey<DecorationSet>("uploads");

/** Pictures that are pasted or dropped go to the library; a line stands for them until they are there. */
export function pastedPictures(say: (words: string) => void): Plugin<DecorationSet> {
  const take = (view: EditorView, files: File[], at: number) => {
    const id = {};
    view.dispatch(view.state.tr.setMeta(key, { add: { id, at } }));
    void upload(files).then(({ pictures, refused = [] }) => {
      const place = key
        .getState(view.state)
        ?.find(undefined, undefined, (spec: { id?: object }) => spec.id === id)[0]?.from;
      const { tr } = view.state;
      tr.setMeta(key, { remove: id });
      if (place !== undefined && pictures.length > 0) {
        const $at = tr.doc.resolve(place);
        const isEmpty = $at.parent.type === nodes.paragraph && $at.parent.content.size === 0;
        const figures = Fragment.from(pictures.map((picture) => figureOf(picture)));
        if (isEmpty && $at.depth > 0) tr.replaceRange($at.before(), $at.after(), new Slice(figures, 0, 0));
        else tr.insert($at.depth > 0 ? $at.after(1) : place, figures);
      }
      view.dispatch(tr);
      say(refused.map(({ name, reason }) => (name === "" ? reason : `${name}: ${reason}`)).join(" "));
    });
  };
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply(tr, before) {
        const set = before.map(tr.mapping, tr.doc);
        const asked = tr.getMeta(key) as { add?: Waiting; remove?: object } | undefined;
        if (asked?.add) {
          const { id, at } = asked.add;
          const line = () => make("span", { class: "uploading" }, wordOf("uploading"));
          return set.add(tr.doc, [Decoration.widget(at, line, { id })]);
        }
        return asked?.remove
          ? set.remove(set.find(undefined, undefined, (spec: { id?: object }) => spec.id === asked.remove))
          : set;
      },
    },
    props: {
      decorations: (state) => key.getState(state),
      handlePaste(view, event) {
        const files = picturesIn(event.clipboardData);
        // a table copied from a spreadsheet comes with a picture of itself
        if (files.length === 0 || event.clipboardData?.types.includes("text/html")) return false;
        take(view, files, view.state.selection.from);
        return true;
      },
      handleDrop(view, event) {
        const files = picturesIn(event.dataTransfer);
        if (files.length === 0) return false;
        event.preventDefault();
        const at =
          view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos ?? view.state.selection.from;
        take(view, files, at);
        return true;
      },
    },
  });
}

const picturesIn = (data: DataTransfer | null) =>
  [...(data?.files ?? [])].filter(({ type }) => type.startsWith("image/"));

/** The dialog in which pictures of the library are found, or new ones sent to it. */
export class PictureDialog {
  private readonly dialog: HTMLDialogElement;
  private readonly grid: HTMLElement;
  private readonly query: HTMLInputElement;
  private readonly files: HTMLInputElement | null;
  private readonly state: HTMLElement;
  private view: EditorView | undefined;
  private isGallery = false;
  private chosen = new Map<string, LibraryPicture>();
  private timer: number | undefined;
  private asked = 0;

  constructor(dialog: HTMLDialogElement) {
    this.dialog = dialog;
    this.grid = dialog.querySelector("[data-pictures=grid]")!;
    this.query = dialog.querySelector("[data-pictures=query]")!;
    this.files = dialog.querySelector("[data-pictures=files]");
    this.state = dialog.querySelector("[data-pictures=state]")!;
    this.query.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = window.setTimeout(() => void this.search(), 200);
    });
    this.files?.addEventListener("change", () => void this.send());
    dialog.querySelector("form")!.addEventListener("submit", (event) => {
      event.preventDefault();
      if (event.submitter?.hasAttribute("data-insert")) this.insert();
      else void this.search();
    });
    dialog.addEventListener("close", () => this.view?.focus());
  }

  open(view: EditorView, isGallery: boolean) {
    this.view = view;
    this.isGallery = isGallery;
    this.chosen.clear();
    this.query.value = "";
    this.dialog.showModal();
    void this.search();
  }

  private insert() {
    const { view } = this;
    const pictures = [...this.chosen.values()];
    this.dialog.close();
    if (!view || pictures.length === 0) return;
    const figures = pictures.map((picture) => figureOf(picture));
    const isOne = figures.length === 1;
    insertBlock(() => (isOne && !this.isGallery ? figures[0]! : nodes.gallery.create(null, figures)))(
      view.state,
      view.dispatch.bind(view),
    );
  }

  private async send() {
    const list = [...(this.files?.files ?? [])];
    if (list.length === 0) return;
    this.state.textContent = wordOf("uploading");
    const { pictures, refused = [] } = await upload(list);
    this.files!.value = "";
    for (const picture of pictures) this.choose(picture, true);
    this.query.value = "";
    await this.search();
    if (refused.length > 0)
      this.state.textContent = refused
        .map(({ name, reason }) => (name ? `${name}: ${reason}` : reason))
        .join(" ");
  }

  private async search() {
    const address = libraryAddress();
    if (address === undefined) return;
    this.asked += 1;
    const mine = this.asked;
    const query = this.query.value.trim();
    try {
      const { pictures } = await ask(`${address}?${new URLSearchParams(query === "" ? {} : { q: query })}`);
      if (mine === this.asked) this.fill(pictures);
    } catch {
      this.state.textContent = wordOf("libraryFailed");
    }
  }

  private choose(picture: LibraryPicture, isOn: boolean) {
    if (!this.isGallery && isOn) this.chosen.clear();
    if (isOn) this.chosen.set(picture.src, picture);
    else this.chosen.delete(picture.src);
  }

  private fill(pictures: LibraryPicture[]) {
    const shown = [
      ...[...this.chosen.values()].filter((one) => !pictures.some(({ src }) => src === one.src)),
      ...pictures,
    ];
    this.grid.replaceChildren(
      ...shown.map((picture) => {
        const input = make("input", {
          class: "thumbs__radio",
          type: this.isGallery ? "checkbox" : "radio",
          name: "editor-picture",
        });
        input.checked = this.chosen.has(picture.src);
        input.addEventListener("change", () => this.choose(picture, input.checked));
        input.addEventListener("dblclick", () => this.insert());
        const image = make("img", {
          src: picture.src,
          alt: picture.alt || picture.name,
          width: "160",
          height: "107",
          loading: "lazy",
        });
        if (picture.srcset !== null) {
          image.srcset = picture.srcset;
          image.sizes = "160px";
        }
        return make("label", { class: "thumbs__thumb", title: picture.name }, input, image);
      }),
    );
    const none = wordOf(this.query.value.trim() === "" ? "noPicturesYet" : "noPictures");
    this.state.textContent = shown.length === 0 ? none : "";
  }
}
