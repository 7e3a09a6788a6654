import { describe, expect, it } from "vitest";
import { linkAddress } from "../../src/menus/form.ts";

describe("the address of a link", () => {
  it.each([
    ["/about", "/about"],
    ["/über uns?x=1#top", "/%C3%BCber%20uns?x=1#top"],
    ["/a%20b", "/a%20b"],
    ["/100%", "/100%25"],
    ["#top", "#top"],
    ["https://example.com/x", "https://example.com/x"],
    ["example.com", "https://example.com/"],
    ["//example.com/x", "https://example.com/x"],
    ["mailto:desk@news.example", "mailto:desk@news.example"],
  ])("may be %s", (typed, address) => {
    expect(linkAddress(typed)).toBe(address);
  });

  it.each([
    "",
    "about",
    "/\\evil.example",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,x",
    "ftp://example.com",
    "mailto:nobody",
    "mailto:",
    "http://",
    `/${"x".repeat(2000)}`,
  ])("may not be %s", (typed) => {
    expect(linkAddress(typed)).toBeUndefined();
  });
});
