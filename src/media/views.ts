import type { Message } from "../messages/translator.ts";
import type { FieldErrors } from "../web/form.ts";
import type { Pagination } from "../web/pagination.ts";
import { view } from "../web/view.ts";
import type { Description } from "./media.ts";
import type { MediaItem, MediaUse } from "./repository.ts";

/** A file that was not taken, and why. */
export interface RefusedUpload {
  name: string;
  reason: Message;
}

export const mediaIndex = view<{
  items: (MediaItem & { mayDelete: boolean })[];
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
  usedBy: MediaUse[];
  mayEdit: boolean;
}>("media/admin/form", "admin");

/** Several files before they are deleted, and where the list that they were ticked in goes on. */
export const mediaDelete = view<{
  title: string;
  files: (MediaItem & { usedBy: MediaUse[] })[];
  query: string;
  page: number;
  back: string;
}>("media/admin/delete", "admin");
