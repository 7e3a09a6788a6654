import type { Database } from "../database/driver.ts";
import type { PostAddress } from "../paths.ts";
import type { DeskRepository } from "./desk-repository.ts";
import type { DeskPost } from "./desk-rows.ts";
import type { DraftsRepository } from "./drafts-repository.ts";
import type { PostForm } from "./form.ts";
import type { PostHistory, SaveKind, SentFrom } from "./history.ts";
import { isOut, type PostSource, type PostStatus } from "./post.ts";
import type { PostSaving } from "./saving.ts";
import type { StateRepository } from "./state-repository.ts";

export type PostPublishing = ReturnType<typeof postPublishing>;

/** What was thrown away is deleted for good after this long. */
export const TRASH_DAYS = 30;
const DAY_MS = 86_400_000;
/** When something that was thrown away at a moment is deleted for good. */
export const purgedAt = (trashedAt: Date): Date => new Date(trashedAt.getTime() + TRASH_DAYS * DAY_MS);
const PURGE_AT_ONCE = 100;

/** A post and what it was before somebody changed its state. */
export interface StateChange {
  id: number;
  status: Exclude<PostStatus, "trash">;
  publishedAt: Date | null;
}

interface Parts {
  db: Database;
  saving: PostSaving;
  desk: DeskRepository;
  states: StateRepository;
  drafts: DraftsRepository;
  /** Ids of the tags with these names; new ones are made. */
  findOrCreateTags: (names: string[], now: Date) => number[];
  /** Ids of the people with these names; guest authors are made where there are none. */
  createGuests: (names: string[], now: Date) => number[];
  createCategory: (name: string, parentId: number | null, now: Date) => number;
  addressOf: (post: PostAddress) => string;
  history: PostHistory;
  /** Called with the ids of what was deleted for good. */
  forgetViews: (ids: number[]) => void;
}

