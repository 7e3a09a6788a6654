import { join } from "node:path";
import { commentAddress } from "./comments/addresses.ts";
import { createPace } from "./comments/pace.ts";
import { moderation } from "./comments/moderation.ts";
import { commentPosting } from "./comments/posting.ts";
import { queueRepository } from "./comments/queue-repository.ts";
import { commentRepository } from "./comments/repository.ts";
import { commentStore } from "./comments/store.ts";
import { dashboardRepository } from "./dashboard/repository.ts";
import type { Databases } from "./database/open.ts";
import { diskBeside } from "./database/sync-beside.ts";
import { contentVersion } from "./database/version.ts";
import { changeReader } from "./cache/change-reader.ts";
import { changeWatch } from "./cache/change-watch.ts";
import { changesRepository } from "./cache/changes-repository.ts";
import { traffic } from "./cache/traffic.ts";
import { feedRepository } from "./feeds/repository.ts";
import { sitemapRepository } from "./feeds/sitemap-repository.ts";
import type { RenderContext } from "./html/render.ts";
import { dayText, nextMidnight } from "./messages/dates.ts";
import { mediaLibrary } from "./media/library.ts";
import { mediaRepository } from "./media/repository.ts";
import { menuRepository } from "./menus/repository.ts";
import { shownMenus } from "./menus/shown.ts";
import { createPaths } from "./paths.ts";
import { pageRepository } from "./pages/repository.ts";
import { archiveRepository } from "./archives/repository.ts";
import { movesRepository } from "./posts/moves-repository.ts";
import { draftsRepository } from "./posts/drafts-repository.ts";
import { postMoves } from "./posts/moves.ts";
import { overviewRepository } from "./posts/overview-repository.ts";
import { calendarRepository } from "./calendar/repository.ts";
import { checksRepository } from "./editor/checks-repository.ts";
import { tellOfConflict } from "./notes/planned.ts";
import { dueWork } from "./plans/due.ts";
import { editorChoices } from "./posts/choices.ts";
import { plannedChanges } from "./plans/changes.ts";
import { plannedRepository } from "./plans/repository.ts";
import type { PostKind } from "./posts/post.ts";
import { saveOver } from "./posts/save-over.ts";
import { expiryRepository } from "./posts/expiry-repository.ts";
import { linksRepository } from "./notes/links-repository.ts";
import { noteRepository } from "./notes/repository.ts";
import { deskRepository } from "./posts/desk-repository.ts";
import { presenceRepository } from "./editor/presence-repository.ts";
import { postPublishing } from "./posts/publishing.ts";
import { redirectRepository } from "./redirects/repository.ts";
import { postRepository } from "./posts/repository.ts";
import { postSaving } from "./posts/saving.ts";
import { stateRepository } from "./posts/state-repository.ts";
import { postStore } from "./posts/store.ts";
import { workingPosts } from "./posts/working-posts.ts";
import { changedAddresses } from "./purging/addresses.ts";
import { cursorsRepository } from "./purging/cursors-repository.ts";
import { digestOf } from "./purging/digest.ts";
import { purger } from "./purging/purger.ts";
import { purgeTargets, sendPurge } from "./purging/request.ts";
import { thinning } from "./revisions/thinning.ts";
import { postHistory } from "./revisions/history.ts";
import { revisionRepository } from "./revisions/repository.ts";
import { searchRepository } from "./search/repository.ts";
import { seedStore } from "./seed/store.ts";
import type { Keys } from "./secrets/keys.ts";
import { createSigner } from "./secrets/signer.ts";
import { createVault } from "./secrets/vault.ts";
import { loginLimits } from "./sessions/login-limits.ts";
import { loginTriesRepository } from "./sessions/login-tries-repository.ts";
import { SessionStore } from "./sessions/store.ts";
import { settingsRepository } from "./settings/repository.ts";
import { welcome } from "./setup/welcome.ts";
import { viewCounter } from "./stats/counter.ts";
import { handingOver, type Visits } from "./stats/handing-over.ts";
import { viewLedger } from "./stats/ledger.ts";
import { statsRepository } from "./stats/repository.ts";
import { accountVerbs } from "./users/accounts.ts";
import { topicRepository } from "./topics/repository.ts";
import { userChanges } from "./users/changes-repository.ts";
import { oneTimeLinks } from "./users/one-time-links.ts";
import { guestNamed } from "./users/guests.ts";
import { toViewer, userRepository } from "./users/repository.ts";
import { sweepTemporaryFiles, temporaryFolder } from "./temporary-files.ts";
import { currentWords } from "./web/words.ts";
import { furnishWidgets } from "./widgets/furnish.ts";
import { widgetKinds } from "./widgets/registry.ts";
import { widgetRepository } from "./widgets/repository.ts";
import { shownWidgets } from "./widgets/shown.ts";
import { nowhereElse, type Elsewhere } from "./workers/elsewhere.ts";

