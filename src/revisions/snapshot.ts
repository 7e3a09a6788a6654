import { toLocalInput } from "../messages/dates.ts";
import { keepOptions, keptOptions, typedOptionsFrom } from "../posts/options.ts";
import type { PostSource } from "../posts/post.ts";
import { visibilityOf, type PostTyped } from "../posts/typed.ts";
import type { Snapshot } from "./revision.ts";

/** What is kept of a post as it stands. */
export function snapshotOf(post: PostSource): Snapshot {
  const named = (list: { id: number; name: string }[]) => list.map(({ id, name }) => ({ id, name }));
  return {
    title: post.title,
    slug: post.slug,
    excerpt: post.excerpt,
    body: post.bodySource,
    bodyFormat: post.bodyFormat,
    status: post.status,
    publishedAt: post.publishedAt?.toISOString() ?? null,
    hasPassword: post.password !== null,
    isSticky: post.isSticky,
    commentsOpen: post.commentsOpen,
    authors: named(post.authors),
    categories: named(post.categories),
    tags: named(post.tags),
    featuredMediaId: post.featuredMediaId,
    parentId: post.parentId,
    position: post.position,
    options: keepOptions(post.options),
  };
}

/** Whether two are the same to an author: a tag, a category or a person with another name is still the same one. */
export function isSame(one: Snapshot, other: Snapshot): boolean {
  const settings = ({ authors, categories, tags, options = {}, ...rest }: Snapshot) =>
    JSON.stringify([
      { ...rest, body: undefined },
      options,
      ...[authors, categories, tags].map((list) => list.map(({ id }) => id)),
    ]);
  return one.body === other.body && settings(one) === settings(other);
}

/**
 * The form as it would be typed to bring a former state back. State, dates, visibility and password stay as they are in
 * `present`: restoring a text never publishes, hides or opens anything.
 */
export function typedAgain(snapshot: Snapshot, present: PostTyped, timeZone: string): PostTyped {
  const ids = (list: { id: number }[]) => list.map(({ id }) => id);
  return {
    ...present,
    title: snapshot.title,
    slug: snapshot.slug,
    excerpt: snapshot.excerpt,
    body: snapshot.body,
    bodyFormat: snapshot.bodyFormat,
    isSticky: snapshot.isSticky,
    commentsOpen: snapshot.commentsOpen,
    authors: ids(snapshot.authors),
    categories: ids(snapshot.categories),
    tags: snapshot.tags.map(({ name }) => name).join(", "),
    picture: snapshot.featuredMediaId,
    parent: snapshot.parentId,
    position: String(snapshot.position),
    ...typedOptionsFrom(keptOptions(snapshot.options), timeZone),
    expiresOn: present.expiresOn,
  };
}

/** The form as it was when this was saved, but for the password, which is the one of `present`. */
export function typedThen(snapshot: Snapshot, present: PostTyped, timeZone: string): PostTyped {
  const { status, hasPassword, publishedAt } = snapshot;
  const options = keptOptions(snapshot.options);
  return {
    ...typedAgain(snapshot, present, timeZone),
    expiresOn: typedOptionsFrom(options, timeZone).expiresOn,
    publishOn: publishedAt === null ? "" : toLocalInput(new Date(publishedAt), timeZone),
    visibility: visibilityOf({ status, password: hasPassword ? "" : null, options }),
  };
}
