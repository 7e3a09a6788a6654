import type { Request, Response } from "express";
import type { Paths } from "../paths.ts";
import type { Accounts } from "../users/accounts.ts";
import { complaintAboutPassword, hashPassword } from "../users/password.ts";
import { textOf, type FieldErrors, type FormBody } from "../web/form.ts";
import type { Render } from "../web/render.ts";
import type { CurrentWords } from "../web/words.ts";
import { signIn } from "./guard.ts";
import type { SessionStore } from "./store.ts";
import { passwordForm, passwordLinkGone } from "./views.ts";

interface Parts {
  accounts: Accounts;
  sessions: Pick<SessionStore, "destroyOf">;
  paths: Paths;
  words: CurrentWords;
  render: Render;
  clock: () => Date;
}

type LinkRequest = Request<{ token: string }, unknown, FormBody>;

/** The link with which a person chooses a password: for a new account, or when the old one is lost. */
export function passwordLinks({ accounts, sessions, paths, words, render, clock }: Parts) {
  const meta = () => ({ title: words().t("passwordLink.title"), robots: "noindex" });
  /** The address holds a secret: no cache keeps it, no page behind it learns of it. */
  const keepSecret = (res: Response) =>
    res.set({ "Cache-Control": "private, no-store", "Referrer-Policy": "no-referrer" });
  const gone = (res: Response) => render(res.status(404), meta(), passwordLinkGone({}));
  const show = (res: Response, token: string, email: string, errors: FieldErrors<"password">) =>
    render(res, meta(), passwordForm({ token, email, errors }));
  return {
    edit(req: LinkRequest, res: Response) {
      keepSecret(res);
      const user = accounts.findByPasswordLink(req.params.token, clock());
      if (!user) return gone(res);
      show(res, req.params.token, user.email ?? "", {});
    },
    async update(req: LinkRequest, res: Response) {
      keepSecret(res);
      const { token } = req.params;
      const user = accounts.findByPasswordLink(token, clock());
      if (!user) return gone(res);
      const password = textOf(req.body, "password");
      const complaint = complaintAboutPassword(password);
      if (complaint) return show(res.status(422), token, user.email ?? "", { password: complaint });
      const changed = accounts.choosePassword(token, await hashPassword(password), clock());
      if (!changed) return gone(res);
      sessions.destroyOf(changed.id);
      await signIn(req, changed, clock());
      req.session.flash = { tone: "done", message: "passwordLink.saved" };
      res.redirect(303, paths.admin.dashboard());
    },
  };
}
