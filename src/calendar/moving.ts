import type { Request, Response } from "express";
import type { EditingParts } from "../editor/parts.ts";
import { toLocalInput } from "../messages/dates.ts";
import type { Message } from "../messages/translator.ts";
import type { Paths } from "../paths.ts";
import { editablePosts } from "../posts/editable.ts";
import { parseLocal } from "../posts/options.ts";
import type { PostSource } from "../posts/post.ts";
import { mayPublish } from "../posts/rights.ts";
import { typedFrom, type PostTyped } from "../posts/typed.ts";
import { viewerOf } from "../sessions/guard.ts";
import { lineOf, textOf, type FormBody } from "../web/form.ts";
import { onDay } from "./calendar.ts";

interface Parts extends Pick<EditingParts, "kind" | "desk" | "plans" | "paths" | "words" | "clock"> {
  /** Saves a post as its form would; false where it showed the editor instead. */
  saveChanged: (res: Response, post: PostSource, how: (typed: PostTyped) => PostTyped) => boolean;
}
type ById = Request<{ id: string }, unknown, FormBody>;

/** Moves what stands in the calendar: to `publishOn`, or to another `day` at the same time. */
export function calendarMoving({ kind, desk, plans, saveChanged, paths, words, clock }: Parts) {
  const find = editablePosts({ kind, desk, clock });

  /** How a move ends: back in the calendar, with a word about it, and a way back where there is one. */
  const leaving =
    (req: ById, res: Response, action: string) =>
    (tone: "done" | "problem", message: Message, former?: string) => {
      const back = hrefBack(textOf(req.body, "back"), paths);
      const undo = former ? { action, fields: { publishOn: former, back } } : undefined;
      req.session.flash = { tone, message, ...(undo && { undo }) };
      res.redirect(303, back);
    };
  /** Where it is to stand, as <input type="datetime-local"> has it. */
  const wantedIn = (body: FormBody, from: Date | null): string => {
    const day = lineOf(body, "day");
    return day === "" ? lineOf(body, "publishOn") : onDay(day, from, words().timeZone);
  };
  const titleOf = ({ title }: PostSource) => title || words().t("desk.untitled");

  return {
    /** Gives a post another date. */
    move(req: ById, res: Response) {
      const { timeZone, date } = words();
      const post = find(req, viewerOf(res));
      const leave = leaving(req, res, paths.admin.calendarEntry(post.id));
      if (!mayPublish(viewerOf(res), kind) || post.status === "trash")
        return leave("problem", "calendar.refused");
      const typed = typedFrom(post, timeZone);
      const publishOn = wantedIn(req.body, post.publishedAt);
      const version = lineOf(req.body, "version") || typed.version;
      const now = clock();
      const isOut = post.status === "published" && post.publishedAt! <= now;
      const target = parseLocal(publishOn, post.publishedAt, timeZone);
      if (!target) return leave("problem", "desk.dateWrong");
      if (post.status === "published" && !isOut && target <= now) return leave("problem", "calendar.past");
      if (isOut && target > now) return leave("problem", "calendar.ahead");
      if (!saveChanged(res, post, (form) => ({ ...form, publishOn, version }))) return;
      const after = desk.findSource(post.id)!;
      const values = { title: titleOf(after), when: date(after.publishedAt!, "full") };
      leave("done", { key: "calendar.moved", values }, typed.publishOn || undefined);
    },
    /** Gives a planned change another hour. */
    moveChange(req: ById, res: Response) {
      const { timeZone, date } = words();
      const post = find(req, viewerOf(res));
      const leave = leaving(req, res, paths.admin.plannedChange(post));
      const plan = plans.find(post.id);
      if (!mayPublish(viewerOf(res), kind)) return leave("problem", "calendar.refused");
      if (!plan) return leave("problem", "plans.gone");
      const now = clock();
      const target = parseLocal(wantedIn(req.body, plan.at), plan.at, timeZone);
      if (!target) return leave("problem", "desk.dateWrong");
      if (target <= now) return leave("problem", "plans.notAhead");
      plans.move(post.id, target);
      const values = { title: titleOf(post), when: date(target, "full") };
      const former = plan.at > now ? toLocalInput(plan.at, timeZone) : undefined;
      leave("done", { key: "calendar.changeMoved", values }, former);
    },
  };
}

/** Back to the stretch of days somebody came from, made anew from what a hidden field says. */
function hrefBack(text: string, paths: Paths): string {
  const [, kind, name] = /[?](month|week)=(\d{4}-\d{2}(?:-\d{2})?)/.exec(text) ?? [];
  return paths.admin.calendar(kind && name ? `?${kind}=${name}` : "");
}
