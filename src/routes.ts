import type { Controllers } from "./controllers.ts";
import { desk, deskForm, feed, form, page, yielding, type Route } from "./route.ts";
import type { Permission } from "./users/permissions.ts";

/** The feeds of a year, month or day. */
const dateFeed = (format: string) =>
  new RegExp(`^/(\\d{4})(?:/(\\d{2})(?:/(\\d{2}))?)?/feed${format.replace(".", "\\.")}$`);
/** Feeds of ours as WordPress and Ghost spell them: /feed/, /category/news/feed/rss2/, /rss. */
const OTHER_FEEDS =
  /^(?:(?:\/comments|\/(?:category|tag|author)(?:\/[^/\\]+)+)?\/feed(?:\/rss2?\/?|\/rdf\/?|\/atom\/|\/)|\/rss\/?)$/;
/** Where browsers and phones look for an icon that no page names. */
const ICONS = /^\/(?:favicon\.ico|apple-touch-icon(?:-\d+x\d+)?(?:-precomposed)?\.png)$/;
/** `/2026`, `/2026/11`, `/2026/11/23`, each with `/page/2`. */
const DATE = /^\/(\d{4})(?:\/(\d{1,2})(?:\/(\d{1,2}))?)?(?:\/page\/(\d+))?\/?$/;

