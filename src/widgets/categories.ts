import * as z from "zod";
import type { CountedTopic } from "../topics/topic.ts";
import { isTicked, lineOf } from "../web/form.ts";
import { check, numberOf, title, whole } from "./fields.ts";
import { nested, type Nested } from "./tree.ts";
import type { Widget } from "./widget.ts";

const schema = z.object({ title, depth: whole(1, 5, 3), showCounts: z.boolean().default(true) });

/** Categories that have posts, nested. `list` gives all, siblings in their order, with the posts of their children. */
export function categories(
  list: (now: Date) => CountedTopic[],
): Widget<z.infer<typeof schema>, { topics: Nested<CountedTopic>[]; showCounts: boolean }> {
  return {
    kind: "categories",
    name: "widgets.categories.name",
    about: "widgets.categories.about",
    heading: "widgets.categories.heading",
    defaults: schema.parse({}),
    schema,
    parse: (body) =>
      check(schema, {
        title: lineOf(body, "title"),
        depth: numberOf(body, "depth"),
        showCounts: isTicked(body, "showCounts"),
      }),
    load({ depth, showCounts }, now) {
      const used = list(now).filter(({ count }) => count > 0);
      return used.length > 0 ? { topics: nested(used, depth), showCounts } : null;
    },
  };
}
