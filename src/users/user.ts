import type { SafeHtml } from "../html/safe-html.ts";

export const roles = ["admin", "editor", "author", "contributor"] as const;
/** What an account may do; see permissions.ts. */
export type Role = (typeof roles)[number];

/** A person. A guest has a byline but no account. */
export interface User {
  id: number;
  role: Role | "guest";
  name: string;
  slug: string;
  /** Never leaves the admin. */
  email: string | null;
  bioSource: string;
  bio: SafeHtml;
  website: string;
  links: { label: string; url: string }[];
  avatarMediaId: number | null;
  isDisabled: boolean;
  hasPassword: boolean;
  sessionEpoch: number;
}

/** What people may say about themselves. */
export interface Profile {
  name: string;
  website: string;
  bioSource: string;
  bio: SafeHtml;
  links: { label: string; url: string }[];
  avatarMediaId: number | null;
}

/** What an admin may say about them besides. A guest has no e-mail address. */
export interface Person extends Profile {
  slug: string;
  email: string | null;
  role: Role | "guest";
}

/** Who is signed in. */
export interface Viewer {
  id: number;
  role: Role;
  name: string;
  slug: string;
  email: string;
}

/** The public face of an author, as bylines and the About Author box show it. */
export interface Author {
  id: number;
  name: string;
  slug: string;
  bio: SafeHtml;
  website: string;
  links: { label: string; url: string }[];
  avatarMediaId: number | null;
}
