import type { Request, Response } from "express";
import type { EditingParts } from "../editor/parts.ts";
import { editablePosts } from "../posts/editable.ts";
import type { PostAction } from "../posts/form.ts";
import type { PostSource } from "../posts/post.ts";
import type { Merged, Outcome, Sent } from "../posts/save-over.ts";
import { typedFrom, type PostTyped } from "../posts/typed.ts";
import { viewerOf } from "../sessions/guard.ts";
import type { Flash } from "../sessions/session.ts";
import type { Viewer } from "../users/user.ts";
import { textOf, type FormBody } from "../web/form.ts";
import { listAddress } from "./list-query.ts";
import { quickAction, withQuickFields } from "./quick.ts";

type Saved = Extract<Outcome, { is: "saved" }>;

interface Parts extends Pick<EditingParts, "kind" | "desk" | "saves" | "paths" | "words" | "clock"> {
  announce: (before: PostSource, saved: { id: number; merged: Merged | null }) => Flash;
  /** Answers what was not saved; returns what was. */
  answerUnsaved: (res: Response, post: PostSource, sent: Sent, outcome: Outcome) => Saved | undefined;
}

/** Changes of posts that are made beside the editor, from lists and the calendar, each as its form would make it. */
export function rowEditing(parts: Parts) {
  const { kind, desk, saves, paths, words, clock, announce, answerUnsaved } = parts;
  const find = editablePosts({ kind, desk, clock });

  const change = (
    res: Response,
    post: PostSource,
    how: (typed: PostTyped) => PostTyped,
    action: PostAction,
  ) => {
    const sent = { action, viewer: viewerOf(res) };
    const typed = how(typedFrom(post, words().timeZone));
    return answerUnsaved(res, post, { ...sent, typed }, saves.change(post.id, how, sent));
  };
  return {
    /** Saves what was typed into a row of the list. Where something is wrong, the whole editor shows it. */
    quickEdit(req: Request<{ id: string }, unknown, FormBody>, res: Response) {
      const post = find(req, viewerOf(res));
      const action = quickAction(req.body) || asItIs(post);
      const saved = change(res, post, (typed) => withQuickFields(typed, req.body), action);
      if (!saved) return;
      req.session.flash = announce(post, saved);
      res.redirect(303, listAddress(kind, textOf(req.body, "back"), paths));
    },
    /** Changes several posts as if each was opened, changed and saved by this person; says which were refused. */
    saveEach: (
      viewer: Viewer,
      several: PostSource[],
      how: (typed: PostTyped, post: PostSource) => PostTyped,
      { action = "", isUndo = false }: { action?: PostAction | ""; isUndo?: boolean } = {},
    ): PostSource[] =>
      several.filter((post) => {
        const change = (typed: PostTyped) => how(typed, post);
        const sent = { action: action || asItIs(post), viewer, isUndo };
        return saves.change(post.id, change, sent).is !== "saved";
      }),
    /** Changes a post as its form would, whatever page that was asked on; false where something else is shown instead. */
    saveChanged: (res: Response, post: PostSource, how: (typed: PostTyped) => PostTyped): boolean =>
      change(res, post, how, asItIs(post)) !== undefined,
  };
}

/** What keeps the state of a post. */
const asItIs = ({ status }: PostSource): PostAction => (status === "draft" ? "draft" : "update");
