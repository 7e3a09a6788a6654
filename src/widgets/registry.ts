import type { Picture } from "../media/picture.ts";
import type { OverviewRepository } from "../posts/overview-repository.ts";
import type { PostRepository } from "../posts/repository.ts";
import type { SettingsRepository } from "../settings/repository.ts";
import type { StatsRepository } from "../stats/repository.ts";
import type { UserRepository } from "../users/repository.ts";
import type { TopicRepository } from "../topics/repository.ts";
import { about } from "./about.ts";
import { archives } from "./archives.ts";
import { authors } from "./authors.ts";
import { categories } from "./categories.ts";
import { feedLinks } from "./feed-links.ts";
import { onThisDay } from "./on-this-day.ts";
import { pages } from "./pages.ts";
import { popularPosts } from "./popular-posts.ts";
import { recentComments, type ToldComment } from "./recent-comments.ts";
import { recentPosts } from "./recent-posts.ts";
import { search } from "./search.ts";
import { siteStatistics } from "./site-statistics.ts";
import { tagCloud } from "./tag-cloud.ts";
import { text } from "./text.ts";
import type { AnyWidget } from "./widget.ts";

/** Where widgets get what they show. */
export interface WidgetSources<Comment extends ToldComment> {
  settings: SettingsRepository;
  users: Pick<UserRepository, "find" | "list">;
  posts: Pick<PostRepository, "latest" | "listByIds" | "count">;
  overview: OverviewRepository;
  stats: Pick<StatsRepository, "mostViewed" | "total">;
  comments: {
    latestApproved: (limit: number, now: Date) => Comment[];
    countApproved: (now: Date) => number;
  };
  commentAddress: (comment: Comment) => string;
  topics: Pick<TopicRepository, "listWithCounts" | "listMostUsed">;
  findPicture: (mediaId: number) => Picture | null;
  /** How long shown view counts may stand still. */
  lagMs: () => number;
}

/** Every kind of widget, in the order in which the admin offers them. A new kind is a line here. */
export function widgetKinds<Comment extends ToldComment>(
  sources: WidgetSources<Comment>,
): ReadonlyMap<string, AnyWidget> {
  const { settings, users, posts, overview, stats, comments, commentAddress, topics, findPicture, lagMs } =
    sources;
  const general = () => settings.get("general");
  const kinds: AnyWidget[] = [
    search(),
    recentPosts(posts.latest),
    popularPosts({ mostViewed: stats.mostViewed, listByIds: posts.listByIds, lagMs }),
    recentComments({ latestApproved: comments.latestApproved, addressOf: commentAddress }),
    categories((now) => topics.listWithCounts("category", now)),
    tagCloud({
      listMostUsed: (limit, now) => topics.listMostUsed("tag", limit, now),
      language: () => general().language,
    }),
    archives(overview.countByMonth),
    onThisDay({ onThisDay: overview.onThisDay, timeZone: () => general().timeZone }),
    authors(overview.countByAuthor),
    about({
      findUser: users.find,
      listUsers: users.list,
      findPicture,
      tagline: () => general().tagline,
    }),
    pages(overview.listPages),
    text(),
    siteStatistics({
      countPosts: posts.count,
      countComments: comments.countApproved,
      countViews: stats.total,
      lagMs,
    }),
    feedLinks(),
  ];
  return new Map(kinds.map((widget) => [widget.kind, widget]));
}
