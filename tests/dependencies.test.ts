import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const read = (file: string) => readFileSync(new URL(`../${file}`, import.meta.url), "utf8");
const manifest = JSON.parse(read("package.json")) as Record<
  "dependencies" | "devDependencies",
  Record<string, string>
>;
const rows = read("docs/dependencies.md")
  .split("\n")
  .filter((line) => line.startsWith("| "))
  .map((line) => line.split("|").map((cell) => cell.trim()));

describe("docs/dependencies.md", () => {
  const names = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
  it.each(names)("says what %s is for, and under which licence", (name) => {
    const row = rows.find(([, packages]) => packages!.split(", ").includes(name));
    expect(row?.[3]).toBeTruthy();
    if (!existsSync(new URL(`../node_modules/${name}/package.json`, import.meta.url))) return;
    const { license } = JSON.parse(read(`node_modules/${name}/package.json`)) as { license: string };
    expect(row?.[2]).toBe(license);
  });
});

describe("the README", () => {
  it("shows and links only what is there", () => {
    for (const [, target] of read("README.md").matchAll(/\]\(([^)#:]+)\)/g))
      expect(existsSync(new URL(`../${target}`, import.meta.url)), target).toBe(true);
  });
});
