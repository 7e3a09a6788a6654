import type { Request, Response } from "express";
import type { MessageKey } from "../messages/translator.ts";
import type { Paths } from "../paths.ts";
import { viewerOf } from "../sessions/guard.ts";
import type { Flash } from "../sessions/session.ts";
import { idsOf, textOf, type FormBody } from "../web/form.ts";
import type { Viewer } from "../users/user.ts";
import type { Render } from "../web/render.ts";
import type { View } from "../web/view.ts";
import type { CurrentWords } from "../web/words.ts";
import type { DeskRepository } from "./desk-repository.ts";
import type { DeskPost } from "./desk-rows.ts";
import { changesAnything, parseBulkChanges, withChanges } from "./bulk-edit.ts";
import type { Choice } from "./editor.ts";
import type { PostAction, PostTyped } from "./form.ts";
import type { PostKind, PostSource, PostStatus } from "./post.ts";
import type { PostPublishing, StateChange } from "./publishing.ts";
import { mayChooseAuthors, mayEdit, mayPublish } from "./rights.ts";
import { listAddress } from "./list-query.ts";

/** What can be done to several posts at once. */
export const bulkVerbs = ["edit", "publish", "draft", "trash", "restore", "delete"] as const;
export type BulkVerb = (typeof bulkVerbs)[number];

const MOST_AT_ONCE = 200;
const DONE: Record<Exclude<BulkVerb, "edit">, MessageKey> = {
  publish: "desk.done.publish",
  draft: "desk.done.draft",
  trash: "desk.done.trash",
  restore: "desk.done.restore",
  delete: "desk.done.delete",
};

interface Parts {
  kind: PostKind;
  desk: DeskRepository;
  publishing: PostPublishing;
  paths: Paths;
  words: CurrentWords;
  render: Render;
  clock: () => Date;
  confirm: (model: BulkConfirmation) => View;
  /** The form for changing several; undefined where there is none. */
  edit?: (model: BulkEditor) => View;
  choices: () => Pick<BulkEditor, "authors" | "categories">;
  /** Saves each as this person would, and returns those that were refused. */
  saveEach: (
    viewer: Viewer,
    posts: PostSource[],
    change: (typed: PostTyped) => PostTyped,
    action: PostAction | "",
  ) => PostSource[];
}

export interface BulkEditor extends BulkConfirmation {
  authors: { value: number; label: string }[];
  categories: Choice[];
  may: { publish: boolean; chooseAuthor: boolean };
}

export interface BulkConfirmation {
  kind: PostKind;
  posts: { id: number; title: string }[];
  back: string;
}

