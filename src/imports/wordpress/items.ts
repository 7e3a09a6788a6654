import { rewriteAddresses } from "./addresses.ts";
import { importComments, type CommentTools } from "./comments.ts";
import { viewsOf } from "./counters.ts";
import { identities } from "./identity.ts";
import { importPost, type PostTools, type WrittenPost } from "./posts.ts";
import type { ItemRecord } from "./records.ts";
import type { Survey } from "./survey.ts";

/** Types whose items stand elsewhere in an import: in the survey, and from there in media, menus and bylines. */
const ELSEWHERE = new Set(["attachment", "nav_menu_item", "guest-author"]);

/**
 * Writes posts and pages as they come out of the file. A page waits for the page above it; those in a circle end at
 * the top.
 */
export function itemWriter(surveyed: Survey, tools: PostTools & CommentTools) {
  const { ledger, repository, report, inTurn } = tools;
  const postIds = new Map<number, number>();
  const views = new Map<number, number>();
  const settled = new Set<number>();
  const waiting = new Map<number, ItemRecord[]>();
  const identityOf = { post: identities(), page: identities() };
  const findPost = (oldId: number) => postIds.get(oldId) ?? repository.findLegacyPost(oldId);

  const writePost = (item: ItemRecord, kind: "page" | "post", guid: string): WrittenPost | undefined => {
    const known = ledger.find(kind, guid);
    if (known === undefined) {
      const written = importPost(item, kind === "page" ? (findPost(item.parentId) ?? null) : null, tools);
      if (written) ledger.add(kind, guid, written.id);
      return written;
    }
    if (!repository.hasPost(known)) return undefined;
    if (tools.media.hasNew) showNewMedia(known, item, tools);
    return { id: known, writtenAt: tools.now };
  };
  const write = async (item: ItemRecord) => {
    const kind = item.type === "page" ? "page" : "post";
    const guid = identityOf[kind](
      item.guid || (item.id > 0 ? `?p=${item.id}` : `${item.link} ${item.title}`),
      item.id,
    );
    const written = await inTurn(() => writePost(item, kind, guid));
    settled.add(item.id);
    if (!written) return;
    if (item.id > 0) postIds.set(item.id, written.id);
    const seen = viewsOf(item.meta);
    if (seen > 0) views.set(written.id, seen);
    await importComments(
      item.comments,
      { postId: written.id, postGuid: guid, writtenAt: written.writtenAt },
      tools,
    );
  };
  const writeFrom = async (item: ItemRecord) => {
    const queue = [item];
    for (let next = queue.pop(); next; next = queue.pop()) {
      await write(next);
      queue.push(...(waiting.get(next.id) ?? []).reverse());
      waiting.delete(next.id);
    }
  };
  return {
    views,
    findPost,
    /** Returns whether the item was a post or a page. */
    async write(item: ItemRecord): Promise<boolean> {
      if (item.type !== "post" && item.type !== "page") {
        if (!ELSEWHERE.has(item.type)) report.skipKind(item.type);
        return false;
      }
      if (item.status === "auto-draft" || item.status === "inherit") {
        report.skipKind("auto-draft");
        return true;
      }
      const { parentId } = item;
      const mustWait = item.type === "page" && surveyed.pages.has(parentId) && !settled.has(parentId);
      if (mustWait && parentId !== item.id) {
        const siblings = waiting.get(parentId);
        if (siblings) siblings.push(item);
        else waiting.set(parentId, [item]);
      } else await writeFrom(item);
      return true;
    },
    /** Writes what waited in vain. */
    async finish(): Promise<void> {
      for (const [parentId] of waiting)
        for (const item of waiting.get(parentId) ?? []) if (!settled.has(item.id)) await writeFrom(item);
    },
  };
}

/** Pictures that came after the post: its addresses and its featured image lead to them now. */
function showNewMedia(id: number, item: ItemRecord, { repository, saving, media, report }: PostTools) {
  const saved = repository.draft(id);
  if (!saved) return;
  const { draft, updatedAt } = saved;
  const bodySource = rewriteAddresses(draft.bodySource, (url) => media.resolve(url));
  const featured = draft.featuredMediaId ?? media.find(Number(item.meta.get("_thumbnail_id") ?? 0)) ?? null;
  if (bodySource === draft.bodySource && featured === draft.featuredMediaId) return;
  saving.update(id, { ...draft, bodySource, featuredMediaId: featured }, updatedAt);
  report.count.updated += 1;
}
