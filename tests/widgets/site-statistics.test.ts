import { describe, expect, it } from "vitest";
import { siteStatistics } from "../../src/widgets/site-statistics.ts";
import { templates } from "./templates.ts";
import { widgetRoom, words } from "./widget-room.ts";

const now = new Date("2026-03-01T12:00:00Z");
const widget = siteStatistics({
  ...{ countPosts: () => 1, countComments: () => 2500, countViews: () => 0, lagMs: () => 5000 },
});
const all = { title: "", showPosts: true, showComments: true, showViews: true };

describe("site statistics", () => {
  it("counts posts, comments and views", () => {
    const html = templates.widget("site-statistics", widget.load(all, now)!);
    expect(words(html)).toBe("Heading 1 post 2,500 comments 0 views");
  });

  it("shows what was ticked, and nothing where nothing was", () => {
    const html = templates.widget("site-statistics", widget.load({ ...all, showViews: false }, now)!);
    expect(html).not.toContain("views");
    expect(
      widget.load({ title: "", showPosts: false, showComments: false, showViews: false }, now),
    ).toBeNull();
  });

  it("counts only posts that readers may see", async () => {
    const { post, seen } = widgetRoom("site-statistics", { showComments: false });
    post();
    post({ status: "draft" });
    post({ password: "sesame" });
    post({ kind: "page" });
    expect(words(await seen())).toContain("1 post");
  });

  it("is stale once its counts have lagged long enough", () => {
    expect(widget.expires!(now).getTime() - now.getTime()).toBe(5000);
  });
});
