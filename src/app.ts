import type { RequestListener } from "node:http";
import express, { type RequestHandler } from "express";
import { pageFront } from "./cache/front.ts";
import type { PageCache } from "./cache/page-cache.ts";
import { NOT_SHARED } from "./cache/shared-cache.ts";
import { adminComments } from "./comments/admin.ts";
import { adminComment } from "./comments/admin-edit.ts";
import { closesAt } from "./comments/comment.ts";
import { commenterCookie } from "./comments/commenter.ts";
import { publicComments } from "./comments/public.ts";
import { commentSection } from "./comments/section.ts";
import { createThrottle } from "./comments/throttle.ts";
import { adminDashboard } from "./dashboard/admin.ts";
import { NotFound } from "./errors.ts";
import { viewsMark } from "./html/place.ts";
import { publicCommentFeeds } from "./feeds/comments.ts";
import { publicMaps } from "./feeds/maps.ts";
import { publicFeeds } from "./feeds/public.ts";
import { say } from "./messages/translator.ts";
import { pictureChoices } from "./media/choices.ts";
import { adminMedia } from "./media/admin.ts";
import { publicMedia } from "./media/public.ts";
import { receiveFiles } from "./media/upload.ts";
import { adminMenus } from "./menus/admin.ts";
import { adminMenuItems } from "./menus/admin-items.ts";
import type { Parts } from "./parts.ts";
import { headlineOf } from "./posts/headline.ts";
import { publicPages } from "./pages/public.ts";
import { publicAddresses } from "./posts/addresses.ts";
import { publicArchives } from "./posts/archives.ts";
import { adminNotes } from "./notes/admin.ts";
import { previewTokens } from "./notes/links.ts";
import { publicPreview } from "./notes/public.ts";
import { returning } from "./notes/returning.ts";
import { showNotes } from "./notes/show.ts";
import { noteWriting } from "./notes/writing.ts";
import { adminPages } from "./pages/admin.ts";
import { adminPosts } from "./posts/admin.ts";
import { adminCalendar } from "./posts/calendar-admin.ts";
import { findingsOf } from "./posts/checks.ts";
import { ownLinks } from "./posts/own-links.ts";
import { bodyConversion } from "./posts/conversion.ts";
import { editorChoices } from "./posts/choices.ts";
import { postLinks } from "./posts/links.ts";
import { postPages } from "./posts/page.ts";
import { createPreview } from "./posts/preview.ts";
import { publicPosts } from "./posts/public.ts";
import { postShow } from "./posts/views.ts";
import { complaintAboutPermalink } from "./posts/permalinks.ts";
import { postLock, publicUnlock } from "./posts/unlock.ts";
import { compareTexts } from "./revisions/compare.ts";
import { adminRevisions } from "./revisions/admin.ts";
import { adminAsides } from "./revisions/asides.ts";
import { accessTo, mount, routes, type Route } from "./routes.ts";
import { purgeStates } from "./purging/states.ts";
import { publicSearch } from "./search/public.ts";
import { identify } from "./sessions/guard.ts";
import { ownAccount } from "./sessions/account.ts";
import { passwordLinks } from "./sessions/password-links.ts";
import { keepWords } from "./sessions/kept-words.ts";
import { publicSessions } from "./sessions/public.ts";
import { publicSetup } from "./setup/public.ts";
import { adminSettings } from "./settings/admin.ts";
import { sharedCache } from "./settings/setting.ts";
import { filledAreas } from "./shell/areas.ts";
import { shownViews } from "./shell/counts.ts";
import { createShell } from "./shell/shell.ts";
import { errorShow } from "./shell/views.ts";
import { publicStats } from "./stats/public.ts";
import { arrivals } from "./stats/arrivals.ts";
import { browserViews, strangersViews } from "./stats/browser-views.ts";
import { colourOf, initialsOf } from "./web/avatar.ts";
import { tagSuggestions } from "./topics/suggestions.ts";
import { adminTopics } from "./topics/admin.ts";
import { adminUsers } from "./users/admin.ts";
import type { Assets } from "./web/assets.ts";
import { clientAddress } from "./web/client-address.ts";
import { refuseCrossSite } from "./web/csrf.ts";
import { errorPages } from "./web/error-page.ts";
import { health } from "./web/health.ts";
import { createRender, type Render, type Send } from "./web/render.ts";
import { securityHeaders } from "./web/security.ts";
import { createTemplates, type Templates } from "./web/templates.ts";
import { adminWidgets } from "./widgets/admin.ts";

