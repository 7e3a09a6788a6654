import * as z from "zod";
import { storedHtml, type SafeHtml } from "../html/safe-html.ts";
import { renderShort } from "../html/short.ts";
import type { Picture } from "../media/picture.ts";
import type { User } from "../users/user.ts";
import { idOf, lineOf, textOf } from "../web/form.ts";
import { check, title } from "./fields.ts";
import type { Widget } from "./widget.ts";

/** `userId` null: about the site. `html` is made from `source` when the settings are saved. */
const schema = z.object({
  title,
  userId: z.number().int().positive().nullable().default(null),
  source: z.string().max(10_000).default(""),
  html: z.string().default(""),
});

interface Sources {
  findUser: (id: number) => User | undefined;
  listUsers: () => User[];
  findPicture: (mediaId: number) => Picture | null;
  /** What the site says of itself in one line; '' for nothing. */
  tagline: () => string;
}

interface Model {
  person: { name: string; slug: string } | null;
  picture: Picture | null;
  text: SafeHtml | string;
}

/**
 * Who is behind the site: a person with picture and words, or words alone. Without words of its own it shows the
 * biography of the person, or the tagline of the site.
 */
export function about(sources: Sources): Widget<z.infer<typeof schema>, Model> {
  const { findUser, listUsers, findPicture, tagline } = sources;
  return {
    kind: "about",
    name: "widgets.about.name",
    about: "widgets.about.about",
    heading: "widgets.about.heading",
    defaults: schema.parse({}),
    schema,
    parse(body) {
      const typed = check(schema, {
        title: lineOf(body, "title"),
        userId: idOf(body, "userId") ?? null,
        source: textOf(body, "source").trim(),
      });
      if (!typed.ok) return typed;
      const { userId, source } = typed.value;
      if (userId !== null && !findUser(userId)) return { ok: false, errors: { userId: "widgets.choose" } };
      return { ok: true, value: { ...typed.value, html: String(renderShort(source)) } };
    },
    load({ userId, html }) {
      const user = userId === null ? undefined : findUser(userId);
      const text = html === "" ? (user?.bio ?? tagline()) : storedHtml(html);
      if (!user && String(text) === "") return null;
      return {
        person: user ? { name: user.name, slug: user.slug } : null,
        picture: user?.avatarMediaId ? findPicture(user.avatarMediaId) : null,
        text,
      };
    },
    choices: () => ({ people: listUsers().map(({ id, name }) => ({ id, name })) }),
  };
}
