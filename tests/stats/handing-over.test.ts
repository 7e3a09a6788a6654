import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openInMemory } from "../../src/database/open.ts";
import { enter, handingOver, type Visits } from "../../src/stats/handing-over.ts";
import { viewLedger } from "../../src/stats/ledger.ts";
import { Reader } from "../../src/stats/reader.ts";
import { statsRepository } from "../../src/stats/repository.ts";

const DAY = "2026-03-01";
const noon = new Date("2026-03-01T12:00:00Z");

/** Workers and the ledger they hand over to. What travels is plain JSON. */
function room(workers: number) {
  const { activity } = openInMemory();
  const stats = statsRepository(activity, () => DAY);
  const ledger = viewLedger({ stats, log: { error: () => undefined } });
  const sent: string[] = [];
  const handOver = (visits: Visits) => {
    sent.push(JSON.stringify(visits));
    enter(ledger, JSON.parse(sent.at(-1)!) as Visits);
  };
  const all = Array.from({ length: workers }, () => handingOver(handOver));
  const flush = () => [...all, ledger].forEach((each) => each.flush());
  return { stats, sent, all, flush };
}
const read = (name: string, postId: number, { address = "192.0.2.1", at = noon, day = DAY } = {}) => ({
  ...{ reader: new Reader(address, name), postId, visits: 1, at, day },
});

describe("visits handed over", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("make a view of a reader once, whichever workers were asked, and a repeat of everything else", () => {
    const { stats, all, flush } = room(3);
    for (const worker of all)
      for (const name of ["a", "b"]) for (const postId of [1, 1, 2]) worker.read(read(name, postId));
    all[0]!.discard("bot", 2, DAY);
    all[1]!.discard("bot", 1, DAY);
    flush();
    expect(stats.totals([1, 2])).toEqual(new Map([[1, 2], [2, 2]])); // prettier-ignore
    expect(stats.discardedWithin(1)).toEqual([{ reason: "repeat", visits: 14 }, { reason: "bot", visits: 3 }]); // prettier-ignore
  });

  it("travel some four times a second, many visits of a reader as one line, and never when there is nothing", () => {
    const { sent, all } = room(1);
    for (let time = 0; time < 1000; time += 1) all[0]!.read(read("a", 1));
    expect(sent).toEqual([]);
    vi.advanceTimersByTime(300);
    expect(sent.length).toBe(1);
    expect((JSON.parse(sent[0]!) as Visits).reads).toEqual([
      { userAgent: "a", postId: 1, addresses: ["192.0.2.1"], visits: [1000] },
    ]);
    vi.advanceTimersByTime(10_000);
    expect(sent.length).toBe(1);
  });

  it("say a user agent and a post once for all who share them, and keep readers and posts apart", () => {
    const { stats, sent, all, flush } = room(1);
    const people = [["a", "192.0.2.1"], ["a", "192.0.2.2"], ["b", "192.0.2.1"], ["a", "192.0.2.2"]] as const; // prettier-ignore
    for (const [name, address] of people)
      for (const postId of [1, 2]) all[0]!.read(read(name, postId, { address }));
    flush();
    const group = (userAgent: string, postId: number, visits: Record<string, number>) => ({
      ...{ userAgent, postId, addresses: Object.keys(visits), visits: Object.values(visits) },
    });
    expect((JSON.parse(sent[0]!) as Visits).reads).toEqual([
      ...[1, 2].map((postId) => group("a", postId, { "192.0.2.1": 1, "192.0.2.2": 2 })),
      ...[1, 2].map((postId) => group("b", postId, { "192.0.2.1": 1 })),
    ]);
    expect(stats.totals([1, 2])).toEqual(new Map([[1, 3], [2, 3]])); // prettier-ignore
    expect(stats.discardedWithin(1)).toEqual([{ reason: "repeat", visits: 2 }]);
  });

  it("belong to the day and the moment of the visit, not of the handing over", () => {
    const { stats, all, flush } = room(2);
    const at = (hour: number) => new Date(noon.getTime() + hour * 3_600_000);
    all[0]!.read(read("a", 1, { at: at(-24), day: "2026-02-28" }));
    all[0]!.read(read("b", 1));
    all[1]!.read(read("a", 1));
    flush();
    expect(stats.perDay(1, 2).map(({ views }) => views)).toEqual([1, 2]);
    all[0]!.read(read("a", 1, { at: at(23.9) }));
    flush();
    expect(stats.total()).toBe(3);
  });

  it("keep their second where two seconds meet in one quarter", () => {
    const { stats, all, flush } = room(1);
    const after = (ms: number) => ({ at: new Date(noon.getTime() + ms) });
    all[0]!.read(read("a", 1, after(999)));
    all[0]!.read(read("b", 1, after(1000)));
    flush();
    const aDayLater = 24 * 3_600_000 + 999;
    all[0]!.read(read("a", 1, after(aDayLater)));
    all[0]!.read(read("b", 1, after(aDayLater)));
    flush();
    expect(stats.total()).toBe(3);
    all[0]!.read(read("b", 1, after(aDayLater + 1)));
    flush();
    expect(stats.total()).toBe(4);
  });

  it("take what was not counted along, with readers and without", () => {
    const { stats, sent, all, flush } = room(1);
    all[0]!.discard("bot", 1, DAY);
    all[0]!.read(read("a", 1));
    all[0]!.discard("bot", 1, DAY);
    flush();
    all[0]!.discard("error", 1, DAY);
    flush();
    expect(sent.length).toBe(2);
    expect(stats.total()).toBe(1);
    expect(stats.discardedWithin(1)).toEqual([{ reason: "bot", visits: 2 }, { reason: "error", visits: 1 }]); // prettier-ignore
  });
});
