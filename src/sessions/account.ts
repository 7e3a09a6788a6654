import type { Request, Response } from "express";
import type { Paths } from "../paths.ts";
import type { Accounts } from "../users/accounts.ts";
import { parseProfile, typedProfile, type HasPicture } from "../users/form.ts";
import { hashPassword, isPassword } from "../users/password.ts";
import type { UserRepository } from "../users/repository.ts";
import type { User } from "../users/user.ts";
import type { Portrait } from "../users/views.ts";
import { isShownAgain, type FormBody } from "../web/form.ts";
import type { Render } from "../web/render.ts";
import type { CurrentWords } from "../web/words.ts";
import { parseAccess } from "./account-form.ts";
import { signIn, viewerOf } from "./guard.ts";
import { minutesOf, type LoginLimits } from "./login-limits.ts";
import type { SessionStore } from "./store.ts";
import { accountPage, type AccountModel } from "./views.ts";

interface Parts {
  users: UserRepository;
  accounts: Accounts;
  sessions: Pick<SessionStore, "destroyOf" | "countOf">;
  limits: LoginLimits;
  paths: Paths;
  words: CurrentWords;
  render: Render;
  clock: () => Date;
  hasPicture: HasPicture;
  /** Pictures to choose from: the present one, and the newest of those that `query` finds. */
  listPictures: (present: number | null, query: string) => Portrait[];
}
type FormRequest = Request<object, unknown, FormBody>;

/** What people change about themselves: their profile, and how they log in. */
export function ownAccount(parts: Parts) {
  const { users, accounts, sessions, limits, paths, words, render, clock, hasPicture, listPictures } = parts;
  const ownUser = (res: Response): User => users.find(viewerOf(res).id)!;
  const show = (res: Response, user: User, changed: Partial<AccountModel> = {}) => {
    const typed = changed.typed ?? typedProfile(user);
    const model: AccountModel = {
      ...{ errors: {}, email: user.email ?? "", accessErrors: {}, problem: null, ...changed, typed },
      pictures: listPictures(typed.picture, typed.pictureQuery),
      sessions: sessions.countOf(user.id),
    };
    render(res, { title: words().t("admin.account") }, accountPage(model));
  };
  return {
    edit: (_req: Request, res: Response) => show(res, ownUser(res)),
    update(req: FormRequest, res: Response) {
      const user = ownUser(res);
      const form = parseProfile(req.body, hasPicture);
      if (isShownAgain(req.body)) return show(res, user, { typed: form.typed });
      if (!form.ok) return show(res.status(422), user, { typed: form.typed, errors: form.errors });
      accounts.describe(user.id, form.value, clock());
      req.session.flash = { tone: "done", message: "account.saved" };
      res.redirect(303, paths.account());
    },
    /** Asks for the password again. Other sessions end, and this one goes on under a new id. */
    async changeAccess(req: FormRequest, res: Response) {
      const user = ownUser(res);
      const { typed, errors } = parseAccess(req.body, user, users);
      const refuse = (status: number, model: Partial<AccountModel>) =>
        show(res.status(status), user, { email: typed.email, accessErrors: errors, ...model });
      if (Object.keys(errors).length > 0) return refuse(422, {});
      const [ip, login] = [req.ip ?? "", viewerOf(res).email];
      const waitMs = limits.begin(ip, login, clock());
      if (waitMs > 0) {
        res.set("Retry-After", String(Math.ceil(waitMs / 1000)));
        return refuse(429, { problem: { key: "sessions.slowed", values: { minutes: minutesOf(waitMs) } } });
      }
      if (!(await isPassword(typed.currentPassword, users.passwordHash(user.id))))
        return refuse(422, { accessErrors: { currentPassword: "account.wrongPassword" } });
      limits.succeeded(ip, login);
      const hash = typed.newPassword === "" ? null : await hashPassword(typed.newPassword);
      const changed = accounts.changeAccess(user.id, typed.email, hash, clock());
      sessions.destroyOf(user.id);
      await signIn(req, changed, clock());
      req.session.flash = { tone: "done", message: "account.accessSaved" };
      res.redirect(303, paths.account());
    },
    /** Ends every session of the person, this one too. */
    endSessions(req: Request, res: Response) {
      const { id } = viewerOf(res);
      accounts.endSessions(id);
      sessions.destroyOf(id);
      req.session.destroy(() => res.redirect(303, paths.login()));
    },
  };
}
