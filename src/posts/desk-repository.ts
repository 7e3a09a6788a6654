import type { Database, Statement } from "../database/driver.ts";
import { matchOf, phraseOf } from "../database/words.ts";
import { deskColumns, sourceColumns, toDeskPost, toSource } from "./desk-rows.ts";
import type { DeskPost, DeskRow, SourceRow } from "./desk-rows.ts";
import { IN_DRAWER, OUT, type Drawer } from "./drawers.ts";
import type { PostKind, PostSource } from "./post.ts";

export type DeskRepository = ReturnType<typeof deskRepository>;

/** Whose posts somebody is shown: everybody's, or what came out and what is their own. */
const KNOWN = `(${OUT}
  OR EXISTS (SELECT 1 FROM post_authors AS own WHERE own.post_id = p.id AND own.user_id = @viewer))`;

export interface DeskQuery {
  drawer: Drawer;
  author?: number;
  category?: number;
  /** Words in title, excerpt, tags or body. */
  text?: string;
  isOldestFirst?: boolean;
}

/** Who looks: the id of a person who sees only what readers see and their own, or "everything". */
export type DeskEyes = number | "everything";

/** Which parts a statement has. */
export interface DeskShape {
  drawer: Drawer;
  isOldestFirst: boolean;
  byAuthor: boolean;
  byCategory: boolean;
  byText: boolean;
  seesEverything: boolean;
}

/** The rows of a list, without its columns: `SELECT … ${}`. Exported so that a test can ask SQLite how it finds them. */
export function deskRows(shape: DeskShape): string {
  const from = shape.byAuthor
    ? "post_authors AS pa CROSS JOIN posts AS p ON p.id = pa.post_id"
    : "posts AS p";
  const conditions = [
    "p.kind = @kind",
    IN_DRAWER[shape.drawer],
    shape.byAuthor && "pa.user_id = @author",
    shape.byCategory &&
      "EXISTS (SELECT 1 FROM post_topics AS pt WHERE pt.post_id = p.id AND pt.topic_id = @category)",
    shape.byText && "p.id IN (SELECT rowid FROM posts_search WHERE posts_search MATCH @text)",
    !shape.seesEverything && KNOWN,
  ];
  return `FROM ${from} WHERE ${conditions.filter(Boolean).join(" AND ")}`;
}

export function deskOrder({ isOldestFirst }: DeskShape): string {
  return isOldestFirst ? "ORDER BY p.desk_at, p.id" : "ORDER BY p.desk_at DESC, p.id DESC";
}

