import type { Heading } from "../html/render.ts";
import type { Post } from "../posts/post.ts";
import { view } from "../web/view.ts";

/** A page above or below another. */
export interface PageCrumb {
  id: number;
  label: string;
  /** Of its title; null for that of the site. */
  language: string | null;
  href: string;
}

/** A page as `views/pages/show.ejs` prints it. */
export interface StaticPage {
  page: Post;
  headline: string;
  crumbs: PageCrumb[];
  children: PageCrumb[];
  /** Empty for a page with few headings. */
  contents: Heading[];
  /** The model of views/comments/_section.ejs; null where there is nothing to show. */
  comments: object | null;
}
export const pageShow = view<StaticPage>("pages/show");
