import { describe, expect, it } from "vitest";
import { grow, moved, placesOf, stepsOpenTo, type Branch } from "../../src/menus/menu.ts";

/** "1 2/1 3/2": entry 1, 2 below it, 3 below that. */
const items = (text: string) =>
  text.split(" ").map((entry) => {
    const [id, parent] = entry.split("/");
    return { id: Number(id), parentId: parent ? Number(parent) : null };
  });
const told = (places: { id: number; parentId: number | null }[] | undefined) =>
  places?.map(({ id, parentId }) => (parentId === null ? id : `${id}/${parentId}`)).join(" ");
const tree = (text: string) => told(placesOf(grow(items(text)) as Branch<{ id: number }>[]));

describe("a menu's tree", () => {
  it("nests in the order given", () => {
    expect(tree("1 2/1 3 4/2 5/1")).toBe("1 2/1 4/2 5/1 3");
  });

  it("puts what has no parent any more at the top", () => {
    expect(tree("2/1 3/2")).toBe("2 3/2");
  });

  it("keeps what is too deep beside the one above it", () => {
    expect(tree("1 2/1 3/2 4/3 5/4")).toBe("1 2/1 3/2 4/2 5/2");
  });

  it("survives entries that stand below one another in a circle", () => {
    expect(tree("1/2 2/1 3/3 4")).toBe("1 2 3 4");
  });
});

describe("an entry", () => {
  const menu = items("1 2/1 3/1 4");
  it.each([
    [4, "up", "4 1 2/1 3/1"],
    [1, "down", "4 1 2/1 3/1"],
    [3, "up", "1 3/1 2/1 4"],
    [4, "in", "1 2/1 3/1 4/1"],
    [3, "in", "1 2/1 3/2 4"],
    [2, "out", "1 3/1 2 4"],
  ] as const)("%i moves %s", (id, step, after) => {
    expect(told(moved(menu, id, step))).toBe(after);
  });

  it.each([
    [1, "up"],
    [4, "down"],
    [3, "down"],
    [1, "in"],
    [4, "out"],
    [9, "up"],
  ] as const)("%i cannot move %s", (id, step) => {
    expect(moved(menu, id, step)).toBeUndefined();
  });

  it("is never nested deeper than three levels, with all below it", () => {
    expect(stepsOpenTo(items("1 2/1 3 4/3 5/4"), 3)).toEqual(new Set(["up"]));
    expect(stepsOpenTo(items("1 2/1 3 4/3"), 3)).toEqual(new Set(["up", "in"]));
    expect(stepsOpenTo(items("1 2/1 3/2 4/2"), 4)).toEqual(new Set(["up", "out"]));
  });
});
