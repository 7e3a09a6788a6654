import type { Request, Response } from "express";
import type { Database } from "../database/driver.ts";
import { NotFound } from "../errors.ts";
import type { Paths } from "../paths.ts";
import { signIn } from "../sessions/guard.ts";
import type { SettingsRepository } from "../settings/repository.ts";
import { slugify } from "../slug.ts";
import type { OneTimeLinks } from "../users/one-time-links.ts";
import { hashPassword } from "../users/password.ts";
import type { UserRepository } from "../users/repository.ts";
import { lineOf, textOf, type FormBody } from "../web/form.ts";
import type { Render } from "../web/render.ts";
import type { CurrentWords } from "../web/words.ts";
import { parseSetupForm } from "./form.ts";
import { setupForm } from "./views.ts";

interface Parts {
  db: Database;
  users: UserRepository;
  settings: SettingsRepository;
  links: OneTimeLinks;
  paths: Paths;
  words: CurrentWords;
  render: Render;
  clock: () => Date;
  /** Writes what a new site starts with, such as the welcome post. */
  furnish: (founderId: number, now: Date) => void;
}

/** The first visit: a one-time link creates the site and its first admin. Afterwards the address is not found. */
export function publicSetup({ db, users, settings, links, paths, words, render, clock, furnish }: Parts) {
  const check = (token: unknown) => {
    if (users.hasAdmin() || typeof token !== "string" || !links.find("setup", token, clock()))
      throw new NotFound("There is nothing to set up.");
    return token;
  };
  const show = (res: Response, model: Parameters<typeof setupForm>[0]) => {
    res.set({ "Cache-Control": "private, no-store", "Referrer-Policy": "no-referrer" });
    render(res, { title: words().t("setup.title"), robots: "noindex" }, setupForm(model));
  };
  return {
    new(req: Request, res: Response) {
      const token = check(req.query.token);
      show(res, { token, values: { title: "", name: "", email: "" }, errors: {} });
    },
    async create(req: Request<object, unknown, FormBody>, res: Response) {
      const token = check(textOf(req.body, "token"));
      const form = parseSetupForm(req.body);
      if (!form.ok) {
        const values = {
          title: lineOf(req.body, "title"),
          name: lineOf(req.body, "name"),
          email: lineOf(req.body, "email"),
        };
        res.status(422);
        return show(res, { token, values, errors: form.errors });
      }
      const { title, name, email, password } = form.value;
      const passwordHash = await hashPassword(password);
      const now = clock();
      const founder = db.transaction(() => {
        check(token);
        const slug = slugify(name) || "editor";
        const id = users.create({ role: "admin", name, slug, email, passwordHash }, now);
        settings.update("general", { title }, now);
        links.use("setup", null);
        furnish(id, now);
        return users.find(id)!;
      })();
      await signIn(req, founder, now);
      res.redirect(303, paths.admin.dashboard());
    },
  };
}
