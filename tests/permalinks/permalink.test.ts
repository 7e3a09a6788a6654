import { describe, expect, it } from "vitest";
import { complaintAboutPermalink, permalinkMatcher } from "../../src/permalinks/permalink.ts";

describe("a permalink structure", () => {
  it.each([
    ["/%year%/%monthnum%/%postname%", "2026/03/hello", { year: "2026", monthnum: "03", postname: "hello" }],
    ["/%year%%monthnum%%day%-%postname%.html", "20260301-hello.html", { day: "01", postname: "hello" }],
    ["/blog/%post_id%", "blog/12", { post_id: "12" }],
    ["/%category%/%postname%", "world/europe/hello", { category: "world/europe", postname: "hello" }],
    ["/%author%/%hour%-%minute%-%second%/%postname%", "ben/09-30-00/x", { author: "ben", hour: "09" }],
    ["/a.b+c/%postname%", "a.b+c/x", { postname: "x" }],
  ])("%s reads %s", (structure, path, parts) => {
    expect(permalinkMatcher(structure)(path)).toMatchObject(parts);
  });

  it.each([
    ["/%year%/%monthnum%/%postname%", "2026/hello"],
    ["/%year%/%monthnum%/%postname%", "2026/03/hello/more"],
    ["/blog/%post_id%", "blog/x"],
    ["/a.b/%postname%", "aXb/x"],
  ])("%s does not read %s", (structure, path) => {
    expect(permalinkMatcher(structure)(path)).toBeUndefined();
  });

  it.each([
    "/%year%/%monthnum%/%postname%",
    "/%year%/%monthnum%/%day%/%postname%/",
    "/%postname%",
    "/%postname%/",
    "/archives/%post_id%",
    "/%category%/%postname%",
    "/%author%/%postname%",
    "/%year%%monthnum%%day%/%postname%",
    "/%year%/%monthnum%/%day%/%post_id%",
    "/blog/%postname%.html",
  ])("%s can be chosen", (structure) => {
    expect(complaintAboutPermalink(structure)).toBeUndefined();
  });

  it.each([
    ["%postname%", "permalinks.needsSlash"],
    ["", "permalinks.needsSlash"],
    ["/%year%/%monthnum%", "permalinks.needsName"],
    ["/blog", "permalinks.needsName"],
    ["/%year%/%slug%", { key: "permalinks.unknownTag", values: { tag: "%slug%" } }],
    ["/%postname%/%postname%", { key: "permalinks.tagTwice", values: { tag: "%postname%" } }],
    ["/%postname%%post_id%", "permalinks.tagsTouch"],
    ["/%day%%postname%", "permalinks.tagsTouch"],
    ["/%postname", "permalinks.needsName"],
    ["/%postname%/%", "permalinks.characters"],
    ["/a b/%postname%", "permalinks.characters"],
    ["//evil.example/%postname%", "permalinks.characters"],
    ["/../%postname%", "permalinks.characters"],
    ["/%postname%?x=1", "permalinks.characters"],
    ["/admin/%postname%", { key: "permalinks.reserved", values: { word: "admin" } }],
    ["/category/%postname%", { key: "permalinks.reserved", values: { word: "category" } }],
    ["/2026/%postname%", { key: "permalinks.reserved", values: { word: "2026" } }],
    ["/%postname%/feed", { key: "permalinks.reserved", values: { word: "feed" } }],
    ["/%post_id%", "permalinks.readsAsDate"],
    ["/%year%/%post_id%", "permalinks.readsAsDate"],
  ])("%s cannot: %j", (structure, complaint) => {
    expect(complaintAboutPermalink(structure)).toEqual(complaint);
  });
});
