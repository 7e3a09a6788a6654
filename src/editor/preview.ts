import type { Request, Response } from "express";
import type { Paths } from "../paths.ts";
import { storyMeta } from "../posts/page.ts";
import type { Post } from "../posts/post.ts";
import type { PageMeta, Render } from "../web/render.ts";
import type { View } from "../web/view.ts";
import type { CurrentWords } from "../web/words.ts";

export type ShowPreview = (res: Response, post: Post, from: NonNullable<PageMeta["preview"]>) => void;

interface Parts {
  render: Render;
  words: CurrentWords;
  paths: Paths;
  /** What readers get at the address of this post. */
  viewOf: (post: Post, res: Response) => View;
  /** Tallies the visit; a preview is never a view. */
  recordVisit: (req: Request, res: Response, postId: number) => void;
}

/** A post or page as readers would get it, with a way back to the desk. Not kept, not indexed, not counted. */
export function createPreview({ render, words, paths, viewOf, recordVisit }: Parts): ShowPreview {
  return (res, post, preview) => {
    res.set({ "Cache-Control": "private, no-store", "X-Robots-Tag": "noindex" });
    const title = post.title || words().t("desk.untitled");
    const meta = { ...storyMeta(post, null, paths), title, robots: "noindex, nofollow", preview };
    render(res, meta, viewOf(post, res));
    recordVisit(res.req, res, post.id);
  };
}
