import type { Database } from "../database/driver.ts";
import { storedHtml, type SafeHtml } from "../html/safe-html.ts";
import type { Role, User, Viewer } from "./user.ts";

export type UserRepository = ReturnType<typeof userRepository>;

interface UserRow {
  id: number;
  role: Role | "guest";
  name: string;
  slug: string;
  email: string | null;
  bio_source: string;
  bio_html: string;
  website: string;
  links: string;
  avatar_media_id: number | null;
  is_disabled: number;
  has_password: number;
  session_epoch: number;
}

export interface NewUser {
  role: Role | "guest";
  name: string;
  slug: string;
  email: string | null;
  passwordHash: string | null;
  bioSource?: string;
  bio?: SafeHtml;
  website?: string;
}

export interface CountedUser extends User {
  posts: number;
}

/** All SQL about people. Rows stay in this file; callers see `User`. */
export function userRepository(db: Database) {
  const columns = `id, role, name, slug, email, bio_source, bio_html, website, links, avatar_media_id, is_disabled,
    password_hash IS NOT NULL AS has_password, session_epoch`;
  const byId = db.prepare<{ id: number }, UserRow>(`SELECT ${columns} FROM users WHERE id = @id`);
  const byEmail = db.prepare<{ email: string }, UserRow>(`SELECT ${columns} FROM users WHERE email = @email`);
  const bySlug = db.prepare<{ slug: string }, UserRow>(`SELECT ${columns} FROM users WHERE slug = @slug`);
  const list = db.prepare<[], UserRow>(`SELECT ${columns} FROM users ORDER BY name COLLATE NOCASE, id`);
  const page = db.prepare<{ isGuest: number; limit: number; offset: number }, UserRow & { posts: number }>(
    `SELECT ${columns}, (SELECT count(*) FROM post_authors AS pa WHERE pa.user_id = users.id) AS posts FROM users
     WHERE (role = 'guest') = @isGuest ORDER BY name COLLATE NOCASE, id LIMIT @limit OFFSET @offset`,
  );
  const count = db
    .prepare<{ isGuest: number }, number>("SELECT count(*) FROM users WHERE (role = 'guest') = @isGuest")
    .pluck();
  const passwordHash = db
    .prepare<{ id: number }, string | null>("SELECT password_hash FROM users WHERE id = @id")
    .pluck();
  const accounts = db
    .prepare<[], number>("SELECT count(*) FROM users WHERE role = 'admin' AND password_hash IS NOT NULL")
    .pluck();
  const insert = db.prepare(
    `INSERT INTO users (role, name, slug, email, password_hash, bio_source, bio_html, website, created_at, updated_at)
     VALUES (@role, @name, @slug, @email, @passwordHash, @bioSource, @bio, @website, @now, @now)`,
  );
  const setPassword = db.prepare(
    `UPDATE users SET password_hash = @hash, session_epoch = session_epoch + 1, updated_at = @now WHERE id = @id`,
  );
  return {
    find: (id: number): User | undefined => toUser(byId.get({ id })),
    findByEmail: (email: string): User | undefined => toUser(byEmail.get({ email: email.trim() })),
    findBySlug: (slug: string): User | undefined => toUser(bySlug.get({ slug })),
    list: (): User[] => list.all().map((row) => toUser(row)!),
    /** Guest authors, or people with an account, with how many posts and pages of every state carry their byline. */
    listCounted: (isGuest: boolean, limit: number, offset = 0): CountedUser[] =>
      page
        .all({ isGuest: Number(isGuest), limit, offset })
        .map((row) => ({ ...toUser(row)!, posts: row.posts })),
    count: (isGuest: boolean): number => count.get({ isGuest: Number(isGuest) })!,
    /** The argon2id hash, or undefined while the person has not chosen a password. */
    passwordHash: (id: number): string | undefined => passwordHash.get({ id }) ?? undefined,
    /** Whether somebody can administer this site; until then it waits for its set-up. */
    hasAdmin: (): boolean => accounts.get()! > 0,
    isSlugTaken: (slug: string): boolean => bySlug.get({ slug }) !== undefined,
    create(user: NewUser, now: Date): number {
      const values = {
        bioSource: "",
        website: "",
        ...user,
        bio: String(user.bio ?? ""),
        now: now.toISOString(),
      };
      return Number(insert.run(values).lastInsertRowid);
    },
    /** Ends all sessions of the person. */
    setPasswordHash(id: number, hash: string, now: Date): void {
      setPassword.run({ id, hash, now: now.toISOString() });
    },
  };
}

/** Who this person is when signed in; undefined for guests and closed accounts. */
export function toViewer(user: User | undefined): Viewer | undefined {
  if (!user || user.role === "guest" || user.isDisabled || user.email === null) return undefined;
  return { id: user.id, role: user.role, name: user.name, slug: user.slug, email: user.email };
}

function toUser(row: UserRow | undefined): User | undefined {
  if (!row) return undefined;
  return {
    id: row.id,
    role: row.role,
    name: row.name,
    slug: row.slug,
    email: row.email,
    bioSource: row.bio_source,
    bio: storedHtml(row.bio_html),
    website: row.website,
    links: JSON.parse(row.links) as User["links"],
    avatarMediaId: row.avatar_media_id,
    isDisabled: row.is_disabled === 1,
    hasPassword: row.has_password === 1,
    sessionEpoch: row.session_epoch,
  };
}
