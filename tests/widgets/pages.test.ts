import { describe, expect, it } from "vitest";
import { widgetRoom, words } from "./widget-room.ts";

describe("pages", () => {
  it("nests pages in their order, as deep as asked", async () => {
    const { post, seen } = widgetRoom("pages");
    const page = (title: string, position: number, parentId: number | null = null) =>
      post({ kind: "page", title, position, parentId }).id;
    page("Contact", 2);
    const about = page("About", 1);
    const team = page("Team", 0, about);
    page("Jobs", 0, team);
    const html = await seen();
    expect(words(html)).toBe("Pages About Team Contact");
    expect(html).toContain('href="/about/team"');
    expect(html.match(/<ul/g)).toHaveLength(2);
  });

  it("hides what readers may not see, and keeps a page whose parent is hidden", async () => {
    const { post, seen } = widgetRoom("pages");
    const hidden = post({ kind: "page", title: "Hidden", status: "draft" });
    post({ kind: "page", title: "Child", parentId: hidden.id });
    post({ kind: "page", title: "Locked", password: "sesame" });
    post({ title: "A post" });
    expect(words(await seen())).toBe("Pages Child");
  });

  it("shows nothing on a site without pages", async () => {
    expect(await widgetRoom("pages").seen()).toBe("");
  });

  it("refuses no levels", () => {
    expect(widgetRoom("pages").widget.parse({ depth: "0" }).ok).toBe(false);
  });
});
