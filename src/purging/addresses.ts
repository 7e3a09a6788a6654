import { EVERYTHING, tags as names, type Tag } from "../cache/tags.ts";
import type { Paths, PostAddress } from "../paths.ts";

interface Parts {
  paths: Paths;
  /** Where posts and pages stand or stood, whatever their state: what was withdrawn is to be forgotten too. */
  listAddresses: (ids: number[]) => PostAddress[];
}

export type ChangedAddresses = ReturnType<typeof changedAddresses>;

/**
 * The addresses that names of a change lead to, for caches that know no names: posts, pages, the front page and the
 * feed. Archives are known by their names alone.
 */
export function changedAddresses({ paths, listAddresses }: Parts) {
  return (changed: Tag[]): string[] => {
    const ids = changed.flatMap((tag) => /^post:(\d+)$/.exec(tag)?.[1] ?? []).map(Number);
    const pages = changed.flatMap((tag) => /^path:(.+)$/.exec(tag)?.[1] ?? []);
    const isFront = changed.includes(names.newest) || changed.includes(EVERYTHING);
    const addresses = new Set([
      ...(isFront ? [paths.home(), paths.feed()] : []),
      ...listAddresses(ids.slice(0, MOST_POSTS)).map((post) => paths.post(post)),
      ...pages.map((path) => encodeURI(`/${path}`)),
    ]);
    return [...addresses].map(paths.absolute);
  };
}

const MOST_POSTS = 1000;
