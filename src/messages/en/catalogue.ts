import account from "./account.json" with { type: "json" };
import admin from "./admin.json" with { type: "json" };
import archives from "./archives.json" with { type: "json" };
import asides from "./asides.json" with { type: "json" };
import calendar from "./calendar.json" with { type: "json" };
import checks from "./checks.json" with { type: "json" };
import comments from "./comments.json" with { type: "json" };
import dashboard from "./dashboard.json" with { type: "json" };
import desk from "./desk.json" with { type: "json" };
import editor from "./editor.json" with { type: "json" };
import errors from "./errors.json" with { type: "json" };
import feeds from "./feeds.json" with { type: "json" };
import form from "./form.json" with { type: "json" };
import html from "./html.json" with { type: "json" };
import imports from "./imports.json" with { type: "json" };
import media from "./media.json" with { type: "json" };
import menus from "./menus.json" with { type: "json" };
import notes from "./notes.json" with { type: "json" };
import pages from "./pages.json" with { type: "json" };
import pagination from "./pagination.json" with { type: "json" };
import passwordLink from "./password-link.json" with { type: "json" };
import permalinks from "./permalinks.json" with { type: "json" };
import plans from "./plans.json" with { type: "json" };
import posts from "./posts.json" with { type: "json" };
import redirects from "./redirects.json" with { type: "json" };
import revisions from "./revisions.json" with { type: "json" };
import roles from "./roles.json" with { type: "json" };
import saving from "./saving.json" with { type: "json" };
import search from "./search.json" with { type: "json" };
import sessions from "./sessions.json" with { type: "json" };
import settings from "./settings.json" with { type: "json" };
import setup from "./setup.json" with { type: "json" };
import site from "./site.json" with { type: "json" };
import stats from "./stats.json" with { type: "json" };
import topics from "./topics.json" with { type: "json" };
import users from "./users.json" with { type: "json" };
import welcome from "./welcome.json" with { type: "json" };
import widgets from "./widgets.json" with { type: "json" };

/** All messages in English: a file for each subject. */
export const en = {
  account,
  admin,
  archives,
  asides,
  calendar,
  checks,
  comments,
  dashboard,
  desk,
  editor,
  errors,
  feeds,
  form,
  html,
  imports,
  media,
  menus,
  notes,
  pages,
  pagination,
  passwordLink,
  permalinks,
  plans,
  posts,
  redirects,
  revisions,
  roles,
  saving,
  search,
  sessions,
  settings,
  setup,
  site,
  stats,
  topics,
  users,
  welcome,
  widgets,
};
