import { describe, expect, it } from "vitest";
import { newsroom } from "../support/newsroom.ts";

/** Messages stand in brackets and what people wrote is in capitals: a small letter outside brackets is in no catalogue. */
function pseudo() {
  const room = newsroom({ replaceMessages: (message) => `⟦${message}⟧` });
  room.parts.settings.update("general", { title: "THE TIDE", tagline: "TWICE A DAY" }, room.now());
  const zoe = room.user("ZOE", "author");
  return { ...room, zoe };
}

/** Names of people and networks, addresses, and what dates are made of, which languages bring themselves. */
const KNOWN =
  /https:\/\/news\.example\S*|Ada Admin|Ben Author|Bluesky|Mastodon|LinkedIn|WhatsApp|Facebook|[\w-]+@news\.example|\b(January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|at)\b/g;

function hardCoded(html: string): string[] {
  const body = html.replace(/[\s\S]*<body[^>]*>/, "");
  const visible = body
    .replace(/<(script|style|code|option|time)\b[\s\S]*?<\/\1>/g, " ")
    .replace(/<svg\b[\s\S]*?<\/svg>/g, " ");
  const attributes = [...visible.matchAll(/\s(?:aria-label|alt|title|placeholder)="([^"]*)"/g)].map(
    (match) => match[1]!,
  );
  return [...visible.split(/<[^>]*>/), ...attributes]
    .map((text) => {
      let rest = text.replace(/&#?\w+;/g, " ");
      for (let before = ""; before !== rest;) {
        before = rest;
        rest = rest.replace(/⟦[^⟦⟧]*⟧/g, " ");
      }
      return rest.replace(KNOWN, " ").trim();
    })
    .filter((text) => /\p{Ll}{2}/u.test(text));
}

describe("every word a person sees is in the catalogue", () => {
  const addresses = [
    "/",
    "/search?q=TIDE",
    "/nowhere",
    "/about/counting",
    "/author/zoe",
    "/2026",
    "/2026/03",
    "/login",
  ];
  it.each(addresses)("at %s", async (path) => {
    const { reader, post, zoe } = pseudo();
    post({ title: "A QUIET MORNING", bodySource: "NOTHING HAPPENED.", authorIds: [zoe.id] });
    expect(hardCoded((await reader.get(path)).text)).toEqual([]);
  });

  it("on a post's page, with its conversation and its form", async () => {
    const { reader, post, zoe } = pseudo();
    const bodySource = "## ONE\n\n## TWO\n\n## THREE\n\nX[^1]\n\n[^1]: NOTE";
    const { id, address } = post({ title: "TIDES", bodySource, authorIds: [zoe.id] });
    post({ title: "LATER", authorIds: [zoe.id] });
    expect(hardCoded((await reader.get(address).expect(200)).text)).toEqual([]);
    const refused = await reader.post(`/comments/${id}`, { comment: "", name: "", email: "X" });
    expect(hardCoded(refused.text)).toEqual([]);
  });

  it("behind the login", async () => {
    const { admin, post, zoe, parts } = pseudo();
    post({ title: "TIDES", bodySource: "WATER", authorIds: [zoe.id] });
    post({ title: "DRAFT", bodySource: "WATER", status: "draft", authorIds: [zoe.id] });
    const { admin: desk } = parts.paths;
    const groups = (["general", "reading", "discussion", "permalinks"] as const).map((group) =>
      desk.settings(group),
    );
    const pages = [
      ...[desk.dashboard(), desk.list("post"), desk.new("post"), desk.edit({ kind: "post", id: 1 })],
      ...[desk.list("page"), desk.new("page")],
      ...[desk.media(), desk.comments(), desk.widgets(), desk.menus(), desk.users(), desk.newUser()],
      ...[desk.topics("category"), desk.topics("tag"), parts.paths.account(), ...groups],
    ];
    const found: string[] = [];
    for (const path of pages)
      for (const words of hardCoded((await admin.get(path)).text)) found.push(`${path}: ${words}`);
    expect(found).toEqual([]);
  });
});
