import type { PostSource } from "../posts/post.ts";
import type { Words } from "../web/words.ts";
import type { NoteRepository } from "./repository.ts";

/** Leaves a note where a planned change took the place of what others had changed meanwhile. */
export function tellOfConflict({ notes, words }: { notes: NoteRepository; words: Words }) {
  return (
    post: PostSource,
    { by, author }: { by: number | null; author: string | null },
    now: Date,
  ): void => {
    notes.add(
      {
        ...{
          postId: post.id,
          parentId: null,
          kind: "note",
          userId: by,
          linkId: null,
          block: null,
          quote: "",
        },
        ...{ author: author ?? "", text: words.t("plans.conflict") },
      },
      now,
    );
  };
}
