import { NotFound } from "../errors.ts";
import { blocksOf } from "../html/blocks.ts";
import type { Post } from "../posts/post.ts";
import type { FormBody } from "../web/form.ts";
import { parseNote } from "./form.ts";
import { quoteOf } from "./note.ts";
import type { NoteRepository } from "./repository.ts";

/** Who writes a note: somebody with an account, or whoever has a link and says a name. */
export type NoteAuthor = { user: { id: number; name: string } } | { linkId: number };

export type WriteNote = ReturnType<typeof noteWriting>;

/**
 * Keeps what somebody typed as a note on a post, one of its blocks, or another note. Returns the number of the note under
 * which it stands, or what is wrong. Throws NotFound where it answers what is not there.
 */
export function noteWriting({ notes, clock }: { notes: NoteRepository; clock: () => Date }) {
  return (post: Post, body: FormBody, author: NoteAuthor) => {
    const blocks = blocksOf(post.html);
    const form = parseNote(body, { asksName: !("user" in author), blocks: blocks.length });
    if (!form.ok) return form;
    const { text, name, block, quote, parent } = form.value;
    const answered = parent === null ? undefined : notes.find(parent, post.id);
    if (parent !== null && answered?.parentId !== null) throw new NotFound("There is no such note.");
    const id = notes.add(
      {
        ...{ postId: post.id, parentId: answered?.id ?? null, kind: "note", text },
        ...("user" in author
          ? { userId: author.user.id, linkId: null, author: author.user.name }
          : { userId: null, linkId: author.linkId, author: name }),
        block: answered ? null : block,
        quote: !answered && block !== null ? quote || quoteOf(blocks[block]!.text) : "",
      },
      clock(),
    );
    return { ok: true, thread: answered?.id ?? id } as const;
  };
}
