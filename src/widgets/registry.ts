import type { OverviewRepository } from "../posts/overview-repository.ts";
import type { PostRepository } from "../posts/repository.ts";
import type { StatsRepository } from "../stats/repository.ts";
import { archives } from "./archives.ts";
import { popularPosts } from "./popular-posts.ts";
import { recentPosts } from "./recent-posts.ts";
import { search } from "./search.ts";
import { text } from "./text.ts";
import type { AnyWidget } from "./widget.ts";

/** Where widgets get what they show. */
export interface WidgetSources {
  posts: Pick<PostRepository, "latest" | "listByIds">;
  overview: OverviewRepository;
  stats: Pick<StatsRepository, "mostViewed">;
}

/** Every kind of widget, in the order in which the admin offers them. A new kind is a line here. */
export function widgetKinds({ posts, overview, stats }: WidgetSources): ReadonlyMap<string, AnyWidget> {
  const kinds: AnyWidget[] = [
    search(),
    recentPosts(posts.latest),
    popularPosts({ mostViewed: stats.mostViewed, listByIds: posts.listByIds }),
    archives(overview.countByMonth),
    text(),
  ];
  return new Map(kinds.map((widget) => [widget.kind, widget]));
}
