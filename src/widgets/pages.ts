import * as z from "zod";
import type { PageLink } from "../posts/overview-repository.ts";
import { lineOf } from "../web/form.ts";
import { check, numberOf, title, whole } from "./fields.ts";
import { nested, type Nested } from "./tree.ts";
import type { Widget } from "./widget.ts";

const schema = z.object({ title, depth: whole(1, 5, 2) });

/** The pages of the site, nested. `list` gives the listed ones, siblings in their order. */
export function pages(
  list: (now: Date) => PageLink[],
): Widget<z.infer<typeof schema>, { pages: Nested<PageLink>[] }> {
  return {
    kind: "pages",
    name: "widgets.pages.name",
    about: "widgets.pages.about",
    heading: "widgets.pages.heading",
    defaults: schema.parse({}),
    schema,
    parse: (body) => check(schema, { title: lineOf(body, "title"), depth: numberOf(body, "depth") }),
    load({ depth }, now) {
      const found = nested(list(now), depth);
      return found.length > 0 ? { pages: found } : null;
    },
  };
}
