import type { RequestListener } from "node:http";
import express, { Router, type Express, type Request, type RequestHandler, type Response } from "express";
import { pageFront } from "./cache/front.ts";
import type { PageCache } from "./cache/page-cache.ts";
import { NOT_SHARED } from "./cache/shared-cache.ts";
import { COMMENT_FORM, strangersComments } from "./comments/strangers.ts";
import { BadRequest, NotAllowed, NotFound } from "./errors.ts";
import { viewsMark } from "./html/place.ts";
import { viewsFolder } from "./installation.ts";
import { say } from "./messages/translator.ts";
import { publicMedia } from "./media/public.ts";
import { mount } from "./mounting.ts";
import type { Parts } from "./parts.ts";
import { languageMark } from "./html/language.ts";
import { headlineOf } from "./posts/headline.ts";
import type { Route } from "./route.ts";
import { routes } from "./routes.ts";
import { identify } from "./sessions/guard.ts";
import { keepWords } from "./sessions/kept-words.ts";
import { sharedCache } from "./settings/setting.ts";
import { filledAreas } from "./shell/areas.ts";
import { shownViews } from "./shell/counts.ts";
import { createShell } from "./shell/shell.ts";
import { errorAtDesk, errorShow } from "./shell/views.ts";
import { arrivals } from "./stats/arrivals.ts";
import { strangersViews } from "./stats/browser-views.ts";
import { colourOf, initialsOf } from "./web/avatar.ts";
import type { Assets } from "./web/assets.ts";
import { clientAddress } from "./web/client-address.ts";
import { isCrossSite } from "./web/csrf.ts";
import { errorPages } from "./web/error-page.ts";
import { readForm } from "./web/form-body.ts";
import { health } from "./web/health.ts";
import { withOneHost } from "./web/host.ts";
import { createRender } from "./web/render.ts";
import { securityHeaders } from "./web/security.ts";
import { createTemplates, type Templates } from "./web/templates.ts";
import { accessTo, answering } from "./answering.ts";
import { buildControllers } from "./controllers.ts";

/** What addresses answer to; Express itself says which of these one takes (OPTIONS). RFC 9110, section 15.5.6 */
const METHODS = ["GET", "HEAD", "OPTIONS", "POST"];

/** Names that every template can use; see `helpersOf`. */
const HELPERS = [
  ...["t", "say", "date", "isoDate", "number", "paths", "asset", "site"],
  ...["headline", "lang", "initials", "colour", "viewsOf"],
] as const;

export function compileViews(): Templates {
  return createTemplates(viewsFolder, HELPERS);
}

/**
 * The site: an Express application behind a cache of finished pages. `server.ts` calls it with the real databases and
 * clock, tests with their own.
 */
export function createApp(parts: Parts, files: AppFiles): RequestListener {
  const { assets, templates, trustProxy, cache, makeFor } = files;
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
  makeFor?.(app);
  app.disable("x-powered-by");
  app.set("trust proxy", trustProxy);
  const addressOf = clientAddress(app);
  const visitOf = arrivals(addressOf);
  const front = pageFront({
    ...{
      cache,
      watch: parts.watch,
      // A page that is being made asks both databases once how they stand.
      heldDuring: (work) => parts.version.heldDuring(() => parts.stats.version.heldDuring(work)),
      fill,
      clock,
      traffic: parts.traffic,
    },
    shared: () => sharedCache(settings.get("caching")),
    showViews,
    recordVisit: (req, status, visit) =>
      counter.recordVisit(visitOf(req), { statusCode: status, locals: { viewer: null } }, visit),
  });
  const render = createRender(templates, helpers, shell, front.send);
  app.set("etag", false); // pages that are kept have one of their own, the others are asked for anew
  app.set("case sensitive routing", true);
  app.set("strict routing", true);
  app.get("/assets/{*file}", assets.serve);
  const secure = securityHeaders(isHttps);
  app.use((_req, res, next) => {
    secure(res);
    next();
  });
  const { alive, ready } = health(parts);
  app.get("/healthz", alive);
  app.get("/readyz", ready);
  app.use("/media", publicMedia(parts.mediaFolder));
  app.use((_req, res, next) => {
    if (settings.get("caching").hasSharedCache) res.set("Cache-Control", NOT_SHARED);
    // What has expired goes out of sight before anybody reads; a page from memory has looked already.
    parts.watch.look();
    next();
  });
  app.use(identify({ store: sessions, users, secret: keys.session, isHttps, clock }));
  const forms = Router({ caseSensitive: true, strict: true });
  forms.use("/admin", deskForms());
  forms.use(readForm(COMMENT_FORM));
  app.use((req, res, next) => {
    if (isCrossSite(req, ownOrigin)) throw new NotAllowed("cross-site");
    if (!METHODS.includes(req.method)) {
      res.set("Allow", METHODS.join(", "));
      throw new BadRequest("No address answers to this method.", 405);
    }
    if (req.method === "POST") forms(req, res, next);
    else next();
  });
  const recordVisit = (req: Request, res: Response, id: number) => counter.recordVisit(visitOf(req), res, id);
  const controllers = buildControllers(parts, {
    ...{ render, send: front.send, recordVisit },
    answers: (address) => answers(address),
    asset: assets.asset,
  });
  list.push(...routes(controllers));
  const answers = answering(list);
  mount(app, list, { paths, keepWords: keepWords({ render, words }) });
  app.use(() => {
    throw new NotFound("There is nothing at this address.");
  });
  app.use(
    errorPages((res, page) => {
      counter.recordFailure(res.req);
      const meta = { title: words().t(page.title), robots: "noindex", isFailure: true };
      if (page.isAtDesk) return render(res, meta, errorAtDesk({ page }));
      const stories = page.status === 404 || page.status === 410 ? parts.posts.latest(5, clock()) : [];
      render(res, meta, errorShow({ page, stories }));
    }, log),
  );
  const viewsFront = strangersViews({
    ...{ posts: parts.posts, settings, clock, ownOrigin, visitOf, recordVisit: counter.recordVisit },
  });
  const commentsFront = strangersComments({
    ...{ take: controllers.comments.take, look: parts.watch.look, ownOrigin, addressOf },
    ...{ isSiteBusy: parts.traffic.isBusy, secure },
  });
  return withOneHost(viewsFront(commentsFront(front.before(app))));
}

export interface AppFiles {
  assets: Assets;
  templates: Templates;
  /** Addresses of reverse proxies whose forwarded headers count. */
  trustProxy: string[];
  /** Keeps finished pages. */
  cache: PageCache;
  /** Hears of the application that requests are handed to, before any comes: see message-kinds.ts. */
  makeFor?: (app: Express) => void;
}

/** Reads the forms of the desk. A text of a mebibyte is up to nine times as long when it is percent-encoded. */
function deskForms(): RequestHandler {
  const [ofStrangers, ofStaff] = ["4mb", "12mb"].map((limit) => readForm({ limit, mostFields: 2000 }));
  return (req, res, next) => (res.locals.viewer ? ofStaff! : ofStrangers!)(req, res, next);
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
      lang: languageMark,
      initials: initialsOf,
      colour: colourOf,
      viewsOf: viewsMark,
    };
  };
}
