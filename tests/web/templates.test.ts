import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { createTemplates } from "../../src/web/templates.ts";

const folder = mkdtempSync(join(tmpdir(), "views-"));
afterAll(() => rmSync(folder, { recursive: true }));
writeFileSync(join(folder, "page.ejs"), `<%- includeOnce("part", { size: it.size }) %>`);
writeFileSync(join(folder, "part.ejs"), `<%= t(it.size) %>`);

describe("a part that is printed once", () => {
  const templates = createTemplates(folder, ["t"]);
  /** A language that tells how often it was asked. */
  const language = (name: string) => {
    let asked = 0;
    return { t: (size: number) => `${name} ${size}, ${(asked += 1)}` };
  };

  it("is printed again as it was, for the same model in the same words", () => {
    const [english, german] = [language("en"), language("de")];
    const print = (size: number, words: object) => templates.render("page", { size }, { ...words });
    expect([print(1, english), print(1, english), print(2, english)]).toEqual([
      "en 1, 1",
      "en 1, 1",
      "en 2, 2",
    ]);
    expect([print(1, german), print(1, english)]).toEqual(["de 1, 1", "en 1, 1"]);
  });
});
