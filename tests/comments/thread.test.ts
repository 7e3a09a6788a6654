import { describe, expect, it } from "vitest";
import { createPace } from "../../src/comments/pace.ts";
import { network } from "../../src/web/network.ts";
import { chosenPage, defaultPage, nest, pageInAddress } from "../../src/comments/thread.ts";

type Item = { id: number; parentId: number | null; rootId: number | null; children: Item[] };
const item = (id: number, parentId: number | null = null, rootId: number | null = null): Item => ({
  ...{ id, parentId, rootId },
  children: [],
});
const shape = (nested: Item[]): unknown =>
  nested.map(({ id, children }) => (children.length > 0 ? [id, shape(children)] : id));

describe("a conversation", () => {
  const chain = () => [item(1), item(2, 1, 1), item(3, 2, 1), item(4, 3, 1), item(5, 4, 1), item(6)];

  it("hangs answers below what they answer, down to a depth, then beside it", () => {
    expect(shape(nest(chain(), 10))).toEqual([[1, [[2, [[3, [[4, [5]]]]]]]], 6]);
    expect(shape(nest(chain(), 3))).toEqual([[1, [[2, [3, 4, 5]]]], 6]);
    expect(shape(nest(chain(), 2))).toEqual([[1, [2, 3, 4, 5]], 6]);
    expect(shape(nest(chain(), 1))).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it("keeps an answer to something hidden in its thread", () => {
    expect(shape(nest([item(1), item(3, 2, 1), item(4, 99, 98)], 5))).toEqual([[1, [3]], 4]);
  });

  it("stands a circle and an answer older than its parent", () => {
    expect(shape(nest([item(2, 3, 3), item(3)], 5))).toEqual([[3, [2]]]);
    expect(() => nest([item(1, 2), item(2, 1)], 5)).not.toThrow();
  });

  it("is paged from the oldest, so that links to pages stay true", () => {
    const paging = { commentsPerPage: 10, firstPage: "newest" } as const;
    expect(defaultPage(3, paging)).toBe(3);
    expect(defaultPage(3, { ...paging, firstPage: "oldest" })).toBe(1);
    expect(pageInAddress({ position: 11, tops: 25 }, paging)).toBe(2);
    expect(pageInAddress({ position: 25, tops: 25 }, paging)).toBeUndefined();
    expect(pageInAddress({ position: 0, tops: 0 }, paging)).toBeUndefined();
    expect(pageInAddress({ position: 9, tops: 25 }, { ...paging, commentsPerPage: 0 })).toBeUndefined();
  });

  it.each(["0", "4", "01", "-1", "x", "1e1"])("has no page %s of three", (text) => {
    expect(() => chosenPage(text, 3, { commentsPerPage: 10, firstPage: "oldest" })).toThrow("no such page");
  });
});

describe("the pace of commenting", () => {
  it("knows a household by its network", () => {
    expect(network("192.0.2.7")).toBe("192.0.2.7");
    expect(network("::ffff:192.0.2.7")).toBe("192.0.2.7");
    expect(network("2001:db8:1:2:3:4:5:6")).toBe("2001:db8:1:2");
    expect(network("2001:0DB8:1:2::9")).toBe("2001:db8:1:2");
    expect(network("2001:db8::1")).toBe("2001:db8:0:0");
    expect(network("::1")).toBe("0:0:0:0");
    expect(network("192.0.2.7:4711")).toBe("192.0.2.7");
    expect(network("[2001:db8:1:2::9]:4711")).toBe("2001:db8:1:2");
    expect(network("[2001:db8:1:2::9]")).toBe("2001:db8:1:2");
  });

  it("remembers an hour, by address, e-mail address or account", () => {
    const pace = createPace();
    const start = new Date("2026-03-01T12:00:00Z");
    const after = (ms: number) => new Date(start.getTime() + ms);
    pace.commented({ ip: "192.0.2.7", email: "Cleo@x.example", userId: null }, start);
    expect(pace.msSinceLast({ ip: "192.0.2.7", email: "", userId: null }, after(1000))).toBe(1000);
    expect(pace.msSinceLast({ ip: "198.51.100.1", email: "cleo@X.example", userId: null }, after(1000))).toBe(
      1000,
    );
    expect(pace.msSinceLast({ ip: "198.51.100.1", email: "", userId: 1 }, after(1000))).toBeNull();
    expect(pace.msSinceLast({ ip: "192.0.2.7", email: "", userId: null }, after(3_600_000))).toBeNull();
  });
});
