import type { IncomingMessage } from "node:http";
import type { Request, Response } from "express";
import { isBlank } from "../blank.ts";
import { cannotSave, NotFound, TRY_AGAIN_SECONDS } from "../errors.ts";
import { renderComment } from "../html/comment.ts";
import type { MessageKey } from "../messages/translator.ts";
import type { Paths } from "../paths.ts";
import type { Signer } from "../secrets/signer.ts";
import type { SettingsRepository } from "../settings/repository.ts";
import { may } from "../users/permissions.ts";
import type { Viewer } from "../users/user.ts";
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
import { mayFillPages, pageInAddress } from "./thread.ts";
import { commentLost, commentNew } from "./views.ts";

type PostRequest = Request<{ postId: string }, unknown, FormBody>;

interface Problem {
  status: 403 | 409 | 422 | 429 | 503;
  message: MessageKey;
  retryAfterSeconds?: number;
}

const REFUSALS: Record<"duplicate" | "flood" | "unsaved", Problem> = {
  duplicate: { status: 409, message: "comments.problems.duplicate" },
  flood: { status: 429, message: "comments.problems.flood", retryAfterSeconds: 15 },
  unsaved: { status: 503, message: "comments.problems.unsaved", retryAfterSeconds: TRY_AGAIN_SECONDS },
};

