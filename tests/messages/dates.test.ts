import { DateTime } from "luxon";
import { describe, expect, it } from "vitest";
import { createDates } from "../../src/messages/dates.ts";
import { randomFrom } from "../../src/seed/random.ts";

const ZONES = [
  "UTC",
  "Europe/Berlin",
  "America/St_Johns",
  "Australia/Lord_Howe",
  "Asia/Kathmandu",
  "Africa/Monrovia",
];

describe("a date for programs", () => {
  it.each(ZONES)("has the offset of its moment in %s", (zone) => {
    const { iso } = createDates("en", zone);
    const expected = (time: number) =>
      DateTime.fromMillis(time, { zone }).toISO({ suppressMilliseconds: true });
    const { between } = randomFrom(7);
    for (let round = 0; round < 2000; round += 1) {
      const time = between(-300_000_000, 2_500_000_000) * 1000 + (round % 3 === 0 ? between(0, 999) : 0);
      expect(iso(new Date(time))).toBe(expected(time));
    }
  });

  it("knows clocks that are changed a minute past the hour", () => {
    const { iso } = createDates("en", "America/St_Johns");
    for (const second of [0, 59, 60, 61])
      expect(iso(new Date(Date.UTC(1990, 3, 1, 3, 30, second)))).toBe(
        second < 60
          ? `1990-04-01T00:00:${String(second).padStart(2, "0")}-03:30`
          : `1990-04-01T01:01:0${second - 60}-02:30`,
      );
  });
});

describe("a date for people", () => {
  it.each(ZONES)("is that of its moment in %s, however often it is asked for", (zone) => {
    const styles = ["long", "short", "time", "full", "month", "weekday"] as const;
    const { format } = createDates("en", zone);
    const fresh = (time: number, style: (typeof styles)[number]) =>
      createDates("en", zone).format(new Date(time), style);
    const { between } = randomFrom(11);
    for (let round = 0; round < 300; round += 1) {
      const time = between(-300_000_000, 2_500_000_000) * 1000;
      const style = styles[round % styles.length]!;
      for (const later of [0, 1000, 40_000, 3_600_000, 40_000_000])
        expect(format(new Date(time + later), style)).toBe(fresh(time + later, style));
    }
  });

  it.each([
    "en",
    "de",
    "bg",
    "es",
    "fa",
    "ar-EG",
    "hi",
    "ja",
    "ko",
    "zh-Hant",
    "th",
    "he",
    "my",
    "en-u-ca-hebrew",
  ])("with its time is what Intl says of it in %s", (language) => {
    const options = {
      year: "numeric",
      month: "long",
      day: "numeric",
      hour: "numeric",
      minute: "2-digit",
    } as const;
    const intl = new Intl.DateTimeFormat(language, { ...options, timeZone: "Asia/Kathmandu" });
    const { format } = createDates(language, "Asia/Kathmandu");
    const { between } = randomFrom(13);
    for (let round = 0; round < 1000; round += 1) {
      const date = new Date(between(0, 2_500_000_000) * 1000);
      expect(format(date, "full")).toBe(intl.format(date));
    }
  });

  it("is said twice in the hour that comes twice", () => {
    const { format, iso } = createDates("en", "Europe/Berlin");
    const [first, second] = [new Date("2026-10-25T00:30:00Z"), new Date("2026-10-25T01:30:00Z")];
    expect(format(first, "full")).toBe(format(second, "full"));
    expect([iso(first), iso(second)]).toEqual(["2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00"]);
  });
});
