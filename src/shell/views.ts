import type { PostCard } from "../posts/post.ts";
import { view } from "../web/view.ts";
import type { ErrorPage } from "../web/error-page.ts";

/** `stories` are offered where an address led nowhere. */
export const errorShow = view<{ page: ErrorPage; stories: PostCard[] }>("errors/show");
/** The same beside the rail, for whoever works in the admin. */
export const errorAtDesk = view<{ page: ErrorPage }>("errors/admin/show", "admin");
