import * as z from "zod";
import type { AuthorCount } from "../posts/overview-repository.ts";
import { isTicked, lineOf } from "../web/form.ts";
import { check, numberOf, title, whole } from "./fields.ts";
import type { Widget } from "./widget.ts";

const schema = z.object({ title, count: whole(1, 100, 20), showCounts: z.boolean().default(true) });

/** Who writes here, with the number of their posts: the busiest first. */
export function authors(
  countByAuthor: (now: Date) => AuthorCount[],
): Widget<z.infer<typeof schema>, { authors: AuthorCount[]; showCounts: boolean }> {
  return {
    kind: "authors",
    name: "widgets.authors.name",
    about: "widgets.authors.about",
    heading: "widgets.authors.heading",
    defaults: schema.parse({}),
    schema,
    parse: (body) =>
      check(schema, {
        title: lineOf(body, "title"),
        count: numberOf(body, "count"),
        showCounts: isTicked(body, "showCounts"),
      }),
    load({ count, showCounts }, now) {
      const found = countByAuthor(now).slice(0, count);
      return found.length > 0 ? { authors: found, showCounts } : null;
    },
  };
}
