import type { Paths } from "../paths.ts";
import type { OneTimeLinks } from "../users/one-time-links.ts";
import type { UserRepository } from "../users/repository.ts";

const HOURS = 24;

interface Parts {
  users: Pick<UserRepository, "hasAdmin">;
  links: Pick<OneTimeLinks, "create">;
  paths: Paths;
  clock: () => Date;
}

/** A link that sets the site up, once and within a day; undefined where the site has an admin. */
export function firstLink({ users, links, paths, clock }: Parts): string | undefined {
  if (users.hasAdmin()) return undefined;
  const token = links.create("setup", null, new Date(clock().getTime() + HOURS * 3_600_000));
  return paths.absolute(`${paths.setup()}?token=${token}`);
}
