import { storedHtml } from "../../src/html/safe-html.ts";
import type { PostDraft } from "../../src/posts/post.ts";
import { NO_OPTIONS } from "../../src/posts/options.ts";
import type { Role } from "../../src/users/user.ts";
import { press } from "./press.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export type Paper = ReturnType<typeof wholePaper>;

/** A paper that has one of everything, read in one office and written in the other. */
export function wholePaper() {
  const { offices, now, later, close } = press(2);
  const [reading, writing] = [offices[0]!, offices[1]!];
  const { parts } = writing;
  const daysAgo = (days: number) => new Date(now().getTime() - days * DAY);

  const picture = (name: string): number =>
    parts.media.create(
      {
        ...{ path: `${name}.webp`, mime: "image/webp", width: 900, height: 600, bytes: 9, alt: name },
        ...{ originalName: name, sha256: Buffer.from(name), caption: "", credit: "", uploadedBy: null },
        variants: [{ mime: "image/webp", width: 320, height: 213, path: `${name}-320.webp`, bytes: 5 }],
      },
      now(),
    );
  const pictures = { face: picture("face"), harbour: picture("harbour"), card: picture("card") };

  const person = (name: string, role: Role | "guest") => {
    const slug = name.toLowerCase();
    const account = role === "guest" ? null : `${slug}@paper.example`;
    return parts.users.create({ role, name, slug, email: account, passwordHash: account }, now());
  };
  /** Hal has what no list has, and Ivy nothing but a widget. */
  const people = {
    ...{ ada: person("Ada", "admin"), ben: person("Ben", "author"), eve: person("Eve", "author") },
    ...{ gus: person("Gus", "guest"), hal: person("Hal", "guest"), ivy: person("Ivy", "author") },
  };
  /** What somebody says of themselves from now on. */
  const describe = (id: number, changes: { name?: string; bio?: string; avatarMediaId?: number }) => {
    const { name, website, bioSource, links } = parts.users.find(id)!;
    const { bio = "", avatarMediaId = null } = changes;
    const said = { website, bioSource, links, bio: storedHtml(bio), avatarMediaId };
    parts.accounts.describe(id, { ...said, name: changes.name ?? name }, now());
  };
  describe(people.ben, { avatarMediaId: pictures.face });
  describe(people.ivy, { bio: "<p>Of the house.</p>" });

  const topic = (kind: "category" | "tag", name: string, parentId: number | null = null) =>
    parts.topics.create({ kind, name, parentId }, now());
  const world = topic("category", "World");
  const topics = {
    ...{ world, europe: topic("category", "Europe", world), asia: topic("category", "Asia", world) },
    ...{ town: topic("category", "Town"), trams: topic("tag", "Trams"), snow: topic("tag", "Snow") },
  };
  const retopic = (id: number, changes: object) => {
    const { name, slug, parentId, description } = parts.topics.find(id)!;
    parts.topics.update(id, { name, slug, parentId, description, ...changes }, now());
  };

  const drafts = new Map<number, PostDraft>();
  const create = (title: string, days: number, changes: Partial<PostDraft> = {}) => {
    const draft: PostDraft = {
      ...{ kind: "post", status: "published", title, slug: "", parentId: null, position: 0, excerpt: "" },
      ...{ bodySource: `Words of ${title}.`, bodyFormat: "markdown", password: null, isSticky: false },
      ...{ publishedAt: daysAgo(days), commentsOpen: true, featuredMediaId: null },
      ...{ authorIds: [people.ben], categoryIds: [], tagIds: [] },
      ...changes,
    };
    const id = parts.saving.create(draft, now());
    drafts.set(id, draft);
    return id;
  };
  const change = (id: number, changes: Partial<PostDraft>) => {
    const draft = { ...drafts.get(id)!, ...changes };
    parts.saving.update(id, draft, now());
    drafts.set(id, draft);
  };
  const hal = { authorIds: [people.hal] };
  const posts = {
    summit: create("Summit", 2, { categoryIds: [topics.europe] }),
    secret: create("Secret", 3, { password: "ink" }),
    hidden: create("Hidden", 3, { ...hal, tagIds: [topics.snow], options: { ...NO_OPTIONS, isUnlisted: true } }),
    treaty: create("Treaty", 4, { categoryIds: [topics.asia], featuredMediaId: pictures.harbour }),
    tram: create("Tram", 6, { categoryIds: [topics.town], tagIds: [topics.trams] }),
    rails: create("Rails", 7, { tagIds: [topics.trams], options: { ...NO_OPTIONS, sharingMediaId: pictures.card } }),
    market: create("Market", 9, { authorIds: [people.eve], categoryIds: [topics.town] }),
    old: create("Old story", 400, { categoryIds: [topics.europe] }),
    older: create("Older story", 420, { authorIds: [people.gus], categoryIds: [topics.asia] }),
  }; // prettier-ignore
  const page = (title: string, changes: Partial<PostDraft> = {}) =>
    create(title, 30, { kind: "page", ...changes });
  const about = page("About", hal);
  const team = page("Team", { parentId: about });
  const pages = {
    ...{ about, team, jobs: page("Jobs", { parentId: team }), front: page("Front"), blog: page("Blog") },
    lost: page("Lost", { parentId: about, status: "draft" }),
  };

  const comment = (postId: number, status: "approved" | "pending", parentId: number | null = null) =>
    parts.commentWriting.insert({
      ...{ postId, parentId, kind: "comment", status, userId: null, authorName: "Cleo", website: "" },
      ...{ holdReason: null, emailSealed: null, emailHash: null, browserHash: null, source: "Well." },
      ...{ sourceFormat: "markdown", html: storedHtml("<p>Well.</p>"), text: "Well.", createdAt: daysAgo(1) },
    });
  const comments = {
    ...{ first: comment(posts.tram, "approved"), held: comment(posts.tram, "pending") },
    ...{ onPage: comment(about, "approved"), onHidden: comment(posts.hidden, "approved") },
  };
  parts.commentWriting.settle([comment(posts.tram, "approved", comments.first)]);

  const menu = parts.menus.create("Main", "primary");
  const nothing = { label: "", url: null, postId: null, topicId: null };
  const entries = {
    tram: parts.menus.addItem(menu, { ...nothing, kind: "post", postId: posts.tram }),
    town: parts.menus.addItem(menu, { ...nothing, kind: "topic", topicId: topics.town }),
    link: parts.menus.addItem(menu, { ...nothing, kind: "link", url: "https://else.example" }),
  };
  const widgets = new Map(
    [...parts.widgetKinds].map(([kind, { defaults }]) => {
      const chosen = kind === "about" ? { userId: people.ivy } : {};
      return [kind, parts.widgets.add("sidebar", kind, { ...defaults, ...chosen })] as const;
    }),
  );
  parts.settings.update("reading", { postsPerPage: 2 }, now());

  /** Every address at which a reader finds something, or did when it was asked for before. */
  const known = new Set(["/", "/page/2", "/feed", "/comments/feed", "/about/feed", "/category/world/feed"]);
  for (const path of ["/2026/02", "/2025", "/blog/page/2", "/search?q=story", "/nothing-here"])
    known.add(path);
  for (const map of ["/sitemap.xml", "/news-sitemap.xml", "/robots.txt"]) known.add(map);
  const addresses = (): string[] => {
    const { paths, users } = parts;
    for (const one of [...parts.topics.list("category"), ...parts.topics.list("tag")])
      known.add(paths.topic(one));
    for (const one of users.list()) known.add(paths.author(one));
    for (const id of drafts.keys()) {
      const post = parts.posts.findAny(id);
      if (post) known.add(paths.post(post));
    }
    return [...known];
  };
  return {
    ...{ parts, reading, now, later, close, daysAgo, addresses },
    ...{ pictures, people, describe, topics, retopic, posts, pages, create, change, comments },
    ...{ menu, entries, widgets },
  };
}
