import { describe, expect, it } from "vitest";
import { conversation } from "../comments/conversation.ts";
import { hide } from "./room.ts";

const WORD = "Xyzzyqua";
const FORMATS = ["/feed", "/feed/atom", "/feed.json"];

/** Where a crawler begins, beside what it finds in the pages. */
const SURFACES = [
  ...[
    "/",
    "/page/2",
    "/2026",
    "/2026/03",
    "/2026/03/01",
    "/2026/02",
    "/author/ben-author",
    "/author/ada-admin",
  ],
  ...["/category/open", "/tag/open", `/search?q=${WORD}`, `/?s=${WORD}`, "/about/counting", "/nowhere"],
  ...["/sitemap.xml", "/news-sitemap.xml", "/robots.txt"],
  ...["", "/comments", "/category/open", "/tag/open", "/author/ben-author", "/2026/03"].flatMap((place) =>
    FORMATS.map((format) => place + format),
  ),
];

/** Every address of this site that a page or document names. */
const linksIn = (text: string): string[] =>
  [
    ...text.matchAll(/(?:href="|src="|<loc>|<link>|"(?:url|id)":")(https:\/\/news\.example)?(\/[^"<#\\]*)/g),
  ].map((match) => match[2]!.replaceAll("&amp;", "&"));

describe("what is hidden", () => {
  it("is named on no page that a crawler can find, and in nothing that machines read", async () => {
    const room = conversation({ title: "Open story" });
    const { reader, parts, comment, story, now } = room;
    const insert = parts.content.prepare(
      "INSERT INTO topics (kind, name, slug, path, created_at) VALUES (?, ?, ?, ?, '2026-01-01T00:00:00.000Z')",
    );
    const topic = (kind: "category" | "tag", name: string, path: string) =>
      Number(insert.run(kind, name, path, path).lastInsertRowid);
    const open = { categoryIds: [topic("category", "Open", "open")], tagIds: [topic("tag", "Open", "open")] };
    for (const days of [1, 2, 40])
      story({ ...open, title: `Open ${days}`, publishedAt: new Date(now().getTime() - days * 86_400_000) });
    const hidden = hide({ ...room, post: (draft) => story({ ...open, ...draft }), topic }, WORD);
    const trashed = story({ ...open, title: `Title ${WORD}`, bodySource: `Body ${WORD}` });
    parts.content.prepare("UPDATE posts SET status = 'trash' WHERE id = ?").run(trashed.id);
    for (const { id } of [...hidden, trashed]) comment({ postId: id, source: `Comment ${WORD}` });
    comment({ source: "An open word." });

    const waiting = [...SURFACES];
    const seen = new Set<string>();
    for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
      if (seen.has(address) || seen.size > 400) continue;
      seen.add(address);
      const { text, headers, body } = await reader.get(address);
      const answer = text || (Buffer.isBuffer(body) ? body.toString() : "");
      const said = address.includes(WORD)
        ? answer.replaceAll(/value="[^"]*"|“[^”]*”|<title>.*?<\/title>/g, "")
        : answer;
      if (address.includes(WORD))
        expect(said, address).not.toMatch(/Title Xyzzyqua|Body <mark>|Excerpt Xyzzyqua/);
      else expect(said, address).not.toMatch(new RegExp(WORD, "i"));
      expect(JSON.stringify(headers).toLowerCase(), address).not.toContain(`title-${WORD.toLowerCase()}`);
      waiting.push(...linksIn(answer).filter((link) => !/^\/(assets|media|login|admin)\b/.test(link)));
    }
    expect(seen.size).toBeGreaterThan(SURFACES.length);
    for (const { id } of hidden.slice(0, 4))
      await reader.get(`/?p=${id}`).expect((res) => {
        expect(res.headers.location ?? "").not.toContain(WORD.toLowerCase());
      });
  });
});
