import type { Database } from "../database/driver.ts";
import type { OneTimeLinks } from "./one-time-links.ts";
import { toViewer, type UserRepository } from "./repository.ts";
import type { User } from "./user.ts";

export type Accounts = ReturnType<typeof accountVerbs>;

/** How long a link works that lets somebody choose a password: for a new account, and for one that exists. */
export const NEW_ACCOUNT_HOURS = 48;
export const RESET_HOURS = 1;

interface Parts {
  db: Database;
  users: UserRepository;
  links: OneTimeLinks;
}

/** What is done to an account as a whole; each in one transaction. */
export function accountVerbs({ db, users, links }: Parts) {
  const invited = (token: string, now: Date): User | undefined => {
    const link = links.find("password", token, now);
    const user = link && link.userId !== null ? users.find(link.userId) : undefined;
    return toViewer(user) && user;
  };
  return {
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
  };
}
