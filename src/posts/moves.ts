import type { Database } from "../database/driver.ts";
import type { Paths } from "../paths.ts";
import { redirectPath, type RedirectRepository } from "../redirects/repository.ts";
import { freeSlug } from "../slug.ts";
import type { MovesRepository, Standing } from "./moves-repository.ts";

export type PostMoves = ReturnType<typeof postMoves>;

/** Keeps addresses working when the things behind them move or go. */
export function postMoves({
  db,
  repository,
  redirects,
  paths,
}: {
  db: Database;
  repository: MovesRepository;
  redirects: RedirectRepository;
  paths: Paths;
}) {
  /** Where the pages below a page that moved stand now; none where it did not move. */
  const carried = (before: Standing[], own: Standing, isTaken: (path: string, id: number) => boolean) => {
    const [former, ...below] = before;
    if (!former || own.path === null || former.path === own.path) return [];
    const places = new Map([[own.id, own.path]]);
    const moved: Standing[] = [];
    for (const page of below) {
      const parent = places.get(page.parentId ?? 0);
      if (parent === undefined) continue;
      const slug = freeSlug(page.slug, (free) => isTaken(`${parent}/${free}`, page.id));
      const path = `${parent}/${slug}`;
      places.set(page.id, path);
      moved.push({ ...page, slug, path });
    }
    return moved;
  };

  return {
    /** Where a post stands before it is saved, and every page below it. */
    standing: (id: number, now: Date): Standing[] => repository.standing(id, now),
    /**
     * Brings the pages below along, and leads every address that was public and is not any more to where the thing
     * is. Called in the transaction that saved it.
     */
    follow(before: Standing[], isTaken: (path: string, id: number) => boolean, now: Date): void {
      const [former] = before;
      const own = former && repository.standing(former.id, now)[0];
      if (!own) return;
      const moved = carried(before, own, isTaken);
      repository.place(moved.map(({ id, slug, path }) => ({ id, slug, path: path! })));
      const after = new Map([own, ...moved].map((one) => [one.id, one]));
      const left = before.filter((one) => {
        const current = after.get(one.id);
        return one.isPublic && current && (!current.isPublic || paths.post(current) !== paths.post(one));
      });
      redirects.lead(
        left.map((one) => ({ id: one.id, path: redirectPath(paths.post(one)) })),
        now,
      );
    },
    /**
     * Answers the addresses of a post or page with 410 from now on, if readers ever knew them. Call it in the
     * transaction that deletes the row for good, before it does.
     */
    bury(id: number, now: Date): void {
      db.transaction(() => {
        const [post] = repository.standing(id, now);
        if (!post || !(post.isPublic || post.wasPublic || redirects.hasFormer(id))) return;
        redirects.bury(id, redirectPath(paths.post(post)), now);
      })();
    },
  };
}
