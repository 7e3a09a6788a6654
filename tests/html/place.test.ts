import { describe, expect, it } from "vitest";
import { joined } from "../../src/cache/page.ts";
import { cutAtPlaces, pageMark, placeMark, viewsMark } from "../../src/html/place.ts";

describe("a page with its layout around it", () => {
  it("is cut at the marks of both, and nowhere else", () => {
    const page = `<h1>Story</h1>${viewsMark(12).toString()}<p>text</p>`;
    const layout = `<main>${pageMark.toString()}</main>${placeMark("sidebar").toString()}<footer>`;
    const whole = (around: string, inner: string) => joined({ pieces: cutAtPlaces(around, inner) }).pieces;
    expect(whole(layout, page)).toEqual([
      "<main><h1>Story</h1>",
      { viewsOf: 12 },
      "<p>text</p></main>",
      { place: "sidebar" },
      "<footer>",
    ]);
    expect(whole(`<main>${pageMark.toString()}</main>`, "plain")).toEqual(["<main>plain</main>"]);
  });
});
