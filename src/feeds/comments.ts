import type { NextFunction, Request, Response } from "express";
import { tags } from "../cache/tags.ts";
import type { CommentRepository, RecentComment } from "../comments/repository.ts";
import type { Paths } from "../paths.ts";
import { headlineOf } from "../posts/headline.ts";
import { postTags } from "../posts/made-of.ts";
import type { Post } from "../posts/post.ts";
import type { PostRepository } from "../posts/repository.ts";
import type { SettingsRepository } from "../settings/repository.ts";
import type { Send } from "../web/render.ts";
import type { CurrentWords } from "../web/words.ts";
import { sendFeed } from "./answer.ts";
import type { FeedFormat, FeedItem } from "./feed.ts";
import { feedOf } from "./head.ts";
import { idOfPost, keptFeedHtml } from "./items.ts";

interface Parts {
  comments: Pick<CommentRepository, "latestApproved" | "latestApprovedOn">;
  commentAddress: (comment: RecentComment) => string;
  posts: Pick<PostRepository, "findPost" | "findPage" | "findById">;
  settings: SettingsRepository;
  paths: Paths;
  words: CurrentWords;
  send: Send;
  clock: () => Date;
}

/** Feeds of what readers say: everywhere, and below one post or page. */
export function publicCommentFeeds(parts: Parts) {
  const { comments, commentAddress, posts, settings, paths, words, send, clock } = parts;
  const htmlOf = keptFeedHtml();
  const limit = () => settings.get("reading").feedItems;

  const toItem = (comment: RecentComment): FeedItem => {
    const { t } = words();
    const url = paths.absolute(commentAddress(comment));
    return {
      id: `${idOfPost(paths, comment.postId)}#comment-${comment.id}`,
      url,
      title: t("feeds.commentBy", { author: comment.authorName, title: headlineOf(comment.post, words()) }),
      summary: comment.text,
      html: htmlOf(`comment ${comment.id}`, comment.html, url),
      publishedAt: comment.createdAt,
      updatedAt: comment.createdAt,
      authors: [{ name: comment.authorName }],
      topics: [],
    };
  };

  /** The post or page at an address: whichever of those that its segments may name stands exactly there. */
  const findAt = (segments: string[], now: Date): Post | undefined => {
    const address = `/${segments.map(encodeURIComponent).join("/")}`;
    const candidates = function* () {
      yield posts.findPage(segments.join("/"), now);
      for (const segment of segments.toReversed()) {
        yield posts.findPost(segment, now);
        if (/^[1-9]\d{0,14}$/.test(segment)) yield posts.findById(Number(segment), now);
      }
    };
    for (const post of candidates())
      if (post && post.password === null && paths.post(post) === address) return post;
    return undefined;
  };

  return {
    site: (format: FeedFormat) => (_req: Request, res: Response) => {
      const { t, isoDate } = words();
      const name = t("feeds.comments");
      const latest = comments.latestApproved(limit(), clock());
      const feed = feedOf(
        { address: "/comments", page: paths.home(), name, items: latest.map(toItem) },
        parts,
      );
      // A page that comes back brings its comments, and topics and people may stand in the addresses of posts.
      const keep = { address: paths.feed("/comments", format), madeOf: [tags.anything] };
      sendFeed(res, { feed, format, keep }, { send, isoDate });
    },
    /** Below a post. An address that is none of a post's is left to the routes behind. */
    post:
      (format: FeedFormat) => (req: Request<{ address: string[] }>, res: Response, next: NextFunction) => {
        const { t, isoDate } = words();
        const post = findAt(req.params.address, clock());
        if (!post) return next();
        const name = t("feeds.commentsOn", { title: headlineOf(post, words()) });
        const items = comments.latestApprovedOn(post.id, limit(), clock()).map(toItem);
        const feed = feedOf({ address: paths.post(post), name, items }, parts);
        // A page may take this address.
        const madeOf = [...postTags(post), tags.path(req.params.address.join("/"))];
        const keep = { address: paths.feed(paths.post(post), format), madeOf };
        sendFeed(res, { feed, format, keep }, { send, isoDate });
      },
  };
}
