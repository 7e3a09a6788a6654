import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openInMemory } from "../../src/database/open.ts";
import { enter, handingOver, type Visits } from "../../src/stats/handing-over.ts";
import { viewLedger } from "../../src/stats/ledger.ts";
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
const read = (name: string, postId: number, { at = noon, day = DAY } = {}) => ({
  ...{ reader: { address: "192.0.2.1", userAgent: name }, postId, visits: 1, at, day },
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
    expect((JSON.parse(sent[0]!) as Visits).reads).toMatchObject([{ userAgent: "a", visits: 1000 }]);
    vi.advanceTimersByTime(10_000);
    expect(sent.length).toBe(1);
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
});
