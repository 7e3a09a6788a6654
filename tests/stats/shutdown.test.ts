import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { withSite } from "../../src/commands/site.ts";
import { AGENTS } from "../support/browser.ts";
import { draftOf } from "../support/drafts.ts";
import { startProgram } from "../support/program.ts";

it("a program that is told to stop writes the visits of its last second", async () => {
  const site = { DATA_DIR: mkdtempSync(join(tmpdir(), "broadsheet-stop-")) };
  const post = await withSite(site, ({ users, saving, posts, paths }) => {
    const now = new Date();
    const ben = { name: "Ben Author", slug: "ben-author", email: "ben@news.example" };
    const id = users.create({ role: "admin", passwordHash: "none", ...ben }, now);
    const postId = saving.create(draftOf({ ben: { id, ...ben }, now: () => now }), now);
    return { id: postId, address: paths.post(posts.findAny(postId)!) };
  });
  const program = startProgram(site);
  const address = (await program.printed(/Broadsheet is at (\S+)\n/)) + post.address;
  for (const agent of Object.values(AGENTS))
    expect((await fetch(address, { headers: { "User-Agent": agent } })).status).toBe(200);
  await fetch(address, { headers: { "User-Agent": "Googlebot/2.1" } });
  expect(await program.stop()).toBe(0);
  await withSite(site, ({ stats }) => {
    expect(stats.totals([post.id]).get(post.id)).toBe(3);
    expect(stats.discardedWithin(1)).toEqual([{ reason: "bot", visits: 1 }]);
  });
});
