import { createHmac, randomBytes } from "node:crypto";
import { withSite } from "../src/commands/site.ts";
import { sentAs, typedFrom } from "../src/posts/typed.ts";
import { randomFrom } from "../src/seed/random.ts";

/** What the requests need to know of the site they are sent to. */
export interface Site {
  /** The newest, at most 10,000. */
  posts: { id: number; address: string }[];
  /** One of them, of usual length: the newest may be a few words that an earlier run published. */
  story: { id: number; address: string };
  /** Some of them, as their editor's form says them. */
  forms: { id: number; fields: Record<string, string[]> }[];
  /** Addresses of 500 posts, spread evenly over the whole archive. */
  sample: string[];
  deepPage: string;
  /** Of somebody who is signed in and may do everything. */
  cookie: string;
  random: () => number;
  /** A number that no request had before, in this run or an earlier one: no comment is said twice. */
  unique: () => number;
}

const MOST_POSTS = 10_000;
const SAMPLED = 500;
const FORMS = 50;
const DEEP_PAGE = 5000;

/** How often all posts were viewed, by what is written in a data folder. */
export function viewsIn(dataDir: string): Promise<number> {
  return withSite({ DATA_DIR: dataDir }, ({ stats }) => stats.total());
}

/** Lets the site of a data folder count nothing when it answers. */
export function leaveCountingToBrowsers(dataDir: string): Promise<void> {
  return withSite({ DATA_DIR: dataDir }, ({ settings, clock }) =>
    settings.update("caching", { viewsCountedBy: "browser" }, clock()),
  );
}

/** Reads what is needed from a data folder, and signs somebody in there. */
export function readSite(dataDir: string): Promise<Site> {
  return withSite({ DATA_DIR: dataDir }, ({ posts, desk, paths, users, sessions, settings, keys, clock }) => {
    const now = clock();
    const email = "bench@news.example";
    const known = users.findByEmail(email)?.id;
    const userId =
      known ??
      users.create({ role: "admin", name: "Bench", slug: "bench", email, passwordHash: "none" }, now);
    const sid = randomBytes(24).toString("base64url");
    const { sessionEpoch } = users.find(userId)!;
    const session = {
      cookie: { originalMaxAge: null },
      userId,
      epoch: sessionEpoch,
      startedAt: now.getTime(),
    };
    sessions.set(sid, session);
    const signature = createHmac("sha256", keys.session).update(sid).digest("base64").replace(/=+$/, "");
    const pages = Math.ceil(posts.count(now) / settings.get("reading").postsPerPage);
    const [{ id: highest } = { id: 0 }] = posts.latest(1, now, 1);
    const spread = Array.from({ length: SAMPLED }, (_, index) =>
      Math.ceil(((index + 1) * highest) / SAMPLED),
    );
    const newest = posts.latest(MOST_POSTS, now).map((post) => ({ id: post.id, address: paths.post(post) }));
    const { timeZone } = settings.get("general");
    const forms = desk
      .listSources(newest.slice(0, FORMS).map(({ id }) => id))
      .map((source) => ({ id: source.id, fields: sentAs({ ...typedFrom(source, timeZone), version: "" }) }));
    let last = now.getTime();
    return {
      unique: () => (last += 1),
      sample: posts.listByIds(spread, now).map(paths.post),
      posts: newest,
      story: newest[newest.length >> 1]!,
      forms,
      deepPage: paths.home(Math.min(DEEP_PAGE, pages)),
      cookie: `sid=${encodeURIComponent(`s:${sid}.${signature}`)}`,
      random: randomFrom(1948).next,
    };
  });
}
