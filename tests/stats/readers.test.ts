import { describe, expect, it } from "vitest";
import { digestTable } from "../../src/stats/digest-table.ts";
import { Reader } from "../../src/stats/reader.ts";
import { recentReaders } from "../../src/stats/readers.ts";

const cleo = new Reader("192.0.2.7", "Firefox/140.0");
const from = (address: string) => new Reader(address, cleo.userAgent);
const start = new Date("2026-03-01T20:00:00Z").getTime();
const after = (seconds: number) => new Date(start + seconds * 1000);
const DAY = 86_400;

describe("recent readers", () => {
  it("know a reader of a post again for exactly 24 hours after the counted read", () => {
    const readers = recentReaders();
    expect(readers.isFirst(cleo, 1, after(0))).toBe(true);
    for (const seconds of [1, 3 * 3600, 4 * 3600, 12 * 3600, DAY - 1])
      expect(readers.isFirst(cleo, 1, after(seconds)), `${seconds} s`).toBe(false);
    expect(readers.isFirst(cleo, 1, after(DAY))).toBe(true);
    expect(readers.isFirst(cleo, 1, after(DAY + 1))).toBe(false);
  });

  it("are not counted twice where the key changes", () => {
    const readers = recentReaders();
    readers.isFirst(from("192.0.2.1"), 1, after(0));
    expect(readers.isFirst(cleo, 1, after(DAY - 10))).toBe(true);
    expect(readers.isFirst(cleo, 1, after(DAY + 10)), "20 s later, under a new key").toBe(false);
    expect(readers.isFirst(cleo, 1, after(2 * DAY - 11))).toBe(false);
    expect(readers.isFirst(cleo, 1, after(2 * DAY - 10))).toBe(true);
    expect(readers.isFirst(cleo, 1, after(3 * DAY - 11)), "two changes later").toBe(false);
  });

  it("count each hour of a week once a day, whenever the readings begin", () => {
    const readers = recentReaders();
    let views = 0;
    for (let hour = 0; hour < 7 * 24; hour += 1)
      if (readers.isFirst(cleo, 1, after(hour * 3600 + 17))) views += 1;
    expect(views).toBe(7);
  });

  it("tell posts, addresses and browsers apart", () => {
    const readers = recentReaders();
    expect(readers.isFirst(cleo, 1, after(0))).toBe(true);
    expect(readers.isFirst(cleo, 2, after(1))).toBe(true);
    expect(readers.isFirst(from("192.0.2.8"), 1, after(2))).toBe(true);
    expect(readers.isFirst(new Reader(cleo.address, "Firefox/141.0"), 1, after(3))).toBe(true);
  });

  it("are one where a proxy forwards the port of each connection", () => {
    const readers = recentReaders();
    readers.isFirst(cleo, 1, after(0));
    expect(readers.isFirst(from("192.0.2.7:4711"), 1, after(1))).toBe(false);
  });

  it("are one where the socket writes the address in its IPv6 form", () => {
    const readers = recentReaders();
    readers.isFirst(cleo, 1, after(0));
    expect(readers.isFirst(from("::ffff:192.0.2.7"), 1, after(1))).toBe(false);
  });

  it("forget the oldest first where there are more than memory is given to", () => {
    const readers = recentReaders(4000);
    const reader = (number: number) => new Reader(`2001:db8::${number.toString(16)}`, "x");
    for (let number = 0; number < 5000; number += 1) readers.isFirst(reader(number), 1, after(number / 100));
    expect(readers.isFirst(reader(4999), 1, after(60)), "the newest").toBe(false);
    expect(readers.isFirst(reader(2500), 1, after(60)), "one generation back").toBe(false);
    expect(readers.isFirst(reader(0), 1, after(60)), "the oldest").toBe(true);
  });
});

describe("the table of digests", () => {
  it.each([0, 2 ** 32 - 4_000_000])(
    "gives back what was put in, through its growth and where places collide (%s)",
    (first) => {
      const table = digestTable();
      const low = (number: number) => first + (number % 50) * 65_536;
      for (let number = 1; number <= 3000; number += 1) table.set(number, low(number), number);
      expect(table.size).toBe(3000);
      for (let number = 1; number <= 3000; number += 37) expect(table.get(number, low(number))).toBe(number);
      expect(table.get(3001, low(1))).toBeUndefined();
      expect(table.get(1, low(2))).toBeUndefined();
    },
  );
});
