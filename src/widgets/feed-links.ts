import * as z from "zod";
import { isTicked, lineOf } from "../web/form.ts";
import { check, title } from "./fields.ts";
import type { Widget } from "./widget.ts";

const schema = z.object({ title, showComments: z.boolean().default(true) });

/** The feeds of the site, for readers who use a feed reader. */
export function feedLinks(): Widget<z.infer<typeof schema>, { showComments: boolean }> {
  return {
    kind: "feed-links",
    name: "widgets.feedLinks.name",
    about: "widgets.feedLinks.about",
    heading: "widgets.feedLinks.heading",
    defaults: schema.parse({}),
    schema,
    parse: (body) =>
      check(schema, { title: lineOf(body, "title"), showComments: isTicked(body, "showComments") }),
    load: ({ showComments }) => ({ showComments }),
  };
}
