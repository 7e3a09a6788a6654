import { directionOf } from "../html/direction.ts";
import type { PlannedChange } from "../plans/repository.ts";
import type { EditorChoices } from "../posts/choices.ts";
import type { PostField } from "../posts/form.ts";
import { hasExpired, optionFields, type OptionField } from "../posts/options.ts";
import { stateOf, type PostKind, type PostSource, type PostStatus } from "../posts/post.ts";
import { mayPublish } from "../posts/rights.ts";
import { visibilities, type PostTyped, type Visibility } from "../posts/typed.ts";
import { may } from "../users/permissions.ts";
import type { Viewer } from "../users/user.ts";
import type { Message, MessageKey } from "../messages/translator.ts";
import type { FieldErrors } from "../web/form.ts";

export type PostState = PostStatus | "scheduled" | "new";

/** A button of the editor: `value` is what the form sends as `do`. */
export interface EditorButton {
  value: string;
  label: MessageKey;
  isPrimary: boolean;
}

/** What was noted about a post. */
export interface EditorNotes {
  /** How many notes wait. */
  waiting: number;
  /** How many preview links work. */
  links: number;
  /** Why an editor last gave it back, while that waits. */
  returned: { author: string; text: string; at: Date } | null;
}

export interface Editor {
  kind: PostKind;
  /** Null for what was never saved. */
  id: number | null;
  state: PostState;
  /** When it was last saved; null for never. */
  savedAt: Date | null;
  /** Whether readers do not see yet what is saved. */
  hasDraft: boolean;
  /** For the script that saves by itself; null where there is nothing to save to. */
  autosave: {
    href: string;
    presence: string;
    user: number;
    /** Tabs whose saves arrived, each as 'tab@version it began from'. */
    tabs: string[];
    /** Other people who have it open. */
    here: { names: string; count: number };
  } | null;
  /** Of the site: dates are typed in it. */
  timeZone: string;
  typed: PostTyped;
  /** In which direction the text runs. */
  bodyDirection: "auto" | "ltr" | "rtl";
  errors: FieldErrors<PostField>;
  choices: EditorChoices;
  /** Who may read it: what can be chosen. */
  visibilities: { value: Visibility; label: string }[];
  optionFields: readonly OptionField[];
  /** Of the site. */
  language: string;
  /** Since when readers find it gone; null where they do not. */
  expiredAt: Date | null;
  /** In the bar above the text. */
  buttons: EditorButton[];
  /** In the side sheet, beside what they are about. */
  sheetButtons: EditorButton[];
  may: { decide: boolean; chooseAuthors: boolean; stick: boolean; addCategory: boolean; upload: boolean };
  /** How it stood when somebody threw it away meanwhile. */
  theirs: { title: string; excerpt: string; body: string; at: Date } | null;
  /** What was set aside of what this person sent; null for nothing. */
  aside: { number: number; at: Date } | null;
  /** The change that is planned; null for none. */
  plan: Pick<PlannedChange, "at" | "author" | "problem"> | null;
  /** Whether a change can be planned. */
  mayPlan: boolean;
  /** The hour that was typed for one. */
  applyOn: string;
  /** What readers would miss; null where nothing was looked at yet. */
  findings: Message[] | null;
  /** Whether somebody has just asked for them. */
  isChecked: boolean;
  /** Null for a new post. */
  notes: EditorNotes | null;
  /** Of what was saved; 0 for none. */
  revisionCount: number;
  /** Whether something is typed that stands only in this form. */
  isUnsaved: boolean;
  /** Whether the post was deleted for good while this was typed. */
  isDeleted: boolean;
  /** The page of the post, where readers can open it. */
  viewHref: string | null;
}

