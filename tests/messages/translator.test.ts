import { describe, expect, it } from "vitest";
import { createTranslate } from "../../src/messages/translator.ts";

/** A translator whose only message says this. */
const saying = (message: string) => createTranslate("en", () => message);

describe("a message", () => {
  it("is filled in with its values, in any order and as often as they stand there", () => {
    const t = saying("{b} of {a}, {b}.");
    expect(t("posts.shareOn", { a: "x", b: 2 })).toBe("2 of x, 2.");
    expect(t("posts.shareOn", { a: "{b}", b: "" })).toBe(" of {b}, .");
    expect(saying("{a}")("posts.shareOn", { a: "only" })).toBe("only");
  });

  it("complains where a value is missing", () => {
    expect(() => saying("On {service}")("posts.shareOn")).toThrow(/service/);
    expect(() => saying("On {service}")("posts.shareOn", { name: "X" })).toThrow(/service/);
  });

  it("follows the rules of its language where it has any", () => {
    const t = saying("{count, plural, one {# story by {name}} other {# stories by {name}}}");
    expect(t("posts.shareOn", { count: 1, name: "Ada" })).toBe("1 story by Ada");
    expect(t("posts.shareOn", { count: 2, name: "Ada" })).toBe("2 stories by Ada");
    expect(saying("It''s {name}")("posts.shareOn", { name: "Ada" })).toBe("It's Ada");
  });
});
