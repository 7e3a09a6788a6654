import type { Request, Response } from "express";
import { NotFound } from "../errors.ts";
import { renderComment } from "../html/comment.ts";
import type { MessageKey } from "../messages/translator.ts";
import type { Paths } from "../paths.ts";
import type { Signer } from "../secrets/signer.ts";
import type { SettingsRepository } from "../settings/repository.ts";
import { may } from "../users/permissions.ts";
import { isTicked, type FormBody } from "../web/form.ts";
import type { Render } from "../web/render.ts";
import type { CurrentWords } from "../web/words.ts";
import { closedBecause } from "./comment.ts";
import { newToken, type CommenterCookie } from "./commenter.ts";
import { isTooLong, parseCommentForm, readTyped, type CommentDraft, type CommentErrors } from "./form.ts";
import { formModel } from "./form-model.ts";
import { heldToken } from "./held.ts";
import type { Outcome, CommentPosting } from "./posting.ts";
import type { CommentRepository } from "./repository.ts";
import type { CommentablePost } from "./rows.ts";
import type { Throttle } from "./throttle.ts";
import { pageInAddress } from "./thread.ts";
import { commentNew } from "./views.ts";

type PostRequest = Request<{ postId: string }, unknown, FormBody>;

interface Problem {
  status: 403 | 409 | 422 | 429;
  message: MessageKey;
  retryAfterSeconds?: number;
}

const REFUSALS: Record<"duplicate" | "flood", Problem> = {
  duplicate: { status: 409, message: "comments.problems.duplicate" },
  flood: { status: 429, message: "comments.problems.flood", retryAfterSeconds: 15 },
};

/** Sending a comment, and looking at it before. Whatever goes wrong, the words typed come back. */
export function publicComments(parts: Parts) {
  const { comments, posting, settings, paths, words, render, clock } = parts;
  const { signer, commenter, throttle, isUnlocked } = parts;

  const showForm = (req: PostRequest, res: Response, post: CommentablePost, shown: Shown) => {
    const { problem, errors, hasPreview } = shown;
    const typed = readTyped(req.body);
    const parent = typed.parentId === null ? undefined : comments.find(typed.parentId, post.id);
    const form = formModel({
      ...{ post, errors, discussion: settings.get("discussion"), viewer: res.locals.viewer },
      ...{ typed: { ...typed, parentId: parent?.id ?? null }, replyTo: parent?.authorName ?? null },
    });
    if (problem?.retryAfterSeconds) res.set("Retry-After", String(problem.retryAfterSeconds));
    res.status(problem?.status ?? 200).set("Cache-Control", "private, no-store");
    render(
      res,
      { title: words().t("comments.form.title"), robots: "noindex" },
      commentNew({
        form,
        problem: problem && Object.keys(errors ?? {}).length === 0 ? problem.message : null,
        preview: hasPreview && !isTooLong(typed.comment) ? renderComment(typed.comment.trim()).html : null,
      }),
    );
  };

  /** What keeps everybody, or this person, from commenting here at all. */
  const obstacle = (post: CommentablePost, res: Response, now: Date): Problem | undefined => {
    const discussion = settings.get("discussion");
    if (closedBecause(post, discussion, now)) return { status: 403, message: "comments.closed" };
    if (discussion.requireAccount && !res.locals.viewer)
      return { status: 403, message: "comments.problems.account" };
    return undefined;
  };

  /** Whether the comment that is answered is there, on this post. */
  const isParentThere = ({ parentId }: CommentDraft, post: CommentablePost) =>
    parentId === null || comments.find(parentId, post.id)?.kind === "comment";

  const remember = (req: Request, res: Response, draft: CommentDraft, now: Date): string | undefined => {
    if (res.locals.viewer) return undefined;
    const known = commenter.read(req, now);
    const wants = draft.remember && settings.get("discussion").offerToRemember;
    if (!wants) {
      if (known) commenter.forget(res);
      return known?.token;
    }
    const token = known?.token ?? newToken();
    const { name, email, website } = draft;
    commenter.remember(res, { name, email, website, token }, now);
    return token;
  };

  const addressAfter = (
    post: CommentablePost,
    { id, isApproved }: Extract<Outcome, { kind: "posted" }>,
    now: Date,
  ) => {
    const place = comments.place(id);
    const page = place && pageInAddress(place, settings.get("discussion"));
    return isApproved
      ? paths.comment(post, id, page)
      : paths.heldComment(post, id, heldToken(signer, id, now), page);
  };

  const postOf = (req: Request<{ postId: string }>, now: Date): CommentablePost => {
    const id = /^[1-9]\d{0,14}$/.test(req.params.postId) ? Number(req.params.postId) : 0;
    const post = comments.findPost(id, now);
    if (!post || !isUnlocked(post, req)) throw new NotFound("There is no such post.");
    return post;
  };

  return {
    /** Who opens the address of the form again, from the history or a tab that was closed, gets the form of the post. */
    show: (req: Request<{ postId: string }>, res: Response) =>
      res.redirect(302, paths.respond(postOf(req, clock()))),

    async create(req: PostRequest, res: Response) {
      const now = clock();
      const post = postOf(req, now);
      const { viewer } = res.locals;
      const wait = may(viewer, "comments.moderate") ? 0 : await throttle(req.ip ?? "");
      if (wait > 0)
        return showForm(req, res, post, {
          problem: { status: 429, message: "comments.problems.throttled", retryAfterSeconds: wait },
        });
      const problem = obstacle(post, res, now);
      if (problem) return showForm(req, res, post, { problem });

      const form = parseCommentForm(req.body, settings.get("discussion"), viewer);
      const hasPreview = isTicked(req.body, "preview");
      if (!form.ok)
        return showForm(req, res, post, {
          ...{ problem: { status: 422, message: "comments.problems.form" }, errors: form.errors, hasPreview },
        });
      if (!isParentThere(form.value, post))
        return showForm(req, res, post, {
          problem: { status: 422, message: "comments.problems.parent" },
        });
      if (hasPreview) return showForm(req, res, post, { hasPreview });

      const sender = { viewer, ip: req.ip ?? "", userAgent: req.get("user-agent") ?? "" };
      const token = remember(req, res, form.value, now);
      const outcome = await posting.post(post.id, form.value, { ...sender, browserToken: token }, now);
      if (outcome.kind === "refused") return showForm(req, res, post, { problem: REFUSALS[outcome.reason] });
      res.set("Cache-Control", "private, no-store").redirect(303, addressAfter(post, outcome, now));
    },
  };
}

interface Shown {
  problem?: Problem;
  errors?: CommentErrors;
  hasPreview?: boolean;
}

interface Parts {
  comments: CommentRepository;
  posting: CommentPosting;
  settings: SettingsRepository;
  paths: Paths;
  words: CurrentWords;
  render: Render;
  clock: () => Date;
  signer: Signer;
  commenter: CommenterCookie;
  throttle: Throttle;
  isUnlocked: (post: Pick<CommentablePost, "id" | "password">, req: Request) => boolean;
}
