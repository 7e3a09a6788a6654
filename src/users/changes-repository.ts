import type { Database } from "../database/driver.ts";
import type { Person, Profile } from "./user.ts";

export type UserChanges = ReturnType<typeof userChanges>;

/** All SQL that changes people who exist, and what leads to them. Each is one statement: accounts.ts puts them together. */
export function userChanges(db: Database) {
  const setProfile = db.prepare(
    `UPDATE users SET name = @name, website = @website, bio_source = @bioSource, bio_html = @bio, links = @links,
       avatar_media_id = @avatarMediaId, updated_at = @now WHERE id = @id`,
  );
  const setPerson = db.prepare(
    `UPDATE users SET slug = @slug, email = @email, role = @role, session_epoch = session_epoch + (role <> @role),
       updated_at = @now WHERE id = @id`,
  );
  const setEmail = db.prepare("UPDATE users SET email = @email, updated_at = @now WHERE id = @id");
  const setDisabled = db.prepare(
    `UPDATE users SET is_disabled = @isDisabled, session_epoch = session_epoch + 1, updated_at = @now WHERE id = @id`,
  );
  const endSessions = db.prepare("UPDATE users SET session_epoch = session_epoch + 1 WHERE id = @id");
  const otherAdmins = db
    .prepare<{ id: number }, number>(
      `SELECT count(*) FROM users
       WHERE role = 'admin' AND is_disabled = 0 AND password_hash IS NOT NULL AND id <> @id`,
    )
    .pluck();
  const countPosts = db
    .prepare<{ id: number }, number>("SELECT count(*) FROM post_authors WHERE user_id = @id")
    .pluck();
  const handOver = [
    "UPDATE OR IGNORE post_authors SET user_id = @to WHERE user_id = @from",
    "DELETE FROM post_authors WHERE user_id = @from",
    "UPDATE media SET uploaded_by = @to WHERE uploaded_by = @from",
    "UPDATE import_items SET target_id = @to WHERE target_id = @from AND kind = 'author'",
  ].map((sql) => db.prepare<{ from: number; to: number }>(sql));
  const takeComments = db.prepare("UPDATE comments SET user_id = @to WHERE user_id = @from");
  const remove = db.prepare("DELETE FROM users WHERE id = @id");
  const lead = db.prepare(
    `INSERT INTO redirects (path, to_path, created_at) VALUES (@path, @to, @now)
     ON CONFLICT (path) DO UPDATE SET to_path = excluded.to_path, post_id = NULL, topic_id = NULL, is_gone = 0,
       created_at = excluded.created_at`,
  );
  const follow = db.prepare("UPDATE redirects SET to_path = @to WHERE to_path = @from");
  const free = db.prepare("DELETE FROM redirects WHERE path = @path");
  return {
    setProfile(id: number, { links, bio, ...profile }: Profile, now: Date): void {
      const texts = { links: JSON.stringify(links), bio: String(bio) };
      setProfile.run({ id, ...profile, ...texts, now: now.toISOString() });
    },
    /** Another role ends all sessions. Throws where slug or e-mail are somebody else's. */
    setPerson(id: number, { slug, email, role }: Pick<Person, "slug" | "email" | "role">, now: Date): void {
      setPerson.run({ id, slug, email, role, now: now.toISOString() });
    },
    setEmail: (id: number, email: string, now: Date): void =>
      void setEmail.run({ id, email, now: now.toISOString() }),
    /** Ends all sessions. */
    setDisabled: (id: number, isDisabled: boolean, now: Date): void =>
      void setDisabled.run({ id, isDisabled: Number(isDisabled), now: now.toISOString() }),
    endSessions: (id: number): void => void endSessions.run({ id }),
    /** Whether somebody else could still administer the site. */
    isAnotherAdmin: (id: number): boolean => otherAdmins.get({ id })! > 0,
    /** Posts and pages of every state that carry this byline. */
    countPosts: (id: number): number => countPosts.get({ id })!,
    /** Posts and files of one person become another's. A byline with both keeps one of them. */
    handOver(from: number, to: number): void {
      for (const statement of handOver) statement.run({ from, to });
    },
    takeComments: (from: number, to: number): void => void takeComments.run({ from, to }),
    remove: (id: number): void => void remove.run({ id }),
    /** The old address of an author leads to the new one, and so do those that led to the old one. */
    leadOn(oldSlug: string, newSlug: string, now: Date): void {
      free.run({ path: `author/${newSlug}` });
      follow.run({ from: `/author/${oldSlug}`, to: `/author/${newSlug}` });
      lead.run({ path: `author/${oldSlug}`, to: `/author/${newSlug}`, now: now.toISOString() });
    },
    /** Nothing leads away from this address any more: somebody stands there now. */
    keepAddress: (slug: string): void => void free.run({ path: `author/${slug}` }),
  };
}
