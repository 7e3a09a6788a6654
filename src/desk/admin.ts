import { calendarMoving } from "../calendar/moving.ts";
import { postEditing } from "../editor/editing.ts";
import type { EditingParts } from "../editor/parts.ts";
import { bulkPosts } from "./bulk.ts";
import { deskList } from "./list.ts";
import { rowEditing } from "./row-editing.ts";

interface Parts extends EditingParts {
  countViews: (postIds: number[]) => Map<number, number>;
}

/** The desk of posts, or of pages: their list, their dates, and what their authors do with them. */
export function adminWriting(parts: Parts) {
  const editing = postEditing(parts);
  const { quickEdit, saveEach, saveChanged } = rowEditing({ ...parts, ...editing });
  return {
    ...editing,
    ...calendarMoving({ ...parts, saveChanged }),
    quickEdit,
    bulk: bulkPosts({ ...parts, saveEach }),
    index: deskList(parts),
  };
}
