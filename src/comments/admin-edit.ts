import type { Request, Response } from "express";
import { Conflict, NotFound } from "../errors.ts";
import type { Paths } from "../paths.ts";
import type { PostRepository } from "../posts/repository.ts";
import type { Vault } from "../secrets/vault.ts";
import { viewerOf } from "../sessions/guard.ts";
import { webAddress, type FormBody } from "../web/form.ts";
import type { Render } from "../web/render.ts";
import type { CurrentWords } from "../web/words.ts";
import { complaintsAboutPerson, complaintsAboutText, readTyped, type CommentErrors } from "./form.ts";
import type { Moderation } from "./moderation.ts";
import type { CommentSource } from "./queue.ts";
import type { QueueRepository } from "./queue-repository.ts";
import { openedEmail } from "./sealed-email.ts";
import { commentEdit, commentReply } from "./views.ts";

type OneRequest = Request<{ id: string }, unknown, FormBody>;

/** One comment of the queue: editing it, and answering it. It opens the sealed e-mail address, for the same reason. */
export function adminComment({ queue, moderation, posts, vault, paths, words, render, clock }: Parts) {
  const find = (req: OneRequest): CommentSource => {
    const comment = /^[1-9]\d{0,14}$/.test(req.params.id) ? queue.find(Number(req.params.id)) : undefined;
    if (!comment) throw new NotFound("There is no such comment.");
    return comment;
  };
  const postOf = ({ postId }: CommentSource) => {
    const post = posts.findAny(postId);
    if (!post) throw new NotFound("There is no such post.");
    return post;
  };
  const showEdit = (res: Response, comment: CommentSource, values: Values, errors: CommentErrors = {}) => {
    if (Object.keys(errors).length > 0) res.status(422);
    const meta = { title: words().t("comments.queue.editTitle"), section: "comments" };
    render(res, meta, commentEdit({ comment, post: postOf(comment), values, errors }));
  };
  const showReply = (res: Response, comment: CommentSource, text: string, errors: CommentErrors = {}) => {
    if (Object.keys(errors).length > 0) res.status(422);
    const meta = {
      title: words().t("comments.queue.replyTitle", { name: nameOf(comment) }),
      section: "comments",
    };
    render(res, meta, commentReply({ comment, post: postOf(comment), text, errors }));
  };
  const nameOf = ({ authorName }: CommentSource) => authorName || words().t("comments.anonymous");
  return {
    edit(req: OneRequest, res: Response) {
      const comment = find(req);
      const { authorName: name, website, source } = comment;
      showEdit(res, comment, {
        name,
        email: openedEmail(vault, comment.emailSealed) ?? "",
        website,
        comment: source,
      });
    },
    update(req: OneRequest, res: Response) {
      const comment = find(req);
      const typed = readTyped(req.body);
      const errors = { ...complaintsAboutPerson(typed, false), ...complaintsAboutText(typed.comment) };
      if (Object.keys(errors).length > 0) return showEdit(res, comment, typed, errors);
      const { name, email } = typed;
      const website = typed.website === "" ? "" : webAddress(typed.website)!;
      moderation.edit(comment, { name, email, website, source: typed.comment.trim() }, clock());
      req.session.flash = { message: "comments.queue.done.edit", tone: "done" };
      res.redirect(303, paths.admin.comments());
    },
    reply(req: OneRequest, res: Response) {
      showReply(res, answerable(find(req)), "");
    },
    createReply(req: OneRequest, res: Response) {
      const comment = answerable(find(req));
      const text = readTyped(req.body).comment.trim();
      const errors = complaintsAboutText(text);
      if (errors.comment) return showReply(res, comment, text, errors);
      moderation.reply(comment, viewerOf(res), text, clock());
      req.session.flash = { message: "comments.queue.done.reply", tone: "done" };
      res.redirect(303, paths.admin.comments());
    },
  };
}

interface Values {
  name: string;
  email: string;
  website: string;
  comment: string;
}

interface Parts {
  queue: QueueRepository;
  moderation: Moderation;
  posts: PostRepository;
  vault: Vault;
  paths: Paths;
  words: CurrentWords;
  render: Render;
  clock: () => Date;
}

/** Throws Conflict for spam and the trash: nobody would see the answer. */
function answerable(comment: CommentSource): CommentSource {
  if (comment.status === "spam" || comment.status === "trash") throw new Conflict("It was put away.");
  return comment;
}
