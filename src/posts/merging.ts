import type { BodyFormat } from "../html/render.ts";
import { isConflict, mergedSource, mergeTexts, type Choice, type Piece } from "../merging/merge.ts";
import { editedFields, type EditedField } from "./fields.ts";
import type { PostTyped } from "./typed.ts";

/** Two forms that began as the same one, side by side. */
export interface Merge {
  /** Undefined where nobody knows any more how it began. */
  base: PostTyped | undefined;
  mine: PostTyped;
  theirs: PostTyped;
  /** Of the body. */
  pieces: Piece[];
  /** Fields that both changed, each to something else. */
  fields: EditedField[];
  hasConflict: boolean;
}

/** Where somebody has to choose: a field, or a passage of the body, counted from 0. */
export type Place = EditedField | number;

/** Of what nobody knows how it began nothing is taken out, and somebody chooses wherever the two differ. */
export function mergeTyped(base: PostTyped | undefined, mine: PostTyped, theirs: PostTyped): Merge {
  const formats = new Set([base ?? mine, mine, theirs].map(({ bodyFormat }) => bodyFormat));
  const format: BodyFormat | "whole" = formats.size === 1 ? mine.bodyFormat : "whole";
  const pieces = mergeTexts({ base: base?.body ?? "", mine: mine.body, theirs: theirs.body }, format);
  const fields = (Object.keys(editedFields) as EditedField[]).filter((field) => {
    const meeting = editedFields[field];
    const [was, ours, others] = [base, mine, theirs].map((typed) => typed?.[field]);
    return (meeting === "text" || meeting === "choice") && ours !== others && ours !== was && others !== was;
  });
  return {
    ...{ base, mine, theirs, pieces, fields },
    hasConflict: fields.length > 0 || pieces.some(isConflict),
  };
}

/** What is saved of a merge; `choose` is asked where both changed the same. The version is theirs. */
export function mergedTyped(
  { base, mine, theirs, pieces, fields }: Merge,
  choose: (place: Place) => Choice,
): PostTyped {
  const merged: PostTyped = { ...mine, version: theirs.version, body: mergedSource(pieces, choose) };
  const take = <Field extends EditedField>(field: Field, value: PostTyped[Field]) =>
    void (merged[field] = value);
  for (const field of Object.keys(editedFields) as EditedField[]) {
    const [was, ours, others] = [base?.[field], mine[field], theirs[field]];
    const choice = fields.includes(field) ? choose(field) : !base || ours === was ? "theirs" : "mine";
    switch (editedFields[field]) {
      case "list":
        take(field, mergeLists((was ?? []) as number[], ours as number[], others as number[]));
        break;
      case "names":
        take(field, mergeLists(namesIn(was ?? ""), namesIn(ours), namesIn(others)).join(", "));
        break;
      case "text":
        take(
          field,
          choice === "both" ? `${String(others)}\n\n${String(ours)}` : choice === "mine" ? ours : others,
        );
        break;
      default:
        take(field, choice === "theirs" ? others : ours);
    }
  }
  return merged;
}

/** What both have, without what either took away, and with what either added; in the order of who changed the order. */
function mergeLists<Item>(base: Item[], mine: Item[], theirs: Item[]): Item[] {
  const isSame = (one: Item[], other: Item[]) =>
    one.length === other.length && one.every((item, at) => item === other[at]);
  if (isSame(base, mine)) return theirs;
  if (isSame(base, theirs)) return mine;
  const added = mine.filter((item) => !base.includes(item) && !theirs.includes(item));
  return [...theirs.filter((item) => mine.includes(item) || !base.includes(item)), ...added];
}

const namesIn = (text: unknown) =>
  String(text)
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
