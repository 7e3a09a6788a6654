import { describe, expect, it } from "vitest";
import { widgetRoom } from "./widget-room.ts";

function written(source: string) {
  const room = widgetRoom("text");
  const form = room.widget.parse({ title: "", source });
  if (!form.ok) throw new Error("refused");
  room.parts.widgets.update(room.id, "sidebar", form.value);
  return room;
}

describe("text", () => {
  it("shows Markdown, and no heading where it has no title", async () => {
    const html = await written("Call **us**.").seen();
    expect(html).toContain("<p>Call <strong>us</strong>.</p>");
    expect(html).not.toContain("<h2");
  });

  it("lets no script through", async () => {
    const html = await written(
      "<script>alert(1)</script> [x](javascript:alert(2)) <img src=x onerror=alert(3)>",
    ).seen();
    expect(html).not.toMatch(/<script|href="javascript|<img/);
  });

  it("shows nothing while it is empty", async () => {
    expect(await written("  ").seen()).toBe("");
  });

  it("refuses a text that is too long", () => {
    const { widget } = widgetRoom("text");
    expect(widget.parse({ source: "x".repeat(10_001) })).toEqual({
      ok: false,
      errors: { source: { key: "form.tooLong", values: { max: 10_000 } } },
    });
  });
});
