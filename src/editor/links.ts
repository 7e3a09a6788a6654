import type { Request, Response } from "express";
import type { Paths } from "../paths.ts";
import type { DeskRepository } from "../posts/desk-repository.ts";
import { stateOf } from "../posts/post.ts";
import { viewerOf } from "../sessions/guard.ts";
import { may } from "../users/permissions.ts";
import type { CurrentWords } from "../web/words.ts";

const MOST_POSTS = 8;
const MOST_PAGES = 4;
const LONGEST_QUERY = 100;

interface Parts {
  desk: DeskRepository;
  paths: Paths;
  words: CurrentWords;
  clock: () => Date;
}

/** What a writer can link to, found by words as they are typed: posts and pages that this person may know of. JSON. */
export function postLinks({ desk, paths, words, clock }: Parts) {
  return (req: Request, res: Response) => {
    const query = typeof req.query.q === "string" ? req.query.q.trim().slice(0, LONGEST_QUERY) : "";
    const viewer = viewerOf(res);
    const eyes = may(viewer, "posts.editOthers") ? "everything" : viewer.id;
    const { t, date } = words();
    const now = clock();
    const found = (kind: "post" | "page", limit: number) =>
      !/[\p{L}\p{N}]/u.test(query)
        ? []
        : desk.list(kind, { drawer: "all", text: query }, eyes, now, { limit, offset: 0 });
    const posts = [...found("post", MOST_POSTS), ...found("page", MOST_PAGES)].map((post) => ({
      title: post.title || t("desk.untitled"),
      // What has no date yet is likely to come out soon.
      href: paths.post({ ...post.address, publishedAt: post.publishedAt ?? now }),
      note:
        stateOf(post, now) === "published" && post.publishedAt
          ? date(post.publishedAt, "short")
          : t("editor.link.draft"),
    }));
    res.json({ posts });
  };
}
