import { describe, expect, it } from "vitest";
import { changeReader } from "../../src/cache/change-reader.ts";
import { EVERYTHING } from "../../src/cache/tags.ts";

const at = (time: string) => new Date(`2026-03-02T${time}Z`);
const MIDNIGHT = new Date("2026-03-03T00:00:00Z");

/** A log that ends at 7, read at nine; a post comes out at ten. `looked` counts how often posts were searched. */
function readAtNine() {
  const log = { end: 7, tags: [] as string[], looked: 0 };
  const reader = changeReader({
    changes: {
      position: () => log.end,
      since: () => ({ position: log.end, tags: log.tags }),
      nextArrival: (now) => (now < at("10:00:00") ? at("10:00:00") : undefined),
      arrivals: (from, to) => {
        log.looked += 1;
        return from < at("10:00:00") && at("10:00:00") <= to ? ["newest"] : [];
      },
    },
    ...{ settle: () => undefined, nextDue: () => undefined, nextMidnight: () => MIDNIGHT },
  });
  const bookmark = reader.end(at("09:00:00"));
  reader.nextMoment(at("09:00:00"));
  return { log, reader, bookmark };
}

describe("reading what changed", () => {
  it("looks at no post while the log stands still and no hour has come", () => {
    const { log, reader, bookmark } = readAtNine();
    const read = reader.since(bookmark, at("09:59:59"));
    expect(read).toEqual({ position: 7, at: at("09:59:59"), tags: [] });
    expect(reader.nextMoment(at("09:59:59"))).toEqual(at("10:00:00"));
    expect(log.looked).toBe(0);
  });

  it("finds what comes out at its hour", () => {
    const { reader, bookmark } = readAtNine();
    expect(reader.since(bookmark, at("10:00:00")).tags).toEqual(["newest"]);
    expect(reader.nextMoment(at("10:00:00"))).toEqual(MIDNIGHT);
  });

  it("finds what was logged", () => {
    const { log, reader, bookmark } = readAtNine();
    Object.assign(log, { end: 8, tags: ["post:1"] });
    expect(reader.since(bookmark, at("09:30:00"))).toMatchObject({ position: 8, tags: ["post:1"] });
  });

  it("looks for one that has read less than was known to be calm", () => {
    const { reader } = readAtNine();
    const late = { position: 7, at: at("08:00:00") };
    reader.nextMoment(at("11:00:00"));
    expect(reader.since(late, at("11:30:00")).tags).toEqual(["newest"]);
  });

  it("counts everything as changed at midnight, and where the clock is set back", () => {
    const { reader, bookmark } = readAtNine();
    expect(reader.since(bookmark, MIDNIGHT).tags).toEqual([EVERYTHING]);
    expect(reader.since(bookmark, at("08:00:00")).tags).toEqual([EVERYTHING]);
  });
});
