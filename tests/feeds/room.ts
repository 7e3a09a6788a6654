import { newsroom, type Newsroom } from "../support/newsroom.ts";

/** A newsroom with ways to make topics and pictures. */
export function feedRoom() {
  const room = newsroom();
  const { content } = room.parts;
  const topic = (kind: "category" | "tag", name: string, path: string, parentId: number | null = null) =>
    Number(
      content
        .prepare(
          "INSERT INTO topics (kind, parent_id, name, slug, path, created_at) VALUES (?, ?, ?, ?, ?, '2026-01-01T00:00:00.000Z')",
        )
        .run(kind, parentId, name, path.split("/").at(-1), path).lastInsertRowid,
    );
  const picture = (path = "2026/03/harbour.jpg", alt = "The harbour") =>
    Number(
      content
        .prepare(
          `INSERT INTO media (path, original_name, mime, width, height, bytes, sha256, alt, created_at)
           VALUES (?, 'harbour.jpg', 'image/jpeg', 1600, 900, 54321, x'00', ?, '2026-01-01T00:00:00.000Z')`,
        )
        .run(path, alt).lastInsertRowid,
    );
  return { ...room, topic, picture };
}

/** One post in each state that no stranger may see, each with the same word in every text. */
export function hide(room: Newsroom & Pick<ReturnType<typeof feedRoom>, "topic">, word: string) {
  const tag = room.topic("tag", `Tagged ${word}`, `tagged-${word.toLowerCase()}`);
  const texts = {
    title: `Title ${word}`,
    excerpt: `Excerpt ${word}`,
    bodySource: `Body ${word}`,
    tagIds: [tag],
  };
  return [
    room.post({ ...texts, status: "draft", publishedAt: null }),
    room.post({ ...texts, status: "pending" }),
    room.post({ ...texts, status: "private" }),
    room.post({ ...texts, publishedAt: new Date(room.now().getTime() + 60_000), isSticky: true }),
    room.post({ ...texts, password: "sesame", isSticky: true }),
  ];
}