/** Which buttons a state has, for somebody who may publish or may not. The first one answers the Enter key. */
export function buttonsFor(state: PostState, mayDecide: boolean, hasDraft: boolean) {
  const button = (value: string, label: MessageKey, isPrimary = false) => ({ value, label, isPrimary });
  const preview = button("preview", "desk.preview");
  const schedule = mayDecide ? [button("schedule", "desk.schedule")] : [];
  const toDraft = button("draft", "desk.toDraft");
  const keep = button("keep", "desk.saveDraft");
  const discard = hasDraft ? [button("discard", "desk.discard")] : [];
  switch (state) {
    case "new":
    case "draft":
      return {
        buttons: [
          button("draft", "desk.saveDraft"),
          preview,
          mayDecide ? button("publish", "desk.publish", true) : button("review", "desk.review", true),
        ],
        sheetButtons: schedule,
      };
    case "pending":
      return {
        buttons: [
          button("update", "desk.update", !mayDecide),
          preview,
          ...(mayDecide ? [button("publish", "desk.publish", true)] : []),
        ],
        sheetButtons: [...schedule, toDraft],
      };
    case "scheduled":
      return {
        buttons: [keep, preview, button("update", "desk.update", true)],
        sheetButtons: [button("publish-now", "desk.publishNow"), toDraft, ...discard],
      };
    case "published":
    case "private":
      return {
        buttons: [keep, preview, button("update", "desk.update", true)],
        sheetButtons: [toDraft, ...discard],
      };
    case "trash":
      return { buttons: [button("draft", "desk.saveAsDraft", true)], sheetButtons: [] };
  }
}

/** The model of the editor for a post as it is stored, or for a new one, with what was typed into it. */
export function toEditor(
  post: PostSource | undefined,
  typed: PostTyped,
  from: {
    kind: PostKind;
    viewer: Viewer;
    now: Date;
    timeZone: string;
    language: string;
    nameOf: (visibility: Visibility) => string;
    choices: EditorChoices;
    errors?: FieldErrors<PostField>;
    theirs?: Editor["theirs"];
    isDeleted?: boolean;
    isUnsaved?: boolean;
    notes: EditorNotes | null;
    aside: Editor["aside"] | undefined;
    plan: PlannedChange | undefined;
    applyOn?: string;
    findings: Message[] | null;
    isChecked: boolean;
    savedAt: Date | null;
    hasDraft: boolean;
    autosave: Editor["autosave"];
    revisionCount: number;
    address: (post: PostSource) => string;
  },
): Editor {
  const { kind, viewer, now, choices } = from;
  const state = post ? stateOf(post, now) : "new";
  const decide = mayPublish(viewer, kind);
  const isExpired = state === "published" && hasExpired(post!.options, now);
  const isEditor = may(viewer, "posts.editOthers");
  return {
    ...{ kind, id: post?.id ?? null, state, savedAt: from.savedAt, typed, choices },
    ...{
      timeZone: from.timeZone,
      language: from.language,
      optionFields,
      notes: from.notes,
      ...{ findings: from.findings, isChecked: from.isChecked },
      revisionCount: from.revisionCount,
    },
    bodyDirection: directionOfBody(typed.body),
    hasDraft: from.hasDraft,
    autosave: from.autosave,
    ...{ aside: from.aside ?? null, plan: from.plan ?? null, applyOn: from.applyOn ?? "" },
    mayPlan: decide && (state === "published" || state === "private" || state === "scheduled"),
    ...buttonsFor(state, decide, from.hasDraft),
    errors: from.errors ?? {},
    theirs: from.theirs ?? null,
    isDeleted: from.isDeleted ?? false,
    isUnsaved: from.isUnsaved ?? false,
    may: {
      decide,
      chooseAuthors: isEditor,
      stick: isEditor && kind === "post",
      addCategory: may(viewer, "topics.manage"),
      upload: may(viewer, "media.upload"),
    },
    visibilities: visibilities.map((value) => ({ value, label: from.nameOf(value) })),
    expiredAt: isExpired ? post!.options.expiresAt : null,
    viewHref: post && state === "published" && !isExpired ? from.address(post) : null,
  };
}

/** Browsers that find out the direction of a long text by themselves need seconds for it. UTF-16 code units. */
const LONG_BODY = 20_000;

function directionOfBody(body: string): Editor["bodyDirection"] {
  return body.length <= LONG_BODY ? "auto" : (directionOf(body) ?? "ltr");
}
