import type { Viewer } from "../users/user.ts";
import type { CurrentWords } from "../web/words.ts";
import type { DeskRepository } from "./desk-repository.ts";
import type { Post, PostKind } from "./post.ts";
import type { PostPublishing } from "./publishing.ts";
import type { PostRepository } from "./repository.ts";
import type { SaveOver } from "./save-over.ts";
import { typedFrom } from "./typed.ts";

export type WorkingPosts = ReturnType<typeof workingPosts>;

interface Parts {
  desk: DeskRepository;
  posts: PostRepository;
  publishing: PostPublishing;
  saves: Record<PostKind, SaveOver>;
  words: CurrentWords;
  clock: () => Date;
}

/** What a working draft says was held against somebody's rights when it was kept. */
const WHOEVER_KEPT_IT: Viewer = { id: 0, role: "admin", name: "", slug: "", email: "" };

/** Posts as those who work on them have them before them: with the working draft, where readers do not see it yet. */
export function workingPosts({ desk, posts, publishing, saves, words, clock }: Parts) {
  return {
    /**
     * The post, and whether it is a working draft; undefined where there is none. A working draft has the address, the
     * dates and the visibility of what readers see.
     */
    find(id: number): { post: Post; isDraft: boolean } | undefined {
      const source = desk.findSource(id);
      if (!source) return undefined;
      const live = { post: posts.findAny(id)!, isDraft: false };
      if (!source.hasDraft || source.status === "trash") return live;
      const { check, present } = saves[source.kind];
      const typed = present(source);
      const { slug, parent, position, publishOn, expiresOn, visibility, password } = typedFrom(
        source,
        words().timeZone,
      );
      const draft = { ...typed, slug, parent, position, publishOn, expiresOn, visibility, password };
      const form = check(draft, "update", source, WHOEVER_KEPT_IT);
      if (!form.ok) return live;
      return {
        post: publishing.asIf(id, form.value, clock(), (looked) => posts.findAny(looked)!),
        isDraft: true,
      };
    },
  };
}
