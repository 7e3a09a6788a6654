import { LONGEST_BODY } from "../html/render.ts";
import { may } from "../users/permissions.ts";
import type { Viewer } from "../users/user.ts";
import type { FieldErrors, FormResult } from "../web/form.ts";
import { NO_OPTIONS, parseLocal, parseOptions, type OptionField } from "./options.ts";
import { isOut, type PostDraft, type PostKind, type PostSource, type PostStatus } from "./post.ts";
import { mayPublish } from "./rights.ts";
import type { PostTyped } from "./typed.ts";

export type PostField =
  | "applyOn"
  | OptionField
  | "title"
  | "body"
  | "excerpt"
  | "slug"
  | "newCategory"
  | "tags"
  | "newGuests"
  | "publishOn"
  | "password"
  | "parent"
  | "position";
export type PostAction = "draft" | "review" | "publish" | "publish-now" | "schedule" | "update" | "keep";

/** What a button asked for; `otherwise` for anything unknown. */
export function toAction(action: string, otherwise: PostAction): PostAction {
  const known = ["draft", "review", "publish", "publish-now", "schedule", "update", "keep"] as const;
  return known.find((name) => name === action) ?? otherwise;
}

/** What is saved, once tags and the new category have an id. */
export interface PostForm {
  draft: Omit<PostDraft, "tagIds">;
  tags: string[];
  newCategory: { name: string; parentId: number | null } | null;
  /** Names that follow the byline. */
  newGuests: string[];
}

/** What the form is held against. */
export interface PostFormContext {
  kind: PostKind;
  viewer: Viewer;
  /** The post as it is stored; undefined for a new one. */
  previous: PostSource | undefined;
  now: Date;
  timeZone: string;
  /** Whether it brings back what the post was before a change. */
  isUndo: boolean;
  /** What can be chosen: anything else is left out. */
  categoryIds: ReadonlySet<number>;
  authorIds: ReadonlySet<number>;
  hasPicture: (id: number) => boolean;
  parentIds: ReadonlySet<number>;
}

const LONGEST = { title: 500, excerpt: 5000, slug: 200, newCategory: 100, password: 200 };
const MOST_TAGS = 60;
const MOST_GUESTS = 20;
const LONGEST_NAME = 100;
const LONGEST_TAG = 100;

/**
 * What was typed → what is saved, or a message beside each field. What this person may not decide (state, byline,
 * visibility) stays as it was, whatever was sent.
 */
