import { tags, type Tag } from "../cache/tags.ts";
import type { SettingGroups } from "../settings/setting.ts";
import type { Range } from "./counts.ts";
import type { PostPage } from "./page.ts";
import type { Post, PostCard } from "./post.ts";

type Carded = Pick<PostCard, "id" | "authors" | "categories">;

/** What a small card shows: its post, and the people and categories it names. */
export function cardTags({ id, authors, categories }: Carded): Tag[] {
  return [
    tags.post(id),
    ...authors.map((author) => tags.user(author.id)),
    ...categories.map((topic) => tags.topic(topic.id)),
  ];
}

/** What a card of a list shows: the number of comments as well. */
export function listTags(cards: readonly Carded[]): Tag[] {
  return cards.flatMap((card) => [...cardTags(card), tags.talk(card.id)]);
}

/** The pages that the settings put at the front: whether readers may see them decides what stands there, and at theirs. */
export function frontTags({ frontPageId, postsPageId }: SettingGroups["reading"]): Tag[] {
  return [frontPageId, postsPageId].flatMap((id) => (id === null ? [] : tags.post(id)));
}

/** What a post shows of itself, wherever it is printed whole. */
export function postTags(post: Post): Tag[] {
  return [...listTags([post]), tags.text(post.id), ...post.tags.map((topic) => tags.topic(topic.id))];
}

/** What the page of a post is made of. Its kin are found among the posts of its topics. */
export function postPageTags({ post, neighbours, related }: PostPage): Tag[] {
  const { older, newer } = neighbours;
  return [
    ...postTags(post),
    tags.beside(post.id),
    ...[...post.categories, ...post.tags].map((topic) => tags.inTopic(topic.id)),
    ...[older, newer, ...related].flatMap((card) => (card ? cardTags(card) : [])),
  ];
}

/**
 * What a list of everything that came out in a stretch of time is made of: its days, or its months where it is longer.
 * The log counts days and months in UTC.
 */
export function rangeTags({ from, to }: Range): Tag[] {
  const isLong = to.getTime() - from.getTime() > LONGEST_BY_DAY_MS;
  const names = new Set<Tag>();
  const last = to.getTime() - 1;
  for (let time = from.getTime(); time < last + DAY_MS; time += DAY_MS) {
    const day = new Date(Math.min(time, last)).toISOString();
    names.add(isLong ? tags.month(day.slice(0, 7)) : tags.day(day.slice(0, 10)));
  }
  return [...names];
}

const DAY_MS = 86_400_000;
const LONGEST_BY_DAY_MS = 3 * DAY_MS;
