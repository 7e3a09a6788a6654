import { createHash } from "node:crypto";
import {
  closeSync,
  cpSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkBeside, DamagedDatabase } from "../../src/database/check.ts";
import { closeDatabases, openDatabases } from "../../src/database/open.ts";
import { openKeys } from "../../src/secrets/keys.ts";

const now = new Date("2026-03-01T12:00:00Z");
const temporary = () => mkdtempSync(join(tmpdir(), "broadsheet-data-"));

/** A data folder with a few hundred rows; `isKilled` leaves the -wal that a killed process leaves. */
function dataFolder({ isKilled = false } = {}) {
  const source = temporary();
  openKeys(source);
  const databases = openDatabases(source, now);
  const insert = databases.content.prepare(
    "INSERT INTO topics (kind, name, slug, path, created_at) VALUES ('tag', @text, @slug, @slug, '2026')",
  );
  databases.content.transaction(() => {
    for (let index = 0; index < 300; index += 1) insert.run({ text: "x".repeat(500), slug: `tag-${index}` });
  })();
  const folder = join(temporary(), "data");
  if (isKilled) cpSync(source, folder, { recursive: true });
  closeDatabases(databases);
  if (!isKilled) cpSync(source, folder, { recursive: true });
  return folder;
}

function overwrite(file: string, positions: number[]) {
  const handle = openSync(file, "r+");
  for (const position of positions) writeSync(handle, Buffer.alloc(64), 0, 64, position);
  closeSync(handle);
}

/** What is in a folder, by checksums; an empty -wal is as good as none. */
const bytesOf = (folder: string) =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => statSync(join(folder, name)).isFile() && !/-shm$/.test(name))
      .map((name) => [name, readFileSync(join(folder, name))] as const)
      .filter(([name, bytes]) => bytes.length > 0 || !name.endsWith("-wal"))
      .map(([name, bytes]) => [name, createHash("sha256").update(bytes).digest("hex")]),
  );

describe("a damaged database", () => {
  const everySeventhPage = (file: string) =>
    Array.from({ length: Math.floor(statSync(file).size / 4096 / 7) }, (_, index) => 4096 * 7 * (index + 1));
  it.each([
    ["holes in it", (file: string) => overwrite(file, everySeventhPage(file))],
    ["its end cut off", (file: string) => truncateSync(file, Math.floor(statSync(file).size * 0.6))],
    ["no header", (file: string) => overwrite(file, [0])],
    ["nothing in it", (file: string) => truncateSync(file, 0)],
    ["another file in its place", (file: string) => writeFileSync(file, "hello")],
    ["been lost", (file: string) => rmSync(file)],
  ])("that has %s is refused, and nothing is changed", (_, damage) => {
    const folder = dataFolder();
    damage(join(folder, "content.db"));
    const before = bytesOf(folder);
    expect(() => openDatabases(folder, now)).toThrow(DamagedDatabase);
    expect(() => openDatabases(folder, now)).toThrow(
      /content\.db is damaged \(.+\); nothing was changed\. .*backup/,
    );
    expect(bytesOf(folder)).toEqual(before);
  });

  it("of visits is refused as well", () => {
    const folder = dataFolder();
    overwrite(join(folder, "activity.db"), [0]);
    expect(() => openDatabases(folder, now)).toThrow(/activity\.db is damaged/);
  });

  it("too large for a start is found by a process beside it", async () => {
    const folder = dataFolder();
    const file = join(folder, "content.db");
    overwrite(file, everySeventhPage(file));
    const damage = await new Promise<DamagedDatabase>((found) => checkBeside([file], found));
    expect(damage.message).toContain(`${file} is damaged`);
  });
});

describe("a sound folder", () => {
  it("opens after its process was killed, with everything that was written", () => {
    const folder = dataFolder({ isKilled: true });
    expect(statSync(join(folder, "content.db-wal")).size).toBeGreaterThan(0);
    const databases = openDatabases(folder, now);
    expect(databases.content.prepare("SELECT count(*) FROM topics").pluck().get()).toBe(300);
    closeDatabases(databases);
  });

  it("opens when the first start was killed at any step", () => {
    const folder = join(temporary(), "data");
    openKeys(folder);
    for (const file of ["content.db", "activity.db"]) {
      writeFileSync(join(folder, file), "");
      closeDatabases(openDatabases(folder, now));
      expect(existsSync(join(folder, file))).toBe(true);
    }
  });

  it("makes no new keys for a database that has lost its own", () => {
    const folder = dataFolder();
    rmSync(join(folder, "secrets.json"));
    expect(() => openKeys(folder)).toThrow(/secrets\.json is missing/);
    expect(existsSync(join(folder, "secrets.json"))).toBe(false);
  });
});