/** Every address the product answers, in the order in which they are tried. */
export function routes(on: Controllers): Route[] {
  return [
    page("/setup", "setup.new", on.setup.new),
    form("/setup", "setup.create", on.setup.create),
    page("/login", "sessions.new", on.sessions.new),
    form("/login", "sessions.create", on.sessions.create),
    form("/logout", "sessions.delete", on.sessions.delete),
    desk("/account", "account.edit", "desk.enter", on.account.edit),
    deskForm("/account", "account.update", "desk.enter", on.account.update),
    deskForm("/account/access", "account.changeAccess", "desk.enter", on.account.changeAccess),
    deskForm("/account/sessions", "account.endSessions", "desk.enter", on.account.endSessions),
    page("/password/:token", "passwordLinks.edit", on.passwordLinks.edit),
    form("/password/:token", "passwordLinks.update", on.passwordLinks.update),

    desk("/admin", "dashboard", "desk.enter", on.admin.dashboard.show),

    desk("/admin/appearance", "appearance", "appearance.manage", on.admin.widgets.enter),
    desk("/admin/widgets", "widgets.index", "appearance.manage", on.admin.widgets.index),
    deskForm("/admin/widgets", "widgets.create", "appearance.manage", on.admin.widgets.create),
    desk("/admin/widgets/:id", "widgets.edit", "appearance.manage", on.admin.widgets.edit),
    deskForm("/admin/widgets/:id", "widgets.update", "appearance.manage", on.admin.widgets.update),
    deskForm("/admin/widgets/:id/move", "widgets.move", "appearance.manage", on.admin.widgets.move),
    deskForm("/admin/widgets/:id/delete", "widgets.delete", "appearance.manage", on.admin.widgets.delete),
    deskForm("/admin/widgets/:id/restore", "widgets.restore", "appearance.manage", on.admin.widgets.restore),
    desk("/admin/menus", "menus.index", "appearance.manage", on.admin.menus.index),
    deskForm("/admin/menus", "menus.create", "appearance.manage", on.admin.menus.create),
    desk("/admin/menus/:id", "menus.edit", "appearance.manage", on.admin.menus.edit),
    deskForm("/admin/menus/:id", "menus.update", "appearance.manage", on.admin.menus.update),
    deskForm("/admin/menus/:id/delete", "menus.delete", "appearance.manage", on.admin.menus.delete),
    ...menuItemRoutes(on),
    desk("/admin/posts/links", "admin.posts.links", "posts.write", on.admin.postLinks),
    desk("/admin/posts/tags", "admin.posts.tags", "posts.write", on.admin.tagSuggestions.index),
    ...writingDesk("/admin/posts", "posts.write", on.admin.posts),
    ...noteDesk("/admin/posts/:id", "posts.write", on.admin.postNotes),
    ...revisionDesk("/admin/posts/:id", "posts.write", on.admin.postRevisions, on.admin.postAsides),
    desk("/admin/calendar", "admin.calendar.index", "posts.write", on.admin.calendar.index),
    deskForm("/admin/calendar/:id", "admin.calendar.move", "posts.write", on.admin.posts.move),
    ...writingDesk("/admin/pages", "pages.manage", on.admin.pages),
    ...noteDesk("/admin/pages/:id", "pages.manage", on.admin.pageNotes),
    ...revisionDesk("/admin/pages/:id", "pages.manage", on.admin.pageRevisions, on.admin.pageAsides),
    desk("/admin/settings", "admin.settings.edit", "settings.manage", on.admin.settings.edit),
    desk("/admin/settings/:group", "admin.settings.edit.group", "settings.manage", on.admin.settings.edit),
    deskForm("/admin/settings", "admin.settings.update", "settings.manage", on.admin.settings.update),
    deskForm(
      "/admin/settings/:group",
      "admin.settings.update.group",
      "settings.manage",
      on.admin.settings.update,
    ),
    ...topicDesk("/admin/categories", "admin.categories", on.admin.categories),
    ...topicDesk("/admin/tags", "admin.tags", on.admin.tags),
    desk("/admin/users", "admin.users.index", "users.manage", on.admin.users.index),
    desk("/admin/users/new", "admin.users.new", "users.manage", on.admin.users.new),
    deskForm("/admin/users/new", "admin.users.create", "users.manage", on.admin.users.create),
    desk("/admin/users/:id", "admin.users.edit", "users.manage", on.admin.users.edit),
    deskForm("/admin/users/:id", "admin.users.update", "users.manage", on.admin.users.update),
    deskForm(
      "/admin/users/:id/password-link",
      "admin.users.link",
      "users.manage",
      on.admin.users.passwordLink,
    ),
    deskForm("/admin/users/:id/disable", "admin.users.disable", "users.manage", on.admin.users.disable),
    deskForm("/admin/users/:id/enable", "admin.users.enable", "users.manage", on.admin.users.enable),
    deskForm(
      "/admin/users/:id/account",
      "admin.users.giveAccount",
      "users.manage",
      on.admin.users.giveAccount,
    ),
    deskForm("/admin/users/:id/merge", "admin.users.merge", "users.manage", on.admin.users.merge),
    desk(
      "/admin/users/:id/delete",
      "admin.users.confirmDelete",
      "users.manage",
      on.admin.users.confirmDelete,
    ),
    deskForm("/admin/users/:id/delete", "admin.users.delete", "users.manage", on.admin.users.delete),
    desk("/admin/redirects", "admin.redirects.index", "redirects.manage", on.admin.redirects.index),
    deskForm("/admin/redirects", "admin.redirects.create", "redirects.manage", on.admin.redirects.create),
    deskForm(
      "/admin/redirects/delete",
      "admin.redirects.delete",
      "redirects.manage",
      on.admin.redirects.delete,
    ),
    desk("/admin/media", "admin.media.index", "media.upload", on.admin.media.index),
    deskForm("/admin/media", "admin.media.create", "media.upload", on.admin.media.create),
    deskForm(
      "/admin/media/delete",
      "admin.media.deleteSeveral",
      "media.upload",
      on.admin.media.deleteSeveral,
    ),
    desk("/admin/media/:id", "admin.media.edit", "media.upload", on.admin.media.edit),
    deskForm("/admin/media/:id", "admin.media.update", "media.upload", on.admin.media.update),
    deskForm("/admin/media/:id/delete", "admin.media.delete", "media.upload", on.admin.media.delete),

    desk("/admin/comments", "admin.comments", "comments.moderate", on.admin.comments.index),
    deskForm("/admin/comments", "admin.comments.update", "comments.moderate", on.admin.comments.update),
    deskForm("/admin/comments/undo", "admin.comments.undo", "comments.moderate", on.admin.comments.undo),
    deskForm("/admin/comments/empty", "admin.comments.empty", "comments.moderate", on.admin.comments.empty),
    desk("/admin/comments/:id", "admin.comment.edit", "comments.moderate", on.admin.comment.edit),
    deskForm("/admin/comments/:id", "admin.comment.update", "comments.moderate", on.admin.comment.update),
    desk("/admin/comments/:id/reply", "admin.comment.reply", "comments.moderate", on.admin.comment.reply),
    deskForm(
      "/admin/comments/:id/reply",
      "admin.comment.answer",
      "comments.moderate",
      on.admin.comment.createReply,
    ),

    page(/^\/comments\/(?<postId>\d+)$/, "comments.show", on.comments.show),
    form("/comments/:postId", "comments.create", on.comments.create),
    form("/views/:id", "views.create", on.views.create),

    ...feed("/", "feeds.site", on.feeds.site),
    ...feed("/category/*path", "feeds.category", on.feeds.category).map(yielding),
    ...feed("/tag/*path", "feeds.tag", on.feeds.tag).map(yielding),
    ...feed("/author/:slug", "feeds.author", on.feeds.author).map(yielding),
    yielding(page(dateFeed(""), "feeds.date", on.feeds.date("rss"))),
    yielding(page(dateFeed("/atom"), "feeds.date.atom", on.feeds.date("atom"))),
    yielding(page(dateFeed(".json"), "feeds.date.json", on.feeds.date("json"))),
    page(OTHER_FEEDS, "feeds.moved", on.feeds.moved),
    ...feed("/comments", "feeds.comments", on.commentFeeds.site),
    ...feed("/*address", "feeds.post", on.commentFeeds.post).map(yielding),
    page("/sitemap.xml", "maps.sitemap", on.maps.sitemap),
    page("/sitemap-:part.xml", "maps.sitemap.part", on.maps.sitemapPart),
    page("/news-sitemap.xml", "maps.news", on.maps.news),
    page("/robots.txt", "maps.robots", on.maps.robots),
    page("/search", "search", on.search.index),
    page("/search/page/:page", "search.page", on.search.index),
    page("/about/counting", "stats.counting", on.stats.counting),
    page("/", "posts.index", on.addresses.home),
    yielding(page("/page/:page", "posts.index.page", on.addresses.homePage)),
    yielding(page("/category/*path/page/:page", "archives.category.page", on.archives.category)),
    yielding(page("/category/*path", "archives.category", on.archives.category)),
    yielding(page("/tag/*path/page/:page", "archives.tag.page", on.archives.tag)),
    yielding(page("/tag/*path", "archives.tag", on.archives.tag)),
    yielding(page("/author/:author/page/:page", "archives.author.page", on.archives.author)),
    yielding(page("/author/:author", "archives.author", on.archives.author)),
    yielding(page(DATE, "archives.date", on.archives.date)),

    page("/preview/:token", "preview.show", on.preview.show),
    form("/preview/:token", "preview.create", on.preview.create),
    form("/unlock/:id", "posts.unlock", on.unlock.create),
    yielding(page("/*address", "addresses.resolve", on.addresses.resolve)),
    yielding(page(ICONS, "icons.show", on.icons.show)),
  ];
}