/** Sending a comment, and looking at it before. Whatever goes wrong, the words typed come back. */
export function publicComments(parts: Parts) {
  const { comments, posting, settings, paths, words, render, clock } = parts;
  const { signer, commenter, throttle, isUnlocked, log } = parts;

  const showForm = (req: PostRequest, res: Response, post: CommentablePost, shown: Shown) => {
    const { problem, errors, hasPreview } = shown;
    const typed = readTyped(req.body);
    const parent = typed.parentId === null ? undefined : comments.find(typed.parentId, post.id);
    const form = formModel({
      ...{ post, errors, discussion: settings.get("discussion"), viewer: res.locals.viewer },
      ...{ typed: { ...typed, parentId: parent?.id ?? null }, replyTo: parent?.authorName ?? null },
      action: paths.postComment(post, post.isUnlisted),
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

  /** The words back to whoever wrote them while the post went away or moved. It says the same where there never was one. */
  const showLost = (res: Response, comment: string) => {
    res.status(404).set("Cache-Control", "private, no-store");
    render(res, { title: words().t("comments.lost.title"), robots: "noindex" }, commentLost({ comment }));
  };

  /** What keeps everybody, or this person, from commenting here at all. */
  const obstacle = (post: CommentablePost, viewer: Viewer | null, now: Date): Problem | undefined => {
    const discussion = settings.get("discussion");
    if (closedBecause(post, discussion, now)) return { status: 403, message: "comments.closed" };
    if (discussion.requireAccount && !viewer) return { status: 403, message: "comments.problems.account" };
    return undefined;
  };

  /** Whether the comment that is answered is there, on this post. */
  const isParentThere = ({ parentId }: CommentDraft, post: CommentablePost) =>
    parentId === null || comments.find(parentId, post.id)?.kind === "comment";

  const remember = (req: Request, res: Response, draft: CommentDraft, now: Date): string | undefined => {
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
    const discussion = settings.get("discussion");
    const place = mayFillPages(post, discussion) ? comments.place(id) : undefined;
    const page = place && pageInAddress(place, discussion);
    return isApproved
      ? paths.comment(post, id, page)
      : paths.heldComment(post, id, heldToken(signer, id, now), page);
  };

  const unsaved = (error: unknown): { kind: "refused"; reason: "unsaved" } => {
    if (!cannotSave(error)) throw error;
    log.error({ err: error }, "a comment could not be saved");
    return { kind: "refused", reason: "unsaved" };
  };

  const postOf = (postId: string, { req, on }: Pick<From, "req" | "on">, now: Date): CommentablePost => {
    const id = /^[1-9]\d{0,14}$/.test(postId) ? Number(postId) : 0;
    const post = comments.findPost(id, now);
    if (!post || !isUnlocked(post, req) || (post.isUnlisted && on !== paths.post(post)))
      throw new NotFound("There is no such post.");
    return post;
  };

  const judge = async (postId: string, body: FormBody, { viewer, ...sender }: From): Promise<Taken> => {
    const now = clock();
    const post = postOf(postId, sender, now);
    const shown = (shown: Shown): Taken => ({ kind: "shown", post, shown });
    const wait = may(viewer, "comments.moderate") ? 0 : throttle(sender.ip);
    if (wait > 0)
      return shown({
        problem: { status: 429, message: "comments.problems.throttled", retryAfterSeconds: wait },
      });
    const problem = obstacle(post, viewer, now);
    if (problem) return shown({ problem });

    const form = parseCommentForm(body, settings.get("discussion"), viewer);
    const hasPreview = isTicked(body, "preview");
    if (!form.ok)
      return shown({
        ...{ problem: { status: 422, message: "comments.problems.form" }, errors: form.errors, hasPreview },
      });
    if (!isParentThere(form.value, post))
      return shown({ problem: { status: 422, message: "comments.problems.parent" } });
    if (hasPreview) return shown({ hasPreview });

    const { ip, userAgent } = sender;
    const browserToken = viewer ? undefined : sender.remember(form.value, now);
    const outcome = await posting
      .post(post.id, form.value, { viewer, ip, userAgent, browserToken }, now)
      .catch(unsaved);
    return outcome.kind === "refused"
      ? shown({ problem: REFUSALS[outcome.reason] })
      : { kind: "posted", address: addressAfter(post, outcome, now) };
  };
  const taken = new WeakMap<IncomingMessage, Promise<Taken>>();
  /** Judges what was sent and keeps it, once for a request. Rejects with NotFound where there is no such post. */
  const take = (postId: string, body: FormBody, from: From): Promise<Taken> => {
    const outcome = taken.get(from.req) ?? judge(postId, body, from);
    taken.set(from.req, outcome);
    return outcome;
  };

  return {
    take,
    /** Who opens the address of the form again, from the history or a tab that was closed, gets the form of the post. */
    show: (req: Request<{ postId: string }>, res: Response) =>
      res.redirect(302, paths.respond(postOf(req.params.postId, { req, on: req.query.on }, clock()))),

    async create(req: PostRequest, res: Response) {
      const from: From = {
        ...{ req, on: req.query.on, viewer: res.locals.viewer },
        ...{ ip: req.ip ?? "", userAgent: req.get("user-agent") ?? "" },
        remember: (draft, now) => remember(req, res, draft, now),
      };
      const outcome = await take(req.params.postId, req.body, from).catch((error: unknown) => {
        const { comment } = readTyped(req.body);
        if (!(error instanceof NotFound) || isBlank(comment)) throw error;
        return { kind: "lost" as const, comment };
      });
      if (outcome.kind === "lost") return showLost(res, outcome.comment);
      if (outcome.kind === "shown") return showForm(req, res, outcome.post, outcome.shown);
      res.set("Cache-Control", "private, no-store").redirect(303, outcome.address);
    },
  };
}

/** What became of a form: a comment at its address, or the form again. */
export type Taken =
  { kind: "posted"; address: string } | { kind: "shown"; post: CommentablePost; shown: Shown };

/** Who sends a form, and from where. */
export interface From {
  req: IncomingMessage;
  /** The address of the post, as the form names it. */
  on?: unknown;
  viewer: Viewer | null;
  ip: string;
  userAgent: string;
  /** Remembers a stranger who asks for it; the token of the browser, where it keeps one. */
  remember: (draft: CommentDraft, now: Date) => string | undefined;
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
  log: { error: (details: object, message: string) => void };
  isUnlocked: (post: Pick<CommentablePost, "id" | "password">, req: Pick<Request, "headers">) => boolean;
}
