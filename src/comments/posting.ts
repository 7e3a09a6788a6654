import type { Database } from "../database/driver.ts";
import { together } from "../database/together.ts";
import { renderComment, type RenderedComment } from "../html/comment.ts";
import type { Vault } from "../secrets/vault.ts";
import type { SettingsRepository } from "../settings/repository.ts";
import { may } from "../users/permissions.ts";
import type { Viewer } from "../users/user.ts";
import type { NewComment } from "./comment.ts";
import type { CommentDraft } from "./form.ts";
import type { Pace } from "./pace.ts";
import { judge, type Facts, type RuleSettings, type Submission, type Verdict } from "./rules.ts";
import type { CommentStore } from "./store.ts";
import { rememberedWords } from "./word-list.ts";

export type CommentPosting = ReturnType<typeof commentPosting>;

/** From where a comment was sent. */
export interface Sender {
  viewer: Viewer | null;
  ip: string;
  userAgent: string;
  /** Of the browser's signed cookie; undefined where it keeps none. */
  browserToken: string | undefined;
}

export type Outcome =
  { kind: "posted"; id: number; isApproved: boolean } | { kind: "refused"; reason: "duplicate" | "flood" };

/** What is worked out about a comment before its transaction begins. */
interface Sent {
  postId: number;
  draft: CommentDraft;
  sender: Sender;
  rules: RuleSettings;
  rendered: RenderedComment;
}

/** Judges and stores comments, those that come at once in one transaction. */
export function commentPosting({ db, store, pace, vault, settings }: Parts) {
  const moderationWords = rememberedWords();
  const disallowedWords = rememberedWords();
  const ruleSettings = (): RuleSettings => {
    const discussion = settings.get("discussion");
    const { moderateAll, maxLinks, requirePreviouslyApproved, matchInsideWords: inside } = discussion;
    return {
      ...{ moderateAll, maxLinks, requirePreviouslyApproved },
      moderationWords: moderationWords(discussion.moderationWords, inside),
      disallowedWords: disallowedWords(discussion.disallowedWords, inside),
    };
  };
  const write = ({ postId, draft, sender, rules, rendered }: Sent, now: Date): Outcome => {
    const { viewer, ip, userAgent, browserToken } = sender;
    const { name, email, website } = viewer ? { name: viewer.name, email: "", website: "" } : draft;
    const emailHash = email === "" ? null : vault.fingerprint(email);
    const browserHash = browserToken === undefined ? null : vault.fingerprint(browserToken);
    const said = { postId, parentId: draft.parentId, name, source: draft.comment };
    const person = { ip, email, userId: viewer?.id ?? null };
    const facts: Facts = {
      isDuplicate: store.isDuplicate(said, emailHash),
      msSinceLast: pace.msSinceLast(person, now),
      isModerator: may(viewer, "comments.moderate"),
      isPostAuthor: viewer !== null && store.isAuthor(viewer.id, postId),
      isTrapFilled: draft.isTrapFilled,
      msOnForm: pace.msOnForm(postId, ip, now),
      isKnown:
        viewer !== null ||
        (browserHash !== null && emailHash !== null && store.wasApproved(browserHash, emailHash, name)),
    };
    const { html, text, links } = rendered;
    const submission: Submission = {
      name,
      email,
      website,
      source: draft.comment,
      text,
      links,
      ip,
      userAgent,
    };
    const verdict: Verdict = judge(submission, facts, rules);
    if (verdict.status === "refused") return { kind: "refused", reason: verdict.reason };
    const comment: NewComment = {
      ...{ postId, parentId: draft.parentId, kind: "comment", status: verdict.status },
      ...{ holdReason: verdict.reason, userId: viewer?.id ?? null, authorName: name, website },
      ...{ emailSealed: email === "" ? null : vault.seal(email), emailHash, browserHash },
      ...{ source: draft.comment, sourceFormat: "markdown", html, text, createdAt: now },
    };
    const id = store.insert(comment);
    if (draft.parentId !== null) store.settle([id]);
    pace.commented(person, now);
    return { kind: "posted", id, isApproved: verdict.status === "approved" };
  };
  const post = together(db, write);
  return {
    /** Refuses what was said already, or came too soon after another comment; anything else is kept in some state. */
    post: (postId: number, draft: CommentDraft, sender: Sender, now: Date): Promise<Outcome> =>
      post({ postId, draft, sender, rules: ruleSettings(), rendered: renderComment(draft.comment) }, now),
  };
}

interface Parts {
  db: Database;
  store: CommentStore;
  pace: Pace;
  vault: Vault;
  settings: SettingsRepository;
}
