import { freeSlug, slugify } from "../slug.ts";
import type { UserRepository } from "./repository.ts";

/** The id of the person with this name, whatever its case; a guest author is made where there is none. */
export function guestNamed(users: UserRepository, name: string, now: Date): number {
  const folded = (text: string) => text.normalize("NFKC").toLowerCase();
  const known = users.list().find((user) => folded(user.name) === folded(name));
  if (known) return known.id;
  const slug = freeSlug(slugify(name) || "author", users.isSlugTaken);
  return users.create({ role: "guest", name, slug, email: null, passwordHash: null }, now);
}
