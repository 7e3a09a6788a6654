import { NotFound } from "../errors.ts";
import type { SettingGroups } from "../settings/setting.ts";
import type { Comment } from "./comment.ts";

type Paging = Pick<SettingGroups["discussion"], "commentsPerPage" | "firstPage">;

type Threaded<Item> = Pick<Comment, "id" | "parentId" | "rootId"> & { children: Item[] };

/**
 * Comments as a tree, in the order given: each is put among the `children` of the one it hangs below, and the tops are
 * returned. A reply whose parent is hidden hangs below the top of its thread; one deeper than `maxDepth` stands beside the
 * comment it answers, so that everything is shown and nothing is indented further.
 */
export function nest<Item extends Threaded<Item>>(comments: readonly Item[], maxDepth: number): Item[] {
  const byId = new Map(comments.map((comment) => [comment.id, comment]));
  const parentOf = ({ parentId, rootId }: Item) => byId.get(parentId ?? 0) ?? byId.get(rootId ?? 0);
  const tops: Item[] = [];
  for (const comment of comments) {
    const above: Item[] = [];
    for (let parent = parentOf(comment); parent; parent = parentOf(parent)) {
      if (above.length === comments.length) break;
      above.unshift(parent);
    }
    const host = above[Math.min(above.length, maxDepth - 1) - 1];
    (host?.children ?? tops).push(comment);
  }
  return tops;
}

/** How many pages so many top-level comments fill. */
export function commentPages(tops: number, { commentsPerPage }: Paging): number {
  return commentsPerPage === 0 ? 1 : Math.max(1, Math.ceil(tops / commentsPerPage));
}

/** The page that the post's own address shows. Page 1 holds the oldest comments, so that links to pages stay true. */
export function defaultPage(pages: number, { firstPage }: Paging): number {
  return firstPage === "newest" ? pages : 1;
}

/** Whether one more comment may begin a second page. Counting them all is enough where they are few. */
export function mayFillPages(
  { commentCount }: { commentCount: number },
  { commentsPerPage }: Paging,
): boolean {
  return commentsPerPage !== 0 && commentCount >= commentsPerPage;
}

/** The number in `/comment-page-2`, or undefined for the post's own address. Throws NotFound for a page that is none. */
export function chosenPage(text: string | undefined, pages: number, paging: Paging): number {
  if (text === undefined) return defaultPage(pages, paging);
  const page = /^[1-9]\d{0,6}$/.test(text) ? Number(text) : 0;
  if (page < 1 || page > pages) throw new NotFound("There is no such page of comments.");
  return page;
}

/** Where a comment stands: how many tops there are, and which of them, from 1, begins its thread. */
export interface Place {
  position: number;
  tops: number;
}

/** The number to put into the address of a comment's page; undefined where the post's own address shows it. */
export function pageInAddress({ position, tops }: Place, paging: Paging): number | undefined {
  const page = paging.commentsPerPage === 0 ? 1 : Math.max(1, Math.ceil(position / paging.commentsPerPage));
  return page === defaultPage(commentPages(tops, paging), paging) ? undefined : page;
}
