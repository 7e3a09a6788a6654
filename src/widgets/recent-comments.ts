import * as z from "zod";
import { excerptOf } from "../html/text.ts";
import { isTicked, lineOf } from "../web/form.ts";
import { check, numberOf, title, whole } from "./fields.ts";
import type { Widget } from "./widget.ts";

const schema = z.object({ title, count: whole(1, 20, 5), showText: z.boolean().default(true) });

/** What a story is called, and in which language; one without a title by its date. */
interface Headlined {
  title: string;
  language: string | null;
  publishedAt: Date | null;
}

export interface CommentLink {
  author: string;
  post: Headlined;
  href: string;
  createdAt: Date;
  /** The beginning of what it says; null where it is not shown. */
  text: string | null;
}

/** What this widget reads of a comment. */
export interface ToldComment {
  authorName: string;
  /** Plain. */
  text: string;
  createdAt: Date;
  post: Headlined;
}

interface Sources<Comment> {
  /** The newest approved comments on what is listed. */
  latestApproved: (limit: number, now: Date) => Comment[];
  addressOf: (comment: Comment) => string;
}

const EXCERPT_WORDS = 18;

/** Who said what lately, and where. */
export function recentComments<Comment extends ToldComment>({
  latestApproved,
  addressOf,
}: Sources<Comment>): Widget<z.infer<typeof schema>, { comments: CommentLink[] }> {
  return {
    kind: "recent-comments",
    name: "widgets.recentComments.name",
    about: "widgets.recentComments.about",
    heading: "widgets.recentComments.heading",
    defaults: schema.parse({}),
    schema,
    parse: (body) =>
      check(schema, {
        title: lineOf(body, "title"),
        count: numberOf(body, "count"),
        showText: isTicked(body, "showText"),
      }),
    load({ count, showText }, now) {
      const comments = latestApproved(count, now).map((comment) => ({
        author: comment.authorName,
        post: comment.post,
        href: addressOf(comment),
        createdAt: comment.createdAt,
        text: showText ? excerptOf(comment.text, EXCERPT_WORDS) : null,
      }));
      return comments.length > 0 ? { comments } : null;
    },
  };
}
