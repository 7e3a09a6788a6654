import type { Database } from "../database/driver.ts";
import { freeSlug, slugify } from "../slug.ts";
import type { UserChanges } from "./changes-repository.ts";
import type { OneTimeLinks } from "./one-time-links.ts";
import { toViewer, type UserRepository } from "./repository.ts";
import type { Person, Profile, Role, User } from "./user.ts";

export type Accounts = ReturnType<typeof accountVerbs>;

/** How long a link works that lets somebody choose a password: for a new account, and for one that exists. */
export const NEW_ACCOUNT_HOURS = 48;
export const RESET_HOURS = 1;

interface Parts {
  db: Database;
  users: UserRepository;
  changes: UserChanges;
  links: OneTimeLinks;
}

/**
 * What is done to a person as a whole; each in one transaction. Verbs that could take away the last admin who can log
 * in return false then, and change nothing.
 */
export function accountVerbs({ db, users, changes, links }: Parts) {
  const invited = (token: string, now: Date): User | undefined => {
    const link = links.find("password", token, now);
    const user = link && link.userId !== null ? users.find(link.userId) : undefined;
    return toViewer(user) && user;
  };
  const isLastAdmin = ({ id, role, isDisabled, hasPassword }: User) =>
    role === "admin" && !isDisabled && hasPassword && !changes.isAnotherAdmin(id);
  const rename = (user: User, slug: string, now: Date) => {
    if (slug !== user.slug) changes.leadOn(user.slug, slug, now);
  };
  const pass = (from: User, to: User, now: Date) => {
    changes.handOver(from.id, to.id);
    changes.remove(from.id);
    changes.leadOn(from.slug, to.slug, now);
  };
  return {
    countPosts: changes.countPosts,
    /** A new account without a password, or with one. Its slug is made from the name. */
    create: (account: NewAccount, now: Date): User =>
      db.transaction(() => {
        const { name, email, role, passwordHash = null } = account;
        const slug = freeSlug(slugify(name) || "author", users.isSlugTaken);
        const id = users.create({ name, email, role, passwordHash, slug }, now);
        changes.keepAddress(slug);
        return users.find(id)!;
      })(),
    /** A token with which the person chooses a password; tokens given before stop working. */
    createPasswordLink(userId: number, hours: number, now: Date): string {
      return links.create("password", userId, new Date(now.getTime() + hours * 3_600_000));
    },
    /** Whose password this token changes; undefined where it was used, expired, or the account is closed. */
    findByPasswordLink: invited,
    /** Uses up the token and ends all sessions. Undefined where the token no longer works. */
    choosePassword: (token: string, hash: string, now: Date): User | undefined =>
      db.transaction(() => {
        const user = invited(token, now);
        if (!user) return undefined;
        users.setPasswordHash(user.id, hash, now);
        links.use("password", user.id);
        return users.find(user.id);
      })(),
    describe: (id: number, profile: Profile, now: Date): void => changes.setProfile(id, profile, now),
    /** Profile, slug, e-mail address and role. A former slug leads to the new one; another role ends all sessions. */
    update: (user: User, person: Person, now: Date): boolean =>
      db.transaction(() => {
        if (person.role !== "admin" && isLastAdmin(user)) return false;
        changes.setProfile(user.id, person, now);
        changes.setPerson(user.id, person, now);
        rename(user, person.slug, now);
        return true;
      })(),
    /** What the person signs in with. `hash` is null to keep the password. Ends all sessions and password links. */
    changeAccess: (id: number, email: string, hash: string | null, now: Date): User =>
      db.transaction(() => {
        changes.setEmail(id, email, now);
        if (hash === null) changes.endSessions(id);
        else users.setPasswordHash(id, hash, now);
        links.use("password", id);
        return users.find(id)!;
      })(),
    endSessions: (id: number): void => changes.endSessions(id),
    /** Closes the account: its sessions and password links end, its bylines stay. */
    disable: (user: User, now: Date): boolean =>
      db.transaction(() => {
        if (isLastAdmin(user)) return false;
        changes.setDisabled(user.id, true, now);
        links.use("password", user.id);
        return true;
      })(),
    enable: (id: number, now: Date): void => changes.setDisabled(id, false, now),
    /** A guest author gets an account; it has no password yet. */
    giveAccount: (guest: User, { email, role }: { email: string; role: Role }, now: Date): void =>
      changes.setPerson(guest.id, { slug: guest.slug, email, role }, now),
    /**
     * Deletes a person. Posts go to the heir, and the author's address leads there; without an heir only somebody
     * without posts can be deleted.
     */
    remove: (user: User, heir: User | undefined, now: Date): boolean =>
      db.transaction(() => {
        if (isLastAdmin(user)) return false;
        if (heir) pass(user, heir, now);
        else changes.remove(user.id);
        return true;
      })(),
    /** A guest author turns out to be this person: what is theirs becomes one. */
    merge: (guest: User, person: User, now: Date): void =>
      db.transaction(() => {
        changes.takeComments(guest.id, person.id);
        pass(guest, person, now);
      })(),
  };
}

export interface NewAccount {
  name: string;
  email: string;
  role: Role;
  /** argon2id; left out while the person has not chosen a password. */
  passwordHash?: string;
}