function menuItemRoutes(on: Controllers): Route[] {
  const { create, update, move, delete: remove, restore } = on.admin.menuItems;
  const item = "/admin/menus/:id/items/:item";
  return [
    deskForm("/admin/menus/:id/items", "menuItems.create", "appearance.manage", create),
    deskForm(item, "menuItems.update", "appearance.manage", update),
    deskForm(`${item}/move`, "menuItems.move", "appearance.manage", move),
    deskForm(`${item}/delete`, "menuItems.delete", "appearance.manage", remove),
    deskForm(`${item}/restore`, "menuItems.restore", "appearance.manage", restore),
  ];
}

/** The notes on a post, or on a page, and the links by which others see it. */
function noteDesk(path: string, access: Permission, on: Controllers["admin"]["postNotes"]): Route[] {
  const name = path.startsWith("/admin/posts") ? "admin.posts" : "admin.pages";
  return [
    desk(`${path}/notes`, `${name}.notes.index`, access, on.index),
    deskForm(`${path}/notes`, `${name}.notes.create`, access, on.create),
    deskForm(`${path}/notes/:note`, `${name}.notes.resolve`, access, on.resolve),
    desk(`${path}/links`, `${name}.links.index`, access, on.links),
    deskForm(`${path}/links`, `${name}.links.create`, access, on.createLink),
    deskForm(`${path}/links/:link`, `${name}.links.revoke`, access, on.revokeLink),
  ];
}

