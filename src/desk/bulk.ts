import type { Request, Response } from "express";
import type { EditingParts } from "../editor/parts.ts";
import type { DeskPost } from "../posts/desk-rows.ts";
import type { PostAction } from "../posts/form.ts";
import { postTemplates } from "../posts/options.ts";
import type { PostSource } from "../posts/post.ts";
import type { StateChange } from "../posts/publishing.ts";
import { mayChooseAuthors, mayEdit, mayPublish } from "../posts/rights.ts";
import { readChanges } from "../posts/state-changes.ts";
import type { PostTyped } from "../posts/typed.ts";
import { viewerOf } from "../sessions/guard.ts";
import type { Flash } from "../sessions/session.ts";
import type { Viewer } from "../users/user.ts";
import { idsOf, textOf, type FormBody } from "../web/form.ts";
import { changesAnything, parseBulkChanges, withChanges } from "./bulk-edit.ts";
import { readEdits, undoOfEdit, withoutEdit, type Edit } from "./bulk-undo.ts";
import { bulkVerbs, fits, mayDo, undoOf, type BulkVerb } from "./bulk-verbs.ts";
import { listAddress } from "./list-query.ts";
import { postBulkEdit, postDelete } from "./views.ts";

const MOST_AT_ONCE = 200;

interface Parts extends Pick<
  EditingParts,
  "kind" | "desk" | "publishing" | "history" | "rowChoicesFor" | "paths" | "words" | "render" | "clock"
> {
  /** Saves each as this person would, and returns those that were refused. */
  saveEach: (
    viewer: Viewer,
    posts: PostSource[],
    change: (typed: PostTyped, post: PostSource) => PostTyped,
    sent?: { action?: PostAction | ""; isUndo?: boolean },
  ) => PostSource[];
}

