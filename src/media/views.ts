import type { Message } from "../messages/translator.ts";
import type { FieldErrors } from "../web/form.ts";
import type { Pagination } from "../web/pagination.ts";
import { view } from "../web/view.ts";
import type { Description } from "./media.ts";
import type { MediaItem } from "./repository.ts";

/** A file that was not taken, and why. */
export interface RefusedUpload {
  name: string;
  reason: Message;
}

export const mediaIndex = view<{
  items: MediaItem[];
  query: string;
  total: number;
  pagination: Pagination;
  /** How many were taken beside those that were refused. */
  taken: number;
  refused: RefusedUpload[];
}>("media/admin/index", "admin");

export const mediaForm = view<{
  item: MediaItem;
  values: Description;
  errors: FieldErrors<keyof Description>;
  usedBy: { id: number; kind: "post" | "page"; title: string }[];
  mayEdit: boolean;
}>("media/admin/form", "admin");
