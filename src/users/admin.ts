import type { Request, Response } from "express";
import type { Message } from "../messages/translator.ts";
import type { Paths } from "../paths.ts";
import { NotFound } from "../errors.ts";
import { idOf, isShownAgain, type FieldErrors, type FormBody } from "../web/form.ts";
import { paginate, parsePage } from "../web/pagination.ts";
import type { Render } from "../web/render.ts";
import type { CurrentWords } from "../web/words.ts";
import { NEW_ACCOUNT_HOURS, RESET_HOURS, type Accounts } from "./accounts.ts";
import {
  parseAccount,
  parsePerson,
  typedPerson,
  type AccountField,
  type HasPicture,
  type PersonField,
  type TypedAccount,
  type TypedPerson,
} from "./form.ts";
import type { CountedUser, UserRepository } from "./repository.ts";
import { roles, type User } from "./user.ts";
import {
  newUserForm,
  passwordLinkPage,
  userDelete,
  userForm,
  userIndex,
  type Portrait,
  type UserRow,
} from "./views.ts";

const PER_PAGE = 50;

interface Parts {
  users: UserRepository;
  accounts: Accounts;
  paths: Paths;
  words: CurrentWords;
  render: Render;
  clock: () => Date;
  /** Ends what a person has open on all devices. */
  endSessions: (userId: number) => void;
  hasPicture: HasPicture;
  /** Pictures to choose from: the present one, and the newest of those that `query` finds. */
  listPictures: (present: number | null, query: string) => Portrait[];
}
type UserRequest = Request<{ id: string }, unknown, FormBody>;

