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

  it("says its own of each value, though it remembers what it said", () => {
    const t = saying("On {service}");
    const all = ["X", "Mastodon", "X", "1"].map((service) => t("posts.shareOn", { service }));
    expect(all).toEqual(["On X", "On Mastodon", "On X", "On 1"]);
    expect(t("posts.allBy", { service: "X" })).toBe("On X");
    expect(() => t("posts.shareOn", { name: "X" })).toThrow(/service/);
    const counts = saying("{count, plural, one {# story} other {# stories}}");
    expect([1, 2, 1].map((count) => counts("posts.comments", { count }))).toEqual([
      "1 story",
      "2 stories",
      "1 story",
    ]);
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
