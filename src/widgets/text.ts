import * as z from "zod";
import { renderShort } from "../html/short.ts";
import { storedHtml, type SafeHtml } from "../html/safe-html.ts";
import { lineOf, textOf } from "../web/form.ts";
import { check, title } from "./fields.ts";
import type { Widget } from "./widget.ts";

/** `html` is made from `source` when the settings are saved. */
const schema = z.object({
  title,
  source: z.string().max(10_000).default(""),
  html: z.string().default(""),
});

/** What the editor wrote, in Markdown. */
export function text(): Widget<z.infer<typeof schema>, { html: SafeHtml }> {
  return {
    kind: "text",
    name: "widgets.text.name",
    about: "widgets.text.about",
    heading: null,
    defaults: schema.parse({}),
    schema,
    parse(body) {
      const typed = check(schema, { title: lineOf(body, "title"), source: textOf(body, "source").trim() });
      if (!typed.ok) return typed;
      return { ok: true, value: { ...typed.value, html: String(renderShort(typed.value.source)) } };
    },
    load: ({ html }) => (html === "" ? null : { html: storedHtml(html) }),
  };
}
