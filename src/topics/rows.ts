import type { Topic, TopicKind } from "./topic.ts";

/** Columns of a Topic, selected from `topics AS t`. */
export const topicColumns = "t.id, t.kind, t.parent_id, t.name, t.slug, t.path, t.description";

/**
 * SQL: how many posts a reader finds under a topic, whose id is an SQL expression; binds `@now`. What triggers have
 * counted (migrations/content/0014), children included, without what is still to come.
 */
export const countInTopic = (topicId: string) =>
  `(coalesce((SELECT c.posts FROM counted_topics AS c WHERE c.topic_id = ${topicId}), 0)
    - (SELECT count(*) FROM post_topics AS pt WHERE pt.topic_id = ${topicId} AND pt.listed_at > @now))`;

export interface TopicRow {
  id: number;
  kind: TopicKind;
  parent_id: number | null;
  name: string;
  slug: string;
  path: string;
  description: string;
}

export function toTopic({ parent_id, ...row }: TopicRow): Topic {
  return { parentId: parent_id, ...row };
}
