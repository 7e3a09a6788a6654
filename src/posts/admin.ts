import type { Request, Response } from "express";
import { may } from "../users/permissions.ts";
import { viewerOf } from "../sessions/guard.ts";
import type { UserRepository } from "../users/repository.ts";
import { nearestPage, paginate } from "../web/pagination.ts";
import type { Viewer } from "../users/user.ts";
import { typedFrom } from "./form.ts";
import {
  postBulkEdit,
  postDelete,
  postEditor,
  type QuickEdit,
  postList,
  postTrashed,
} from "./admin-views.ts";
import { bulkPosts, bulkVerbs } from "./bulk.ts";
import { drawers, type DeskEyes, type Drawer } from "./desk-repository.ts";
import { postEditing, type EditingParts } from "./editing.ts";
import type { Choice } from "./editor.ts";
import { listQueryText, parseListQuery, toDeskQuery, type ListQuery } from "./list-query.ts";
import { toListRow } from "./list-row.ts";
import { mayChooseAuthors, mayEdit, mayPublish } from "./rights.ts";

const PER_PAGE = 20;

interface Parts extends Omit<EditingParts, "kind" | "form" | "trashed"> {
  users: UserRepository;
  listCategories: () => Choice[];
  countViews: (postIds: number[]) => Map<number, number>;
}

/** The list of posts and what authors do with them. */
export function adminPosts(parts: Parts) {
  const { desk, publishing, users, paths, words, render, clock, listCategories, countViews } = parts;
  const editing = postEditing({ ...parts, kind: "post", form: postEditor, trashed: postTrashed });
  const people = () => users.list().map(({ id, name }) => ({ value: id, label: name }));
  const bulk = bulkPosts({
    kind: "post",
    desk,
    publishing,
    paths,
    words,
    render,
    clock,
    confirm: postDelete,
    edit: postBulkEdit,
    choices: () => ({ authors: people(), categories: listCategories() }),
    saveEach: editing.saveEach,
  });

  /** The row of a list as a form. */
  const quickEdit = (id: number, viewer: Viewer, back: string): QuickEdit => {
    const post = desk.findSource(id)!;
    return {
      ...{ id, back, typed: typedFrom(post, words().timeZone), timeZone: words().timeZone },
      ...{ categories: listCategories(), mayStick: mayChooseAuthors(viewer) },
      mayPublish: mayPublish(viewer, "post") && (post.status === "draft" || post.status === "pending"),
    };
  };

  return {
    ...editing,
    bulk,
    index(req: Request, res: Response) {
      const now = clock();
      publishing.purgeTrash(now);
      parts.thinRevisions(now);
      const viewer = viewerOf(res);
      const eyes: DeskEyes = may(viewer, "posts.editOthers") ? "everything" : viewer.id;
      const { edit, ...query } = parseListQuery(req.query);
      const wanted = toDeskQuery(query, viewer.id);
      const address = (changes: Partial<ListQuery>) =>
        paths.admin.posts(listQueryText({ ...query, page: 1, ...changes }));
      const total = desk.count("post", wanted, eyes, now);
      const shown = nearestPage(query.page, total, PER_PAGE);
      const pagination = paginate(shown, total, PER_PAGE, (page) => address({ page }));
      const found = desk.list("post", wanted, eyes, now, {
        limit: PER_PAGE,
        offset: (shown - 1) * PER_PAGE,
      });
      const ids = found.map(({ id }) => id);
      const views = countViews(ids);
      const waiting = parts.notes.countWaiting(ids);
      const edited = found.find((post) => post.id === edit && mayEdit(viewer, post));
      const untitled = words().t("desk.untitled");

      const quickHref = (id: number) => `${address({ page: shown, edit: id })}#quick`;
      const counts = desk.countDrawers("post", eyes, now);
      const tab = (drawer: Drawer | "mine", count: number) => ({
        drawer,
        count,
        href: paths.admin.posts(listQueryText({ drawer })),
        isCurrent: query.drawer === drawer,
      });
      const tabs = [
        ...drawers.map((drawer) => tab(drawer, counts[drawer])),
        tab("mine", desk.countOwn("post", viewer.id)),
      ];
      const model = {
        rows: found.map((post) =>
          toListRow(post, {
            ...{ viewer, now, paths, untitled, views: views.get(post.id) ?? 0 },
            ...{ notes: waiting.get(post.id) ?? 0, quickHref: quickHref(post.id) },
          }),
        ),
        quick: edited ? quickEdit(edited.id, viewer, listQueryText(query)) : null,
        tabs: tabs.filter(({ drawer, count, isCurrent }) => count > 0 || drawer === "all" || isCurrent),
        query,
        isFiltered: query.text !== "" || query.author !== undefined || query.category !== undefined,
        authors: people(),
        categories: listCategories(),
        verbs: bulkVerbs.filter(
          (verb) =>
            (verb === "restore" || verb === "delete") === (query.drawer === "trash") &&
            (verb !== "publish" || mayPublish(viewer, "post")),
        ),
        sortHref: address({ isOldestFirst: !query.isOldestFirst }),
        resetHref: paths.admin.posts(listQueryText({ drawer: query.drawer })),
        back: listQueryText(query),
        total,
        pagination,
      };
      render(res, { title: words().t("admin.posts"), section: "posts" }, postList(model));
    },
  };
}
