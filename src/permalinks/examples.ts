import type { Paths, PostAddress } from "../paths.ts";

interface Parts {
  posts: { latest: (count: number, now: Date) => PostAddress[] };
  paths: Paths;
  clock: () => Date;
}

/** Says of any structure which address it gives the newest post, or an invented one where none is published. */
export function permalinkExamples({ posts, paths, clock }: Parts) {
  return (): ((structure: string) => string) => {
    const now = clock();
    const [post = invented(now)] = posts.latest(1, now);
    return (structure) => paths.absolute(paths.postUnder(structure, post));
  };
}

const invented = (publishedAt: Date): PostAddress => ({
  id: 123,
  kind: "post",
  slug: "sample-post",
  path: null,
  publishedAt,
  category: "news",
  author: null,
});
