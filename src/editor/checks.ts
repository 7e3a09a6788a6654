import type { Heading } from "../html/render.ts";
import type { Message } from "../messages/translator.ts";
import type { PostKind } from "../posts/post.ts";

/** What a post is made of, as far as readers could miss something in it. */
export interface PostFacts {
  kind: PostKind;
  excerpt: string;
  hasPicture: boolean;
  /** Words for the featured picture; '' for none. */
  pictureAlt: string;
  /** File names of pictures in the text without words. */
  silentImages: string[];
  /** Addresses on this site that the text leads to. */
  ownLinks: string[];
  headings: Pick<Heading, "level" | "text">[];
  /** When it comes out, where it is not out yet; null for at once. */
  comesOutAt: Date | null;
}

/** A date so shortly ago is one that somebody chose as now. */
const PAST_MS = 10 * 60_000;

/**
 * What readers would miss, each in a sentence. Nothing of it keeps anybody from publishing. `leads` says whether readers
 * find something at an address of this site.
 */
export function findingsOf(
  facts: PostFacts,
  leads: (url: string) => boolean,
  now: Date,
  when: (date: Date) => string,
): Message[] {
  const findings: Message[] = [];
  const isPost = facts.kind === "post";
  if (isPost && facts.excerpt.trim() === "") findings.push("checks.noExcerpt");
  if (isPost && !facts.hasPicture) findings.push("checks.noPicture");
  if (facts.hasPicture && facts.pictureAlt.trim() === "") findings.push("checks.silentPicture");
  if (facts.silentImages.length > 0)
    findings.push({
      key: "checks.silentImages",
      values: { count: facts.silentImages.length, names: facts.silentImages.join(", ") },
    });
  for (const url of facts.ownLinks.filter((own) => !leads(own)))
    findings.push({ key: "checks.brokenLink", values: { url } });
  let above = 1;
  for (const { level, text } of facts.headings) {
    if (level > above + 1) findings.push({ key: "checks.skippedLevel", values: { text, level, above } });
    above = level;
  }
  if (facts.comesOutAt && now.getTime() - facts.comesOutAt.getTime() > PAST_MS)
    findings.push({ key: "checks.pastDate", values: { when: when(facts.comesOutAt) } });
  return findings;
}