/** People: accounts and guest authors, as admins manage them. */
export function adminUsers(parts: Parts) {
  const { users, accounts, paths, words, render, clock, endSessions, hasPicture, listPictures } = parts;
  const find = (req: UserRequest): User => {
    const user = /^[1-9]\d{0,14}$/.test(req.params.id) ? users.find(Number(req.params.id)) : undefined;
    if (!user) throw new NotFound("There is no such person.");
    return user;
  };
  const findAccount = (req: UserRequest) => ofRole(find(req), (role) => role !== "guest");
  const findGuest = (req: UserRequest) => ofRole(find(req), (role) => role === "guest");
  const roleChoices = () => roles.map((value) => ({ value, label: words().t(`roles.${value}`) }));
  const others = (user: User) =>
    users
      .list()
      .filter(({ id }) => id !== user.id)
      .map(({ id, name }) => ({ value: String(id), label: name }));
  const done = (req: Request, message: Message) => (req.session.flash = { tone: "done", message });
  const meta = (title: string) => ({ title, section: "users" });

  const showNew = (res: Response, typed: TypedAccount, errors: FieldErrors<AccountField> = {}) =>
    render(res, meta(words().t("users.add")), newUserForm({ typed, errors, roles: roleChoices() }));

  interface Shown {
    typed?: TypedPerson;
    errors?: FieldErrors<PersonField>;
    problem?: Message;
    account?: { typed: TypedAccount; errors: FieldErrors<AccountField> };
  }
  const show = (res: Response, user: User, { errors = {}, problem, account, ...shown }: Shown = {}) => {
    const typed = shown.typed ?? typedPerson(user);
    const model = {
      ...{
        user,
        typed,
        errors,
        posts: accounts.countPosts(user.id),
        roles: roleChoices(),
        problem: problem ?? null,
      },
      pictures: listPictures(typed.picture, typed.pictureQuery),
      account: account ?? { typed: { name: user.name, email: "", role: "author" }, errors: {} },
      people: user.role === "guest" ? others(user) : [],
    };
    render(res, meta(user.name), userForm(model));
  };
  /** The link stands in this one answer and nowhere else: not in an address, not in a session. */
  const showLink = (res: Response, user: User, hours: number) => {
    const token = accounts.createPasswordLink(user.id, hours, clock());
    res.set("Referrer-Policy", "no-referrer");
    const link = paths.absolute(paths.passwordLink(token));
    render(res, meta(user.name), passwordLinkPage({ user, link, hours }));
  };
  const showDelete = (res: Response, user: User, heir: string, errors: FieldErrors<"heir"> = {}) => {
    const model = { user, posts: accounts.countPosts(user.id), people: others(user), heir, errors };
    render(res, meta(words().t("users.deleteTitle", { name: user.name })), userDelete(model));
  };

  return {
    index(req: Request, res: Response) {
      const { t } = words();
      const isGuests = req.query.show === "guests";
      const [people, guests] = [users.count(false), users.count(true)];
      const query = (page: number) =>
        `?${new URLSearchParams({ ...(isGuests && { show: "guests" }), page: String(page) })}`;
      const page = parsePage(typeof req.query.page === "string" ? req.query.page : undefined);
      const pagination = paginate(page, isGuests ? guests : people, PER_PAGE, (to) =>
        paths.admin.users(query(to)),
      );
      const rows = users.listCounted(isGuests, PER_PAGE, (page - 1) * PER_PAGE).map(toRow);
      const tabs = [
        { label: t("users.accounts"), href: paths.admin.users(), count: people, isCurrent: !isGuests },
        {
          label: t("users.guests"),
          href: paths.admin.users("?show=guests"),
          count: guests,
          isCurrent: isGuests,
        },
      ];
      render(res, meta(t("admin.users")), userIndex({ tabs, rows, isGuests, pagination }));
    },
    new: (_req: Request, res: Response) => showNew(res, { name: "", email: "", role: "author" }),
    create(req: Request<object, unknown, FormBody>, res: Response) {
      const form = parseAccount(req.body, users);
      if (!form.ok) return showNew(res.status(422), form.typed, form.errors);
      showLink(res, accounts.create(form.value, clock()), NEW_ACCOUNT_HOURS);
    },
    edit: (req: UserRequest, res: Response) => show(res, find(req)),
    update(req: UserRequest, res: Response) {
      const user = find(req);
      const form = parsePerson(req.body, user, users, hasPicture);
      if (isShownAgain(req.body)) return show(res, user, { typed: form.typed });
      if (!form.ok) return show(res.status(422), user, form);
      if (!accounts.update(user, form.value, clock()))
        return show(res.status(422), user, { typed: form.typed, errors: { role: "users.lastAdmin" } });
      if (form.value.role !== user.role) endSessions(user.id);
      done(req, { key: "users.saved", values: { name: form.value.name } });
      res.redirect(303, paths.admin.users(user.role === "guest" ? "?show=guests" : ""));
    },
    passwordLink(req: UserRequest, res: Response) {
      const user = findAccount(req);
      if (user.isDisabled) return show(res.status(422), user, { problem: "users.isDisabled" });
      showLink(res, user, user.hasPassword ? RESET_HOURS : NEW_ACCOUNT_HOURS);
    },
    disable(req: UserRequest, res: Response) {
      const user = findAccount(req);
      if (!accounts.disable(user, clock()))
        return show(res.status(422), user, { problem: "users.lastAdmin" });
      endSessions(user.id);
      const message: Message = { key: "users.disabled", values: { name: user.name } };
      const undo = { action: paths.admin.userAction(user.id, "enable"), fields: {} };
      req.session.flash = { tone: "done", message, undo };
      res.redirect(303, paths.admin.users());
    },
    enable(req: UserRequest, res: Response) {
      const user = findAccount(req);
      accounts.enable(user.id, clock());
      done(req, { key: "users.enabled", values: { name: user.name } });
      res.redirect(303, paths.admin.users());
    },
    giveAccount(req: UserRequest, res: Response) {
      const guest = findGuest(req);
      const form = parseAccount(req.body, users, guest);
      if (!form.ok) return show(res.status(422), guest, { account: form });
      accounts.giveAccount(guest, form.value, clock());
      showLink(res, users.find(guest.id)!, NEW_ACCOUNT_HOURS);
    },
    merge(req: UserRequest, res: Response) {
      const guest = findGuest(req);
      const person = heirOf(req, guest);
      if (!person) return show(res.status(422), guest, { problem: "users.heirRequired" });
      accounts.merge(guest, person, clock());
      done(req, { key: "users.merged", values: { guest: guest.name, name: person.name } });
      res.redirect(303, paths.admin.user(person.id));
    },
    confirmDelete: (req: UserRequest, res: Response) => showDelete(res, find(req), ""),
    delete(req: UserRequest, res: Response) {
      const user = find(req);
      const heir = heirOf(req, user);
      if (!heir && accounts.countPosts(user.id) > 0)
        return showDelete(res.status(422), user, "", { heir: "users.heirRequired" });
      if (!accounts.remove(user, heir, clock()))
        return show(res.status(422), user, { problem: "users.lastAdmin" });
      endSessions(user.id);
      done(req, { key: "users.deleted", values: { name: user.name } });
      res.redirect(303, paths.admin.users(user.role === "guest" ? "?show=guests" : ""));
    },
  };

  function heirOf(req: UserRequest, user: User): User | undefined {
    const id = idOf(req.body, "heir");
    return id === undefined || id === user.id ? undefined : users.find(id);
  }
}

function ofRole(user: User, fits: (role: User["role"]) => boolean): User {
  if (!fits(user.role)) throw new NotFound("That is for another kind of author.");
  return user;
}

function toRow({ id, name, email, role, posts, isDisabled, hasPassword }: CountedUser): UserRow {
  const state = role === "guest" ? null : isDisabled ? "disabled" : hasPassword ? "active" : "invited";
  return { id, name, email, role, posts, state };
}
