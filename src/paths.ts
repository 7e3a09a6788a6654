import { momentOf } from "./messages/dates.ts";

type PostKind = "post" | "page";

/** What the address of a post or page is made of. */
export interface PostAddress {
  id: number;
  kind: PostKind;
  slug: string;
  /** Pages: 'about/team'. */
  path: string | null;
  /** NULL for a draft without a date: it has no public address yet. */
  publishedAt: Date | null;
  /** Path of its first category: 'world/europe'. */
  category: string | null;
  /** Slug of its first author. */
  author: string | null;
}

export type Paths = ReturnType<typeof createPaths>;

export interface PathSettings {
  /** WordPress's tags: /%year%/%monthnum%/%postname% */
  permalink: () => string;
  timeZone: () => string;
  /** The public address, without trailing slash. */
  baseUrl: () => string;
}

const encode = (path: string) => path.split("/").map(encodeURIComponent).join("/");
const two = (number: number) => String(number).padStart(2, "0");
const paged = (address: string, page: number) =>
  page === 1 ? address : `${address === "/" ? "" : address}/page/${page}`;

const commentPage = (page: number | undefined) => (page === undefined ? "" : `/comment-page-${page}`);

/** A post or page as the desk names it. */
interface Edited {
  kind: PostKind;
  id: number;
}

const deskOf = ({ kind, id }: Edited) => `/admin/${kind}s/${id}`;

const revisionsOf = (of: Edited) => `${deskOf(of)}/revisions`;

/** What a tag of a permalink structure says of a post. */
const VALUES: Record<string, (post: PostAddress, at: ReturnType<typeof momentOf>) => string> = {
  year: (_, at) => String(at.year),
  monthnum: (_, at) => two(at.month),
  day: (_, at) => two(at.day),
  hour: (_, at) => two(at.hour),
  minute: (_, at) => two(at.minute),
  second: (_, at) => two(at.second),
  postname: ({ slug }) => encodeURIComponent(slug),
  post_id: ({ id }) => String(id),
  category: ({ category }) => encode(category ?? "uncategorized"),
  author: ({ author }) => encodeURIComponent(author ?? "anonymous"),
};

