import * as z from "zod";
import { lineOf } from "../web/form.ts";
import { check, title } from "./fields.ts";
import type { Widget } from "./widget.ts";

const schema = z.object({ title });

/** A field that searches the site. */
export function search(): Widget<z.infer<typeof schema>, object> {
  return {
    kind: "search",
    name: "widgets.search.name",
    about: "widgets.search.about",
    heading: "widgets.search.heading",
    defaults: schema.parse({}),
    schema,
    parse: (body) => check(schema, { title: lineOf(body, "title") }),
    load: () => ({}),
  };
}
