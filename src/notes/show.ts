import type { Response } from "express";
import { blocksOf, type Block } from "../html/blocks.ts";
import { headlineOf } from "../posts/headline.ts";
import type { Post } from "../posts/post.ts";
import type { FieldErrors } from "../web/form.ts";
import type { PageMeta, Render } from "../web/render.ts";
import type { CurrentWords } from "../web/words.ts";
import type { NoteField, TypedNote } from "./form.ts";
import { findBlock, placeNotes, quoteOf, threadsOf } from "./note.ts";
import type { NoteRepository } from "./repository.ts";
import { notesPage } from "./views.ts";

export type ShowNotes = ReturnType<typeof showNotes>;

interface Shown {
  base: string;
  /** Whether this is the working draft of what readers see. */
  isDraft: boolean;
  mayResolve: boolean;
  asksName: boolean;
  typed: Pick<TypedNote, "name"> & Partial<TypedNote>;
  errors?: FieldErrors<NoteField>;
  preview?: PageMeta["preview"];
}

/** The block that a note which is shown again was typed beside. */
function typedOn({ block = null, quote = "" }: Shown["typed"], blocks: Block[]): number | null {
  return block === null || quote === "" ? block : (findBlock(block, quote, blocks) ?? null);
}

/** The page of a post with its notes: for its authors, and for whoever has a link. Not kept, not indexed, not counted. */
export function showNotes({
  notes,
  words,
  render,
}: {
  notes: NoteRepository;
  words: CurrentWords;
  render: Render;
}) {
  return (res: Response, post: Post, shown: Shown) => {
    res.set({
      ...{ "Cache-Control": "private, no-store", "X-Robots-Tag": "noindex" },
      "Referrer-Policy": "no-referrer",
    });
    const blocks = blocksOf(post.html);
    const threads = threadsOf(notes.list(post.id));
    const { whole, beside, lost } = placeNotes(threads, blocks);
    const headline = headlineOf(post, words());
    const meta: PageMeta = {
      ...{ title: words().t("notes.title", { title: headline }), robots: "noindex, nofollow" },
      ...{ isWide: true, hasNotes: true },
      ...(shown.preview && { preview: shown.preview }),
    };
    render(
      res,
      meta,
      notesPage({
        ...{ post, headline, whole, lost, base: shown.base, errors: shown.errors ?? {} },
        ...{ mayResolve: shown.mayResolve, asksName: shown.asksName, isDraft: shown.isDraft },
        blocks: blocks.map(({ html, text }, index) => ({
          ...{ html, quote: quoteOf(text), threads: beside.get(index) ?? [] },
        })),
        waiting: threads.filter(({ resolvedAt }) => resolvedAt === null).length,
        typed: { text: "", quote: "", parent: null, ...shown.typed, block: typedOn(shown.typed, blocks) },
      }),
    );
  };
}
