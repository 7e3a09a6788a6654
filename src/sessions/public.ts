import type { Request, Response } from "express";
import type { Message } from "../messages/translator.ts";
import type { Paths } from "../paths.ts";
import { isPassword } from "../users/password.ts";
import { toViewer, type UserRepository } from "../users/repository.ts";
import { lineOf, textOf, type FormBody } from "../web/form.ts";
import type { Render } from "../web/render.ts";
import type { CurrentWords } from "../web/words.ts";
import { signIn } from "./guard.ts";
import { minutesOf, type LoginLimits } from "./login-limits.ts";
import { loginForm } from "./views.ts";

interface Parts {
  users: UserRepository;
  limits: LoginLimits;
  paths: Paths;
  words: CurrentWords;
  render: Render;
  clock: () => Date;
}

/** Signing in and out. */
export function publicSessions({ users, limits, paths, words, render, clock }: Parts) {
  const show = (res: Response, model: Parameters<typeof loginForm>[0]) => {
    res.set("Cache-Control", "private, no-store");
    render(res, { title: words().t("sessions.title"), robots: "noindex" }, loginForm(model));
  };
  return {
    new(req: Request, res: Response) {
      const next = ownAddress(req.query.next);
      if (res.locals.viewer) return res.redirect(303, next ?? paths.admin.dashboard());
      show(res, { email: "", next: next ?? "", problem: null });
    },
    async create(req: Request<object, unknown, FormBody>, res: Response) {
      const email = lineOf(req.body, "email");
      const next = ownAddress(textOf(req.body, "next"));
      const ip = req.ip ?? "";
      const waitMs = limits.begin(ip, email, clock());
      if (waitMs > 0) {
        const problem: Message = { key: "sessions.slowed", values: { minutes: minutesOf(waitMs) } };
        res.status(429).set("Retry-After", String(Math.ceil(waitMs / 1000)));
        return show(res, { email, next: next ?? "", problem });
      }
      const user = users.findByEmail(email);
      const matches = await isPassword(textOf(req.body, "password"), user && users.passwordHash(user.id));
      if (!matches || !user || !toViewer(user)) {
        res.status(422);
        return show(res, { email, next: next ?? "", problem: "sessions.failed" });
      }
      limits.succeeded(ip, email);
      await signIn(req, user, clock());
      res.redirect(303, next ?? paths.admin.dashboard());
    },
    delete(req: Request, res: Response) {
      req.session.destroy(() => {
        res.set("Clear-Site-Data", '"cache", "cookies", "storage"');
        res.redirect(303, paths.home());
      });
    },
  };
}

/** An address on this site, or undefined: nobody is sent elsewhere after signing in. */
export function ownAddress(value: unknown): string | undefined {
  if (typeof value !== "string" || !/^\/(?![/\\])[\x21-\x7e]*$/.test(value) || value.includes("\\"))
    return undefined;
  const base = "http://own.invalid";
  return URL.canParse(value, base) && new URL(value, base).origin === base ? value : undefined;
}
