import { randomFrom } from "../src/seed/random.ts";
import { get, post, type Headers } from "./load/request.ts";
import type { Site } from "./site.ts";

export type ServerName = "bare" | "bareMix" | "nginx" | "express" | "site" | "crew" | "uncounted";

/** One thing that is measured: what is asked of which server. The requests are sent in turn, over and over. */
export interface Target {
  name: string;
  server: ServerName;
  requests: (site: Site) => string[];
  /** What is asked before anything is measured, so that a cache is as full as on a site that has run for a while. */
  before?: (site: Site) => string[];
  /** How many requests are under way at once; 32 where nothing is said. */
  connections?: number;
  /** Statuses that are not an error; 200 where nothing is said. */
  expects?: number[];
}

const gzip = { "Accept-Encoding": "gzip" };
const br = { "Accept-Encoding": "br" };
/** No page is kept under an address with a question the site does not know: the answer is made anew. */
const anew = (address: string) => `${address}?anew`;
const onePost =
  (headers: Headers) =>
  ({ story }: Site) => [get(story.address, headers)];
const one =
  (address: string, headers: Headers = gzip) =>
  () => [get(address, headers)];
const manyPosts = ({ sample }: Site) => sample.map((address) => get(anew(address), gzip));
/** Another reader each time: the address that a proxy in front would report. */
const reader = (index: number) => ({
  "X-Forwarded-For": `10.${index >> 16}.${(index >> 8) & 255}.${index & 255}`,
});

/** What one page of the same bytes costs: limits first, then the site, kept and not kept. */
export const serving: Target[] = [
  { name: "bare `node:http`, identity", server: "bare", requests: onePost({}) },
  { name: "bare `node:http`, gzip", server: "bare", requests: onePost(gzip) },
  { name: "nginx, static file, gzip", server: "nginx", requests: onePost(gzip) },
  { name: "Express 5, one route, gzip", server: "express", requests: onePost(gzip) },
  { name: "post, identity", server: "site", requests: onePost({}) },
  { name: "post, gzip", server: "site", requests: onePost(gzip) },
  { name: "post, Brotli", server: "site", requests: onePost(br) },
  {
    name: "post, 304",
    server: "site",
    requests: onePost({ ...gzip, "If-None-Match": "*" }),
    expects: [304],
  },
  { name: "post, every visit counted", server: "site", requests: countedVisits },
  { name: "post, made anew", server: "site", requests: manyPosts },
  { name: "home, made anew", server: "site", requests: one(anew("/")) },
  { name: "bare `node:http`, the mix", server: "bareMix", requests: zipfMix, expects: [200, 303] },
  {
    name: "Zipf mix with writes",
    server: "site",
    before: ({ posts }) => posts.map(({ address }) => get(address, gzip)),
    requests: zipfMix,
    expects: [200, 303],
  },
  {
    name: "posts, signed in",
    server: "site",
    requests: (site) => [get("/admin/posts", { Cookie: site.cookie })],
  },
  { name: "search, a common word", server: "site", requests: one("/search?q=council") },
  { name: "RSS", server: "site", requests: one("/feed") },
  { name: "comment, held", server: "site", requests: heldComments, expects: [303], connections: 8 },
];

/** The same visits of one process, of one that leaves counting to the browsers, and of two workers, each with a data folder of its own. */
export const crews: Target[] = [
  { name: "one process", server: "site", requests: countedVisits, connections: 128 },
  { name: "nothing counted", server: "uncounted", requests: countedVisits, connections: 128 },
  { name: "two workers", server: "crew", requests: countedVisits, connections: 128 },
  { name: "one process, many posts", server: "site", requests: visitsOfMany, connections: 128 },
  { name: "two workers, many posts", server: "crew", requests: visitsOfMany, connections: 128 },
];

const pages: Omit<Target, "connections">[] = [
  { name: "post", server: "site", requests: manyPosts },
  { name: "home", server: "site", requests: one(anew("/")) },
  { name: "category", server: "site", requests: one(anew("/category/town")) },
  {
    name: "archive, page 5,000 or the last",
    server: "site",
    requests: (site) => [get(anew(site.deepPage), gzip)],
  },
  { name: "search, a common word", server: "site", requests: one("/search?q=council") },
  { name: "search, a rare word", server: "site", requests: one("/search?q=kagadanel") },
];

/** Pages whose cost must not grow with the archive: made anew each time, and asked for one at a time. */
export const growing: Target[] = pages.map((target) => ({ ...target, connections: 1 }));

/** How many readers come in turn, to one post, where every visit is counted; and as many others, to one of all posts each. */
export const READERS = 20_000;

function countedVisits({ story }: Site): string[] {
  return Array.from({ length: READERS }, (_, index) => get(story.address, { ...gzip, ...reader(index) }));
}

/** The same posts for the same readers each time. */
function visitsOfMany({ posts }: Site): string[] {
  const choose = byZipf(posts, randomFrom(1815).next);
  return Array.from({ length: READERS }, (_, index) =>
    get(choose().address, { ...gzip, ...reader(READERS + index) }),
  );
}

/** More than are sent in a round: a comment that came twice would be refused. */
const MOST_COMMENTS = 30_000;

function heldComments(site: Site): string[] {
  return Array.from({ length: MOST_COMMENTS }, (_, index) => heldComment(site, index));
}

function heldComment({ posts, unique }: Site, index: number): string {
  const number = unique();
  const form = {
    comment: `A remark, number ${number}.`,
    name: "Reader",
    email: `reader${number}@example.org`,
  };
  return post(`/comments/${posts[index % 1000]!.id}`, form, reader(number % 2 ** 24));
}

/** As many, for the same reason. */
const MIX_REQUESTS = 120_000;

/** 10,000 posts read by a Zipf law, 1 % comments that are held, 0.02 % new posts and changed ones. */
function zipfMix(site: Site): string[] {
  const choose = byZipf(site.posts, site.random);
  return Array.from({ length: MIX_REQUESTS }, (_, index) => {
    if (index % 10_000 === 2500) return newPost(site);
    if (index % 10_000 === 7500) return changedPost(site, index);
    if (index % 100 === 50) return heldComment(site, index);
    return get(choose().address, { ...gzip, ...reader(index % 5000) });
  });
}

/** Chooses by a Zipf law: the second half as often as the first, the third a third as often. */
function byZipf<Item>(items: Item[], random: () => number): () => Item {
  const upTo = new Float64Array(items.length);
  items.forEach((_, index) => (upTo[index] = (upTo[index - 1] ?? 0) + 1 / (index + 1)));
  return () => items[firstAbove(upTo, random() * upTo.at(-1)!)]!;
}

function newPost({ cookie, unique }: Site): string {
  const form = {
    do: "publish",
    title: `News ${unique()}`,
    body: "Something happened.",
    visibility: "public",
  };
  return post("/admin/posts", { ...form, commentsOpen: "on" }, { Cookie: cookie });
}

function changedPost({ forms, cookie, unique }: Site, index: number): string {
  const { id, fields } = forms[index % forms.length]!;
  const body = `${fields.body!.join("")}\n\nMore came to light, ${unique()}.`;
  return post(`/admin/posts/${id}`, { ...fields, body, do: "update" }, { Cookie: cookie });
}

/** The first place of a rising list whose value is at least this. */
function firstAbove(rising: Float64Array, value: number): number {
  let [low, high] = [0, rising.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rising[middle]! >= value) high = middle;
    else low = middle + 1;
  }
  return low;
}
