import type { PostStatus } from "./post.ts";
import type { StateChange } from "./publishing.ts";

/** '3 draft - ,4 pending 2026-11-23T…': what posts were, so that one form can put them back. */
export function changesText(posts: { id: number; status: PostStatus; publishedAt: Date | null }[]): string {
  return posts
    .map(({ id, status, publishedAt }) => `${id} ${status} ${publishedAt?.toISOString() ?? "-"}`)
    .join(",");
}

/** What such a text says, at most so many; what makes no sense is left out. */
export function readChanges(text: string, most: number): StateChange[] {
  const one =
    /^([1-9]\d{0,14}) (draft|pending|published|private) (-|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)$/;
  return text.split(",", most).flatMap((part) => {
    const [, id, status, date] = one.exec(part) ?? [];
    const publishedAt = date === undefined || date === "-" ? null : new Date(date);
    if (!id || (status === "published" && !publishedAt) || Number.isNaN(publishedAt?.getTime())) return [];
    return [{ id: Number(id), status: status as StateChange["status"], publishedAt }];
  });
}
