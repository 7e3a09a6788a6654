import type { Database } from "../../src/database/driver.ts";
import { openInMemory } from "../../src/database/open.ts";

export interface Plan {
  sql: string;
  /** Steps of the statement itself and of its subqueries in FROM; without those that run once a row. */
  steps: string[];
}

/** How SQLite would run every SELECT that a repository prepares. */
export function plansOf(build: (db: Database) => unknown): Plan[] {
  const { content } = openInMemory();
  const statements: string[] = [];
  const listening = new Proxy(content, {
    get(db, name) {
      if (name !== "prepare") return Reflect.get(db, name, db) as unknown;
      return (sql: string) => {
        statements.push(sql);
        return db.prepare(sql);
      };
    },
  });
  build(listening);
  return statements.filter((sql) => /^\s*(SELECT|WITH)/.test(sql)).map((sql) => explain(content, sql));
}

function explain(db: Database, sql: string): Plan {
  const names = [...sql.matchAll(/@(\w+)/g)].map((match) => match[1]!);
  const values = Object.fromEntries(names.map((name) => [name, "[]"]));
  const rows = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(values) as {
    id: number;
    parent: number;
    detail: string;
  }[];
  const perRow = new Set<number>();
  for (const { id, parent, detail } of rows)
    if (perRow.has(parent) || detail.startsWith("CORRELATED")) perRow.add(id);
  return { sql, steps: rows.filter(({ id }) => !perRow.has(id)).map(({ detail }) => detail) };
}