/** Writing a post, or a page: the list, the editor with its preview, and what its script sends by itself. */
function writingDesk(path: string, access: Permission, on: Controllers["admin"]["posts" | "pages"]): Route[] {
  const name = `admin.${path.split("/").at(-1)}`;
  return [
    desk(path, `${name}.index`, access, on.index),
    deskForm(path, `${name}.create`, access, on.create),
    desk(`${path}/new`, `${name}.new`, access, on.new),
    deskForm(`${path}/bulk`, `${name}.bulk`, access, on.bulk),
    deskForm(`${path}/autosave`, `${name}.autosave.create`, access, on.autosave.create),
    deskForm(`${path}/:id/autosave`, `${name}.autosave.update`, access, on.autosave.update),
    deskForm(`${path}/:id/presence`, `${name}.presence`, access, on.autosave.presence),
    desk(`${path}/:id`, `${name}.edit`, access, on.edit),
    deskForm(`${path}/:id`, `${name}.update`, access, on.update),
    desk(`${path}/:id/preview`, `${name}.preview`, access, on.preview),
    deskForm(`${path}/:id/preview`, `${name}.previewTyped`, access, on.previewTyped),
    deskForm(`${path}/:id/change`, `${name}.moveChange`, access, on.moveChange),
    deskForm(`${path}/:id/quick`, `${name}.quickEdit`, access, on.quickEdit),
    deskForm(`${path}/:id/duplicate`, `${name}.duplicate`, access, on.duplicate),
  ];
}

/** The history of a post, or of a page, and what was set aside from it. */
function revisionDesk(
  path: string,
  access: Permission,
  history: Controllers["admin"]["postRevisions" | "pageRevisions"],
  asides: Controllers["admin"]["postAsides" | "pageAsides"],
): Route[] {
  const name = path.startsWith("/admin/posts") ? "admin.posts" : "admin.pages";
  return [
    desk(`${path}/revisions`, `${name}.revisions.index`, access, history.index),
    desk(`${path}/revisions/compare`, `${name}.revisions.compare`, access, history.compare),
    deskForm(`${path}/revisions/:number/restore`, `${name}.revisions.restore`, access, history.restore),
    desk(`${path}/asides/:number`, `${name}.asides.show`, access, asides.show),
    deskForm(`${path}/asides/:number`, `${name}.asides.choose`, access, asides.choose),
  ];
}

/** The pages of categories, or of tags. */
function topicDesk(path: string, name: string, on: Controllers["admin"]["tags"]): Route[] {
  return [
    desk(path, `${name}.index`, "topics.manage", on.index),
    desk(`${path}/new`, `${name}.new`, "topics.manage", on.new),
    deskForm(`${path}/new`, `${name}.create`, "topics.manage", on.create),
    desk(`${path}/:id`, `${name}.edit`, "topics.manage", on.edit),
    deskForm(`${path}/:id`, `${name}.update`, "topics.manage", on.update),
    deskForm(`${path}/:id/merge`, `${name}.merge`, "topics.manage", on.merge),
    deskForm(`${path}/:id/delete`, `${name}.delete`, "topics.manage", on.delete),
  ];
}
