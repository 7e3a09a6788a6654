import { BodyTooLarge, LONGEST_BODY } from "../html/render.ts";
import type { Viewer } from "../users/user.ts";
import type { FieldErrors } from "../web/form.ts";
import type { CurrentWords } from "../web/words.ts";
import type { RowChoices } from "./choices.ts";
import type { DeskRepository } from "./desk-repository.ts";
import type { DraftsRepository } from "./drafts-repository.ts";
import { parsePostForm, type PostAction, type PostField, type PostForm } from "./form.ts";
import type { PostHistory, SaveKind, Saver, SentFrom } from "./history.ts";
import { mergedTyped, mergeTyped, type Merge } from "./merging.ts";
import { isOut, type PostKind, type PostSource } from "./post.ts";
import type { PostPublishing } from "./publishing.ts";
import { typedFrom, type PostTyped } from "./typed.ts";

interface Parts {
  kind: PostKind;
  desk: DeskRepository;
  publishing: PostPublishing;
  history: PostHistory;
  drafts: DraftsRepository;
  words: CurrentWords;
  clock: () => Date;
  /** What may be chosen for this post, pictures aside; undefined for a new one. */
  choicesFor: (post: PostSource | undefined) => RowChoices;
  hasPicture: (id: number) => boolean;
}

/** What somebody sent. */
export interface Sent {
  typed: PostTyped;
  action: PostAction;
  viewer: Viewer;
  /** What the save is called in the history, where it is not the action that says it. */
  how?: SaveKind;
  /** Whether it brings back what the post was before a change. */
  isUndo?: boolean;
}

/** What became of it. */
export type Outcome =
  | { is: "saved"; id: number; merged: Merged | null }
  /** Something typed does not fit. */
  | { is: "refused"; typed: PostTyped; errors: FieldErrors<PostField> }
  /** Somebody else changed the same: what was sent is this revision, and waits for a choice. */
  | { is: "aside"; number: number }
  /** The post lies in the trash. */
  | { is: "thrown"; post: PostSource };

/** With whose changes a save was merged. */
export interface Merged {
  /** Names, each once; none where it was the sender, in another tab. */
  names: string[];
  /** What they changed: the version that was open, and the one they left. */
  from: number;
  to: number;
}

export type SaveOver = ReturnType<typeof saveOver>;

