import { describe, expect, it } from "vitest";
import { widgetRoom, words } from "./widget-room.ts";

describe("about", () => {
  it("shows a person with their biography", async () => {
    const room = widgetRoom("about");
    room.parts.content
      .prepare("UPDATE users SET bio_html = '<p>Writes at night.</p>' WHERE id = ?")
      .run(room.ben.id);
    const form = room.widget.parse({ title: "Our writer", userId: String(room.ben.id), source: "" });
    if (form.ok) room.parts.widgets.update(room.id, "sidebar", form.value);
    const html = await room.seen();
    expect(words(html)).toBe("Our writer Ben Author Writes at night.");
    expect(html).toContain("<p>Writes at night.</p>");
  });

  it("shows the person's portrait", async () => {
    const room = widgetRoom("about");
    const { content } = room.parts;
    content
      .prepare(
        `INSERT INTO media (id, path, original_name, mime, width, height, bytes, sha256, alt, created_at)
         VALUES (7, 'ben.webp', 'ben.png', 'image/webp', 200, 200, 1, x'00', 'Ben at his desk', '2026-01-01')`,
      )
      .run();
    content.prepare("UPDATE users SET avatar_media_id = 7 WHERE id = ?").run(room.ben.id);
    room.parts.widgets.update(room.id, "sidebar", { ...room.widget.defaults, userId: room.ben.id } as never);
    expect(await room.seen()).toMatch(/<img [^>]*src="\/media\/ben.webp"[^>]*alt="Ben at his desk"/);
  });

  it("prefers words of its own, and lets no script through", async () => {
    const room = widgetRoom("about");
    const form = room.widget.parse({
      title: "",
      userId: "",
      source: "A paper *for* <script>x</script> everybody.",
    });
    if (form.ok) room.parts.widgets.update(room.id, "sidebar", form.value);
    const html = await room.seen();
    expect(html).toContain("<em>for</em>");
    expect(html).not.toContain("<script>");
  });

  it("shows the tagline where it has no words, escaped, and nothing where there is none", async () => {
    const { parts, seen, now } = widgetRoom("about");
    expect(await seen()).toBe("");
    parts.settings.update("general", { tagline: "News & <views>" }, now());
    expect(await seen()).toContain("News &amp; &lt;views&gt;");
  });

  it("survives the loss of its person", async () => {
    const room = widgetRoom("about", { userId: 999 });
    await room.reader.get("/").expect(200);
    expect(await room.seen()).toBe("");
  });

  it("refuses somebody who does not exist", () => {
    const { widget } = widgetRoom("about");
    expect(widget.parse({ title: "", userId: "999", source: "" })).toEqual({
      ok: false,
      errors: { userId: "widgets.choose" },
    });
  });
});
