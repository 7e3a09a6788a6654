import type { Database } from "../database/driver.ts";
import { renderBody, type RenderContext } from "../html/render.ts";
import { freeSlug, slugify } from "../slug.ts";
import type { PostDraft } from "./post.ts";
import type { PostRecord, PostStore } from "./store.ts";

export type PostSaving = ReturnType<typeof postSaving>;

/** Saves posts and pages: renders the body once, settles the address, and writes everything in one transaction. */
export function postSaving({
  db,
  store,
  context,
}: {
  db: Database;
  store: PostStore;
  context: () => RenderContext;
}) {
  const settle = (id: number, draft: PostDraft): PostRecord => {
    const rendered = renderBody(draft.bodySource, draft.bodyFormat, context());
    const summary = draft.excerpt.trim() || rendered.excerpt;
    const wanted = slugify(draft.slug) || slugify(draft.title) || `${draft.kind}-${id || "new"}`;
    if (draft.kind === "post") {
      const slug = freeSlug(unlikeADate(wanted), (taken) => store.isSlugTaken(taken, id));
      return { ...draft, slug, path: null, parentId: null, rendered, summary };
    }
    const parent = draft.parentId === null ? undefined : store.pagePath(draft.parentId);
    const below = (slug: string) => (parent === undefined ? slug : `${parent}/${slug}`);
    const slug = freeSlug(
      wanted,
      (taken) => store.isPathTaken(below(taken), id) || (parent === undefined && isReserved(taken)),
    );
    return {
      ...draft,
      slug,
      path: below(slug),
      parentId: parent === undefined ? null : draft.parentId,
      rendered,
      summary,
    };
  };
  return {
    /** Saves a new post and returns its id. Throws BodyTooLarge. */
    create: (draft: PostDraft, now: Date): number =>
      db.transaction(() => store.insert(settle(0, draft), now))(),
    /** Saves a post over what it was. Throws BodyTooLarge. */
    update(id: number, draft: PostDraft, now: Date): void {
      db.transaction(() => store.update(id, settle(id, draft), now))();
    },
  };
}

/** A slug of one or two digits would read as a month or a day in an address. */
function unlikeADate(slug: string) {
  return /^\d{1,4}$/.test(slug) ? `post-${slug}` : slug;
}

/** First segments that the product itself answers: a page may not hide them. */
const RESERVED = new Set(
  "admin login logout account setup password search category tag author page feed comments comment-page media assets healthz readyz sitemap.xml news-sitemap.xml robots.txt about/counting unlock wp-content wp-json".split(
    " ",
  ),
);
function isReserved(slug: string) {
  return RESERVED.has(slug) || /^\d{1,4}$/.test(slug);
}