/** Every address the product links to. Addresses are site-relative; `absolute` puts the public origin before one. */
export function createPaths({ permalink, timeZone, baseUrl }: PathSettings) {
  /** Addresses made so far, each with the settings it was made by: a page names its own post dozens of times. */
  const made = new WeakMap<PostAddress, { structure: string; zone: string; address: string }>();
  const post = (of: PostAddress): string => {
    const [structure, zone] = [permalink(), timeZone()];
    const known = made.get(of);
    if (known?.structure === structure && known.zone === zone) return known.address;
    const address = makePost(of, structure, zone);
    made.set(of, { structure, zone, address });
    return address;
  };
  const makePost = (post: PostAddress, structure: string, zone: string): string => {
    if (post.kind === "page") return `/${encode(post.path ?? post.slug)}`;
    const at = momentOf(post.publishedAt ?? new Date(0), zone);
    const path = `/${structure.replace(/^\/+|\/+$/g, "")}`;
    return path.replace(/%(\w+)%/g, (tag, name: string) => VALUES[name]?.(post, at) ?? tag);
  };
  return {
    absolute: (address: string) => baseUrl() + address,
    /** Where a post would be under another structure than the present one. */
    postUnder: (structure: string, post: PostAddress) => makePost(post, structure, timeZone()),
    home: (page = 1) => paged("/", page),
    post,
    /** The post with a page of its comments below it; without a number, as its own address shows it. */
    postPage: (of: PostAddress, page?: number) => post(of) + commentPage(page),
    /** A page of the post's comments; without a number, the one that the post's own address shows. */
    comments: (of: PostAddress, page?: number) => `${post(of)}${commentPage(page)}#comments`,
    comment: (of: PostAddress, id: number, page?: number) => `${post(of)}${commentPage(page)}#comment-${id}`,
    /** The page on which somebody sees the comment they just wrote, while it waits. */
    heldComment: (of: PostAddress, id: number, token: string, page?: number) =>
      `${post(of)}${commentPage(page)}?held=${token}#comment-${id}`,
    /** Where a comment is sent to. The form below an unlisted post names its address: whoever counts does not know it. */
    postComment: (of: PostAddress, isUnlisted: boolean) =>
      `/comments/${of.id}${isUnlisted ? `?on=${encodeURIComponent(post(of))}` : ""}`,
    respond: (of: PostAddress) => `${post(of)}#respond`,
    reply: (of: PostAddress, commentId: number) => `${post(of)}?reply=${commentId}#respond`,
    /** Where a browser says that it shows a post or page. */
    view: (id: number) => `/views/${id}`,
    unlock: (id: number) => `/unlock/${id}`,
    category: (topic: { path: string }, page = 1) => paged(`/category/${encode(topic.path)}`, page),
    tag: (topic: { path: string }, page = 1) => paged(`/tag/${encode(topic.path)}`, page),
    topic: (topic: { kind: "category" | "tag"; path: string }, page = 1) =>
      paged(`/${topic.kind}/${encode(topic.path)}`, page),
    author: (author: { slug: string }, page = 1) => paged(`/author/${encodeURIComponent(author.slug)}`, page),
    archive: ({ year, month, day }: { year: number; month?: number; day?: number }, page = 1) =>
      paged(
        `/${[String(year), month && two(month), month && day && two(day)].filter(Boolean).join("/")}`,
        page,
      ),
    search: (query = "", page = 1) =>
      `${paged("/search", page)}${query === "" ? "" : `?q=${encodeURIComponent(query)}`}`,
    /** The feed below an address: '' for the site, '/tag/x' for a tag. */
    feed: (of = "", format: "rss" | "atom" | "json" = "rss") =>
      `${of === "/" ? "" : of}${{ rss: "/feed", atom: "/feed/atom", json: "/feed.json" }[format]}`,
    commentsFeed: () => "/comments/feed",
    counting: () => "/about/counting",
    sitemap: () => "/sitemap.xml",
    sitemapPart: (part: number) => `/sitemap-${part}.xml`,
    newsSitemap: () => "/news-sitemap.xml",
    robots: () => "/robots.txt",
    media: (path: string) => `/media/${path}`,
    login: (next?: string) => (next ? `/login?next=${encodeURIComponent(next)}` : "/login"),
    logout: () => "/logout",
    account: () => "/account",
    accountAccess: () => "/account/access",
    accountSessions: () => "/account/sessions",
    setup: () => "/setup",
    /** A post that is not out yet, for whoever has the link. */
    sharedPreview: (token: string) => `/preview/${token}`,
    passwordLink: (token: string) => `/password/${token}`,
    admin: {
      dashboard: () => "/admin",
      /** The list of posts, or of pages. */
      list: (kind: PostKind, query = "") => `/admin/${kind}s${query}`,
      new: (kind: PostKind) => `/admin/${kind}s/new`,
      bulk: (kind: PostKind) => `/admin/${kind}s/bulk`,
      /** The editor. */
      edit: (of: Edited) => deskOf(of),
      preview: (of: Edited) => `${deskOf(of)}/preview`,
      /** Where the script of the editor saves to; without an id, what was never saved. */
      autosave: ({ kind, id }: { kind: PostKind; id?: number | undefined }) =>
        `/admin/${kind}s/${id === undefined ? "" : `${id}/`}autosave`,
      calendar: (query = "") => `/admin/calendar${query}`,
      calendarEntry: (id: number) => `/admin/calendar/${id}`,
      /** Where a planned change is given another hour. */
      plannedChange: (of: Edited) => `${deskOf(of)}/change`,
      postLinks: () => "/admin/posts/links",
      revisions: (of: Edited, page = 1) => `${revisionsOf(of)}${page === 1 ? "" : `?page=${page}`}`,
      compareRevisions: (of: Edited, pair?: { from?: number; to: number }) =>
        `${revisionsOf(of)}/compare${pair ? `?${pair.from === undefined ? "" : `from=${pair.from}&`}to=${pair.to}` : ""}`,
      restoreRevision: (of: Edited, number: number) => `${revisionsOf(of)}/${number}/restore`,
      duplicate: (of: Edited) => `${deskOf(of)}/duplicate`,
      quickEdit: (of: Edited) => `${deskOf(of)}/quick`,
      notes: (of: Edited) => `${deskOf(of)}/notes`,
      previewLinks: (of: Edited) => `${deskOf(of)}/links`,
      suggestTags: () => "/admin/posts/tags",
      presence: (of: Edited) => `${deskOf(of)}/presence`,
      aside: (of: Edited, number: number, action?: string) =>
        `${deskOf(of)}/asides/${number}${action === undefined ? "" : `?do=${action}`}`,
      topics: (kind: "category" | "tag") => (kind === "tag" ? "/admin/tags" : "/admin/categories"),
      newTopic: (kind: "category" | "tag") => (kind === "tag" ? "/admin/tags/new" : "/admin/categories/new"),
      topicAction: (topic: { kind: "category" | "tag"; id: number }, action: "merge" | "delete") =>
        `${topic.kind === "tag" ? "/admin/tags" : "/admin/categories"}/${topic.id}/${action}`,
      topic: (topic: { kind: "category" | "tag"; id: number }) =>
        `${topic.kind === "tag" ? "/admin/tags" : "/admin/categories"}/${topic.id}`,
      media: (query = "") => `/admin/media${query}`,
      deleteMedia: () => "/admin/media/delete",
      mediaItem: (id: number) => `/admin/media/${id}`,
      comments: (query = "") => `/admin/comments${query}`,
      comment: (id: number) => `/admin/comments/${id}`,
      replyToComment: (id: number) => `/admin/comments/${id}/reply`,
      undoComments: () => "/admin/comments/undo",
      emptyComments: () => "/admin/comments/empty",
      appearance: () => "/admin/appearance",
      widgets: () => "/admin/widgets",
      widget: (id: number) => `/admin/widgets/${id}`,
      moveWidget: (id: number) => `/admin/widgets/${id}/move`,
      removeWidget: (id: number) => `/admin/widgets/${id}/delete`,
      restoreWidget: (id: number) => `/admin/widgets/${id}/restore`,
      menus: () => "/admin/menus",
      menu: (id: number) => `/admin/menus/${id}`,
      deleteMenu: (id: number) => `/admin/menus/${id}/delete`,
      menuItems: (menu: number) => `/admin/menus/${menu}/items`,
      menuItem: (menu: number, item: number) => `/admin/menus/${menu}/items/${item}`,
      moveMenuItem: (menu: number, item: number) => `/admin/menus/${menu}/items/${item}/move`,
      removeMenuItem: (menu: number, item: number) => `/admin/menus/${menu}/items/${item}/delete`,
      restoreMenuItem: (menu: number, item: number) => `/admin/menus/${menu}/items/${item}/restore`,
      users: (query = "") => `/admin/users${query}`,
      newUser: () => "/admin/users/new",
      user: (id: number) => `/admin/users/${id}`,
      userAction: (
        id: number,
        action: "password-link" | "disable" | "enable" | "account" | "merge" | "delete",
      ) => `/admin/users/${id}/${action}`,
      redirects: (query = "") => `/admin/redirects${query}`,
      deleteRedirect: () => "/admin/redirects/delete",
      settings: (group: "general" | "reading" | "discussion" | "caching" | "permalinks" = "general") =>
        group === "general" ? "/admin/settings" : `/admin/settings/${group}`,
    },
  };
}
