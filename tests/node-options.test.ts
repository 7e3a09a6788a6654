import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

const read = (file: string) => readFileSync(new URL(`../${file}`, import.meta.url), "utf8");
const boundsIn = (text: string | undefined) => (text?.match(/--\S+=\d+/g) ?? []).sort();

it("memory is bounded alike, however the site is started", () => {
  const { scripts } = JSON.parse(read("package.json")) as { scripts: { start: string } };
  const bounds = boundsIn(scripts.start);
  expect(bounds).not.toEqual([]);
  expect(boundsIn(read("bin/broadsheet.js").split("\n")[0])).toEqual(bounds);
  expect(boundsIn(/^ExecStart=.*/m.exec(read("deploy/broadsheet.service"))?.[0])).toEqual(bounds);
});