/** The verbs of the desk. Each spans several tables and is one transaction; who may use one is asked before. */
export function postPublishing(parts: Parts) {
  const { db, saving, desk, states, drafts, findOrCreateTags, createCategory, history } = parts;
  const inOne = <Arguments extends unknown[], Result>(verb: (...args: Arguments) => Result) =>
    db.transaction(verb);

  const complete = ({ draft, tags, newCategory, newGuests }: PostForm, now: Date) => {
    const tagIds = findOrCreateTags(tags, now);
    const added = newCategory ? [createCategory(newCategory.name, newCategory.parentId, now)] : [];
    const authorIds = [...new Set([...draft.authorIds, ...parts.createGuests(newGuests, now)])];
    return { ...draft, authorIds, tagIds, categoryIds: [...draft.categoryIds, ...added] };
  };
  /** Changes the state of several posts, and records each as a save. */
  const changeStates = <Change extends { id: number }>(
    changes: Change[],
    by: number,
    now: Date,
    change: (one: Change) => void,
  ) => {
    const ids = changes.map(({ id }) => id);
    const before = desk.listSources(ids);
    changes.forEach(change);
    desk.listSources(ids).forEach((after, index) => {
      const was = before[index]!;
      const from = { by, began: was.revision, tab: null };
      const draft = drafts.find(after.id);
      history.record({ ...from, before: was, after, how: kindOfSave(was, after), now });
      if (draft) drafts.put(after.id, { ...draft, number: history.recordDraftAgain(after, draft, now) });
    });
  };
  const deleteOne = (post: DeskPost, now: Date) => {
    const wasOut = post.statusBeforeTrash === "published" && post.publishedAt && post.publishedAt <= now;
    if (wasOut) states.bury(post.id, parts.addressOf(post.address), now);
    states.delete(post.id);
  };
  const deleteAll = (posts: DeskPost[], now: Date) => {
    const doomed = posts.filter(({ status }) => status === "trash");
    db.transaction(() => doomed.forEach((post) => deleteOne(post, now)))();
    parts.forgetViews(doomed.map(({ id }) => id));
  };
  /** What `work` returns after it changed things, which are then all put back. */
  const rehearse = <Result>(work: () => Result): Result => {
    let result: Result | undefined;
    const curtain = new Error("rehearsal");
    try {
      db.transaction(() => {
        result = work();
        throw curtain;
      })();
    } catch (error) {
      if (error !== curtain) throw error;
    }
    return result as Result;
  };
  return {
    /** Does several things as one: all of it is done, or nothing. */
    inOne: <Result>(work: () => Result): Result => db.transaction(work)(),
    /** Saves a new post and returns its id. Throws BodyTooLarge. */
    create: inOne((form: PostForm, from: SentFrom, now: Date) => {
      const id = saving.create(complete(form, now), now);
      history.record({ ...from, before: undefined, after: desk.findSource(id)!, how: "created", now });
      return id;
    }),
    /**
     * Saves a post, which was read in this transaction, over what it was, out of the trash too; pages below it move along.
     * Throws BodyTooLarge.
     */
    update: inOne((post: PostSource, form: PostForm, from: SentFrom, now: Date, how?: SaveKind) => {
      const { id } = post;
      states.restore(id);
      const before = post.status === "trash" ? desk.findSource(id)! : post;
      saving.update(id, complete(form, now), now);
      const after = desk.findSource(id)!;
      if (before.path !== null && after.path !== null && before.path !== after.path)
        states.movePagesBelow(before.path, after.path);
      const draft = drafts.find(id);
      history.record({
        ...{ ...from, before, draft, after, how: how ?? kindOfSave(before, after), now },
        isAlways: draft !== undefined,
      });
      drafts.clear(id);
    }),
    /**
     * Keeps what was sent as the working draft of a post that is out: readers see the post as it was. Throws
     * BodyTooLarge.
     */
    keep: inOne((id: number, form: PostForm, from: SentFrom, now: Date, how: SaveKind) => {
      const before = desk.findSource(id)!;
      const draft = drafts.find(id);
      const completed = complete(form, now);
      const after = rehearse(() => {
        saving.updateSource(id, completed, now);
        return { ...desk.findSource(id)!, revision: before.revision + 1 };
      });
      const number = history.record({ ...from, before, draft, after, how, now });
      if (number === undefined) return;
      states.touch(id);
      const isBack = history.isSame(before, after) && before.password === after.password;
      if (isBack) drafts.clear(id);
      else drafts.put(id, { number, password: after.password });
    }),
    /** Goes back to what readers see. What is given up stays in the history. */
    discard: inOne((id: number, from: SentFrom, now: Date) => {
      const draft = drafts.find(id);
      if (!draft) return;
      states.touch(id);
      const post = desk.findSource(id)!;
      history.record({ ...from, before: post, draft, after: post, how: "discarded", now, isAlways: true });
      drafts.clear(id);
    }),
    /** Keeps what was sent as a revision, and leaves the post as it is; returns its number. Throws BodyTooLarge. */
    setAside: inOne((id: number, form: PostForm, from: SentFrom, now: Date) => {
      const before = desk.findSource(id)!;
      const after = rehearse(() => {
        saving.updateSource(id, complete(form, now), now);
        return { ...desk.findSource(id)!, revision: before.revision };
      });
      const draft = drafts.find(id);
      return history.record({ ...from, before, draft, after, how: "aside", now, isAlways: true })!;
    }),
    /** Publishes now what has no date; a date in the future stays and schedules. */
    publish: inOne((posts: DeskPost[], by: number, now: Date) =>
      changeStates(posts, by, now, ({ id, publishedAt }) =>
        states.setStatus(id, "published", publishedAt ?? now),
      ),
    ),
    retract: inOne((posts: DeskPost[], by: number, now: Date) =>
      changeStates(posts, by, now, ({ id, publishedAt }) => states.setStatus(id, "draft", publishedAt)),
    ),
    /** Takes a change of state back. */
    reinstate: inOne((changes: StateChange[], by: number, now: Date) =>
      changeStates(changes, by, now, ({ id, status, publishedAt }) =>
        states.setStatus(id, status, publishedAt),
      ),
    ),
    trash: inOne((posts: { id: number }[], now: Date) => {
      for (const { id } of posts) states.trash(id, now);
    }),
    restore: inOne((posts: { id: number }[]) => {
      for (const { id } of posts) states.restore(id);
    }),
    /** Deletes for good what lies in the trash; addresses that readers knew answer "gone" from then on. */
    deleteForever: deleteAll,
    /** Empties the trash of what has lain there long enough, a bounded number at a time. */
    purgeTrash(now: Date): void {
      const before = new Date(now.getTime() - TRASH_DAYS * DAY_MS);
      const listDoomed = () => states.listTrashedBefore(before, PURGE_AT_ONCE);
      if (listDoomed().length === 0) return;
      // Somebody may be taking one of them out of the trash: looked at again once nobody else can write.
      db.transaction(() => deleteAll(desk.listByIds(listDoomed()), now)).immediate();
    },
    /** What `look` finds where this form had been saved, over a post or as a new one; nothing of it is kept. */
    asIf: <Found>(id: number | undefined, form: PostForm, now: Date, look: (id: number) => Found): Found =>
      rehearse(() => {
        const draft = complete(form, now);
        if (id === undefined) return look(saving.create(draft, now));
        saving.update(id, draft, now);
        return look(id);
      }),
  };
}

function kindOfSave(before: PostSource, after: PostSource): SaveKind {
  if (!isOut(after.status)) return "saved";
  return isOut(before.status) ? "updated" : "published";
}