/** Saves forms, whatever was saved since they were opened. Each save is one transaction, from looking to writing. */
export function saveOver(parts: Parts) {
  const { kind, desk, publishing, history, drafts, words, clock } = parts;

  const check = (
    typed: PostTyped,
    action: PostAction,
    post: PostSource | undefined,
    viewer: Viewer,
    isUndo = false,
  ) => {
    const choices = parts.choicesFor(post);
    const ids = (list: { value: number }[]) => new Set(list.map(({ value }) => value));
    return parsePostForm(typed, action, {
      ...{ kind, viewer, previous: post, now: clock(), timeZone: words().timeZone, isUndo },
      ...{ categoryIds: ids(choices.categories), authorIds: ids(choices.authors) },
      ...{ parentIds: ids(choices.parents), hasPicture: parts.hasPicture },
    });
  };
  /** `work`, or what is said of a text that is too long. */
  const withinBounds = (typed: PostTyped, work: () => Outcome): Outcome => {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof BodyTooLarge)) throw error;
      const tooLong = { key: "desk.bodyTooLong", values: { max: LONGEST_BODY } } as const;
      return { is: "refused", typed, errors: { body: tooLong } };
    }
  };
  /** The form as it stands: the working draft of a post, where it has one. */
  const present = (post: PostSource): PostTyped => {
    const draft = drafts.find(post.id);
    return draft ? history.typedIn(post, draft) : typedFrom(post, words().timeZone);
  };
  /** Saves a form that fits, for readers or as the working draft. */
  const write = (post: PostSource, form: PostForm, action: PostAction, from: SentFrom, how?: SaveKind) => {
    if (action === "keep" && isOut(post.status))
      publishing.keep(post.id, form, from, clock(), how ?? "drafted");
    else publishing.update(post, form, from, clock(), how);
  };
  /** The form merged with what was saved since it was opened; undefined where nobody saved, or nobody but its own tab. */
  const mergeWithLater = (post: PostSource, mine: PostTyped): (Merge & { savers: Saver[] }) | undefined => {
    const began = beganAt(mine, post);
    if (began === post.revision) return undefined;
    const savers = history.listSavers(post.id, began);
    const isOwn = savers.length > 0 && savers.every(({ tab }) => tab !== null && tab === mine.tab);
    if (isOwn) return undefined;
    const theirs = present(post);
    const base = history.typedAt(post, began);
    const isPasswordKnown = !savers.some(({ isPasswordChanged }) => isPasswordChanged);
    return {
      ...mergeTyped(
        base && { ...base, password: isPasswordKnown ? theirs.password : mine.password },
        mine,
        theirs,
      ),
      savers,
    };
  };

  const update = (id: number, { typed, action, viewer, how, isUndo }: Sent): Outcome =>
    withinBounds(typed, () =>
      publishing.inOne((): Outcome => {
        const post = desk.findSource(id)!;
        const isOlder = beganAt(typed, post) !== post.revision;
        if (post.status === "trash" && (isOlder || typed.version === "" || action !== "draft"))
          return { is: "thrown", post };
        const form = check(typed, action, post, viewer, isUndo);
        if (!form.ok) return { is: "refused", typed, errors: form.errors };
        const from: SentFrom = { by: viewer.id, began: beganAt(typed, post), tab: typed.tab || null };
        const merge = mergeWithLater(post, typed);
        if (merge?.hasConflict)
          return { is: "aside", number: publishing.setAside(post.id, form.value, from, clock()) };
        if (!merge) {
          write(post, form.value, action, from, how);
          return { is: "saved", id, merged: null };
        }
        const together = mergedTyped(merge, () => "both");
        const merged = check(together, action, post, viewer, isUndo);
        if (!merged.ok) return { is: "refused", typed: together, errors: merged.errors };
        write(post, merged.value, action, from, how);
        return { is: "saved", id, merged: mergedWith(merge.savers, viewer.id, from.began, post.revision) };
      }),
    );

  return {
    check,
    present,
    /** When what `present` shows was saved. */
    savedAt(post: { id: number; updatedAt: Date }): Date {
      const draft = drafts.find(post.id);
      return draft ? history.draftedAt(post.id, draft) : post.updatedAt;
    },
    /** The post that the tab of a form made already, and the form as one of that post; undefined for none. */
    madeBy(typed: PostTyped): { post: PostSource; typed: PostTyped } | undefined {
      const id = typed.tab === "" ? undefined : history.madeBy(typed.tab);
      const post = id === undefined ? undefined : desk.findSource(id);
      return post?.kind === kind ? { post, typed: { ...typed, version: "1" } } : undefined;
    },
    /** Saves a new post. */
    create({ typed, action, viewer }: Sent): Outcome {
      return withinBounds(typed, () => {
        const form = check(typed, action, undefined, viewer);
        if (!form.ok) return { is: "refused", typed, errors: form.errors };
        const from = { by: viewer.id, began: 0, tab: typed.tab || null };
        return { is: "saved", id: publishing.create(form.value, from, clock()), merged: null };
      });
    },
    /**
     * Changes a post for its readers, and its working draft alike: what somebody types beside the editor does not take
     * away what is written in it.
     */
    change: (id: number, how: (typed: PostTyped) => PostTyped, sent: Omit<Sent, "typed">): Outcome =>
      publishing.inOne((): Outcome => {
        const post = desk.findSource(id)!;
        const draft = drafts.find(id) && present(post);
        const typed = how(typedFrom(post, words().timeZone));
        if (!draft) return update(id, { ...sent, typed });
        const version = String(post.revision);
        // What the editor shows where this cannot be: the working draft, with this over it.
        const together = { ...how(draft), version };
        if (history.wasShownSince(id, beganAt(typed, post)))
          return { is: "refused", typed: together, errors: { title: "desk.changedMeanwhile" } };
        const outcome = update(id, { ...sent, typed: { ...typed, version } });
        if (outcome.is === "refused") return { ...outcome, typed: together };
        if (outcome.is !== "saved") return outcome;
        const both = mergeTyped(typedFrom(post, words().timeZone), typed, draft);
        const again = { ...mergedTyped(both, () => "mine"), version: String(desk.findSource(id)!.revision) };
        const kept = update(id, { ...sent, typed: again, action: "keep" });
        return kept.is === "saved" ? outcome : kept;
      }),
    /** Saves over a post that may have been saved since this was opened. */
    update,
  };
}

/** The version a form began from. One that does not say is taken at its word, for the present one. */
function beganAt({ version }: PostTyped, post: PostSource): number {
  return /^\d{1,9}$/.test(version) ? Number(version) : post.revision;
}

function mergedWith(savers: Saver[], viewerId: number, from: number, to: number): Merged | null {
  if (savers.length === 0) return null;
  const others = savers.filter(({ by }) => by !== viewerId);
  return {
    names: [...new Set(others.map(({ name }) => name ?? ""))].filter((name) => name !== ""),
    from,
    to,
  };
}
