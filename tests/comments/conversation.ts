import { renderComment } from "../../src/html/comment.ts";
import type { CommentStatus, HoldReason } from "../../src/comments/comment.ts";
import { newsroom } from "../support/newsroom.ts";

/** What Cleo types into the form. */
export const typed = {
  comment: "What a lovely piece about the harbour.",
  name: "Cleo Reader",
  email: "cleo.secret@readers.example",
  website: "",
};

export const MINUTE_MS = 60_000;

/** The newsroom with a post, and comments that can be put below it at once. */
export function conversation(draft: Parameters<ReturnType<typeof newsroom>["post"]>[0] = {}) {
  const room = newsroom();
  const { parts } = room;
  const post = room.post(draft);
  const comment = (given: Given = {}) => {
    const source = given.source ?? "Well said.";
    const { html, text } = renderComment(source);
    const email = given.email === undefined ? "dora@readers.example" : given.email;
    const id = parts.commentWriting.insert({
      ...{
        postId: post.id,
        parentId: null,
        kind: "comment",
        status: "approved",
        holdReason: null,
        userId: null,
      },
      ...{ authorName: "Dora", website: "", browserHash: null, sourceFormat: "markdown", html, text, source },
      ...{ createdAt: room.now(), ...given },
      emailSealed: email === null ? null : parts.vault.seal(email),
      emailHash: email === null ? null : parts.vault.fingerprint(email),
    });
    parts.commentWriting.settle([id]);
    room.later(1000);
    return id;
  };
  const stored = (id: number) =>
    parts.content
      .prepare<[number], { status: CommentStatus; hold_reason: HoldReason | null; parent_id: number | null }>(
        "SELECT status, hold_reason, parent_id FROM comments WHERE id = ?",
      )
      .get(id);
  const newest = () =>
    parts.content
      .prepare<[], { id: number; status: CommentStatus; hold_reason: HoldReason | null; source: string }>(
        "SELECT id, status, hold_reason, source FROM comments ORDER BY id DESC LIMIT 1",
      )
      .get();
  const count = () =>
    parts.content
      .prepare<[number], number>("SELECT comment_count FROM posts WHERE id = ?")
      .pluck()
      .get(post.id);
  const discuss = (changes: Parameters<typeof parts.settings.update<"discussion">>[1]) =>
    parts.settings.update("discussion", changes, room.now());
  return {
    ...room,
    story: room.post,
    post,
    comment,
    stored,
    newest,
    count,
    discuss,
    form: `/comments/${post.id}`,
  };
}

interface Given {
  parentId?: number | null;
  status?: CommentStatus;
  holdReason?: HoldReason | null;
  authorName?: string;
  email?: string | null;
  website?: string;
  userId?: number | null;
  kind?: "comment" | "pingback";
  source?: string;
  postId?: number;
}
