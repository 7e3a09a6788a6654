import * as z from "zod";
import { isTicked, lineOf } from "../web/form.ts";
import { check, title } from "./fields.ts";
import type { Widget } from "./widget.ts";

const schema = z.object({
  title,
  showPosts: z.boolean().default(true),
  showComments: z.boolean().default(true),
  showViews: z.boolean().default(true),
});

interface Sources {
  countPosts: (now: Date) => number;
  countComments: (now: Date) => number;
  countViews: () => number;
  /** How long a shown count of views may stand still. */
  lagMs: () => number;
}
/** null for what is not shown. */
interface Model {
  posts: number | null;
  comments: number | null;
  views: number | null;
}

/** How much there is to read, and how much it was read. */
export function siteStatistics(sources: Sources): Widget<z.infer<typeof schema>, Model> {
  return {
    kind: "site-statistics",
    name: "widgets.siteStatistics.name",
    about: "widgets.siteStatistics.about",
    heading: "widgets.siteStatistics.heading",
    defaults: schema.parse({}),
    schema,
    parse: (body) =>
      check(schema, {
        title: lineOf(body, "title"),
        showPosts: isTicked(body, "showPosts"),
        showComments: isTicked(body, "showComments"),
        showViews: isTicked(body, "showViews"),
      }),
    load({ showPosts, showComments, showViews }, now) {
      if (!showPosts && !showComments && !showViews) return null;
      return {
        posts: showPosts ? sources.countPosts(now) : null,
        comments: showComments ? sources.countComments(now) : null,
        views: showViews ? sources.countViews() : null,
      };
    },
    expires: (now) => new Date(now.getTime() + sources.lagMs()),
  };
}