export type Controllers = ReturnType<typeof buildControllers>;

/** Names that every template can use; see `helpersOf`. */
const HELPERS = [
  ...["t", "say", "date", "isoDate", "number", "paths", "asset", "site"],
  ...["headline", "initials", "colour", "viewsOf"],
] as const;

export const viewsFolder = new URL("../views/", import.meta.url).pathname;

export function compileViews(): Templates {
  return createTemplates(viewsFolder, HELPERS);
}

/**
 * The site: an Express application behind a cache of finished pages. `server.ts` calls it with the real databases and
 * clock, tests with their own.
 */
export function createApp(parts: Parts, { assets, templates, trustProxy, cache }: AppFiles): RequestListener {
  const { baseUrl, clock, counter, keys, log, paths, sessions, settings, users, words } = parts;
  const isHttps = baseUrl().startsWith("https:");
  const helpers = helpersOf(parts, assets);
  const ownOrigin = () => new URL(baseUrl()).origin;
  const list: Route[] = [];
  const fill = filledAreas({ widgetsNow: parts.widgetsNow, templates, helpers });
  const showViews = shownViews({ totals: parts.stats.totals, templates, helpers });
  const shell = createShell({
    ...{ settings, words, clock, paths, accessTo: (address) => accessTo(list, address) },
    isFurnished: (area) => fill(clock()).texts.get(area) !== "",
    countPending: parts.queue.countPending,
    menuAt: (location) => parts.menuAt(location, clock()),
  });
  const app = express();
  app.disable("x-powered-by");
  app.set("trust proxy", trustProxy);
  const visitOf = arrivals(clientAddress(app));
  const front = pageFront({
    ...{
      cache,
      watch: parts.watch,
      heldDuring: parts.version.heldDuring,
      fill,
      clock,
      traffic: parts.traffic,
    },
    shared: () => sharedCache(settings.get("caching")),
    ...{ showViews, countsVersion: parts.stats.version },
    recordVisit: (req, status, visit) =>
      counter.recordVisit(visitOf(req), { statusCode: status, locals: { viewer: null } }, visit),
  });
  const render = createRender(templates, helpers, shell, front.send);
  app.set("etag", false); // pages that are kept have one of their own, the others are asked for anew
  app.set("case sensitive routing", true);
  app.set("strict routing", true);
  app.use(securityHeaders(isHttps));
  const { alive, ready } = health(parts);
  app.get("/healthz", alive);
  app.get("/readyz", ready);
  app.get("/assets/{*file}", assets.serve);
  app.use("/media", ...publicMedia(parts.mediaFolder));
  app.use((_req, res, next) => {
    if (settings.get("caching").hasSharedCache) res.set("Cache-Control", NOT_SHARED);
    next();
  });
  // What has expired goes out of sight before anybody reads; a page from memory has looked already.
  app.use((_req, _res, next) => {
    parts.watch.look();
    next();
  });
  app.use(identify({ store: sessions, users, secret: keys.session, isHttps, clock }));
  app.use(refuseCrossSite(ownOrigin));
  app.post("/admin{/*rest}", deskForms());
  app.post("/{*rest}", express.urlencoded({ extended: false, limit: "100kb", parameterLimit: 100 }));
  list.push(...routes(buildControllers(parts, { render, send: front.send })));
  mount(app, list, { paths, keepWords: keepWords({ render, words }) });
  app.use(() => {
    throw new NotFound("There is nothing at this address.");
  });
  app.use(
    errorPages((res, page) => {
      counter.recordFailure(res.req);
      const stories = page.status === 404 || page.status === 410 ? parts.posts.latest(5, clock()) : [];
      render(res, { title: words().t(page.title), robots: "noindex" }, errorShow({ page, stories }));
    }, log),
  );
  const viewsFront = strangersViews({
    ...{ posts: parts.posts, settings, clock, ownOrigin, visitOf, recordVisit: counter.recordVisit },
  });
  return viewsFront(front.before(app));
}

export interface AppFiles {
  assets: Assets;
  templates: Templates;
  /** Addresses of reverse proxies whose forwarded headers count. */
  trustProxy: string[];
  /** Keeps finished pages. */
  cache: PageCache;
}

