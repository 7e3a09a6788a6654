import type { Request, Response } from "express";
import { adminComments } from "./comments/admin.ts";
import { adminComment } from "./comments/admin-edit.ts";
import { closesAt } from "./comments/comment.ts";
import { commenterCookie } from "./comments/commenter.ts";
import { publicComments } from "./comments/public.ts";
import { commentSection } from "./comments/section.ts";
import { createThrottle } from "./comments/throttle.ts";
import { adminDashboard } from "./dashboard/admin.ts";
import { publicCommentFeeds } from "./feeds/comments.ts";
import { publicMaps } from "./feeds/maps.ts";
import { publicFeeds } from "./feeds/public.ts";
import { pictureChoices } from "./media/choices.ts";
import { adminMedia } from "./media/admin.ts";
import { receiveFiles } from "./media/upload.ts";
import { adminMenus } from "./menus/admin.ts";
import { adminMenuItems } from "./menus/admin-items.ts";
import type { Parts } from "./parts.ts";
import { staticPages } from "./pages/page.ts";
import { publicPages } from "./pages/public.ts";
import { pageShow } from "./pages/views.ts";
import { publicAddresses } from "./posts/addresses.ts";
import { archiveLeads } from "./archives/leads.ts";
import { publicArchives } from "./archives/public.ts";
import { adminNotes } from "./notes/admin.ts";
import { previewTokens } from "./notes/links.ts";
import { publicPreview } from "./notes/public.ts";
import { returning } from "./notes/returning.ts";
import { showNotes } from "./notes/show.ts";
import { noteWriting } from "./notes/writing.ts";
import { adminWriting } from "./desk/admin.ts";
import { adminCalendar } from "./calendar/admin.ts";
import { workAhead } from "./editor/ahead.ts";
import { findingsOf } from "./editor/checks.ts";
import { ownLinks } from "./redirects/own-links.ts";
import { bodyConversion } from "./editor/conversion.ts";
import { postLinks } from "./editor/links.ts";
import { postPages } from "./posts/page.ts";
import type { PostKind } from "./posts/post.ts";
import { createPreview } from "./editor/preview.ts";
import { publicPosts } from "./posts/public.ts";
import { postShow } from "./posts/views.ts";
import { permalinkExamples } from "./permalinks/examples.ts";
import { complaintAboutPermalink } from "./permalinks/permalink.ts";
import { adminRedirects } from "./redirects/admin.ts";
import { postLock, publicUnlock } from "./posts/unlock.ts";
import { compareTexts } from "./revisions/compare.ts";
import { adminRevisions } from "./revisions/admin.ts";
import { adminAsides } from "./revisions/asides.ts";
import { purgeStates } from "./purging/states.ts";
import { publicSearch } from "./search/public.ts";
import { ownAccount } from "./sessions/account.ts";
import { passwordLinks } from "./sessions/password-links.ts";
import { publicSessions } from "./sessions/public.ts";
import { publicSetup } from "./setup/public.ts";
import { adminSettings } from "./settings/admin.ts";
import { publicStats } from "./stats/public.ts";
import { browserViews } from "./stats/browser-views.ts";
import { tagSuggestions } from "./topics/suggestions.ts";
import { adminTopics } from "./topics/admin.ts";
import { adminUsers } from "./users/admin.ts";
import { publicIcons } from "./web/icons.ts";
import type { Render, Send } from "./web/render.ts";
import { adminWidgets } from "./widgets/admin.ts";

export type Controllers = ReturnType<typeof buildControllers>;

/** How controllers answer. */
interface Answering {
  render: Render;
  send: Send;
  /** Counts the reader of a post or page, once it is answered. */
  recordVisit: (req: Request, res: Response, id: number) => void;
  /** Whether the product answers an address itself. */
  answers: (address: string) => boolean;
  /** The address of a file of `public`. */
  asset: (name: string) => string;
}

