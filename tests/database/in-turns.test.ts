import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openFile } from "../../src/database/driver.ts";
import { inTurns } from "../../src/database/in-turns.ts";

function desk() {
  const file = join(mkdtempSync(join(tmpdir(), "broadsheet-turns-")), "content.db");
  const [db, other] = [openFile(file), openFile(file, { timeout: 0 })];
  db.pragma("journal_mode = WAL");
  db.exec("CREATE TABLE lines (said TEXT)");
  const said = () => other.prepare("SELECT said FROM lines").pluck().all();
  const say = (on: typeof db, words: string) => void on.prepare("INSERT INTO lines VALUES (?)").run(words);
  return { db, other, said, say };
}

/** Work that takes longer than a turn. */
const takeLong = () => {
  for (const began = performance.now(); performance.now() - began < 60;);
};

describe("writing in turns", () => {
  it("lets others write between its pieces", async () => {
    const { db, other, said, say } = desk();
    const knocking = setInterval(() => {
      try {
        say(other, "a visitor");
        clearInterval(knocking);
      } catch {
        // it is not their turn
      }
    });
    await inTurns(db, async (inTurn) => {
      for (const words of ["one", "two", "three"])
        await inTurn(() => {
          say(db, words);
          takeLong();
        });
    });
    expect(said()).toEqual(["one", "a visitor", "two", "three"]);
  });

  it("keeps what was written before a piece that fails, and nothing of that one", async () => {
    const { db, said, say } = desk();
    const work = inTurns(db, async (inTurn) => {
      await inTurn(() => {
        say(db, "one");
        takeLong();
      });
      await inTurn(() => {
        say(db, "two");
        throw new Error("no");
      });
    });
    await expect(work).rejects.toThrow("no");
    expect(said()).toEqual(["one"]);
    expect(db.inTransaction).toBe(false);
  });

  it("gives back what the work returns, once all of it is written", async () => {
    const { db, said, say } = desk();
    expect(await inTurns(db, (inTurn) => inTurn(() => (say(db, "one"), 7)))).toBe(7);
    expect(said()).toEqual(["one"]);
  });
});
