import type { Request, Response } from "express";
import { bulkPosts, bulkVerbs } from "../posts/bulk.ts";
import { drawers } from "../posts/desk-repository.ts";
import { postEditing, type EditingParts } from "../posts/editing.ts";
import { listQueryText, parseListQuery } from "../posts/list-query.ts";
import { toListRow } from "../posts/list-row.ts";
import { inTreeOrder } from "../posts/page-tree.ts";
import { viewerOf } from "../sessions/guard.ts";
import { pageDelete, pageEditor, pageList, pageTrashed } from "./views.ts";

/** Most pages that a drawer shows; all pages together stand in one tree. */
const MOST_IN_DRAWER = 500;

interface Parts extends Omit<EditingParts, "kind" | "form" | "trashed"> {
  countViews: (postIds: number[]) => Map<number, number>;
}

/** The tree of pages and what editors do with them. */
export function adminPages(parts: Parts) {
  const { desk, publishing, paths, words, render, clock, countViews } = parts;
  const editing = postEditing({ ...parts, kind: "page", form: pageEditor, trashed: pageTrashed });
  const bulk = bulkPosts({
    kind: "page",
    desk,
    publishing,
    paths,
    words,
    render,
    clock,
    confirm: pageDelete,
    choices: () => ({ authors: [], categories: [] }),
    saveEach: editing.saveEach,
  });

  return {
    ...editing,
    bulk,
    index(req: Request, res: Response) {
      const now = clock();
      publishing.purgeTrash(now);
      parts.thinRevisions(now);
      const viewer = viewerOf(res);
      const query = parseListQuery(req.query);
      const drawer = query.drawer === "mine" ? "all" : query.drawer;
      const found =
        drawer === "all"
          ? inTreeOrder(desk.listPages())
          : desk
              .list("page", { drawer }, "everything", now, { limit: MOST_IN_DRAWER, offset: 0 })
              .map((item) => ({ item, depth: 0 }));
      const views = countViews(found.map(({ item }) => item.id));
      const counts = desk.countDrawers("page", "everything", now);
      const untitled = words().t("desk.untitled");
      const model = {
        rows: found.map(({ item, depth }) =>
          toListRow(item, { viewer, now, paths, untitled, depth, views: views.get(item.id) ?? 0 }),
        ),
        tabs: drawers
          .map((name) => ({
            drawer: name,
            count: counts[name],
            href: paths.admin.pages(listQueryText({ drawer: name })),
            isCurrent: name === drawer,
          }))
          .filter((tab) => tab.count > 0 || tab.isCurrent || tab.drawer === "all"),
        query: { ...query, drawer },
        verbs: bulkVerbs.filter(
          (verb) => verb !== "edit" && (verb === "restore" || verb === "delete") === (drawer === "trash"),
        ),
        back: listQueryText({ drawer }),
      };
      render(res, { title: words().t("admin.pages"), section: "pages" }, pageList(model));
    },
  };
}
