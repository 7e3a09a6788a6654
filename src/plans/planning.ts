import type { Request, Response } from "express";
import type { Message } from "../messages/translator.ts";
import type { Paths } from "../paths.ts";
import type { DeskRepository } from "../posts/desk-repository.ts";
import type { PostField } from "../posts/form.ts";
import { parseLocal } from "../posts/options.ts";
import { isOut, type PostSource } from "../posts/post.ts";
import type { SaveOver } from "../posts/save-over.ts";
import type { PostTyped } from "../posts/typed.ts";
import { viewerOf } from "../sessions/guard.ts";
import { sentFields, textOf, type FieldErrors, type FormBody } from "../web/form.ts";
import type { CurrentWords } from "../web/words.ts";
import type { PlannedChanges } from "./changes.ts";

interface Parts {
  plans: PlannedChanges;
  desk: DeskRepository;
  saves: Pick<SaveOver, "check" | "present">;
  words: CurrentWords;
  paths: Paths;
  clock: () => Date;
  /** Shows the editor with what is typed. */
  show: (
    res: Response,
    post: PostSource,
    typed: PostTyped,
    more?: { applyOn: string; errors: FieldErrors<PostField | "applyOn"> },
  ) => void;
  /** Shows a form as its page; nothing is saved. `fields` are carried back to the editor. */
  preview: (res: Response, post: PostSource, typed: PostTyped, fields: [string, string][]) => void;
  /** Keeps what is typed, for its editors alone; false where it answered that this could not be. */
  keep: (res: Response, post: PostSource, typed: PostTyped) => boolean;
}

/** Plans what is typed over a live post for an hour to come, or does something about what is planned. */
export function planning({ plans, desk, saves, words, paths, clock, show, preview, keep }: Parts) {
  return (
    req: Request<{ id: string }, unknown, FormBody>,
    res: Response,
    post: PostSource,
    typed: PostTyped,
    action: string,
  ) => {
    const [viewer, now] = [viewerOf(res), clock()];
    const planned = plans.find(post.id);
    const leave = (message: Message, tone: "done" | "problem" = "done") => {
      req.session.flash = { tone, message };
      res.redirect(303, paths.admin.edit(post));
    };
    if (action === "plan") {
      const applyOn = textOf(req.body, "applyOn");
      const at = parseLocal(applyOn, null, words().timeZone);
      const form = saves.check(typed, "update", post, viewer);
      const wrong = at && at > now ? {} : ({ applyOn: "plans.notAhead" } as const);
      if (!form.ok || !at || at <= now)
        return show(res.status(422), post, typed, {
          applyOn,
          errors: { ...(!form.ok && form.errors), ...wrong },
        });
      if (!isOut(post.status)) return leave("plans.problems.state", "problem");
      const isSecond = plans.plan(post, typed, at, viewer, now);
      const key = isSecond ? "plans.madeAgain" : "plans.made";
      return leave({ key, values: { when: words().date(at, "full") } });
    }
    if (!planned) return leave("plans.gone", "problem");
    if (action === "plan-preview")
      return preview(res, post, plans.mergedInto(post, planned).typed, sentFields(req.body));
    // The buttons stand in the form: what is typed there goes with them.
    if (typed.version !== "" && !keep(res, post, typed)) return undefined;
    const kept = desk.findSource(post.id)!;
    if (action === "plan-edit")
      return show(res, kept, plans.mergedInto(kept, planned, saves.present(kept)).typed);
    if (action === "plan-now") {
      const problem = plans.apply(post.id, now, viewer);
      return problem ? leave(`plans.problems.${problem}`, "problem") : leave("plans.done");
    }
    leave(plans.cancel(kept, viewer, now) ? "plans.cancelled" : "plans.cancelledAside");
  };
}
