import type { Paths, PostAddress } from "../paths.ts";
import type { PostRepository } from "./repository.ts";

interface Parts {
  posts: Pick<PostRepository, "latest">;
  paths: Paths;
  clock: () => Date;
}

/** The address that the newest post would have under a structure, or an invented one where none is published. */
export function permalinkExample({ posts, paths, clock }: Parts) {
  return (structure: string): string => {
    const now = clock();
    const [newest] = posts.latest(1, now);
    return paths.absolute(paths.postUnder(structure, newest ?? invented(now)));
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
