import type { SafeHtml } from "../html/safe-html.ts";
import type { Post, PostKind } from "../posts/post.ts";
import type { FieldErrors } from "../web/form.ts";
import { view } from "../web/view.ts";
import type { NoteField, TypedNote } from "./form.ts";
import type { PreviewLink } from "./links-repository.ts";
import type { Thread } from "./note.ts";

/** A post block by block, with what was noted beside each. */
export interface NotesPage {
  post: Post;
  headline: string;
  blocks: { html: SafeHtml; quote: string; threads: Thread[] }[];
  whole: Thread[];
  lost: Thread[];
  /** How many notes wait. */
  waiting: number;
  /** Below this address stand the forms. */
  base: string;
  mayResolve: boolean;
  /** Whether this is the working draft of what readers see. */
  isDraft: boolean;
  /** Whether whoever writes has to say who they are. */
  asksName: boolean;
  /** What is shown again because something is wrong with it, or a name to begin with. */
  typed: TypedNote;
  errors: FieldErrors<NoteField>;
}

export const notesPage = view<NotesPage>("notes/show");
/** What stands at the address of a link that works no more. */
export const linkOver = view<object>("notes/over", "bare");

export interface LinksPage {
  post: { id: number; kind: PostKind; title: string };
  title: string;
  editHref: string;
  notesHref: string;
  base: string;
  links: { link: PreviewLink; address: string; isOver: boolean }[];
  days: readonly number[];
  typed: { name: string; days: number };
  errors: FieldErrors<"name">;
}

export const linksPage = view<LinksPage>("notes/admin/links", "admin");
