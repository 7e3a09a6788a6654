import { bulkPosts } from "./bulk.ts";
import { calendarMoving } from "./calendar-moving.ts";
import { deskList } from "./desk-list.ts";
import { postEditing } from "./editing.ts";
import type { EditingParts } from "./editing-parts.ts";

interface Parts extends EditingParts {
  countViews: (postIds: number[]) => Map<number, number>;
}

/** The desk of posts, or of pages: their list, their dates, and what their authors do with them. */
export function adminWriting(parts: Parts) {
  const editing = postEditing(parts);
  return {
    ...editing,
    ...calendarMoving({ ...parts, saveChanged: editing.saveChanged }),
    bulk: bulkPosts({ ...parts, saveEach: editing.saveEach }),
    index: deskList(parts),
  };
}
