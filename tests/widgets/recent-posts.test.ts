import { describe, expect, it } from "vitest";
import { widgetRoom, words } from "./widget-room.ts";

describe("recent posts", () => {
  it("names the newest, newest first, as many as were asked for, with dates", async () => {
    const { post, seen } = widgetRoom("recent-posts", { count: 2 });
    const day = (number: number) => new Date(`2026-02-0${number}T09:00:00Z`);
    for (const number of [2, 3, 1]) post({ title: `Day ${number}`, publishedAt: day(number) });
    expect(words(await seen())).toBe("Recent posts Day 3 Feb 3, 2026 Day 2 Feb 2, 2026");
  });

  it("hides what readers may not see", async () => {
    const { post, seen } = widgetRoom("recent-posts");
    post({ status: "draft" });
    post({ status: "private" });
    post({ password: "sesame" });
    post({ kind: "page" });
    expect(await seen()).toBe("");
  });

  it("escapes titles, and calls a post without one by its date, as its page does", async () => {
    const { post, seen } = widgetRoom("recent-posts");
    post({ title: "<script>alert(1)</script>" });
    post({ title: "", publishedAt: new Date("2026-02-03T09:00:00Z") });
    expect(await seen()).toContain("&lt;script&gt;");
    expect(await seen()).not.toContain("<script>");
    expect(await seen()).toContain(">February 3, 2026</a>");
  });

  it.each(["", "0", "21", "many", "2.5"])("refuses to show %j posts", (count) => {
    const { widget } = widgetRoom("recent-posts");
    expect(widget.parse({ title: "", count })).toEqual({
      ok: false,
      errors: { count: { key: "widgets.range", values: { min: 1, max: 20 } } },
    });
  });

  it("reads its settings", () => {
    const { widget } = widgetRoom("recent-posts");
    expect(widget.parse({ title: "  News  now ", count: "7" })).toEqual({
      ok: true,
      value: { title: "News now", count: 7, showDates: false },
    });
    expect(widget.parse({ title: "x".repeat(101), count: "7" })).toEqual({
      ok: false,
      errors: { title: { key: "form.tooLong", values: { max: 100 } } },
    });
  });
});
