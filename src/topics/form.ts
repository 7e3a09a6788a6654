import { slugify } from "../slug.ts";
import { idOf, lineOf, textOf, type FieldErrors, type FormBody, type FormResult } from "../web/form.ts";
import { SUFFIXES, type Topic, type TopicChanges, type TopicKind } from "./topic.ts";

const LONGEST = { name: 100, slug: 80, description: 2000 };

export type TopicField = "name" | "slug" | "parent" | "description";

export interface TypedTopic {
  name: string;
  slug: string;
  parent: number | null;
  description: string;
}

/**
 * What an editor typed about a topic. `all` are the topics of this kind, in any order; `topic` is the one that is
 * changed, undefined for a new one.
 */
export function parseTopic(
  body: FormBody,
  kind: TopicKind,
  all: Topic[],
  topic?: Topic,
): FormResult<TopicChanges, TopicField> & { typed: TypedTopic } {
  const typed: TypedTopic = {
    name: lineOf(body, "name"),
    slug: lineOf(body, "slug"),
    parent: kind === "category" ? (idOf(body, "parent") ?? null) : null,
    description: textOf(body, "description").replaceAll("\r\n", "\n").trim(),
  };
  const errors: FieldErrors<TopicField> = {};
  for (const field of ["name", "slug", "description"] as const)
    if (typed[field].length > LONGEST[field])
      errors[field] = { key: "form.tooLong", values: { max: LONGEST[field] } };
  if (typed.name === "") errors.name = "form.required";
  const siblings = all.filter(({ id, parentId }) => parentId === typed.parent && id !== topic?.id);
  if (siblings.some(({ name }) => folded(name) === folded(typed.name))) errors.name = "topics.nameTaken";
  const slug = slugify(typed.slug);
  if (slug !== "" && (SUFFIXES.has(slug) || siblings.some((sibling) => sibling.slug === slug)))
    errors.slug = { key: "topics.slugTaken", values: { slug } };
  if (typed.parent !== null && !parentsFor(all, topic).some(({ id }) => id === typed.parent))
    errors.parent = "form.notOneOfThese";
  if (Object.keys(errors).length > 0) return { ok: false, errors, typed };
  const { name, description, parent } = typed;
  return { ok: true, value: { name, slug, parentId: parent, description }, typed };
}

export function typedTopic({ name, slug, parentId, description }: Topic): TypedTopic {
  return { name, slug, parent: parentId, description };
}

/** The topics below which this one can stand: all but itself and what stands below it. */
export function parentsFor<T extends Topic>(all: T[], topic: Topic | undefined): T[] {
  if (!topic) return all;
  const parentOf = new Map(all.map(({ id, parentId }) => [id, parentId]));
  const isBelow = (id: number | null | undefined): boolean =>
    typeof id === "number" && (id === topic.id || isBelow(parentOf.get(id)));
  return all.filter(({ id }) => !isBelow(id));
}

/** Names that people take for the same word. */
function folded(name: string) {
  return name.normalize("NFKC").toLowerCase();
}
