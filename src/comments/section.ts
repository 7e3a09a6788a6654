import type { Request, Response } from "express";
import type { Paths } from "../paths.ts";
import type { Post } from "../posts/post.ts";
import type { Signer } from "../secrets/signer.ts";
import type { SettingsRepository } from "../settings/repository.ts";
import type { SettingGroups } from "../settings/setting.ts";
import { closedBecause, type Comment } from "./comment.ts";
import type { CommenterCookie } from "./commenter.ts";
import type { TypedComment } from "./form.ts";
import { formModel } from "./form-model.ts";
import { heldOf } from "./held.ts";
import type { Pace } from "./pace.ts";
import type { CommentRepository } from "./repository.ts";
import { chosenPage, commentPages, defaultPage, nest } from "./thread.ts";
import type { CommentItem, CommentSection } from "./views.ts";

/** What another feature calls to show the comments of a post; null while its password has not been typed. */
export type CommentsFor = (post: Post, req: Request, res: Response) => CommentSection | null;

/**
 * The conversation below a post and its form. It is the same for all anonymous readers, so that a page can be cached:
 * only who asked to be remembered, is signed in, or follows the link to a comment that waits, gets a page of their own.
 */
export function commentSection(parts: Parts): CommentsFor {
  const { comments, settings, paths, signer, pace, commenter, isUnlocked, isPreview, clock } = parts;

  const loadPage = (post: Post, discussion: Discussion, wanted: string | undefined) => {
    const { commentsPerPage } = discussion;
    const isOnePage = commentsPerPage === 0 || post.commentCount <= commentsPerPage;
    const pages = isOnePage ? 1 : commentPages(comments.countTops(post.id), discussion);
    const page = chosenPage(wanted, pages, discussion);
    if (post.commentCount === 0) return { pages, page, list: [] };
    if (isOnePage && post.commentCount <= SHORT) return { pages, page, list: comments.all(post.id) };
    const limit = commentsPerPage === 0 ? -1 : commentsPerPage;
    return { pages, page, list: comments.page(post.id, limit, Math.max(0, limit) * (page - 1)) };
  };

  return (post, req, res) => {
    if (!isUnlocked(post, req)) return null;
    const now = clock();
    const discussion = settings.get("discussion");
    const { commentPage } = req.params as { commentPage?: string };
    const { pages, page, list } = loadPage(post, discussion, commentPage);

    const asked = heldOf(signer, req, now);
    const found = asked && comments.findHeld(asked.id, post.id);
    const held = found?.createdAt.getTime() === asked?.writtenAt ? found : undefined;
    const shown = held && held.status !== "approved" ? [...list, held] : list;
    const known = commenter.read(req, now);
    if (asked || known || res.locals.viewer) res.set("Cache-Control", "private, no-store");

    const noForm = closedBecause(post, discussion, now)
      ? "comments.closed"
      : isPreview
        ? "comments.notInPreview"
        : null;
    const canReply = !noForm && discussion.threadDepth > 1;
    const replyTo = !canReply ? undefined : repliedTo(req, shown, (id) => comments.find(id, post.id));
    if (!noForm) pace.formShown(post.id, req.ip ?? "", now);
    const typed: TypedComment = {
      ...{ comment: "", name: known?.name ?? "", email: known?.email ?? "", website: known?.website ?? "" },
      ...{ remember: known !== undefined, parentId: replyTo?.id ?? null },
    };
    const toItem = (comment: Comment): CommentItem => ({
      id: comment.id,
      parentId: comment.parentId,
      rootId: comment.rootId,
      authorName: comment.authorName,
      website: comment.website,
      html: comment.html,
      createdAt: comment.createdAt,
      isPostAuthor: comment.userId !== null && post.authors.some(({ id }) => id === comment.userId),
      isWaiting: comment.status !== "approved",
      seed: comment.userId ?? comment.id,
      address: `#comment-${comment.id}`,
      reply: canReply && comment.status === "approved" ? paths.reply(post, comment.id) : null,
      children: [],
    });
    const items = nest(shown.filter(({ kind }) => kind === "comment").map(toItem), discussion.threadDepth);
    const addressOf = (of: number) =>
      paths.comments(post, of === defaultPage(pages, discussion) ? undefined : of);
    return {
      count: post.commentCount,
      heading: post.commentCount === 0 && (held || noForm) ? "comments.title" : "comments.count",
      items: discussion.order === "newest" ? items.reverse() : items,
      pings: list.filter(({ kind }) => kind !== "comment"),
      pages,
      page,
      older: page > 1 ? addressOf(page - 1) : null,
      newer: page < pages ? addressOf(page + 1) : null,
      noForm,
      form: noForm
        ? null
        : formModel({
            ...{ post, typed, discussion, viewer: res.locals.viewer },
            action: paths.postComment(post, post.options.isUnlisted),
            replyTo: replyTo?.authorName ?? null,
          }),
    };
  };
}

/** So many comments, replies and pingbacks are read at once. */
const SHORT = 100;

type Discussion = SettingGroups["discussion"];

interface Parts {
  comments: CommentRepository;
  settings: SettingsRepository;
  paths: Paths;
  signer: Signer;
  pace: Pace;
  commenter: CommenterCookie;
  isUnlocked: (post: Post, req: Request) => boolean;
  /** Whether it is what the author of a post looks at: nobody comments there. */
  isPreview: boolean;
  clock: () => Date;
}

function repliedTo(req: Request, shown: Comment[], find: (id: number) => Comment | undefined) {
  const { reply } = req.query;
  if (typeof reply !== "string" || !/^[1-9]\d{0,14}$/.test(reply)) return undefined;
  const comment = shown.find(({ id }) => id === Number(reply)) ?? find(Number(reply));
  return comment?.status === "approved" && comment.kind === "comment" ? comment : undefined;
}
