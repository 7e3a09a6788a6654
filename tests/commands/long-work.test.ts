import { expect, it } from "vitest";
import { program, siteBeside } from "./program.ts";

const POSTS = 300;
const isOnTheWay = (posts: number) => posts > 0 && posts < POSTS;

it("lets a site write while sample content comes, and while posts are made again", async () => {
  const { run, dataDir } = program();
  await run("user", "list");
  const seeding = siteBeside(dataDir);
  await run("seed", "--posts", String(POSTS));
  expect(seeding.stop().filter(isOnTheWay)).not.toEqual([]);

  const rendering = siteBeside(dataDir, "renderer_version = 0");
  rendering.content.exec("UPDATE posts SET renderer_version = 0");
  expect((await run("rerender")).out).toBe(`Made ${POSTS} posts again.\n`);
  expect(rendering.stop().filter(isOnTheWay)).not.toEqual([]);
});
