import type { PostTyped } from "./typed.ts";

/**
 * How two changes of one field meet. 'text' and 'choice': who changed it has it, and where both did, somebody chooses; of
 * a text both can be kept. 'list', 'names': what either added or took away. 'secret': no history knows what it was.
 */
export type Meeting = "text" | "choice" | "list" | "names" | "secret";

/** What belongs to one form and is no part of the post. */
type OfTheForm = "version" | "tab" | "pictureQuery" | "newCategory" | "newCategoryParent" | "newGuests";
/** Every field an author edits. The body is not among them: it is merged by its blocks. */
export type EditedField = Exclude<keyof PostTyped, OfTheForm | "body">;

export const editedFields: Record<EditedField, Meeting> = {
  title: "choice",
  excerpt: "text",
  slug: "choice",
  bodyFormat: "choice",
  categories: "list",
  tags: "names",
  publishOn: "choice",
  visibility: "choice",
  password: "secret",
  isSticky: "choice",
  commentsOpen: "choice",
  authors: "list",
  picture: "choice",
  parent: "choice",
  position: "choice",
  expiresOn: "choice",
  language: "choice",
  template: "choice",
  canonicalUrl: "choice",
  searchTitle: "choice",
  searchDescription: "text",
  sharingPicture: "choice",
};
