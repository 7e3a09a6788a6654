import type { Database } from "../database/driver.ts";
import { checkLength, renderBody, type RenderContext } from "../html/render.ts";
import { standsAlone } from "../permalinks/permalink.ts";
import { isReserved, isSuffix } from "../permalinks/reserved.ts";
import { freeSlug, slugify } from "../slug.ts";
import type { PostMoves } from "./moves.ts";
import type { PostDraft } from "./post.ts";
import type { PostRecord, PostStore, SettledDraft } from "./store.ts";

export type PostSaving = ReturnType<typeof postSaving>;

interface Parts {
  db: Database;
  store: PostStore;
  moves: PostMoves;
  context: () => RenderContext;
  /** The structure of the addresses of posts. */
  permalink: () => string;
}

/** Saves posts and pages: renders the body once, settles the address, and writes everything in one transaction. */
export function postSaving({ db, store, moves, context, permalink }: Parts) {
  const hidesAPage = (slug: string) =>
    standsAlone(permalink()) && (isReserved(slug) || store.isPathTaken(slug, 0));
  const hidesAPost = (path: string) => standsAlone(permalink()) && store.isSlugTaken(path, 0);
  const isPathTaken = (path: string, id: number) =>
    store.isPathTaken(path, id) ||
    isSuffix(path.split("/").at(-1)!) ||
    isReserved(path) ||
    OWN_PAGES.has(path) ||
    hidesAPost(path);
  const settle = (id: number, draft: PostDraft): SettledDraft => {
    const wanted = slugify(draft.slug) || slugify(draft.title) || `${draft.kind}-${id || "new"}`;
    if (draft.kind === "post") {
      const isTaken = (slug: string) => store.isSlugTaken(slug, id) || isSuffix(slug) || hidesAPage(slug);
      const slug = freeSlug(unlikeADate(wanted), isTaken);
      return { ...draft, slug, path: null, parentId: null };
    }
    const parent =
      draft.parentId === null || store.isPageBelow(draft.parentId, id)
        ? undefined
        : store.pagePath(draft.parentId);
    const below = (slug: string) => (parent === undefined ? slug : `${parent}/${slug}`);
    const isTaken = (slug: string) => isPathTaken(below(slug), id);
    const slug = freeSlug(wanted, isTaken);
    const parentId = parent === undefined ? null : draft.parentId;
    return { ...draft, slug, path: below(slug), parentId };
  };
  const complete = (id: number, draft: PostDraft): PostRecord => {
    const rendered = renderBody(draft.bodySource, draft.bodyFormat, context());
    return { ...settle(id, draft), rendered, summary: draft.excerpt.trim() || rendered.excerpt };
  };
  return {
    /** Saves a new post and returns its id. Throws BodyTooLarge. */
    create: (draft: PostDraft, now: Date): number =>
      db.transaction(() => store.insert(complete(0, draft), now))(),
    /**
     * Saves a post over what it was. Where its address changes after it was public, the former one leads to it, and the
     * pages below a page come along. Throws BodyTooLarge.
     */
    update(id: number, draft: PostDraft, now: Date): void {
      db.transaction(() => {
        const before = moves.standing(id, now);
        store.update(id, complete(id, draft), now);
        moves.follow(before, (path, page) => isPathTaken(path, page), now);
      })();
    },
    /**
     * Saves what the desk reads of a post, without making anything for readers: to look at it, in a transaction that is
     * taken back. Throws BodyTooLarge.
     */
    updateSource(id: number, draft: PostDraft, now: Date): void {
      checkLength(draft.bodySource);
      store.updateSource(id, settle(id, draft), now);
    },
  };
}

/** A slug of one or two digits would read as a month or a day in an address. */
function unlikeADate(slug: string) {
  return /^\d{1,4}$/.test(slug) ? `post-${slug}` : slug;
}

/** Pages of the product below one that people may write. */
const OWN_PAGES = new Set(["about/counting"]);