export function parsePostForm(
  typed: PostTyped,
  action: PostAction,
  context: PostFormContext,
): FormResult<PostForm, PostField> {
  const { kind, viewer, previous, now } = context;
  const errors: FieldErrors<PostField> = {};
  const mayDecide = mayPublish(viewer, kind);
  const isEditor = may(viewer, "posts.editOthers");

  const status = statusAfter(action, typed, mayDecide, previous);
  const isGoingOut = status === "published" || status === "private";
  const chosen = parseLocal(typed.publishOn, previous?.publishedAt ?? null, context.timeZone);
  if (chosen === undefined) errors.publishOn = "desk.dateWrong";
  const date = action === "publish-now" ? now : (chosen ?? null);
  if (action === "schedule" && mayDecide && (date === null || date <= now))
    errors.publishOn ??= "desk.dateNotAhead";
  const publishedAt = isGoingOut
    ? (date ?? (action === "update" || action === "keep" ? previous?.publishedAt : null) ?? now)
    : date;

  const isTitleNeeded = (isGoingOut || status === "pending") && previous?.title !== "";
  if (typed.title === "" && isTitleNeeded) errors.title = "form.required";
  for (const [field, max] of Object.entries(LONGEST) as [keyof typeof LONGEST, number][])
    if (typed[field].length > max) errors[field] ??= { key: "form.tooLong", values: { max } };
  if (typed.body.length > LONGEST_BODY)
    errors.body = { key: "desk.bodyTooLong", values: { max: LONGEST_BODY } };
  const tags = tagNames(typed.tags);
  if (tags.length > MOST_TAGS || tags.some((tag) => tag.length > LONGEST_TAG))
    errors.tags = { key: "desk.tagsTooMany", values: { most: MOST_TAGS, max: LONGEST_TAG } };
  const newGuests = isEditor ? tagNames(typed.newGuests) : [];
  if (newGuests.length > MOST_GUESTS || newGuests.some((name) => name.length > LONGEST_NAME))
    errors.newGuests = { key: "desk.guestsTooMany", values: { most: MOST_GUESTS, max: LONGEST_NAME } };
  if (mayDecide && typed.visibility === "password" && typed.password === "")
    errors.password = "desk.passwordMissing";
  if (kind === "page" && typed.parent !== null && !context.parentIds.has(typed.parent))
    errors.parent = "desk.parentWrong";
  if (kind === "page" && !/^-?\d{0,6}$/.test(typed.position)) errors.position = "desk.positionWrong";
  const former = previous?.options ?? NO_OPTIONS;
  const { options, errors: wrongOptions } = parseOptions(typed, typed.visibility === "unlisted", {
    ...{ previous: former, publishedAt, now, timeZone: context.timeZone },
    ...{ isUndo: context.isUndo, hasPicture: context.hasPicture },
  });
  Object.assign(errors, wrongOptions);
  if (Object.keys(errors).length > 0) return { ok: false, errors };

  const byline = isEditor ? typed.authors.filter((id) => context.authorIds.has(id)) : [];
  const mayAddCategory = may(viewer, "topics.manage") && kind === "post" && typed.newCategory !== "";
  return {
    ok: true,
    value: {
      draft: {
        ...{ kind, status, publishedAt, title: typed.title, slug: typed.slug, excerpt: typed.excerpt },
        bodySource: asBefore(typed.body, previous?.bodySource),
        bodyFormat: typed.bodyFormat,
        parentId: kind === "page" ? typed.parent : null,
        position: kind === "page" ? Number(typed.position || 0) : 0,
        password: mayDecide
          ? typed.visibility === "password"
            ? typed.password
            : null
          : (previous?.password ?? null),
        isSticky: kind === "post" && isEditor ? typed.isSticky : (previous?.isSticky ?? false),
        commentsOpen: typed.commentsOpen,
        featuredMediaId: typed.picture !== null && context.hasPicture(typed.picture) ? typed.picture : null,
        options: mayDecide
          ? options
          : { ...options, isUnlisted: former.isUnlisted, expiresAt: former.expiresAt },
        authorIds: byline.length + newGuests.length > 0 ? byline : (previous?.authorIds ?? [viewer.id]),
        categoryIds: kind === "post" ? typed.categories.filter((id) => context.categoryIds.has(id)) : [],
      },
      tags: kind === "post" ? tags : [],
      newGuests,
      newCategory: mayAddCategory
        ? {
            name: typed.newCategory,
            parentId: context.categoryIds.has(typed.newCategoryParent ?? 0) ? typed.newCategoryParent : null,
          }
        : null,
    },
  };
}

/** Forms know one kind of line end: a text that differs in nothing else stays as it was, byte for byte. */
function asBefore(text: string, before: string | undefined): string {
  return before?.includes("\r") && before.replace(/\r\n?/g, "\n") === text ? before : text;
}

function statusAfter(
  action: PostAction,
  { visibility }: PostTyped,
  mayDecide: boolean,
  previous: PostSource | undefined,
): Exclude<PostStatus, "trash"> {
  const before = previous === undefined || previous.status === "trash" ? "draft" : previous.status;
  if (action === "draft") return "draft";
  if (action === "review") return "pending";
  if ((action === "update" || action === "keep") && !isOut(before)) return before;
  if (!mayDecide) return "pending";
  return visibility === "private" ? "private" : "published";
}

/** 'Ships, the sea,, ships' → ['Ships', 'the sea']. */
function tagNames(text: string): string[] {
  const names = new Map<string, string>();
  for (const name of text.split(/[,،、，]/).map((part) => part.trim()))
    if (name !== "" && !names.has(name.toLowerCase())) names.set(name.toLowerCase(), name);
  return [...names.values()];
}