/** What authors see of posts and pages, whatever their state. Rows stay in this folder. */
export function deskRepository(db: Database) {
  const source = db.prepare<{ id: number }, SourceRow>(
    `SELECT ${sourceColumns} FROM posts AS p WHERE p.id = @id`,
  );
  const sources = db.prepare<{ ids: string }, SourceRow>(
    `SELECT ${sourceColumns} FROM json_each(@ids) AS wanted CROSS JOIN posts AS p ON p.id = wanted.value ORDER BY wanted.key`,
  );
  const byIds = db.prepare<{ ids: string }, DeskRow>(
    `SELECT ${deskColumns} FROM json_each(@ids) AS wanted CROSS JOIN posts AS p ON p.id = wanted.value ORDER BY wanted.key`,
  );
  // What triggers have counted (migrations/content/0014); somebody who sees less sees what is out, and their own.
  const tally = (rows: string) =>
    db.prepare<
      { kind: PostKind; now: string; viewer: number },
      { status: string; all: number; later: number; over: number }
    >(
      `SELECT status, sum("all") AS "all", sum(later) AS later, sum(over) AS over FROM (${rows}) GROUP BY status`,
    );
  const countIn = (drawer: Drawer) =>
    `(SELECT count(*) FROM posts AS p WHERE p.kind = @kind AND ${IN_DRAWER[drawer]})`;
  const everything = tally(
    `SELECT status, total AS "all", iif(status = 'published', ${countIn("scheduled")}, 0) AS later,
       iif(status = 'published', ${countIn("expired")}, 0) AS over
     FROM counted_states WHERE kind = @kind`,
  );
  const known = tally(
    `SELECT status, total - ${countIn("scheduled")} AS "all", 0 AS later, ${countIn("expired")} AS over
     FROM counted_states WHERE kind = @kind AND status = 'published'
     UNION ALL
     SELECT p.status, count(*), sum(p.status = 'published'), 0 FROM post_authors AS own
     CROSS JOIN posts AS p ON p.id = own.post_id
     WHERE own.user_id = @viewer AND p.kind = @kind AND NOT (${OUT}) GROUP BY p.status`,
  );
  const own = db
    .prepare<{ kind: PostKind; viewer: number }, number>(
      `SELECT count(*) FROM post_authors AS pa CROSS JOIN posts AS p ON p.id = pa.post_id
       WHERE pa.user_id = @viewer AND p.kind = @kind AND p.status <> 'trash'`,
    )
    .pluck();
  const tree = db.prepare<[], DeskRow>(
    `SELECT ${deskColumns} FROM posts AS p WHERE p.kind = 'page' AND p.status <> 'trash'
     ORDER BY p.position, p.title COLLATE NOCASE, p.id`,
  );
  const children = db
    .prepare<{ id: number }, number>(
      `WITH RECURSIVE below (id) AS (SELECT @id UNION SELECT p.id FROM below JOIN posts AS p ON p.parent_id = below.id)
       SELECT id FROM below`,
    )
    .pluck();

  const lists = new Map<string, Statement<[object], DeskRow>>();
  const counts = new Map<string, Statement<[object], number>>();
  const listed = (shape: DeskShape) =>
    remembered(lists, shape, () =>
      db.prepare<[object], DeskRow>(
        `SELECT ${deskColumns} ${deskRows(shape)} ${deskOrder(shape)} LIMIT @limit OFFSET @offset`,
      ),
    );
  const counted = (shape: DeskShape) =>
    remembered(counts, shape, () =>
      db.prepare<[object], number>(`SELECT count(*) ${deskRows(shape)}`).pluck(),
    );

  const bindings = (kind: PostKind, query: DeskQuery, eyes: DeskEyes, now: Date) => ({
    ...{ kind, now: now.toISOString(), viewer: eyes === "everything" ? 0 : eyes },
    ...{ author: query.author ?? 0, category: query.category ?? 0, text: matching(query.text ?? "") },
  });
  /** How many lie in each drawer. */
  function countDrawers(kind: PostKind, eyes: DeskEyes, now: Date): Record<Drawer, number> {
    const statement = eyes === "everything" ? everything : known;
    const rows = statement.all({ kind, now: now.toISOString(), viewer: eyes === "everything" ? 0 : eyes });
    const of = (status: string) => rows.find((row) => row.status === status);
    const published = of("published");
    const all = rows.reduce((sum, row) => (row.status === "trash" ? sum : sum + row.all), 0);
    const [scheduled, expired] = [published?.later ?? 0, published?.over ?? 0];
    return {
      ...{ all, scheduled, expired, published: (published?.all ?? 0) - scheduled - expired },
      ...{ draft: of("draft")?.all ?? 0, pending: of("pending")?.all ?? 0 },
      ...{ private: of("private")?.all ?? 0, trash: of("trash")?.all ?? 0 },
    };
  }

  return {
    /** What an author edits, or undefined where there is no such post. */
    findSource(id: number): PostSource | undefined {
      const row = source.get({ id });
      return row && toSource(row);
    },
    /** What an author edits of several posts, in this order; those that do not exist are missing. */
    listSources: (ids: number[]): PostSource[] => sources.all({ ids: JSON.stringify(ids) }).map(toSource),
    /** These posts, in this order; those that do not exist are missing. */
    listByIds: (ids: number[]): DeskPost[] => byIds.all({ ids: JSON.stringify(ids) }).map(toDeskPost),
    list(
      kind: PostKind,
      query: DeskQuery,
      eyes: DeskEyes,
      now: Date,
      { limit, offset }: { limit: number; offset: number },
    ): DeskPost[] {
      const statement = listed(shapeOf(query, eyes));
      return statement.all({ ...bindings(kind, query, eyes, now), limit, offset }).map(toDeskPost);
    },
    count(kind: PostKind, query: DeskQuery, eyes: DeskEyes, now: Date): number {
      const shape = shapeOf(query, eyes);
      const isWholeDrawer = !shape.byAuthor && !shape.byCategory && !shape.byText;
      if (isWholeDrawer) return countDrawers(kind, eyes, now)[query.drawer];
      return counted(shape).get(bindings(kind, query, eyes, now))!;
    },
    countDrawers,
    /** How many this person has written, the trash not counted. */
    countOwn: (kind: PostKind, viewer: number): number => own.get({ kind, viewer })!,
    /** All pages outside the trash, siblings in their order. */
    listPages: (): DeskPost[] => tree.all().map(toDeskPost),
    /** The page and every page below it. */
    listBelow: (id: number): number[] => children.all({ id }),
  };
}

function shapeOf(query: DeskQuery, eyes: DeskEyes): DeskShape {
  return {
    drawer: query.drawer,
    isOldestFirst: query.isOldestFirst ?? false,
    byAuthor: query.author !== undefined,
    byCategory: query.category !== undefined,
    byText: query.text !== undefined && matching(query.text) !== "",
    seesEverything: eyes === "everything",
  };
}

/** Statements of a closed set of shapes, prepared when one is first asked for. */
function remembered<Prepared>(known: Map<string, Prepared>, shape: DeskShape, prepare: () => Prepared) {
  const key = Object.values(shape).join();
  let statement = known.get(key);
  if (!statement) known.set(key, (statement = prepare()));
  return statement;
}

/** Typed words as a query of the full-text index, each as the beginning of one; '' where there are none. */
function matching(text: string): string {
  const phrases = text.split(/\s+/).flatMap((word) => phraseOf(word, true) ?? []);
  return matchOf(phrases.slice(0, 12));
}
