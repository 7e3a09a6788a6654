import { describe, expect, it } from "vitest";
import { markCurrent } from "../../src/shell/menu.ts";

describe("a menu", () => {
  it("marks the page that is being read, at any depth", () => {
    const menu = {
      items: [
        { label: "Home", href: "/", children: [] },
        { label: "About", href: "/about", children: [{ label: "Team", href: "/about/team", children: [] }] },
      ],
    };
    const { items } = markCurrent(menu, "/about/team");
    expect(items.map(({ isCurrent }) => isCurrent)).toEqual([false, false]);
    expect(items[1]!.children[0]!.isCurrent).toBe(true);
    expect(menu.items[1]!.children[0]).not.toHaveProperty("isCurrent");
  });
});
