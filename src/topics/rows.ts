import type { Topic, TopicKind } from "./topic.ts";

/** Columns of a Topic, selected from `topics AS t`. */
export const topicColumns = "t.id, t.kind, t.parent_id, t.name, t.slug, t.path, t.description";

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
  return { ...row, parentId: parent_id };
}
