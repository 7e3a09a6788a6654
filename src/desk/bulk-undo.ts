import type { PostHistory } from "../posts/history.ts";
import { mergedTyped, mergeTyped } from "../posts/merging.ts";
import type { PostSource } from "../posts/post.ts";
import { changesText } from "../posts/state-changes.ts";
import type { PostTyped } from "../posts/typed.ts";

/** A post, and the versions that an edit began from and left. */
export interface Edit {
  id: number;
  before: number;
  after: number;
}

/** The fields that take an edit of several posts back; undefined where it changed none. The same posts, in the same order. */
export function undoOfEdit(before: PostSource[], after: PostSource[]): Record<string, string> | undefined {
  const pairs = before.flatMap((was, index) => {
    const is = after[index]!;
    return was.revision === is.revision ? [] : [{ was, is }];
  });
  if (pairs.length === 0) return undefined;
  const moved = pairs.filter(
    ({ was, is }) => was.status !== is.status || was.publishedAt?.getTime() !== is.publishedAt?.getTime(),
  );
  return {
    do: "reinstate",
    changes: changesText(moved.map(({ was }) => was)),
    edits: pairs.map(({ was, is }) => `${was.id} ${was.revision} ${is.revision}`).join(","),
  };
}

/** What such a text of edits says, at most so many; what makes no sense is left out. */
export function readEdits(text: string, most: number): Edit[] {
  return text.split(",", most).flatMap((part) => {
    const [id, before, after] = /^\d{1,15} \d{1,9} \d{1,9}$/.test(part) ? part.split(" ").map(Number) : [];
    return id && before !== undefined && after !== undefined ? [{ id, before, after }] : [];
  });
}

/** The form of a post without what an edit changed in it; what was saved since stays, where both changed the same too. */
export function withoutEdit(
  typed: PostTyped,
  post: PostSource,
  { before, after }: Edit,
  history: Pick<PostHistory, "typedAt">,
): PostTyped {
  const [was, became] = [history.typedAt(post, before), history.typedAt(post, after)];
  return was && became ? mergedTyped(mergeTyped(became, was, typed), () => "theirs") : typed;
}
