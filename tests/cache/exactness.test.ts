import { describe, expect, it } from "vitest";
import type { PostDraft } from "../../src/posts/post.ts";
import { NO_OPTIONS, postTemplates } from "../../src/posts/options.ts";
import { storedHtml } from "../../src/html/safe-html.ts";
import { typedFrom } from "../../src/posts/typed.ts";
import { toViewer } from "../../src/users/repository.ts";
import { press } from "./press.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The same numbers for the same seed. Marsaglia, "Xorshift RNGs". */
function dice(seed: number) {
  let state = seed;
  return (sides: number) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % sides;
  };
}

/** A paper with people, topics, posts, pages, comments, a menu and widgets, and everything that may happen to it. */
function life(seed: number) {
  const paper = press(2);
  const roll = dice(seed);
  const { offices, now, later } = paper;
  const one = <Thing>(things: readonly Thing[]): Thing => things[roll(things.length)]!;
  const someOf = <Thing>(things: readonly Thing[]) => things.filter(() => roll(3) === 0);
  /** Whoever writes next: a worker, or a command beside it. */
  const writer = () => one(offices).parts;
  const first = offices[0]!.parts;

  const users = ["Ada", "Ben"].map((name) =>
    first.users.create(
      {
        role: "author",
        name,
        slug: name.toLowerCase(),
        email: `${name}@paper.example`,
        passwordHash: "none",
      },
      now(),
    ),
  );
  const topic = (kind: "category" | "tag", name: string, parentId: number | null = null) =>
    first.topics.create({ kind, name, parentId }, now());
  const world = topic("category", "World");
  const categories = [world, topic("category", "Europe", world), topic("category", "Town")];
  const tags = [topic("tag", "Trams"), topic("tag", "Rain")];
  for (const kind of ["recent-posts", "categories", "recent-comments"])
    first.widgets.add("sidebar", kind, first.widgetKinds.get(kind)!.defaults);
  const menu = first.menus.create("Main", "primary");

  let number = 0;
  const draft = (): PostDraft => ({
    ...{ kind: "post", status: one(["published", "published", "published", "draft"] as const) },
    ...{ title: `Story ${(number += 1)}`, slug: "", parentId: null, position: 0, excerpt: "" },
    ...{ bodySource: `Words of story ${number}.`, bodyFormat: "markdown", password: null },
    ...{ publishedAt: new Date(now().getTime() - roll(40) * DAY + roll(2) * 2 * HOUR), commentsOpen: true },
    ...{ isSticky: roll(8) === 0, featuredMediaId: null, authorIds: [one(users)] },
    ...{ categoryIds: someOf(categories), tagIds: someOf(tags) },
  });
  const drafts = new Map<number, PostDraft>();
  const pages: number[] = [];
  const comments: number[] = [];
  const create = (parts = writer()) => {
    const made = draft();
    drafts.set(parts.saving.create(made, now()), made);
  };
  const change = (id: number, changes: Partial<PostDraft>) => {
    const changed = { ...drafts.get(id)!, ...changes };
    writer().saving.update(id, changed, now());
    drafts.set(id, changed);
  };
  const page = (parts = writer()) => {
    const made: PostDraft = {
      ...draft(),
      ...{ kind: "page", title: `Page ${(number += 1)}`, categoryIds: [], tagIds: [], isSticky: false },
      ...{ parentId: roll(2) === 0 ? (pages.at(-1) ?? null) : null, status: "published", publishedAt: now() },
    };
    const id = parts.saving.create(made, now());
    drafts.set(id, made);
    pages.push(id);
  };
  for (let count = 0; count < 14; count += 1) create(first);
  for (let count = 0; count < 3; count += 1) page(first);
  const posts = () => [...drafts.keys()];
  const comment = () => {
    const id = writer().commentWriting.insert({
      ...{ postId: one(posts()), parentId: null, kind: "comment", userId: null, authorName: "Cleo" },
      ...{
        status: one(["approved", "pending"] as const),
        holdReason: null,
        emailSealed: null,
        emailHash: null,
      },
      ...{ website: "", browserHash: null, source: "Well.", sourceFormat: "markdown" },
      ...{ html: storedHtml("<p>Well.</p>"), text: "Well.", createdAt: now() },
    });
    comments.push(id);
  };

  const events: Record<string, () => void> = {
    create,
    page,
    comment,
    retitle: () => change(one(posts()), { title: `Story ${(number += 1)} again` }),
    rewrite: () => change(one(posts()), { bodySource: `Other words ${(number += 1)}.` }),
    redate: () => change(one(posts()), { publishedAt: new Date(now().getTime() - roll(60) * DAY) }),
    schedule: () => change(one(posts()), { publishedAt: new Date(now().getTime() + (1 + roll(3)) * HOUR) }),
    recategorise: () => change(one(posts().filter((id) => !pages.includes(id))), { categoryIds: someOf(categories), tagIds: someOf(tags) }), // prettier-ignore
    resign: () => change(one(posts()), { authorIds: someOf(users).length > 0 ? users : [users[1]!] }),
    stick: () => change(one(posts().filter((id) => !pages.includes(id))), { isSticky: roll(2) === 0 }),
    lock: () => change(one(posts()), { password: one(["secret", null]) }),
    unlist: () => change(one(posts()), { options: { ...NO_OPTIONS, isUnlisted: roll(2) === 0 } }),
    expire: () => change(one(posts()), { options: { ...NO_OPTIONS, expiresAt: new Date(now().getTime() + (1 + roll(3)) * HOUR) } }), // prettier-ignore
    plan: () => {
      const { desk, plans, users: people } = writer();
      const post = desk.findSource(one(posts()));
      const viewer = post && toViewer(people.find(post.authorIds[0]!));
      if (!viewer || post.status !== "published") return;
      const changed = { ...typedFrom(post, "UTC"), title: `Planned ${(number += 1)}` };
      plans.plan(post, changed, new Date(now().getTime() + (1 + roll(3)) * HOUR), viewer, now());
    },
    lookElse: () => change(one(posts()), { options: { ...NO_OPTIONS, searchTitle: `Found ${(number += 1)}`, template: one(postTemplates) } }), // prettier-ignore
    mergeTags: () => writer().topics.update(one(tags), { name: `Tag ${(number += 1)}`, slug: "", parentId: null, description: "" }, now()), // prettier-ignore
    rename: () => change(one(posts()), { slug: `slug-${(number += 1)}` }),
    close: () => change(one(posts()), { commentsOpen: roll(2) === 0 }),
    trash: () => writer().publishing.trash([{ id: one(posts()) }], now()),
    restore: () => writer().publishing.restore([{ id: one(posts()) }]),
    judge: () => {
      if (comments.length > 0) writer().moderation.act(one(["approve", "unapprove", "spam", "trash"] as const), [one(comments)]);
    }, // prettier-ignore
    renameTopic: () =>
      writer().topics.update(
        one(categories),
        { name: `Topic ${(number += 1)}`, slug: "", parentId: null, description: one(["", "On it."]) },
        now(),
      ),
    renameUser: () =>
      writer()
        .content.prepare("UPDATE users SET name = ? WHERE id = ?")
        .run(`Person ${(number += 1)}`, one(users)),
    addToMenu: () =>
      writer().menus.addItem(menu, {
        kind: "post",
        label: "",
        url: null,
        postId: one(posts()),
        topicId: null,
      }),
    settle: () => writer().settings.update("general", { tagline: `Line ${(number += 1)}` }, now()),
    perPage: () => writer().settings.update("reading", { postsPerPage: 3 + roll(4) }, now()),
    furnish: () => writer().widgets.add(one(["sidebar", "footer", "below-post"] as const), "text", { title: "", html: `<p>${(number += 1)}</p>` } as never), // prettier-ignore
    hour: () => later(HOUR),
    night: () => later(13 * HOUR),
  };

  const addresses = () => {
    const known = new Set([
      "/",
      "/page/2",
      "/feed",
      "/comments/feed",
      "/sitemap.xml",
      "/2026",
      "/2026/02",
      "/2026/03",
    ]);
    for (const id of [...categories, ...tags]) {
      const path = first.paths.topic(first.topics.find(id)!);
      known.add(path).add(`${path}/feed`);
    }
    for (const slug of ["ada", "ben"]) known.add(`/author/${slug}`);
    for (const id of posts()) known.add(first.paths.post(first.posts.findAny(id)!));
    return [...known];
  };
  return { ...paper, roll, events, addresses };
}

/** More lives for a thorough look: EXACTNESS_LIVES=100 npx vitest run tests/cache/exactness.test.ts */
const SEEDS = Array.from({ length: Number(process.env.EXACTNESS_LIVES ?? 3) }, (_, index) => index + 1);

describe("a kept page", () => {
  it.each(SEEDS)(
    "is never older than the last finished write, whoever wrote it (life %i)",
    async (seed) => {
      const { offices, roll, events, addresses, close } = life(seed * 7919);
      const names = Object.keys(events);
      for (let step = 0; step < 30; step += 1) {
        const name = names[roll(names.length)]!;
        events[name]!();
        for (const path of addresses()) {
          if (roll(6) > 0) continue;
          for (const office of offices) {
            const kept = await office.get(path);
            const fresh = await office.getFresh(path);
            expect(kept.status, `${path} after ${name}`).toBe(fresh.status);
            expect(kept.text, `${path} after ${name}`).toBe(fresh.text);
          }
        }
      }
      close();
    },
    120_000,
  );
});
