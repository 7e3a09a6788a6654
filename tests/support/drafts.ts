import type { PostDraft } from "../../src/posts/post.ts";
import type { Newsroom } from "./newsroom.ts";

/** What an author would send: a post by Ben, published an hour ago unless said otherwise. */
export function draftOf(room: Pick<Newsroom, "ben" | "now">, draft: Partial<PostDraft> = {}): PostDraft {
  return {
    ...{ kind: "post", status: "published", title: "A quiet morning", slug: "", parentId: null, position: 0 },
    ...{ excerpt: "", bodySource: "Nothing happened, and it was good.", bodyFormat: "markdown" },
    ...{ publishedAt: new Date(room.now().getTime() - 3_600_000), password: null, isSticky: false },
    ...{ commentsOpen: true, featuredMediaId: null, authorIds: [room.ben.id], categoryIds: [], tagIds: [] },
    ...draft,
  };
}
