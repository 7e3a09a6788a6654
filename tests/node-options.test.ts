import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

const read = (file: string) => readFileSync(new URL(`../${file}`, import.meta.url), "utf8");
const optionsIn = (text: string | undefined) => (text?.match(/--\S+/g) ?? []).sort();

it("Node is started with the same options, however the site is started", () => {
  const { scripts } = JSON.parse(read("package.json")) as { scripts: { start: string } };
  const options = optionsIn(scripts.start);
  expect(options).not.toEqual([]);
  expect(optionsIn(read("bin/broadsheet.js").split("\n")[0])).toEqual(options);
  expect(optionsIn(/^ExecStart=.*/m.exec(read("deploy/broadsheet.service"))?.[0])).toEqual(options);
});