/** Everything that answers requests, by feature. */
export function buildControllers(parts: Parts, { render, send, recordVisit, answers, asset }: Answering) {
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
  const { choices, commentAddress, comments, moderation, pace, posting, queue, signer, vault } = parts;
  const common = { paths, words, render, clock };
  const menuDesk = { ...common, menus: parts.menus, posts, overview: parts.overview, topics };
  const isHttps = parts.baseUrl().startsWith("https:");
  const lock = postLock({ signer, isHttps, clock });
  const { isUnlocked } = lock;
  const commenter = commenterCookie({ signer, vault, isHttps });
  const conversation = { comments, settings, paths, signer, pace, commenter, isUnlocked, clock };
  const commentsFor = commentSection({ ...conversation, isPreview: false });
  const portraits = { hasPicture: choices.hasPicture, listPictures: pictureChoices(parts.media) };
  const previewed = {
    ...{ posts, pages: parts.pages, paths, words },
    commentsFor: commentSection({ ...conversation, isPreview: true }),
  };
  const [previewOfPost, previewOfPage] = [postPages(previewed), staticPages(previewed)];
  const showPreview = createPreview({
    ...{ render, words, paths, recordVisit },
    viewOf: (post, res) =>
      post.kind === "page"
        ? pageShow(previewOfPage(post, clock(), res.req, res))
        : postShow(previewOfPost(post, clock(), res.req, res)),
  });
  const publicPost = publicPosts({
    ...{ ...common, posts, settings, commentsFor, isUnlocked },
    closesAt: (post) => closesAt(post, settings.get("discussion")),
    recordVisit,
  });
  const publicPage = publicPages({
    ...{ ...common, pages: parts.pages, settings, commentsFor, isUnlocked },
    showLocked: publicPost.showLocked,
    recordVisit,
  });
  const addresses = publicAddresses({
    ...{ ...common, posts, redirects: parts.redirects, topics, settings },
    ...{ showPost: publicPost.show, showPage: publicPage.show, showNewest: publicPost.showNewest },
  });
  const leads = ownLinks({
    ...{ baseUrl: parts.baseUrl, mediaFolder: parts.mediaFolder, answers },
    leadsToArchive: archiveLeads({ topics, users, archives, timeZone: () => words().timeZone, clock }),
    leadsToPost: addresses.leads,
  });
  const { notes, previewLinks } = parts;
  const tokens = previewTokens({ signer, links: previewLinks });
  const noting = {
    ...{ ...common, posts, working: parts.working, notes, links: previewLinks, tokens },
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
    ...{ history: parts.history, presence: parts.presence, working: parts.working, disk: parts.disk },
    ...{ countViews: stats.totals, countRevisions: parts.revisions.count },
    workAhead: workAhead(parts.context),
    convert: bodyConversion({ context: parts.context, compare: compareTexts }),
  };
  const deskOf = (kind: PostKind) =>
    adminWriting({
      ...{ ...editing, kind, saves: parts.saves[kind] },
      ...{ choicesFor: choices.choicesFor(kind), rowChoicesFor: choices.rowChoicesFor(kind) },
    });
  const [postDesk, pageDesk] = [deskOf("post"), deskOf("page")];
  const history = { ...common, desk: parts.desk, revisions: parts.revisions };
  return {
    addresses,
    preview: publicPreview({ ...noting, throttle: createThrottle({ name: "notes", elsewhere }) }),
    unlock: publicUnlock({
      ...{ posts, lock, paths, clock, showLocked: publicPost.showLocked },
      throttle: createThrottle({ name: "unlock", elsewhere, points: 10, seconds: 600 }),
    }),
    comments: publicComments({
      ...{ ...common, comments, posting, settings },
      ...{ signer, commenter, throttle: createThrottle({ name: "comments", elsewhere }), isUnlocked },
      log: parts.log,
    }),
    search: publicSearch({ ...common, search: parts.search, posts }),
    feeds: publicFeeds({ ...common, send, repository: feeds, users, settings }),
    icons: publicIcons({ asset }),
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
      calendar: adminCalendar({ ...common, calendar: parts.calendar }),
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
        permalinkExamples: permalinkExamples({ posts, paths, clock }),
        purges: () => purgeStates(settings.get("caching"), parts.purgeCursors),
      }),
      categories: adminTopics({ ...common, topics }, "category"),
      tags: adminTopics({ ...common, topics }, "tag"),
      tagSuggestions: tagSuggestions({ topics }),
      users: adminUsers({
        ...{ ...common, users, accounts: parts.accounts, ...portraits },
        endSessions: (userId) => parts.sessions.destroyOf(userId),
      }),
      redirects: adminRedirects({ ...common, redirects: parts.redirects, baseUrl: parts.baseUrl, leads }),
      media: adminMedia({
        ...{ ...common, media: parts.media, library: parts.library },
        withFiles: receiveFiles(parts.temporary),
      }),
    },
  };
}
