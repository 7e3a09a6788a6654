import { describe, expect, it } from "vitest";
import { bylineOf } from "../../../src/imports/wordpress/bylines.ts";
import { viewsOf } from "../../../src/imports/wordpress/counters.ts";

const author = (slug: string, name: string) => ({ taxonomy: "author", slug, name });

describe("the byline of an item", () => {
  it("is its creator", () => {
    expect(bylineOf({ creator: ">Ann", terms: [{ taxonomy: "category", slug: "a", name: "A" }] })).toEqual([
      { login: "ann", name: "Ann" },
    ]);
    expect(bylineOf({ creator: "", terms: [] })).toEqual([]);
  });
  it("is the list of Co-Authors Plus where there is one, each once and in order", () => {
    const terms = [author("cap-zoe", "Zoe"), author("cap-ann", "Ann"), author("cap-zoe", "Zoe")];
    expect(bylineOf({ creator: "ann", terms }).map(({ login }) => login)).toEqual(["zoe", "ann"]);
  });
});

describe("the view count of an item", () => {
  it("is the highest of the known counters", () => {
    expect(
      viewsOf(
        new Map([
          ["views", "12"],
          ["post_views_count", " 340 "],
        ]),
      ),
    ).toBe(340);
  });
  it("is 0 without one, and for what is no number", () => {
    expect(
      viewsOf(
        new Map([
          ["views", "-5"],
          ["post_views_count", "1e3"],
          ["other", "9"],
        ]),
      ),
    ).toBe(0);
  });
});