/** Everything that answers requests, by feature. */
export function buildControllers(parts: Parts, { render, send }: { render: Render; send: Send }) {
  const {
    archives,
    clock,
    content,
    counter,
    elsewhere,
    feeds,
    links,
    paths,
    posts,
    settings,
    stats,
    topics,
    users,
    widgetKinds,
    widgets,
    words,
  } = parts;
  const { commentAddress, comments, moderation, pace, posting, queue, signer, vault } = parts;
  const common = { paths, words, render, clock };
  const menuDesk = { ...common, menus: parts.menus, posts, overview: parts.overview, topics };
  const isHttps = parts.baseUrl().startsWith("https:");
  const lock = postLock({ signer, isHttps, clock });
  const { isUnlocked } = lock;
  const commenter = commenterCookie({ signer, vault, isHttps });
  const commentsFor = commentSection({
    ...{ comments, settings, paths, signer, pace, commenter, isUnlocked, clock },
  });
  const choices = editorChoices({ ...parts, untitled: () => words().t("desk.untitled") });
  const portraits = { hasPicture: choices.hasPicture, listPictures: pictureChoices(parts.media) };
  const pageOf = postPages({ posts, paths, words, commentsFor });
  const showPreview = createPreview({
    ...{ render, words, recordVisit: counter.recordVisit },
    viewOf: (post, res) => postShow(pageOf(post, clock(), res.req, res)),
  });
  const publicPost = publicPosts({
    ...{ ...common, posts, settings, commentsFor, isUnlocked },
    closesAt: (post) => closesAt(post, settings.get("discussion")),
    recordVisit: counter.recordVisit,
  });
  const publicPage = publicPages({
    ...{ ...common, pages: parts.pages, settings, commentsFor, isUnlocked },
    showLocked: publicPost.showLocked,
    recordVisit: counter.recordVisit,
  });
  const addresses = publicAddresses({
    ...{ ...common, posts, redirects: parts.redirects, topics, settings },
    ...{ showPost: publicPost.show, showPage: publicPage.show, showNewest: publicPost.showNewest },
  });
  const leads = ownLinks({
    ...{ baseUrl: parts.baseUrl, mediaFolder: parts.mediaFolder, topics, users },
    leadsToPost: addresses.leads,
  });
  const { notes, previewLinks } = parts;
  const tokens = previewTokens({ signer, links: previewLinks });
  const noting = {
    ...{ ...common, posts, notes, links: previewLinks, tokens },
    ...{ showNotes: showNotes({ notes, words, render }), write: noteWriting({ notes, clock }) },
  };
  const editing = {
    plans: parts.plans,
    notes: returning({ notes, links: previewLinks }),
    findingsFor: (id: number) => {
      const facts = parts.checks.findFacts(id);
      return facts ? findingsOf(facts, leads, clock(), (at) => words().date(at, "full")) : [];
    },
    ...{ ...common, posts, settings, desk: parts.desk, publishing: parts.publishing, showPreview },
    ...{
      history: parts.history,
      drafts: parts.drafts,
      presence: parts.presence,
      thinRevisions: parts.thinRevisions,
    },
    ...{ hasPicture: choices.hasPicture, countViews: stats.totals, countRevisions: parts.revisions.count },
    convert: bodyConversion({ context: parts.context, compare: compareTexts }),
  };
  const postDesk = adminPosts({
    ...{ ...editing, users, choicesFor: choices.choicesFor("post"), listCategories: choices.categories },
  });
  const pageDesk = adminPages({ ...editing, choicesFor: choices.choicesFor("page") });
  const history = { ...common, desk: parts.desk, revisions: parts.revisions };
  return {
    addresses,
    preview: publicPreview({ ...noting, throttle: createThrottle({ name: "notes", elsewhere }) }),
    unlock: publicUnlock({
      ...{ posts, lock, paths, clock, showLocked: publicPost.showLocked },
      throttle: createThrottle({ name: "unlock", elsewhere, points: 10, seconds: 600 }),
    }),
    comments: publicComments({
      ...{ ...common, posts, comments, posting, settings },
      ...{ signer, commenter, throttle: createThrottle({ name: "comments", elsewhere }), isUnlocked },
    }),
    search: publicSearch({ ...common, search: parts.search, posts }),
    feeds: publicFeeds({ ...common, send, repository: feeds, users, settings }),
    maps: publicMaps({ ...common, send, repository: parts.sitemap, settings }),
    commentFeeds: publicCommentFeeds({
      ...{ ...common, send, comments, posts, settings },
      commentAddress: parts.commentAddress,
    }),
    archives: publicArchives({
      ...{ ...common, archives, posts, topics, users, settings },
      findPicture: (id) => parts.media.find(id)?.picture ?? null,
    }),
    stats: publicStats({ ...common, stats, settings }),
    views: browserViews({ ...{ posts, settings, clock, isUnlocked }, recordVisit: counter.recordVisit }),
    sessions: publicSessions({ ...common, users, limits: parts.limits }),
    account: ownAccount({
      ...{ ...common, users, accounts: parts.accounts, sessions: parts.sessions, limits: parts.limits },
      ...portraits,
    }),
    passwordLinks: passwordLinks({ ...common, accounts: parts.accounts, sessions: parts.sessions }),
    setup: publicSetup({
      ...common,
      db: content,
      users,
      settings,
      links,
      furnish: parts.furnish,
    }),
    admin: {
      dashboard: adminDashboard({
        ...{ ...common, dashboard: parts.dashboard, desk: parts.desk, posts, stats },
      }),
      posts: postDesk,
      postLinks: postLinks({ ...common, desk: parts.desk }),
      postRevisions: adminRevisions({ ...history, kind: "post", save: postDesk.save }),
      postAsides: adminAsides({
        ...history,
        kind: "post",
        present: postDesk.present,
        saveAndAnnounce: postDesk.saveAndAnnounce,
      }),
      calendar: adminCalendar({
        ...{ ...common, calendar: parts.calendar, desk: parts.desk, saveChanged: postDesk.saveChanged },
      }),
      postNotes: adminNotes({ ...noting, desk: parts.desk, kind: "post" }),
      pageNotes: adminNotes({ ...noting, desk: parts.desk, kind: "page" }),
      pages: pageDesk,
      pageRevisions: adminRevisions({ ...history, kind: "page", save: pageDesk.save }),
      pageAsides: adminAsides({
        ...history,
        kind: "page",
        present: pageDesk.present,
        saveAndAnnounce: pageDesk.saveAndAnnounce,
      }),
      menus: adminMenus(menuDesk),
      menuItems: adminMenuItems(menuDesk),
      comments: adminComments({ ...common, queue, moderation, vault, commentAddress }),
      comment: adminComment({ ...common, queue, moderation, posts, vault }),
      widgets: adminWidgets({
        ...{ widgets, kinds: widgetKinds, widgetsNow: parts.widgetsNow, paths, words, render, clock },
      }),
      settings: adminSettings({
        ...{ ...common, settings },
        listPages: parts.pages.listAll,
        complaintAboutPermalink,
        purges: () => purgeStates(settings.get("caching"), parts.purgeCursors),
      }),
      categories: adminTopics({ ...common, topics }, "category"),
      tags: adminTopics({ ...common, topics }, "tag"),
      tagSuggestions: tagSuggestions({ topics }),
      users: adminUsers({
        ...{ ...common, users, accounts: parts.accounts, ...portraits },
        endSessions: (userId) => parts.sessions.destroyOf(userId),
      }),
      media: adminMedia({
        ...{ ...common, media: parts.media, library: parts.library, withFiles: receiveFiles(parts.dataDir) },
      }),
    },
  };
}

/** Reads the forms of the desk. A text of a mebibyte is up to nine times as long when it is percent-encoded. */
function deskForms(): RequestHandler {
  const readForms = (limit: string): RequestHandler =>
    express.urlencoded({ extended: false, limit, parameterLimit: 2000 });
  const [ofStrangers, ofStaff] = [readForms("4mb"), readForms("12mb")];
  return (req, res, next) => (res.locals.viewer ? ofStaff : ofStrangers)(req, res, next);
}

/** The helpers of templates: words, dates and addresses, each in the language and zone of the site. */
function helpersOf({ words, paths, settings }: Parts, { asset }: Assets) {
  return () => {
    const { t, date, isoDate, number } = words();
    const { title } = settings.get("general");
    return {
      t,
      say: (message: Parameters<typeof say>[1]) => say(t, message),
      date,
      isoDate,
      number,
      paths,
      asset,
      site: { title },
      headline: (post: Parameters<typeof headlineOf>[0]) => headlineOf(post, words()),
      initials: initialsOf,
      colour: colourOf,
      viewsOf: viewsMark,
    };
  };
}
