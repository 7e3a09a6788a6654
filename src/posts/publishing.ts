import type { Database } from "../database/driver.ts";
import type { PostAddress } from "../paths.ts";
import type { DeskRepository } from "./desk-repository.ts";
import type { DeskPost } from "./desk-rows.ts";
import type { PostForm } from "./form.ts";
import type { PostSource, PostStatus } from "./post.ts";
import type { PostSaving } from "./saving.ts";
import type { StateRepository } from "./state-repository.ts";

export type PostPublishing = ReturnType<typeof postPublishing>;

/** What was thrown away is deleted for good after this long. */
export const TRASH_DAYS = 30;
const PURGE_AT_ONCE = 100;

/** A post and what it was before somebody changed its state. */
export interface StateChange {
  id: number;
  status: Exclude<PostStatus, "trash">;
  publishedAt: Date | null;
}

/** What a save did, in a word for the history of the post. */
export type SaveKind = "created" | "saved" | "published" | "updated" | "restored";

/** Told of every save, inside its transaction, with what the post was and what it became. */
export type RecordSave = (save: {
  /** Undefined for a new post. */
  before: PostSource | undefined;
  after: PostSource;
  /** The person who saved. */
  by: number;
  how: SaveKind;
  now: Date;
}) => void;

interface Parts {
  db: Database;
  saving: PostSaving;
  desk: DeskRepository;
  states: StateRepository;
  /** Ids of the tags with these names; new ones are made. */
  findOrCreateTags: (names: string[], now: Date) => number[];
  /** Ids of the people with these names; guest authors are made where there are none. */
  createGuests: (names: string[], now: Date) => number[];
  createCategory: (name: string, parentId: number | null, now: Date) => number;
  addressOf: (post: PostAddress) => string;
  recordSave: RecordSave;
  /** Called with the ids of what was deleted for good. */
  forgetViews: (ids: number[]) => void;
}

/** The verbs of the desk. Each spans several tables and is one transaction; who may use one is asked before. */
export function postPublishing(parts: Parts) {
  const { db, saving, desk, states, findOrCreateTags, createCategory, recordSave } = parts;
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
      recordSave({ before: was, after, by, how: kindOfSave(was, after), now });
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
  return {
    /** Saves a new post and returns its id. Throws BodyTooLarge. */
    create: inOne((form: PostForm, by: number, now: Date) => {
      const id = saving.create(complete(form, now), now);
      recordSave({ before: undefined, after: desk.findSource(id)!, by, how: "created", now });
      return id;
    }),
    /** Saves a post over what it was, out of the trash too; pages below it move along. Throws BodyTooLarge. */
    update: inOne((id: number, form: PostForm, by: number, now: Date, how?: SaveKind) => {
      states.restore(id);
      const before = desk.findSource(id)!;
      saving.update(id, complete(form, now), now);
      const after = desk.findSource(id)!;
      if (before.path !== null && after.path !== null && before.path !== after.path)
        states.movePagesBelow(before.path, after.path);
      recordSave({ before, after, by, how: how ?? kindOfSave(before, after), now });
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
    /** Empties the trash of what has lain there too long, a bounded number at a time. */
    purgeTrash(now: Date): void {
      const before = new Date(now.getTime() - TRASH_DAYS * 86_400_000);
      const ids = states.listTrashedBefore(before, PURGE_AT_ONCE);
      if (ids.length > 0) deleteAll(desk.listByIds(ids), now);
    },
    /** What `work` returns after it changed things, which are then all put back: for looking at what was not saved. */
    rehearse<Result>(work: () => Result): Result {
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
    },
  };
}

function kindOfSave(before: PostSource, after: PostSource): SaveKind {
  const isOut = ({ status }: PostSource) => status === "published" || status === "private";
  if (!isOut(after)) return "saved";
  return isOut(before) ? "updated" : "published";
}
