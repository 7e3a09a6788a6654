import type { Message } from "../messages/translator.ts";
import type { FieldErrors } from "../web/form.ts";
import type { Pagination } from "../web/pagination.ts";
import { view } from "../web/view.ts";
import type { TopicField, TypedTopic } from "./form.ts";
import type { CountedTopic, Topic, TopicKind } from "./topic.ts";

export interface TopicChoice {
  value: string;
  label: string;
  depth: number;
}

export const topicIndex = view<{
  kind: TopicKind;
  topics: CountedTopic[];
  query: string;
  total: number;
  pagination: Pagination;
}>("topics/admin/index", "admin");

export const topicForm = view<{
  kind: TopicKind;
  /** Null for a new one. */
  topic: Topic | null;
  title: string;
  typed: TypedTopic;
  errors: FieldErrors<TopicField>;
  parents: TopicChoice[];
  /** What this one can be merged into. */
  others: TopicChoice[];
  /** Why it was not merged. */
  problem: Message | null;
}>("topics/admin/form", "admin");
