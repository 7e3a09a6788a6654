import { describe, expect, it } from "vitest";
import { whenWritten } from "../../../src/imports/wordpress/dates.ts";

const zero = "0000-00-00 00:00:00";
const when = (dates: { gmt?: string; local?: string; pubDate?: string }, zone = "America/New_York") =>
  whenWritten({ gmt: "", local: "", pubDate: "", ...dates }, zone)?.toISOString();

describe("the date of an item", () => {
  it("is the one in GMT, whatever the others say", () => {
    expect(when({ gmt: "2011-01-10 13:20:00", local: "2011-01-10 06:20:00" })).toBe(
      "2011-01-10T13:20:00.000Z",
    );
  });
  it("is the local one where GMT is zero, in the zone of the site and its summer time", () => {
    expect(when({ gmt: zero, local: "2021-07-01 12:00:00" })).toBe("2021-07-01T16:00:00.000Z");
    expect(when({ gmt: zero, local: "2021-01-01 12:00:00" })).toBe("2021-01-01T17:00:00.000Z");
  });
  it("is the feed's date where both are zero", () => {
    expect(when({ gmt: zero, local: zero, pubDate: "Wed, 05 Jun 2024 16:04:48 +0200" })).toBe(
      "2024-06-05T14:04:48.000Z",
    );
  });
  it("is unknown where nobody set one", () => {
    expect(when({ gmt: zero, local: zero })).toBeUndefined();
    expect(when({ gmt: zero, pubDate: "Tue, 30 Nov 1999 00:00:00 +0000" })).toBeUndefined();
    expect(when({ gmt: zero, pubDate: "Wed, 30 Nov -0001 00:00:00 +0000" })).toBeUndefined();
    expect(when({ gmt: "soon", local: "yesterday", pubDate: "someday" })).toBeUndefined();
  });
  it("is not a day that never was", () => {
    expect(when({ gmt: "2021-02-30 10:00:00", local: "2021-13-01 10:00:00" })).toBeUndefined();
  });
  it("may lie before 1902 and after 2038", () => {
    expect(when({ gmt: "1901-12-13 20:45:51" })).toBe("1901-12-13T20:45:51.000Z");
    expect(when({ gmt: "2038-01-19 03:14:08" })).toBe("2038-01-19T03:14:08.000Z");
  });

  it("may be written as ISO 8601 by other programs", () => {
    expect(when({ gmt: "2021-03-04T05:06:07Z" })).toBe("2021-03-04T05:06:07.000Z");
    expect(when({ gmt: "", local: "2021-01-01T12:00:00" })).toBe("2021-01-01T17:00:00.000Z");
  });
});
