import { spawnSync } from "node:child_process";
import { closeDatabases, openDatabases } from "../../src/database/open.ts";
import { seedStore } from "../../src/seed/store.ts";
import { root } from "../process.ts";
import { inBulk } from "./bulk.ts";
import { copyPosts } from "./copies.ts";

/** How many posts are written and rendered one by one; a larger site holds copies of them. */
const MODELS = 1000;
export const COMMENTS_PER_POST = 5;

/** Makes the data folder of a site with this many posts (a multiple of 1,000) and five times as many comments. */
export function buildSite(dataDir: string, posts: number): void {
  const args = ["seed", "--posts", String(MODELS), "--comments", String(MODELS * COMMENTS_PER_POST)];
  const { status } = spawnSync(process.execPath, ["bin/broadsheet.js", ...args], {
    cwd: root,
    env: { ...process.env, DATA_DIR: dataDir },
    stdio: "inherit",
  });
  if (status !== 0) throw new Error("the seed failed");
  if (posts <= MODELS) return;
  const now = new Date();
  const databases = openDatabases(dataDir, now);
  const { content, activity } = databases;
  let told = 0;
  inBulk(content, () =>
    copyPosts(content, posts / MODELS - 1, (share) => {
      if (share < told + 0.1) return;
      told = share;
      process.stdout.write(`${Math.round(share * posts)} posts\n`);
    }),
  );
  seedStore(content, activity).countViews(now);
  closeDatabases(databases);
}
