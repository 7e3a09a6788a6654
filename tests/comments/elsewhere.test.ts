import { expect, it } from "vitest";
import { createPace } from "../../src/comments/pace.ts";
import { createThrottle } from "../../src/comments/throttle.ts";
import { offices } from "../workers/offices.ts";

const now = new Date("2026-03-01T12:00:00Z");
const later = (ms: number) => new Date(now.getTime() + ms);

it("whoever was shown a form by one process is known to all, by the first time", () => {
  const [one, other] = offices(2).map(createPace);
  one!.formShown(7, "192.0.2.1", now);
  other!.formShown(7, "192.0.2.1", later(500));
  for (const pace of [one!, other!]) expect(pace.msOnForm(7, "192.0.2.1", later(900))).toBe(900);
  expect(other!.msOnForm(8, "192.0.2.1", later(900))).toBeNull();
});

it("whoever commented by one process is known to all", () => {
  const [one, other] = offices(2).map(createPace);
  one!.commented({ ip: "192.0.2.1", email: "cleo@news.example", userId: null }, now);
  const again = { ip: "198.51.100.1", email: "CLEO@news.example", userId: null };
  expect(other!.msSinceLast(again, later(3000))).toBe(3000);
  expect(other!.msSinceLast({ ...again, email: "" }, later(3000))).toBeNull();
});

it("a network has one allowance at all processes together", () => {
  const [one, other] = offices(2).map((elsewhere) => createThrottle({ name: "test", elsewhere, points: 3 }));
  expect([one!("192.0.2.1"), other!("192.0.2.1"), one!("192.0.2.1")]).toEqual([0, 0, 0]);
  for (const throttle of [one!, other!]) expect(throttle("192.0.2.1")).toBeGreaterThan(0);
  expect(other!("198.51.100.1")).toBe(0);
});
