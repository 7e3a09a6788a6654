import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { withSite } from "../../src/commands/site.ts";
import { draftOf } from "../support/drafts.ts";
import { startProgram } from "../support/program.ts";

const DAY_MS = 86_400_000;

it.each([
  ["alone", "1"],
  ["with two workers", "2"],
])("a program %s empties the trash of what became due while it did not run", async (_how, workers) => {
  const site = { DATA_DIR: mkdtempSync(join(tmpdir(), "broadsheet-due-")), WORKERS: workers };
  const post = await withSite(site, ({ users, saving, posts, publishing, paths }) => {
    const then = new Date(Date.now() - 31 * DAY_MS);
    const ben = { name: "Ben Author", slug: "ben-author", email: "ben@news.example" };
    const id = users.create({ role: "admin", passwordHash: "none", ...ben }, then);
    const postId = saving.create(draftOf({ ben: { id, ...ben }, now: () => then }), then);
    const address = paths.post(posts.findAny(postId)!);
    publishing.trash([{ id: postId }], then);
    return { id: postId, address };
  });
  const program = startProgram(site);
  const origin = await program.printed(/Broadsheet is at (\S+)\n/);
  expect((await fetch(origin + post.address)).status).toBe(410);
  expect(await program.stop()).toBe(0);
  await withSite(site, ({ desk }) => expect(desk.findSource(post.id)).toBeUndefined());
});
