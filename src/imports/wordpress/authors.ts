import { freeSlug, slugify } from "../../slug.ts";
import type { UserRepository } from "../../users/repository.ts";
import type { LedgerRepository } from "../ledger-repository.ts";
import { loginKey, type BylineName } from "./bylines.ts";
import { plainTitle } from "./plain.ts";
import type { Report } from "./report.ts";
import type { Survey } from "./survey.ts";

export type ImportedAuthors = ReturnType<typeof importAuthors>;

/**
 * The people of the old site. One whose e-mail address has an account here is that account; the others become guests:
 * a byline without a way to sign in, and without their address.
 */
export function importAuthors(
  { authors, guests }: Pick<Survey, "authors" | "guests">,
  {
    users,
    ledger,
    report,
    now,
  }: { users: UserRepository; ledger: LedgerRepository; report: Report; now: Date },
) {
  const ids = new Map<string, number>();
  const byOldId = new Map<string, number>();

  const settle = (login: string, name: string, email: string): number => {
    const imported = ledger.find("author", login);
    if (imported !== undefined && users.find(imported)) return imported;
    const account = email ? users.findByEmail(email) : undefined;
    const id = account?.id ?? create(login, name);
    ledger.add("author", login, id);
    return id;
  };
  const create = (login: string, name: string): number => {
    const shown = plainTitle(name) || login;
    const slug = freeSlug(slugify(login) || slugify(shown) || "author", (taken) => users.isSlugTaken(taken));
    report.count.authors += 1;
    return users.create({ role: "guest", name: shown, slug, email: null, passwordHash: null }, now);
  };

  for (const { login, name, email, id } of authors) {
    const key = loginKey(login);
    if (key === "" || ids.has(key)) continue;
    const userId = settle(key, name || login, email);
    ids.set(key, userId);
    if (id !== "") byOldId.set(id, userId);
  }
  return {
    /** The ids of a byline, in order; people the export did not list are made on the way. */
    byline: (names: BylineName[]): number[] => [
      ...new Set(
        names.map(({ login, name }) => {
          const known = ids.get(login);
          if (known !== undefined) return known;
          const id = settle(login, guests.get(login) ?? name, "");
          ids.set(login, id);
          return id;
        }),
      ),
    ],
    /** Somebody the export lists or a post named; undefined for others. */
    find: (login: string): number | undefined => ids.get(loginKey(login)),
    /** By the number of the account on the old site. */
    findByOldId: (id: string): number | undefined => byOldId.get(id),
  };
}
