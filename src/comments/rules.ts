import type { HoldReason } from "./comment.ts";
import type { WordList } from "./word-list.ts";

/** What was sent, as the checks see it. Address and user agent are looked at and forgotten. */
export interface Submission {
  name: string;
  /** '' where none was given. */
  email: string;
  website: string;
  source: string;
  text: string;
  /** Links of the finished comment. */
  links: number;
  ip: string;
  userAgent: string;
}

/** What is known about who sends it, and from where. */
export interface Facts {
  /** The same words by the same name stand below the same comment. */
  isDuplicate: boolean;
  /** Since the last comment of this person or address; null for none in the past hour. */
  msSinceLast: number | null;
  isModerator: boolean;
  isPostAuthor: boolean;
  /** A field that people do not see was filled in. */
  isTrapFilled: boolean;
  /** Since the form was first shown to this address; null where that is unknown. */
  msOnForm: number | null;
  /**
   * Signed in, or a browser that proves to have written an approved comment under this name and address. Name and
   * address alone prove nothing: anybody can know them.
   */
  isKnown: boolean;
}

export interface RuleSettings {
  moderateAll: boolean;
  maxLinks: number;
  requirePreviouslyApproved: boolean;
  moderationWords: WordList;
  disallowedWords: WordList;
}

/** A refusal keeps nothing: the person gets the form again. A verdict is stored with its reason. */
export type Verdict =
  | { status: "refused"; reason: "duplicate" | "flood" }
  | { status: "approved"; reason: null }
  | { status: "pending" | "spam" | "trash"; reason: HoldReason };

type Check = (sent: Submission, facts: Facts, settings: RuleSettings) => Verdict | undefined;

export const FLOOD_MS = 15_000;
export const MIN_FORM_MS = 2_000;

const hold = (reason: HoldReason): Verdict => ({ status: "pending", reason });

/** The same words twice are an accident. WordPress: wp_check_comment_duplicate, always on. */
export const refuseDuplicate: Check = (_sent, { isDuplicate }) =>
  isDuplicate ? { status: "refused", reason: "duplicate" } : undefined;

/** Fifteen seconds between two comments, but for moderators. WordPress: wp_throttle_comment_flood, 15 s. */
export const refuseFlood: Check = (_sent, { msSinceLast, isModerator }) =>
  msSinceLast !== null && msSinceLast < FLOOD_MS && !isModerator
    ? { status: "refused", reason: "flood" }
    : undefined;

/** Who moderates, or wrote the post, needs no approval. WordPress: wp_allow_comment. */
export const passStaff: Check = (_sent, { isModerator, isPostAuthor }) =>
  isModerator || isPostAuthor ? { status: "approved", reason: null } : undefined;

/** Programs fill in every field. Ours; WordPress has none. */
export const trap: Check = (_sent, { isTrapFilled }) =>
  isTrapFilled ? { status: "spam", reason: "trap" } : undefined;

/** WordPress: comment_moderation, off. */
export const holdAll: Check = (_sent, _facts, { moderateAll }) => (moderateAll ? hold("manual") : undefined);

/** As many links or more; 0 turns it off. WordPress: comment_max_links, 2. */
export const holdLinks: Check = ({ links }, _facts, { maxLinks }) =>
  maxLinks > 0 && links >= maxLinks ? hold("links") : undefined;

/** WordPress: moderation_keys, empty; over name, e-mail, address, text, IP and user agent. */
export const holdWords: Check = (sent, _facts, { moderationWords }) =>
  fieldsOf(sent).some(moderationWords) ? hold("words") : undefined;

/** Nobody reads a page and answers it within two seconds. Ours; who is known is believed. */
export const holdTooFast: Check = (_sent, { msOnForm, isKnown }) =>
  msOnForm !== null && msOnForm < MIN_FORM_MS && !isKnown ? hold("tooFast") : undefined;

/** The first comment of a person waits. WordPress: comment_previously_approved, on; it takes name and address as proof. */
export const holdUnknown: Check = ({ name, email }, { isKnown }, { requirePreviouslyApproved }) => {
  if (!requirePreviouslyApproved || isKnown) return undefined;
  return hold(name === "" || email === "" ? "nameless" : "first");
};

/** Overrides whatever the checks before it said. WordPress: disallowed_keys, empty; also over the text without markup. */
export const discardDisallowed: Check = (sent, _facts, { disallowedWords }) =>
  fieldsOf(sent).some(disallowedWords) ? { status: "trash", reason: "disallowed" } : undefined;

const fieldsOf = ({ name, email, website, source, text, ip, userAgent }: Submission) => [
  ...[name, email, website, source, text, ip, userAgent],
];

/**
 * What becomes of a comment: WordPress's checks in WordPress's order (wp_allow_comment and check_comment in
 * wp-includes/comment.php), with two of ours among them.
 */
export function judge(sent: Submission, facts: Facts, settings: RuleSettings): Verdict {
  const first = (checks: Check[]) => {
    for (const check of checks) {
      const verdict = check(sent, facts, settings);
      if (verdict) return verdict;
    }
    return undefined;
  };
  return (
    first([refuseDuplicate, refuseFlood, passStaff, discardDisallowed]) ??
    first([trap, holdAll, holdLinks, holdWords, holdTooFast, holdUnknown]) ?? {
      status: "approved",
      reason: null,
    }
  );
}
