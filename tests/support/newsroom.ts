import { createHash, createHmac, randomBytes } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import request from "supertest";
import { assetsFolder } from "../../src/installation.ts";
import { pageCache } from "../../src/cache/page-cache.ts";
import { compileViews, createApp } from "../../src/app.ts";
import type { Database } from "../../src/database/driver.ts";
import { openInMemory } from "../../src/database/open.ts";
import { buildParts } from "../../src/parts.ts";
import type { PostDraft } from "../../src/posts/post.ts";
import { newKeys } from "../../src/secrets/keys.ts";
import type { Role } from "../../src/users/user.ts";
import { slugify } from "../../src/slug.ts";
import { createAssets } from "../../src/web/assets.ts";

/** A room keeps few pages. */
const CACHE_BYTES = 2 ** 20;
const files = { assets: createAssets(assetsFolder), templates: compileViews(), trustProxy: [] };
const keys = newKeys();

export const BASE_URL = "https://news.example";

const asBrowser = {
  "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
  "Sec-Fetch-Site": "same-origin",
};

export type Newsroom = ReturnType<typeof newsroom>;

/**
 * The real application on databases in memory, with a clock that can be set (it starts on 1 March 2026, noon UTC) and
 * three people: Ada administers, Ben writes, Cleo reads. A room costs a few milliseconds: each test has its own.
 */
export function newsroom(
  options: {
    replaceMessages?: (message: string, key: string) => string;
    baseUrl?: string;
    trustProxy?: string[];
  } = {},
) {
  let now = new Date("2026-03-01T12:00:00.000Z");
  const log: { message: string; details: object }[] = [];
  const record = (details: object, message: string) => void log.push({ details, message });
  const baseUrl = options.baseUrl ?? BASE_URL;
  const { content, activity } = openInMemory();
  const dataDir = mkdtempSync(join(tmpdir(), "broadsheet-test-"));
  const partsOn = (content: Database) =>
    buildParts({
      ...{ databases: { content, activity }, keys, dataDir },
      baseUrl: () => baseUrl,
      clock: () => now,
      log: { info: record, error: record },
      replaceMessages: options.replaceMessages,
    });
  const parts = partsOn(content);
  const app = createApp(parts, {
    ...files,
    cache: pageCache(CACHE_BYTES),
    trustProxy: options.trustProxy ?? [],
  });

  /** A new account; its address is name@news.example. */
  const user = (name: string, role: Role) => {
    const email = `${slugify(name)}@news.example`;
    const id = parts.users.create({ role, name, slug: slugify(name), email, passwordHash: "none" }, now);
    return { id, name, email, slug: slugify(name) };
  };
  /** A browser in which this person is signed in. */
  const signedIn = ({ id }: { id: number }) => {
    const sid = randomBytes(24).toString("base64url");
    const session = {
      cookie: { originalMaxAge: null },
      userId: id,
      epoch: parts.users.find(id)!.sessionEpoch,
      startedAt: now.getTime(),
    };
    parts.activity
      .prepare("INSERT INTO sessions (sid_hash, data, user_id, expires_at) VALUES (?, ?, ?, ?)")
      .run(
        createHash("sha256").update(sid).digest(),
        JSON.stringify(session),
        id,
        now.getTime() + 86_400_000,
      );
    const signature = createHmac("sha256", keys.session).update(sid).digest("base64").replace(/=+$/, "");
    const name = baseUrl.startsWith("https:") ? "__Host-sid" : "sid";
    return browser({ Cookie: `${name}=${encodeURIComponent(`s:${sid}.${signature}`)}` });
  };
  /** Sends requests as a browser does: forms come from this site, cookies are kept. */
  const browser = (headers: Record<string, string> = {}) => {
    const { Cookie, ...others } = headers;
    const jar = new Map<string, string>();
    for (const pair of Cookie?.split("; ") ?? []) keep(jar, pair);
    const sent = (test: request.Test) => {
      const cookies = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
      test.on("response", (answer: request.Response) => {
        for (const line of (answer.headers["set-cookie"] as unknown as string[] | undefined) ?? [])
          keep(jar, line);
      });
      return test.set({
        ...asBrowser,
        Host: new URL(baseUrl).host,
        ...others,
        ...(cookies && { Cookie: cookies }),
      });
    };
    return {
      jar,
      get: (path: string) => sent(request(app).get(path)),
      head: (path: string) => sent(request(app).head(path)),
      post: (path: string, form: Record<string, unknown> = {}) =>
        sent(request(app).post(path)).type("form").send(form),
      upload: (path: string) => sent(request(app).post(path)),
    };
  };

  const ada = user("Ada Admin", "admin");
  const ben = user("Ben Author", "author");

  /** Saves a post by Ben, published an hour ago unless said otherwise, and returns it as readers find it. */
  const post = (draft: Partial<PostDraft> = {}) => {
    const title = draft.title ?? "A quiet morning";
    const id = parts.saving.create(
      {
        ...{ kind: "post", status: "published", title, slug: "", parentId: null, position: 0, excerpt: "" },
        ...{ bodySource: "Nothing happened, and it was good.", bodyFormat: "markdown", password: null },
        ...{ publishedAt: new Date(now.getTime() - 3_600_000), isSticky: false, commentsOpen: true },
        ...{ featuredMediaId: null, authorIds: [ben.id], categoryIds: [], tagIds: [] },
        ...draft,
      },
      now,
    );
    const saved = parts.posts.findAny(id)!;
    return { ...saved, address: parts.paths.post(saved) };
  };

  /** Puts a picture into the library, its rows alone, and returns its id. */
  const picture = (name: string): number =>
    parts.media.create(
      {
        ...{ path: `${name}.webp`, mime: "image/webp", width: 900, height: 600, bytes: 9, alt: name },
        ...{ originalName: name, sha256: Buffer.from(name), caption: "", credit: "", uploadedBy: null },
        variants: [{ mime: "image/webp", width: 320, height: 213, path: `${name}-320.webp`, bytes: 5 }],
      },
      now,
    );

  return {
    ...{ app, parts, partsOn, log, baseUrl, user, signedIn, browser, post, picture, ada, ben },
    /** Sets the clock. */
    at: (time: string) => void (now = new Date(time)),
    later: (ms: number) => void (now = new Date(now.getTime() + ms)),
    now: () => now,
    /** Cleo, who has no account. */
    reader: browser(),
    admin: signedIn(ada),
    author: signedIn(ben),
  };
}

/** Keeps one Set-Cookie line as a browser would, but for its path; an expired one is forgotten. */
function keep(jar: Map<string, string>, line: string) {
  const [pair, ...attributes] = line.split("; ");
  const [name, ...value] = pair!.split("=");
  const expires = attributes.find((attribute) => attribute.startsWith("Expires="))?.slice("Expires=".length);
  if (expires && new Date(expires).getTime() < Date.parse("2000-01-01")) jar.delete(name!);
  else jar.set(name!, value.join("="));
}
