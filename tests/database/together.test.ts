import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openFile, type Database } from "../../src/database/driver.ts";
import { syncFile } from "../../src/database/sync-beside.ts";
import { together } from "../../src/database/together.ts";

/** Two connections to one file, and how to add a row with the first. */
function notebook(sync = syncFile) {
  const file = join(mkdtempSync(join(tmpdir(), "broadsheet-together-")), "notes.db");
  const [db, other] = [openFile(file), openFile(file)];
  db.pragma("journal_mode = WAL");
  db.pragma("synchronous = FULL");
  db.exec("CREATE TABLE notes (text TEXT NOT NULL UNIQUE)");
  return { db, other, add: together(db, adding(db), sync) };
}

const adding = (db: Database) => {
  const insert = db.prepare("INSERT INTO notes (text) VALUES (?)");
  return (...texts: string[]) => texts.map((text) => insert.run(text)).length;
};
const notes = (db: Database) => db.prepare<[], string>("SELECT text FROM notes ORDER BY text").pluck().all();
const neverAsked = () => Promise.reject(new Error("nothing to sync here"));
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

describe("work that is done together", () => {
  it("shares one transaction, and is there for others when its promise resolves", async () => {
    const { db, other } = notebook();
    const insert = adding(db);
    const seen: number[] = [];
    const add = together(db, (text: string) => {
      seen.push(notes(other).length);
      return insert(text);
    });
    expect(await Promise.all([add("one"), add("two"), add("three")])).toEqual([1, 1, 1]);
    expect(seen).toEqual([0, 0, 0]);
    expect(notes(other)).toEqual(["one", "three", "two"]);
  });

  it("lets nobody else write between what it reads and what it writes", async () => {
    const { db, other } = notebook();
    const insert = adding(db);
    const elsewhere = adding(other);
    other.pragma("busy_timeout = 0");
    const add = together(db, (text: string) => {
      const before = notes(db).length;
      expect(() => elsewhere("between")).toThrow(/locked/);
      return before + insert(text);
    });
    expect(await add("one")).toBe(1);
    expect(notes(other)).toEqual(["one"]);
  });

  it("fails alone, and takes back what it wrote", async () => {
    const { other, add } = notebook();
    const [good, bad, last] = await Promise.allSettled([add("one"), add("two", "one"), add("three")]);
    expect([good.status, bad.status, last.status]).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(notes(other)).toEqual(["one", "three"]);
  });

  it("takes back what it wrote where it was the only one, too", async () => {
    const { other, add } = notebook();
    await expect(add("one", "one")).rejects.toThrow(/UNIQUE/);
    expect(await add("two")).toBe(1);
    expect(notes(other)).toEqual(["two"]);
  });

  it("fails as a whole where there is no transaction", async () => {
    const { db, add } = notebook();
    const both = [add("one"), add("two")];
    db.close();
    const results = await Promise.allSettled(both);
    expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  });

  it("is told as done when the disk has it; what comes meanwhile waits for the next sync", async () => {
    const syncs: (() => void)[] = [];
    const { other, add } = notebook(() => new Promise((synced) => syncs.push(synced)));
    const done: string[] = [];
    const all = ["one", "two"].map((text) => add(text).then(() => done.push(text)));
    await turn();
    all.push(add("three").then(() => done.push("three")));
    await turn();
    expect([syncs.length, done]).toEqual([1, []]);
    syncs[0]!();
    await turn();
    await turn();
    expect([syncs.length, done]).toEqual([2, ["one", "two"]]);
    syncs[1]!();
    await Promise.all(all);
    expect(notes(other)).toEqual(["one", "three", "two"]);
  });

  it("is not told as done where the disk failed; what comes later is", async () => {
    let isBroken = true;
    const { add } = notebook(async (file) => {
      if (isBroken) throw new Error("EIO");
      await syncFile(file);
    });
    await expect(add("one")).rejects.toThrow("EIO");
    isBroken = false;
    expect(await add("two")).toBe(1);
  });

  it("leaves every other commit to be synced by SQLite", async () => {
    const { db } = notebook();
    const level = () => db.pragma("synchronous", { simple: true });
    const add = together(db, (isGood: boolean) => (isGood ? level() : expect.fail("no")));
    expect(await Promise.allSettled([add(true), add(false)])).toMatchObject([{ value: 1 }, {}]);
    expect(level()).toBe(2);
  });

  it("needs no file", async () => {
    const db = openFile(":memory:");
    db.exec("CREATE TABLE notes (text TEXT NOT NULL UNIQUE)");
    expect(await together(db, adding(db), neverAsked)("one")).toBe(1);
  });

  it("syncs itself where there is no write-ahead log", async () => {
    const { db, other, add } = notebook(neverAsked);
    other.close();
    db.pragma("journal_mode = DELETE");
    expect(await add("one")).toBe(1);
    expect(notes(db)).toEqual(["one"]);
  });
});