/** One verb for the ticked rows of a list, or for the row whose own button was pressed. */
export function bulkPosts(parts: Parts) {
  const { kind, desk, publishing, paths, words, render, clock, confirm } = parts;
  const bulkHref = kind === "page" ? paths.admin.bulkPages() : paths.admin.bulkPosts();

  return (req: Request<object, unknown, FormBody>, res: Response) => {
    const viewer = viewerOf(res);
    const back = listAddress(kind, textOf(req.body, "back"), paths);
    const leave = (flash: Flash) => {
      req.session.flash = flash;
      res.redirect(303, back);
    };
    const [rowVerb, rowId] = textOf(req.body, "row").split(" ");
    const asked = rowId === undefined ? textOf(req.body, "do") : rowVerb;
    const ids = rowId === undefined ? idsOf({ ids: idTexts(req.body) }, "ids") : idsOf({ ids: rowId }, "ids");
    const mine = (posts: DeskPost[]) => posts.filter((post) => post.kind === kind && mayEdit(viewer, post));

    if (asked === "reinstate") {
      const changes = readChanges(textOf(req.body, "changes"));
      const allowed = new Set(mine(desk.listByIds(changes.map(({ id }) => id))).map(({ id }) => id));
      const fit = changes.filter(
        ({ id, status }) => allowed.has(id) && (isInside(status) || mayPublish(viewer, kind)),
      );
      publishing.reinstate(fit, viewer.id, clock());
      return leave({ tone: "done", message: "desk.undone" });
    }
    const verb = bulkVerbs.find((known) => known === asked);
    const fitting = verb ? mine(desk.listByIds(ids.slice(0, MOST_AT_ONCE))).filter(fits[verb]) : [];
    const chosen = verb === "publish" && !mayPublish(viewer, kind) ? [] : fitting;
    if (!verb || chosen.length === 0)
      return leave({ tone: "problem", message: verb ? "desk.nothingChosen" : "desk.noVerb" });

    if (verb === "delete" && textOf(req.body, "confirmed") === "") {
      const title = words().t("desk.deleteTitle");
      return render(
        res,
        { title, section: `${kind}s` },
        confirm({ kind, posts: chosen, back: textOf(req.body, "back") }),
      );
    }
    if (verb === "edit") {
      if (!parts.edit) return leave({ tone: "problem", message: "desk.noVerb" });
      if (textOf(req.body, "confirmed") === "") {
        const title = words().t("desk.bulkTitle", { count: chosen.length });
        const may = { publish: mayPublish(viewer, kind), chooseAuthor: mayChooseAuthors(viewer) };
        const model = { kind, posts: chosen, back: textOf(req.body, "back"), ...parts.choices(), may };
        return render(res, { title, section: `${kind}s` }, parts.edit(model));
      }
      const changes = parseBulkChanges(req.body);
      if (!changesAnything(changes)) return leave({ tone: "problem", message: "desk.bulkNothing" });
      const sources = desk.listSources(chosen.map(({ id }) => id));
      const refused = parts.saveEach(viewer, sources, (typed) => withChanges(typed, changes), changes.action);
      const count = sources.length - refused.length;
      const titles = refused.map(({ title }) => title || words().t("desk.untitled")).join(", ");
      return leave(
        refused.length === 0
          ? { tone: "done", message: { key: "desk.bulkDone", values: { count } } }
          : { tone: "problem", message: { key: "desk.bulkRefused", values: { count, titles } } },
      );
    }
    const undo = undoOf(verb, chosen);
    const now = clock();
    if (verb === "publish") publishing.publish(chosen, viewer.id, now);
    else if (verb === "draft") publishing.retract(chosen, viewer.id, now);
    else if (verb === "trash") publishing.trash(chosen, now);
    else if (verb === "restore") publishing.restore(chosen);
    else publishing.deleteForever(chosen, now);
    leave({
      ...{ tone: "done", message: { key: DONE[verb], values: { count: chosen.length } } },
      ...(undo && { undo: { action: bulkHref, fields: undo } }),
    });
  };
}

/** Which posts a verb changes at all. */
const fits: Record<BulkVerb, (post: DeskPost) => boolean> = {
  edit: ({ status }) => status !== "trash",
  publish: ({ status }) => status === "draft" || status === "pending",
  draft: ({ status }) => status !== "draft" && status !== "trash",
  trash: ({ status }) => status !== "trash",
  restore: ({ status }) => status === "trash",
  delete: ({ status }) => status === "trash",
};

function undoOf(verb: Exclude<BulkVerb, "edit">, posts: DeskPost[]): Record<string, string> | undefined {
  const ids = posts.map(({ id }) => id).join(",");
  if (verb === "delete") return undefined;
  if (verb === "trash") return { do: "restore", ids };
  if (verb === "restore") return { do: "trash", ids };
  return { do: "reinstate", changes: changesText(posts) };
}

/** '3 draft - ,4 pending 2026-11-23T…': what posts were, so that one form can put them back. */
export function changesText(posts: { id: number; status: PostStatus; publishedAt: Date | null }[]): string {
  return posts
    .map(({ id, status, publishedAt }) => `${id} ${status} ${publishedAt?.toISOString() ?? "-"}`)
    .join(",");
}

function readChanges(text: string): StateChange[] {
  const one =
    /^([1-9]\d{0,14}) (draft|pending|published|private) (-|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)$/;
  return text.split(",", MOST_AT_ONCE).flatMap((part) => {
    const [, id, status, date] = one.exec(part) ?? [];
    const publishedAt = date === undefined || date === "-" ? null : new Date(date);
    if (!id || (status === "published" && !publishedAt) || Number.isNaN(publishedAt?.getTime())) return [];
    return [{ id: Number(id), status: status as StateChange["status"], publishedAt }];
  });
}

const isInside = (status: StateChange["status"]) => status === "draft" || status === "pending";

/** Ids come ticked one by one, or in one text from an undo. */
function idTexts(body: FormBody): string[] {
  const ids = body?.ids;
  return typeof ids === "string" ? ids.split(",") : Array.isArray(ids) ? ids.map(String) : [];
}
