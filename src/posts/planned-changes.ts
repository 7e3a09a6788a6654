import type { Viewer } from "../users/user.ts";
import type { DeskRepository } from "./desk-repository.ts";
import type { DraftsRepository } from "./drafts-repository.ts";
import { typedFrom, type PostForm, type PostTyped } from "./form.ts";
import type { PostHistory } from "./history.ts";
import { mergedTyped, mergeTyped } from "./merging.ts";
import type { PlannedChange, PlannedRepository, PlanProblem } from "./planned-repository.ts";
import { isOut, type PostKind, type PostSource } from "./post.ts";
import type { PostPublishing } from "./publishing.ts";
import { mayEdit, mayPublish } from "./rights.ts";
import type { SaveOver } from "./save-over.ts";

export type PlannedChanges = ReturnType<typeof plannedChanges>;

interface Parts {
  plans: PlannedRepository;
  desk: DeskRepository;
  drafts: DraftsRepository;
  history: PostHistory;
  publishing: PostPublishing;
  saves: Record<PostKind, Pick<SaveOver, "check">>;
  /** Somebody who may sign in; undefined for who may not any more. */
  findViewer: (id: number) => Viewer | undefined;
  timeZone: () => string;
  /** Tells whoever edits the post that a change took the place of what others had changed. */
  tellOfConflict: (post: PostSource, plan: PlannedChange, now: Date) => void;
}

/**
 * Changes of posts that are out, for an hour to come. When it comes, whatever the plan changed is merged with what was
 * saved since, by blocks and fields. Where both changed the same, the plan has it: nobody is there to be asked; what it
 * took the place of stays in the history, and a note says so.
 */
export function plannedChanges(parts: Parts) {
  const { plans, desk, drafts, history, publishing, saves, findViewer, timeZone, tellOfConflict } = parts;

  /** The form as the plan would make it of the post as it stands. */
  const mergedInto = (post: PostSource, plan: PlannedChange): { typed: PostTyped; hasConflict: boolean } => {
    const merge = mergeTyped(plan.base, plan.change, typedFrom(post, timeZone()));
    return { typed: mergedTyped(merge, () => "mine"), hasConflict: merge.hasConflict };
  };
  /** The working draft goes on from the post as it is after the change. */
  const carryDraft = (before: PostSource, id: number, by: Viewer, now: Date) => {
    const draft = drafts.find(id);
    if (!draft) return () => undefined;
    const typed = history.typedIn(before, draft);
    return () => {
      const after = desk.findSource(id)!;
      const merge = mergeTyped(typedFrom(before, timeZone()), typed, typedFrom(after, timeZone()));
      const form = saves[after.kind].check(
        mergedTyped(merge, () => "mine"),
        "keep",
        after,
        by,
      );
      if (form.ok)
        publishing.keep(id, form.value, { by: by.id, began: after.revision, tab: null }, now, "drafted");
      return undefined;
    };
  };
  const prepare = (post: PostSource, plan: PlannedChange, viewer: Viewer | undefined) => {
    if (!isOut(post.status)) return { problem: "state" as const };
    if (!viewer || !mayEdit(viewer, post) || !mayPublish(viewer, post.kind))
      return { problem: "rights" as const };
    const { typed, hasConflict } = mergedInto(post, plan);
    const form = saves[post.kind].check(typed, "update", post, viewer);
    return form.ok ? { viewer, form: form.value, hasConflict } : { problem: "form" as const };
  };
  const make = (post: PostSource, plan: PlannedChange, viewer: Viewer, form: PostForm, now: Date) => {
    const carry = carryDraft(post, post.id, viewer, now);
    publishing.update(post.id, form, { by: viewer.id, began: post.revision, tab: null }, now);
    carry();
    plans.clear(post.id);
  };
  /** Makes the change of a post; what hinders it, or undefined where it is made. */
  const apply = (id: number, now: Date, viewer?: Viewer): PlanProblem | undefined =>
    publishing.inOne(() => {
      const plan = plans.find(id);
      const post = plan && desk.findSource(id);
      // Another process may have been faster.
      if (!post || (viewer === undefined && (plan.problem !== null || plan.at > now))) return undefined;
      const ready = prepare(post, plan, viewer ?? (plan.by === null ? undefined : findViewer(plan.by)));
      if (ready.problem !== undefined) {
        plans.fail(id, ready.problem);
        return ready.problem;
      }
      make(post, plan, ready.viewer, ready.form, now);
      if (ready.hasConflict) tellOfConflict(post, plan, now);
      return undefined;
    });

  return {
    find: plans.find,
    move: plans.move,
    mergedInto,
    apply,
    /** Makes what is due. */
    settle(now: Date): void {
      for (const id of plans.listDue(now)) apply(id, now);
    },
    next: plans.next,
    plan(post: PostSource, change: PostTyped, at: Date, by: Viewer, now: Date): void {
      publishing.inOne(() => {
        const isDraft = drafts.find(post.id) !== undefined;
        const then = isDraft ? undefined : history.typedAt(post, Number(change.version));
        plans.put({ postId: post.id, at, base: then ?? typedFrom(post, timeZone()), change, by: by.id }, now);
        publishing.discard(post.id, { by: by.id, began: post.revision, tab: null }, now);
      });
    },
    /** Gives a plan up. What it would have changed is the working draft then, or is set aside where there is one. */
    cancel(post: PostSource, by: Viewer, now: Date): void {
      publishing.inOne(() => {
        const plan = plans.find(post.id);
        if (!plan) return;
        plans.clear(post.id);
        const form = saves[post.kind].check(
          mergedInto(post, plan).typed,
          isOut(post.status) ? "keep" : "update",
          post,
          by,
        );
        if (!form.ok) return;
        const from = { by: by.id, began: post.revision, tab: null };
        if (isOut(post.status) && !drafts.find(post.id))
          publishing.keep(post.id, form.value, from, now, "drafted");
        else publishing.setAside(post.id, form.value, from, now);
      });
    },
  };
}
