import { afterEach, describe, expect, it, vi } from "vitest";
import { conversation, typed } from "./conversation.ts";

/** Two comments that arrive in the same moment, from one address or from two. */
function atOnce() {
  const room = conversation();
  const { parts, post, now } = room;
  const send = (comment: string, ip: string, email = "cleo@readers.example") =>
    parts.posting.post(
      post.id,
      { ...typed, comment, email, remember: false, parentId: null, isTrapFilled: false },
      { viewer: null, ip, userAgent: "", browserToken: undefined },
      now(),
    );
  return { ...room, send };
}

afterEach(() => void vi.useRealTimers());

describe("comments that arrive at once", () => {
  it("are each judged knowing those before", async () => {
    const { send } = atOnce();
    const outcomes = await Promise.all([
      send("First.", "192.0.2.1"),
      send("Second.", "192.0.2.1", "dora@readers.example"),
      send("First.", "198.51.100.1"),
      send("Third.", "203.0.113.1", "erin@readers.example"),
    ]);
    expect(outcomes).toMatchObject([
      { kind: "posted", isApproved: false },
      { kind: "refused", reason: "flood" },
      { kind: "refused", reason: "duplicate" },
      { kind: "posted", isApproved: false },
    ]);
  });

  it("wait for others for a moment, while many read", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout"] });
    const { reader, parts, now, newest, form } = atOnce();
    for (let other = 0; other < 100; other += 1) parts.traffic.note(now().getTime());
    const answered = vi.fn();
    const sent = reader
      .post(form)
      .type("form")
      .send({ ...typed, comment: "First." });
    void sent.then(answered);
    for (let turn = 0; turn < 300; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(newest()).toBeUndefined();
    while (answered.mock.calls.length === 0) {
      vi.advanceTimersByTime(25);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect((await sent).status).toBe(303);
    expect(newest()?.source).toBe("First.");
  });

  it("do not take others with them when one cannot be stored", async () => {
    const { send, parts, newest } = atOnce();
    parts.content.exec(
      `CREATE TRIGGER unlucky BEFORE INSERT ON comments WHEN new.source = 'Thirteen.'
       BEGIN SELECT raise(ABORT, 'no luck'); END`,
    );
    const [bad, good] = await Promise.allSettled([
      send("Thirteen.", "192.0.2.1"),
      send("Fourteen.", "198.51.100.1", "dora@readers.example"),
    ]);
    expect([bad.status, good.status]).toEqual(["rejected", "fulfilled"]);
    expect(newest()?.source).toBe("Fourteen.");
  });
});
