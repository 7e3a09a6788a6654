import type { Request, Response } from "express";
import type { EditingParts } from "../editor/parts.ts";
import type { DeskEyes } from "../posts/desk-repository.ts";
import type { DeskPost } from "../posts/desk-rows.ts";
import { drawers } from "../posts/drawers.ts";
import { postTemplates } from "../posts/options.ts";
import { inTreeOrder } from "../posts/page-tree.ts";
import { stateOf } from "../posts/post.ts";
import { TRASH_DAYS } from "../posts/publishing.ts";
import { mayChooseAuthors, mayEdit, mayPublish } from "../posts/rights.ts";
import { typedFrom } from "../posts/typed.ts";
import { viewerOf } from "../sessions/guard.ts";
import { may } from "../users/permissions.ts";
import type { Viewer } from "../users/user.ts";
import { nearestPage, paginate } from "../web/pagination.ts";
import { verbsIn } from "./bulk-verbs.ts";
import { listQueryText, parseListQuery, toDeskQuery, type ListQuery } from "./list-query.ts";
import { toListRow } from "./list-row.ts";
import { postList, type DrawerTab, type QuickEdit } from "./views.ts";

const PER_PAGE = 20;

interface Parts extends Pick<
  EditingParts,
  "kind" | "desk" | "rowChoicesFor" | "notes" | "paths" | "words" | "render" | "clock"
> {
  countViews: (postIds: number[]) => Map<number, number>;
}

/** The list of posts in drawers, page by page; all pages together stand in one tree. One row can be open as a form. */
export function deskList(parts: Parts) {
  const { kind, desk, paths, words, render, clock } = parts;

  /** What the address names: rows with their depth, and how many there are on all pages of the list. */
  const find = (query: ListQuery, viewer: Viewer, eyes: DeskEyes, now: Date) => {
    if (isTree(query)) {
      const rows = inTreeOrder(desk.listPages());
      return { rows, total: rows.length, page: 1, perPage: Math.max(rows.length, 1) };
    }
    const wanted = toDeskQuery(query, viewer.id);
    const total = desk.count(kind, wanted, eyes, now);
    const page = nearestPage(query.page, total, PER_PAGE);
    const range = { limit: PER_PAGE, offset: (page - 1) * PER_PAGE };
    const rows = desk.list(kind, wanted, eyes, now, range).map((item) => ({ item, depth: 0 }));
    return { rows, total, page, perPage: PER_PAGE };
  };
  const isTree = (query: ListQuery) => kind === "page" && query.drawer === "all" && !isFiltered(query);

  const quickEdit = ({ id }: DeskPost, viewer: Viewer, back: string): QuickEdit => {
    const post = desk.findSource(id)!;
    const typed = typedFrom(post, words().timeZone);
    const mayDecide = mayPublish(viewer, kind);
    return {
      ...{ kind, id, back, typed, timeZone: words().timeZone, templates: postTemplates },
      ...{ state: stateOf(post, clock()), choices: parts.rowChoicesFor(post) },
      states: [
        { value: "draft", label: "desk.states.draft" as const },
        { value: "review", label: "desk.states.pending" as const },
        ...(mayDecide ? [{ value: "publish", label: "desk.states.published" as const }] : []),
      ],
      byline: new Intl.ListFormat(words().language).format(post.authors.map(({ name }) => name)),
      may: { publish: mayDecide, chooseAuthor: mayChooseAuthors(viewer) },
    };
  };
  const tabs = (current: ListQuery, viewer: Viewer, eyes: DeskEyes, now: Date): DrawerTab[] => {
    const counts = desk.countDrawers(kind, eyes, now);
    return [
      ...drawers.map((drawer) => ({ drawer, count: counts[drawer] })),
      { drawer: "mine" as const, count: desk.countOwn(kind, viewer.id) },
    ]
      .map((tab) => ({
        ...tab,
        href: paths.admin.list(kind, listQueryText({ drawer: tab.drawer })),
        isCurrent: tab.drawer === current.drawer,
      }))
      .filter(({ drawer, count, isCurrent }) => count > 0 || drawer === "all" || isCurrent);
  };

  return (req: Request, res: Response) => {
    const now = clock();
    const viewer = viewerOf(res);
    const eyes: DeskEyes = may(viewer, "posts.editOthers") ? "everything" : viewer.id;
    const { edit, ...query } = parseListQuery(req.query);
    const address = (changes: Partial<ListQuery>) =>
      paths.admin.list(kind, listQueryText({ ...query, page: 1, ...changes }));
    const { rows, total, page, perPage } = find(query, viewer, eyes, now);
    const ids = rows.map(({ item }) => item.id);
    const views = parts.countViews(ids);
    const waiting = parts.notes.countWaiting(ids);
    const edited = rows.find(({ item }) => item.id === edit && mayEdit(viewer, item))?.item;
    const { authors, categories } = parts.rowChoicesFor(undefined);
    const model = {
      kind,
      rows: rows.map(({ item, depth }) =>
        toListRow(item, {
          ...{ viewer, now, paths, words: words(), depth, views: views.get(item.id) ?? 0 },
          ...{ notes: waiting.get(item.id) ?? 0, quickHref: address({ page, edit: item.id }) },
        }),
      ),
      quick: edited && edited.status !== "trash" ? quickEdit(edited, viewer, listQueryText(query)) : null,
      tabs: tabs(query, viewer, eyes, now),
      ...{ query, isFiltered: isFiltered(query), authors, categories, trashDays: TRASH_DAYS },
      user: viewer.id,
      verbs: verbsIn(query.drawer, viewer, kind),
      sortHref: isTree(query) ? null : address({ isOldestFirst: !query.isOldestFirst }),
      resetHref: paths.admin.list(kind, listQueryText({ drawer: query.drawer })),
      back: listQueryText(query),
      ...{ total, pagination: paginate(page, total, perPage, (other) => address({ page: other })) },
    };
    const section = `${kind}s` as const;
    render(res, { title: words().t(`admin.${section}`), section }, postList(model));
  };
}

function isFiltered({ text, author, category }: ListQuery): boolean {
  return text !== "" || author !== undefined || category !== undefined;
}
