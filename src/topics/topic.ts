export const topicKinds = ["category", "tag"] as const;
export type TopicKind = (typeof topicKinds)[number];

/** A category or a tag. Categories nest; tags are flat. */
export interface Topic {
  id: number;
  kind: TopicKind;
  parentId: number | null;
  name: string;
  slug: string;
  /** The address below /category/ or /tag/: 'world/europe'. */
  path: string;
  /** Plain text. */
  description: string;
}

/** A topic with how many posts a reader finds under it, those of its children included. */
export interface CountedTopic extends Topic {
  count: number;
  /** 0 at the top. */
  depth: number;
}

export interface NewTopic {
  kind: TopicKind;
  name: string;
  /** '' or left out to have one made from the name. */
  slug?: string;
  parentId?: number | null;
  description?: string;
}

export type TopicChanges = Required<Omit<NewTopic, "kind">>;

/** Last segments that mean something below an archive: /category/news/feed, /category/news/page/2. */
export const SUFFIXES: ReadonlySet<string> = new Set(["feed", "page"]);

/** Parents before their children, siblings as they came: what a list of options or a nested widget walks through. */
export function inTreeOrder<T extends Topic>(topics: T[]): (T & { depth: number })[] {
  const known = new Set(topics.map(({ id }) => id));
  const children = new Map<number | null, T[]>();
  for (const topic of topics) {
    const parent = topic.parentId !== null && known.has(topic.parentId) ? topic.parentId : null;
    children.set(parent, [...(children.get(parent) ?? []), topic]);
  }
  const below = (parent: number | null, depth: number): (T & { depth: number })[] =>
    (children.get(parent) ?? []).flatMap((topic) => [{ ...topic, depth }, ...below(topic.id, depth + 1)]);
  return below(null, 0);
}