/** What the world outside gives the program. */
export interface Environment {
  databases: Databases;
  keys: Keys;
  dataDir: string;
  /** The public address, without trailing slash. */
  baseUrl: () => string;
  clock: () => Date;
  log: Log;
  /** For a worker; undefined for a process that serves alone. */
  others?: Others;
  /** Replaces every message of the catalogue: tests find words that are in none. */
  replaceMessages?: (message: string, key: string) => string;
}

/** The other processes of the site. */
export interface Others {
  elsewhere: Elsewhere;
  /** Gives visits to the process that counts them. */
  handOver: (visits: Visits) => void;
}

export interface Log {
  info: (details: object, message: string) => void;
  error: (details: object, message: string) => void;
}

export type Parts = ReturnType<typeof buildParts>;

/** Builds every part once and hands each what it needs. The site (app.ts) and the commands start from here. */
export function buildParts(environment: Environment) {
  const { databases, keys, dataDir, baseUrl, clock, log, others } = environment;
  const elsewhere = others?.elsewhere ?? nowhereElse;
  const { content, activity } = databases;
  const mediaFolder = join(dataDir, "media");
  const temporary = temporaryFolder(dataDir);

  const version = contentVersion(content);
  const settings = settingsRepository(content, version);
  const words = currentWords(() => settings.get("general"), environment.replaceMessages);
  const paths = createPaths({
    permalink: () => settings.get("permalinks").structure,
    timeZone: () => settings.get("general").timeZone,
    baseUrl,
  });
  const vault = createVault(keys);
  const signer = createSigner(keys);

  const users = userRepository(content);
  const links = oneTimeLinks(content);
  const accounts = accountVerbs({ db: content, users, changes: userChanges(content), links });
  const sessions = new SessionStore(activity, clock);
  const limits = loginLimits(loginTriesRepository(activity), keys.tokens);
  const media = mediaRepository(content);
  const library = mediaLibrary({ repository: media, folder: mediaFolder, temporary, log });
  const topics = topicRepository(content);
  const context = (): RenderContext => ({
    baseUrl: baseUrl(),
    findPictures: (urls) => media.findPictures(urls, baseUrl()),
    t: words().t as RenderContext["t"],
  });
  const store = postStore(content);
  const redirects = redirectRepository(content);
  const moves = postMoves({ db: content, repository: movesRepository(content), redirects, paths });
  const permalink = () => settings.get("permalinks").structure;
  const saving = postSaving({ db: content, store, moves, context, permalink });
  const comments = commentRepository(content);
  const commentWriting = commentStore(content);
  const pace = createPace(elsewhere);
  const queue = queueRepository(content);
  const posting = commentPosting({ db: content, store: commentWriting, pace, vault, settings });
  const flow = traffic();
  const desk = deskRepository(content);
  const today = () => dayText(clock(), settings.get("general").timeZone);
  const feeds = feedRepository(content);
  const sitemap = sitemapRepository(content);
  const stats = statsRepository(activity, today);
  const ledger = others ? handingOver(others.handOver) : viewLedger({ stats, log });
  const counter = viewCounter({ ledger, clock, today });
  const revisions = revisionRepository(content);
  const history = postHistory(revisions, () => settings.get("general").timeZone);
  const drafts = draftsRepository(content);
  const presence = presenceRepository(activity, (id) => users.find(id)?.name);
  const publishing = postPublishing({
    drafts,
    ...{ db: content, saving, desk, states: stateRepository(content), addressOf: paths.post },
    findOrCreateTags: topics.findOrCreateTags,
    createGuests: (names, now) => names.map((name) => guestNamed(users, name, now)),
    createCategory: (name, parentId, now) => topics.findOrCreate({ kind: "category", name, parentId }, now),
    history,
    forgetViews: stats.forget,
  });
  const choices = editorChoices({ users, topics, media, desk, untitled: () => words().t("desk.untitled") });
  const savesOf = (kind: PostKind) =>
    saveOver({
      ...{ kind, desk, publishing, history, drafts, words, clock, hasPicture: choices.hasPicture },
      choicesFor: choices.rowChoicesFor(kind),
    });
  const saves = { post: savesOf("post"), page: savesOf("page") };
  const notes = noteRepository(content);
  const plans = plannedChanges({
    ...{ plans: plannedRepository(content), desk, drafts, history, publishing, saves },
    findViewer: (id) => toViewer(users.find(id)),
    timeZone: () => settings.get("general").timeZone,
    tellOfConflict: (post, plan, now) =>
      tellOfConflict({ notes, words: words() })(post, { by: plan.by, author: plan.author }, now),
  });
  const due = dueWork({
    ...{ expiry: expiryRepository(content), plans, clock, log },
    chores: [
      publishing.purgeTrash,
      thinning({ db: content, revisions }),
      (now) => sweepTemporaryFiles(temporary, now),
    ],
  });
  const reader = changeReader({
    ...{ changes: changesRepository(content), settle: due.settle, nextDue: due.next },
    nextMidnight: (now) => nextMidnight(now, settings.get("general").timeZone),
  });
  const isWriting = () => content.inTransaction;
  const watch = changeWatch({ reader, version, isWriting, clock });
  const edition = watch.look;
  const posts = postRepository(content, edition);
  const working = workingPosts({ desk, posts, publishing, saves, words, clock });
  const archives = archiveRepository(content);
  const overview = overviewRepository(content, () => settings.get("general").timeZone);
  const menus = menuRepository(content);
  const menuAt = shownMenus({ listPlaced: menus.listPlaced, edition, paths, words });
  const widgets = widgetRepository(content);
  const kinds = widgetKinds({
    ...{ settings, users, posts, overview, stats, comments, topics },
    commentAddress: commentAddress({ paths, settings }),
    findPicture: (id) => media.find(id)?.picture ?? null,
    lagMs: flow.lagMs,
  });
  const widgetsNow = shownWidgets({ list: widgets.list, kinds, edition, words, log });
  const purgeCursors = cursorsRepository(activity);
  const purging = purger({
    ...{ cursors: purgeCursors, reader, version: contentVersion(content), isWriting, clock, log },
    targets: () => purgeTargets(settings.get("caching")),
    widgetsNow: (now) => digestOf(widgetsNow(now)),
    addressesOf: changedAddresses({ paths, listAddresses: posts.listAnyAddresses }),
    send: sendPurge,
  });

  /** Writes what a new site starts with; once. */
  const furnish = (founderId: number, now: Date) => {
    if (widgets.list().length > 0) return;
    furnishWidgets(widgets, kinds);
    welcome(saving, words, founderId, now);
  };

  return {
    ...{ content, activity, mediaFolder, temporary, baseUrl, clock, log, keys, vault, signer, elsewhere },
    ...{ settings, words, paths, users, links, accounts, sessions, limits, media, library },
    ...{ topics, posts, archives, pages: pageRepository(content), redirects, moves, overview },
    ...{
      calendar: calendarRepository(content),
      checks: checksRepository(content),
      notes,
      plans,
      previewLinks: linksRepository(content),
    },
    ...{ choices, saves, working, disk: diskBeside(content) },
    ...{ store, saving, desk, drafts, presence, publishing, history, revisions, context },
    ...{ dashboard: dashboardRepository(content) },
    ...{ comments, commentWriting, pace, posting, commentAddress: commentAddress({ paths, settings }) },
    ...{ queue, moderation: moderation({ db: content, queue, store: commentWriting, vault }) },
    ...{ menus, menuAt, widgets, widgetKinds: kinds, widgetsNow },
    ...{
      search: searchRepository(content),
      feeds,
      sitemap,
      stats,
      ledger,
      counter,
      version,
      watch,
      traffic: flow,
    },
    ...{ due, purger: purging, purgeCursors },
    ...{ furnish, seedStore: seedStore(content, activity) },
  };
}
