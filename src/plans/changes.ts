import type { DeskRepository } from "../posts/desk-repository.ts";
import type { DraftsRepository } from "../posts/drafts-repository.ts";
import type { PostForm } from "../posts/form.ts";
import type { PostHistory } from "../posts/history.ts";
import { mergedTyped, mergeTyped } from "../posts/merging.ts";
import { isOut, type PostKind, type PostSource } from "../posts/post.ts";
import type { PostPublishing } from "../posts/publishing.ts";
import { mayEdit, mayPublish } from "../posts/rights.ts";
import type { SaveOver } from "../posts/save-over.ts";
import { typedFrom, type PostTyped } from "../posts/typed.ts";
import type { Viewer } from "../users/user.ts";
import type { PlannedChange, PlannedRepository, PlanProblem } from "./repository.ts";

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

  /** The form as the plan would make it of another one: of the post as it stands, where nothing is said. */
  const mergedInto = (
    post: PostSource,
    plan: PlannedChange,
    typed = typedFrom(post, timeZone()),
  ): { typed: PostTyped; hasConflict: boolean } => {
    const merge = mergeTyped(plan.base, plan.change, typed);
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
    publishing.update(post, form, { by: viewer.id, began: post.revision, tab: null }, now);
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

  /** Keeps what a plan would have changed as a revision. */
  const setAside = (post: PostSource, plan: PlannedChange, by: Viewer, now: Date) => {
    const form = saves[post.kind].check(mergedInto(post, plan).typed, "keep", post, by);
    const from = { by: plan.by ?? by.id, began: post.revision, tab: null };
    if (form.ok) publishing.setAside(post.id, form.value, from, now);
  };

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
    /**
     * Plans a change. A working draft that it began from is in it, and needs no place of its own; another one stays. What
     * was planned before is set aside; whether there was something.
     */
    plan: (post: PostSource, change: PostTyped, at: Date, by: Viewer, now: Date): boolean =>
      publishing.inOne(() => {
        const former = plans.find(post.id);
        if (former) setAside(post, former, by, now);
        const isOfDraft = drafts.find(post.id) !== undefined && isOfNow(post, change);
        const then = isOfDraft ? undefined : history.typedAt(post, Number(change.version));
        plans.put({ postId: post.id, at, base: then ?? typedFrom(post, timeZone()), change, by: by.id }, now);
        if (isOfDraft) publishing.discard(post.id, { by: by.id, began: post.revision, tab: null }, now);
        return former !== undefined;
      }),
    /**
     * Gives a plan up. What it would have changed is the working draft then, or is set aside where there is one; whether it
     * became the draft.
     */
    cancel: (post: PostSource, by: Viewer, now: Date): boolean =>
      publishing.inOne(() => {
        const plan = plans.find(post.id);
        if (!plan) return false;
        plans.clear(post.id);
        if (!isOut(post.status) || drafts.find(post.id)) {
          setAside(post, plan, by, now);
          return false;
        }
        const form = saves[post.kind].check(mergedInto(post, plan).typed, "keep", post, by);
        const from = { by: by.id, began: post.revision, tab: null };
        if (form.ok) publishing.keep(post.id, form.value, from, now, "drafted");
        return form.ok;
      }),
  };
}

/** Whether a form began from the post as it stands. One that does not say is taken at its word. */
const isOfNow = (post: PostSource, { version }: PostTyped) =>
  version === "" || Number(version) === post.revision;
