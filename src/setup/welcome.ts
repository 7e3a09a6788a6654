import type { PostSaving } from "../posts/saving.ts";
import type { CurrentWords } from "../web/words.ts";
import type { Translate } from "../messages/translator.ts";
import type { PostDraft } from "../posts/post.ts";

/** It explains the product, and can be edited or thrown away. */
function welcomePost(t: Translate, authorId: number, now: Date): PostDraft {
  return {
    ...{
      kind: "post",
      status: "published",
      title: t("welcome.title"),
      slug: "welcome",
      parentId: null,
      position: 0,
    },
    ...{
      excerpt: t("welcome.excerpt"),
      bodySource: t("welcome.body"),
      bodyFormat: "markdown",
      publishedAt: now,
    },
    ...{ password: null, isSticky: false, commentsOpen: true, featuredMediaId: null },
    ...{ authorIds: [authorId], categoryIds: [], tagIds: [] },
  };
}

/** Writes the welcome post, in the language of the site. */
export function welcome(saving: PostSaving, words: CurrentWords, founderId: number, now: Date): void {
  saving.create(welcomePost(words().t, founderId, now), now);
}
