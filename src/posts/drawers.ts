/**
 * The drawers of the desk. A scheduled post is a published one whose hour has not come, an expired one is a published
 * one whose time is over.
 */
export const drawers = [
  ...(["all", "published", "scheduled", "expired"] as const),
  ...(["draft", "pending", "private", "trash"] as const),
];
export type Drawer = (typeof drawers)[number];

/** SQL: what came out, whether or not it has expired since. Binds `@now`. */
export const OUT = "p.status = 'published' AND p.desk_at <= @now";

/** SQL: what lies in each drawer. Binds `@now`. */
export const IN_DRAWER: Record<Drawer, string> = {
  all: "p.status <> 'trash'",
  published: `${OUT} AND p.is_expired = 0`,
  scheduled: "p.status = 'published' AND p.desk_at > @now",
  expired: `${OUT} AND p.is_expired = 1`,
  draft: "p.status = 'draft'",
  pending: "p.status = 'pending'",
  private: "p.status = 'private'",
  trash: "p.status = 'trash'",
};
