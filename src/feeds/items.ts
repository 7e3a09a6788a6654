import { feedHtml } from "../html/feed.ts";
import type { SafeHtml } from "../html/safe-html.ts";
import type { Paths } from "../paths.ts";
import type { Post } from "../posts/post.ts";
import type { FeedItem } from "./feed.ts";
import type { FeedRepository } from "./repository.ts";

const MOST_KEPT = 300;

/** A `feedHtml` that keeps its last results: feeds are asked for again and again, and their bodies seldom change. */
export function keptFeedHtml(make = feedHtml) {
  const kept = new Map<string, { source: string; html: string }>();
  return (name: string, body: SafeHtml, address: string): string => {
    const source = `${address}\n${body.toString()}`;
    const known = kept.get(name);
    if (known?.source === source) return known.html;
    const html = make(body, address);
    kept.delete(name);
    kept.set(name, { source, html });
    if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value!);
    return html;
  };
}

/** The permanent id of a post: it leads to the post, wherever that stands. */
export const idOfPost = (paths: Paths, postId: number) => paths.absolute(`/?p=${postId}`);

/** Posts as items of a feed. */
export function postItems(parts: { repository: Pick<FeedRepository, "pictureFiles">; paths: Paths }) {
  const { repository, paths } = parts;
  const htmlOf = keptFeedHtml();
  return (posts: Post[]): FeedItem[] => {
    const files = repository.pictureFiles(
      posts.flatMap(({ picture }) => (picture ? [mediaPath(picture)] : [])),
    );
    return posts.map((post) => {
      const address = paths.post(post);
      const url = paths.absolute(address);
      const publishedAt = post.publishedAt ?? post.updatedAt;
      const file = post.picture && files.get(mediaPath(post.picture));
      return {
        id: idOfPost(paths, post.id),
        url,
        title: post.title,
        summary: post.summary,
        html: htmlOf(`post ${post.id}`, post.html, url),
        publishedAt,
        updatedAt: new Date(Math.max(publishedAt.getTime(), post.updatedAt.getTime())),
        authors: post.authors.map((author) => ({
          name: author.name,
          url: paths.absolute(paths.author(author)),
        })),
        topics: [...post.categories, ...post.tags].map(({ name, slug }) => ({ name, slug })),
        ...(post.language !== null && { language: post.language }),
        ...(post.picture &&
          file && {
            picture: {
              ...{ url: paths.absolute(post.picture.src), alt: post.picture.alt, ...file },
              ...{ width: post.picture.width, height: post.picture.height },
            },
          }),
        comments: {
          page: paths.absolute(paths.comments(post)),
          feed: paths.absolute(paths.feed(address)),
          count: post.commentCount,
        },
      };
    });
  };
}

const mediaPath = ({ src }: { src: string }) => src.replace(/^\/media\//, "");
