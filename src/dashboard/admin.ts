import type { Request, Response } from "express";
import { toListRow, type ListRow } from "../desk/list-row.ts";
import { dayNoon } from "../messages/dates.ts";
import type { Message } from "../messages/translator.ts";
import type { Paths } from "../paths.ts";
import type { DeskEyes, DeskQuery, DeskRepository } from "../posts/desk-repository.ts";
import type { PostRepository } from "../posts/repository.ts";
import { viewerOf } from "../sessions/guard.ts";
import type { StatsRepository } from "../stats/repository.ts";
import { may } from "../users/permissions.ts";
import type { Render } from "../web/render.ts";
import type { CurrentWords } from "../web/words.ts";
import { drawBars } from "./chart.ts";
import type { DashboardRepository } from "./repository.ts";
import { dashboardPage, type Figure } from "./views.ts";

interface Parts {
  dashboard: DashboardRepository;
  desk: DeskRepository;
  posts: PostRepository;
  stats: StatsRepository;
  paths: Paths;
  words: CurrentWords;
  render: Render;
  clock: () => Date;
}

const DAYS = 30;
const SHOWN = 5;

/** The first page of the desk: how the site is read, and what waits for whoever is here. */
export function adminDashboard(parts: Parts) {
  const { dashboard, desk, posts, stats, paths, words, render, clock } = parts;

  return {
    show(_req: Request, res: Response) {
      const now = clock();
      const viewer = viewerOf(res);
      const { t, timeZone } = words();
      const eyes: DeskEyes = may(viewer, "posts.editOthers") ? "everything" : viewer.id;
      const mayModerate = may(viewer, "comments.moderate");
      const days = stats.perDayOfSite(DAYS);
      const views = days.map((day) => day.views);
      const counts = desk.countDrawers("post", eyes, now);

      const figures: Figure[] = [
        {
          ...{ label: "dashboard.viewsToday", value: views.at(-1)!, href: null },
          change: compared(views.at(-1)!, views.at(-2)!, "Yesterday"),
        },
        {
          ...{ label: "dashboard.viewsWeek", value: sum(views.slice(-7)), href: null },
          change: compared(sum(views.slice(-7)), sum(views.slice(-14, -7)), "Week"),
        },
        {
          ...{
            label: "dashboard.posts",
            value: counts.published,
            href: paths.admin.list("post", "?status=published"),
          },
          change: counts.draft > 0 ? { key: "dashboard.drafts", values: { count: counts.draft } } : null,
        },
      ];
      if (mayModerate)
        figures.push({
          ...{ label: "dashboard.waiting", value: dashboard.countWaiting(), change: null },
          href: paths.admin.comments("?status=pending"),
        });

      const rows = (query: DeskQuery): ListRow[] =>
        desk
          .list("post", query, eyes, now, { limit: SHOWN, offset: 0 })
          .map((post) => toListRow(post, { viewer, now, paths, views: 0, words: words() }));
      const most = stats.mostViewed("week", SHOWN * 4);
      const byId = new Map(most.map(({ postId, views }) => [postId, views]));
      const popular = posts.listByIds([...byId.keys()], now).slice(0, SHOWN);

      render(
        res,
        { title: t("admin.dashboard"), section: "dashboard" },
        dashboardPage({
          figures,
          chart: {
            wide: drawBars(views, { width: 960, height: 240 }),
            narrow: drawBars(views, { width: 340, height: 200 }),
            days: days.map((day) => ({ date: dayNoon(day.day, timeZone), views: day.views })),
            sum: sum(views),
          },
          drafts: rows({ drawer: "draft", author: viewer.id }),
          pending: rows({ drawer: "pending" }),
          scheduled: rows({ drawer: "scheduled", isOldestFirst: true }),
          popular: popular.map((card) => ({
            title: card.title || t("desk.untitled"),
            href: paths.post(card),
            views: byId.get(card.id)!,
          })),
          waiting: mayModerate ? dashboard.latestWaiting(SHOWN) : null,
          name: viewer.name,
        }),
      );
    },
  };
}

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

/** The change in words: in views where numbers are small, in per cent where they are not. */
function compared(value: number, before: number, than: "Yesterday" | "Week"): Message {
  const difference = value - before;
  if (difference === 0) return `dashboard.same${than}`;
  const direction = difference > 0 ? "more" : "fewer";
  if (before < 50) return { key: `dashboard.${direction}${than}`, values: { count: Math.abs(difference) } };
  const percent = Math.max(1, Math.round((Math.abs(difference) / before) * 100));
  return { key: `dashboard.${direction}Percent${than}`, values: { percent } };
}
