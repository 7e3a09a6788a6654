import { EditorState } from "prosemirror-state";
import type { Node } from "prosemirror-model";
import { describe, expect, it } from "vitest";
import { schema } from "../../public/js/editor/schema.ts";
import { MarkdownSource } from "../../public/js/editor/source.ts";
import { markdownToHtml } from "../../src/html/markdown.ts";
import { OWN, sharedExamples } from "./examples.ts";

const t = (key: string, values: object = {}) => `${key} ${Object.values(values).join()}`;

const SHARED = sharedExamples();
/** Keeps a list from taking in what follows it. */
const SEPARATOR = "<!-- -->";

/** The first place in each block where a word can be typed. */
function* placesIn(doc: Node): Generator<{ at: number; block: number }> {
  let block = -1;
  for (let from = 0; ;) {
    block += 1;
    const node = doc.maybeChild(block);
    if (!node) return;
    let at: number | undefined;
    const start = from;
    if (node.isTextblock) at = start + 1;
    node.descendants((child, pos) => {
      if (at === undefined && child.isTextblock) at = start + 1 + pos + 1;
      return at === undefined;
    });
    if (at !== undefined) yield { at, block };
    from += node.nodeSize;
  }
}

/** Types a word into each block in turn, looks at what is written, and takes it back. */
function expectOnlyItsBlockToChange(text: string) {
  const source = new MarkdownSource();
  let state = EditorState.create({ doc: source.open(text) });
  const before = new MarkdownSource().blocks(text);
  for (const { at, block } of placesIn(state.doc)) {
    const isEmpty = state.doc.resolve(at).parent.content.size === 0;
    const typed = isEmpty ? "Wort" : "Wort ";
    const changed = state.apply(state.tr.insertText(typed, at));
    const written = source.write(changed.doc);
    const where = `${JSON.stringify(text.slice(0, 300))} → ${JSON.stringify(written.slice(0, 300))}`;
    if (changed.doc.child(block).type.name === "raw_block") {
      const place = text.indexOf(
        before[block]!,
        before.slice(0, block).reduce((from, one) => text.indexOf(one, from) + one.length, 0),
      );
      expect(written, where).toBe(text.slice(0, place) + typed + text.slice(place));
    } else {
      const after = new MarkdownSource().blocks(written);
      const added = after.length - Math.max(1, before.length);
      if (added > 0) after.splice(after.indexOf(SEPARATOR, block), 1);
      expect(after.length, where).toBe(Math.max(1, before.length));
      expect(after[block], where).toContain("Wort");
      for (const [index, other] of before.entries())
        if (index !== block) expect(after[index], where).toBe(other);
    }
    state = changed.apply(changed.tr.delete(at, at + typed.length));
    expect(source.write(state.doc), `taken back: ${where}`).toBe(text);
  }
}

describe("a Markdown text in the editor", () => {
  it.each(OWN)("is written back byte for byte when nothing was changed: %s", (_name, text) => {
    const source = new MarkdownSource();
    expect(source.write(source.open(text))).toBe(text);
  });

  it.each(OWN)("keeps every block but the one a word is typed into: %s", (_name, text) =>
    expectOnlyItsBlockToChange(text),
  );

  it.runIf(SHARED.length > 0)("keeps the same promises for every example of CommonMark and GFM", () => {
    for (const [name, text] of SHARED) {
      const source = new MarkdownSource();
      expect(source.write(source.open(text)), name).toBe(text);
      expectOnlyItsBlockToChange(text);
    }
  });

  it.each(OWN)("is the same when it is read bit by bit, while somebody writes in it: %s", (_name, text) => {
    const whole = new MarkdownSource().open(text);
    const [block] = new MarkdownSource().blocks(text);
    const rest = text.slice(text.indexOf(block!) + block!.length);
    const source = new MarkdownSource();
    let state = EditorState.create({ doc: source.open(text, 1) });
    for (;;) {
      expect(source.write(state.doc)).toBe(text);
      const [place] = placesIn(state.doc);
      const typed = state.apply(state.tr.insertText("W", place?.at ?? 1));
      const written = source.write(typed.doc);
      expect(written).toContain("W");
      expect(written.endsWith(rest.trimStart()), written).toBe(true);
      state = typed.apply(typed.tr.delete(place?.at ?? 1, (place?.at ?? 1) + 1));
      const more = source.readOn(state.doc, () => false);
      if (!more) break;
      const at = state.doc.content.size - state.doc.lastChild!.nodeSize;
      state = state.apply(state.tr.replaceWith(at, state.doc.content.size, more.nodes));
      source.follow(state.doc);
    }
    expect(state.doc.toString()).toBe(whole.toString());
  });

  it("shows as Markdown only what has no richer form", () => {
    const cards = OWN.flatMap(([, text]) => {
      const found: string[] = [];
      new MarkdownSource().open(text).forEach((node) => {
        if (node.type.name === "raw_block") found.push(node.textContent);
      });
      return found;
    });
    expect(cards).toEqual([
      "[r]: /url 'Title'\n[s]: <b c>",
      "> [t]: /hidden\n> quoted [t]",
      '<div class="x">',
      "</div>",
      "<details>\n<summary>S</summary>\n</details>",
      '<div class="gallery">',
      "</div>",
    ]);
  });
});

describe("a changed block", () => {
  const typed: [what: string, text: string][] = [
    ["signs of emphasis", "2 * 3 and *this* and _that_ and snake_case"],
    ["a heading", "# not a heading"],
    ["a list", "1. not a list"],
    ["a dash", "- not a list"],
    ["a link", "[not](a link)"],
    ["HTML", "<b>not bold</b> &amp; no &copy;"],
    ["a fence", "```"],
    ["a rule", "---"],
    ["a quote", "> no"],
    ["backslashes", "C:\\new\\*folder* \\"],
    ["code", "`no` code"],
    ["a note", "[^1] and ^[none]"],
    ["a picture", "![no](picture)"],
    ["struck text", "~~no~~"],
    ["a table", "| no | table |"],
  ];
  it.each(typed)("shows readers what was typed, not what it could mean: %s", (_what, text) => {
    const source = new MarkdownSource();
    const state = EditorState.create({ doc: source.open("Before.\n\nX\n\nAfter.\n") });
    const at = 10;
    const written = source.write(state.apply(state.tr.insertText(text, at, at + 1)).doc);
    const [, middle] = new MarkdownSource().blocks(written);
    const html = markdownToHtml(middle!, t);
    const plain = html.replace(/<\/?p>|\n/g, "");
    expect(plain).toBe(
      text
        .replaceAll("&", "&amp;")
        .replaceAll("<", "&lt;")
        .replaceAll(">", "&gt;")
        .replaceAll('"', "&quot;")
        .trim(),
    );
    expect(new MarkdownSource().blocks(written)).toHaveLength(3);
  });

  it("becomes a block of its own where the next one followed without a blank line", () => {
    const source = new MarkdownSource();
    const state = EditorState.create({ doc: source.open("# One\nTwo") });
    const written = source.write(state.apply(state.tr.setBlockType(1, 1, schema.nodes.paragraph)).doc);
    expect(written).toBe("One\n\nTwo");
  });
});
