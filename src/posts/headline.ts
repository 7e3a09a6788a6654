import type { Words } from "../web/words.ts";

/** What stands where a title is wanted: the title, or the date of a post that has none, or "Untitled". */
export function headlineOf(
  { title, publishedAt }: { title: string; publishedAt: Date | null },
  { t, date }: Pick<Words, "t" | "date">,
): string {
  return title.trim() || (publishedAt ? date(publishedAt, "long") : t("posts.untitled"));
}
