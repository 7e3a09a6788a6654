import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openInMemory } from "../../src/database/open.ts";
import { viewCounter } from "../../src/stats/counter.ts";
import { viewLedger } from "../../src/stats/ledger.ts";
import { Reader } from "../../src/stats/reader.ts";
import { statsRepository } from "../../src/stats/repository.ts";
import type { Visit } from "../../src/stats/visit.ts";

const visit = (ip: string): Visit => ({
  method: "GET",
  path: "/2026/03/a",
  ip,
  get: (name: string) =>
    name === "user-agent"
      ? "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
      : undefined,
});
const answered = { statusCode: 200, locals: { viewer: null } };

function room() {
  const { activity } = openInMemory();
  const stats = statsRepository(activity, () => "2026-03-01");
  const log: string[] = [];
  const outage = { lasts: false };
  const add: typeof stats.add = (tallies) => {
    if (outage.lasts) throw new Error("database is locked");
    return stats.add(tallies);
  };
  const counter = viewCounter({
    ledger: viewLedger({
      stats: { add },
      log: { error: (_details: object, message: string) => void log.push(message) },
    }),
    clock: () => new Date("2026-03-01T12:00:00Z"),
    today: () => "2026-03-01",
  });
  return { stats, counter, log, outage };
}

describe("the counter", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("writes about a second after the first visit, all at once", () => {
    const { stats, counter } = room();
    for (let number = 1; number <= 40; number += 1)
      counter.recordVisit(visit(`192.0.2.${number}`), answered, 5);
    vi.advanceTimersByTime(900);
    expect(stats.total()).toBe(0);
    vi.advanceTimersByTime(200);
    expect(stats.total()).toBe(40);
    counter.recordVisit(visit("198.51.100.1"), answered, 6);
    vi.advanceTimersByTime(1100);
    expect(stats.totals([5, 6])).toEqual(new Map([[5, 40], [6, 1]])); // prettier-ignore
  });

  it("counts nobody who hung up before the request was read, and whose address nobody knows", () => {
    const { stats, counter } = room();
    counter.recordVisit(visit(""), answered, 5);
    counter.recordVisit({ ...visit("192.0.2.1"), reader: new Reader("", "Firefox") }, answered, 6);
    counter.flush();
    expect(stats.total()).toBe(0);
    expect(stats.discardedWithin(1)).toEqual([{ reason: "error", visits: 2 }]);
  });

  it("keeps what it cannot write, says so once, and writes it later", () => {
    const { stats, counter, log, outage } = room();
    outage.lasts = true;
    counter.recordVisit(visit("192.0.2.1"), answered, 5);
    vi.advanceTimersByTime(5000);
    counter.recordVisit(visit("192.0.2.2"), answered, 5);
    expect(stats.total()).toBe(0);
    outage.lasts = false;
    vi.advanceTimersByTime(1100);
    expect(stats.total()).toBe(2);
    expect(log.length).toBe(1);
  });

  it("writes when told to and does not write again", () => {
    const { stats, counter } = room();
    counter.recordVisit(visit("192.0.2.1"), answered, 5);
    counter.flush();
    counter.flush();
    vi.advanceTimersByTime(3000);
    expect(stats.total()).toBe(1);
  });
});