/** One verb for the ticked rows of a list, or for the row whose own button was pressed. */
export function bulkPosts(parts: Parts) {
  const { kind, desk, publishing, saveEach, paths, words, render, clock } = parts;
  const section = `${kind}s` as const;

  const mine = (viewer: Viewer, ids: number[]) =>
    desk.listByIds(ids.slice(0, MOST_AT_ONCE)).filter((post) => post.kind === kind && mayEdit(viewer, post));
  const problemWith = (refused: PostSource[], posts: PostSource[]): Flash => {
    const count = posts.length - refused.length;
    const titles = refused.map(({ title }) => title || words().t("desk.untitled")).join(", ");
    return { tone: "problem", message: { key: "desk.bulkRefused", values: { count, titles } } };
  };
  const takeBack = (viewer: Viewer, edits: Edit[]): Flash => {
    const editOf = new Map(edits.map((edit) => [edit.id, edit]));
    const posts = mine(viewer, [...editOf.keys()]).filter(fits.edit);
    const sources = desk.listSources(posts.map(({ id }) => id));
    const without = (typed: PostTyped, post: PostSource) =>
      withoutEdit(typed, post, editOf.get(post.id)!, parts.history);
    const refused = saveEach(viewer, sources, without, { isUndo: true });
    return refused.length === 0 ? { tone: "done", message: "desk.undone" } : problemWith(refused, sources);
  };
  const reinstate = (viewer: Viewer, body: FormBody): Flash => {
    const changes = readChanges(textOf(body, "changes"), MOST_AT_ONCE);
    // What somebody threw away since stays there.
    const present = mine(
      viewer,
      changes.map(({ id }) => id),
    ).filter(({ status }) => status !== "trash");
    const allowed = new Set(present.map(({ id }) => id));
    const fit = changes.filter(
      ({ id, status }) => allowed.has(id) && (isInside(status) || mayPublish(viewer, kind)),
    );
    publishing.reinstate(fit, viewer.id, clock());
    return takeBack(viewer, readEdits(textOf(body, "edits"), MOST_AT_ONCE));
  };
  /** Asks for what is to be changed, or changes it: then what is said of it. */
  const edit = (res: Response, posts: DeskPost[], body: FormBody): Flash | undefined => {
    const viewer = viewerOf(res);
    if (textOf(body, "confirmed") === "") {
      const title = words().t("desk.bulkTitle", { count: posts.length });
      const may = { publish: mayPublish(viewer, kind), chooseAuthor: mayChooseAuthors(viewer) };
      const model = { kind, posts, back: textOf(body, "back"), may };
      const choices = parts.rowChoicesFor(undefined);
      render(
        res,
        { title, section },
        postBulkEdit({ ...model, choices, templates: postTemplates, timeZone: words().timeZone }),
      );
      return undefined;
    }
    const changes = parseBulkChanges(body);
    if (!changesAnything(changes)) return { tone: "problem", message: "desk.bulkNothing" };
    return editEach(viewer, posts, (typed) => withChanges(typed, changes), changes);
  };
  /** Saves a change of each; what is said of it offers to take it back. */
  const editEach = (
    viewer: Viewer,
    posts: DeskPost[],
    how: (typed: PostTyped) => PostTyped,
    sent?: { action: PostAction | "" },
  ): Flash => {
    const before = desk.listSources(posts.map(({ id }) => id));
    const refused = saveEach(viewer, before, how, sent);
    const fields = undoOfEdit(before, desk.listSources(before.map(({ id }) => id)));
    return {
      ...(refused.length === 0
        ? { tone: "done", message: { key: "desk.bulkDone", values: { count: before.length } } }
        : problemWith(refused, before)),
      ...(fields && { undo: { action: paths.admin.bulk(kind), fields } }),
    };
  };
  const perform = (verb: Exclude<BulkVerb, "edit">, posts: DeskPost[], viewer: Viewer): Flash => {
    if (verb === "unexpire") return editEach(viewer, posts, (typed) => ({ ...typed, expiresOn: "" }));
    const now = clock();
    if (verb === "publish") publishing.publish(posts, viewer.id, now);
    else if (verb === "draft") publishing.retract(posts, viewer.id, now);
    else if (verb === "trash") publishing.trash(posts, now);
    else if (verb === "restore") publishing.restore(posts);
    else publishing.deleteForever(posts, now);
    const fields = undoOf(verb, posts);
    return {
      ...{ tone: "done", message: { key: `desk.done.${verb}`, values: { count: posts.length } } },
      ...(fields && { undo: { action: paths.admin.bulk(kind), fields } }),
    };
  };

  return (req: Request<object, unknown, FormBody>, res: Response) => {
    const viewer = viewerOf(res);
    const back = textOf(req.body, "back");
    const leave = (flash: Flash) => {
      req.session.flash = flash;
      res.redirect(303, listAddress(kind, back, paths));
    };
    const { asked, ids } = askedOf(req.body);
    if (asked === "reinstate") return leave(reinstate(viewer, req.body));
    const verb = bulkVerbs.find((known) => known === asked);
    if (!verb) return leave({ tone: "problem", message: "desk.noVerb" });
    const chosen = mayDo(verb, viewer, kind) ? mine(viewer, ids).filter(fits[verb]) : [];
    if (chosen.length === 0) return leave({ tone: "problem", message: "desk.nothingChosen" });

    if (verb === "edit") {
      const flash = edit(res, chosen, req.body);
      return flash && leave(flash);
    }
    if (verb === "delete" && textOf(req.body, "confirmed") === "")
      return render(
        res,
        { title: words().t("desk.deleteTitle"), section },
        postDelete({ kind, posts: chosen, back }),
      );
    leave(perform(verb, chosen, viewer));
  };
}

const isInside = (status: StateChange["status"]) => status === "draft" || status === "pending";

/** The verb and the posts of a form: of the row whose button was pressed ('trash 7'), or of the ticked ones. */
function askedOf(body: FormBody): { asked: string; ids: number[] } {
  const [verb = "", id] = textOf(body, "row").split(" ");
  if (id !== undefined) return { asked: verb, ids: idsOf({ ids: id }, "ids") };
  // Ids come ticked one by one, or in one text from an undo.
  const ids = textOf(body, "ids") === "" ? body?.ids : textOf(body, "ids").split(",");
  return { asked: textOf(body, "do"), ids: idsOf({ ids }, "ids") };
}
