import { describe, expect, it, vi } from "vitest";
import { newsroom } from "../support/newsroom.ts";

describe("a save that the disk has not taken yet", () => {
  const form = { do: "publish", title: "High tide", body: "The quay is wet.", visibility: "public" };
  function desk() {
    const room = newsroom();
    let finish!: () => void, fail!: (error: Error) => void;
    const disk = new Promise<void>((resolve, reject) => ([finish, fail] = [resolve, reject]));
    room.parts.disk.synced = async (work) => {
      const result = work();
      await disk;
      return result;
    };
    const editor = room.signedIn(room.ada);
    let isAnswered = false;
    const send = (path: string, fields: object) =>
      editor.post(path, { ...form, ...fields }).then((answer) => ((isAnswered = true), answer));
    const shown = (words: string) =>
      vi.waitFor(async () => expect((await room.reader.get("/")).text).toContain(words), { timeout: 30_000 });
    return { ...room, editor, finish, fail, send, shown, isAnswered: () => isAnswered };
  }

  it("can be read, and is told to nobody as done", async () => {
    const { send, shown, isAnswered, finish } = desk();
    const answer = send("/admin/posts", {});
    await shown("High tide");
    expect(isAnswered()).toBe(false);
    finish();
    expect((await answer).status).toBe(303);
  });

  it("is as much an update", async () => {
    const { send, shown, isAnswered, finish, post } = desk();
    const answer = send(`/admin/posts/${post().id}`, { do: "update", title: "Low tide" });
    await shown("Low tide");
    expect(isAnswered()).toBe(false);
    finish();
    expect((await answer).status).toBe(303);
  });

  it("is an error where the disk fails, and the next page does not say that it was done", async () => {
    const { editor, send, shown, fail } = desk();
    const answer = send("/admin/posts", {});
    await shown("High tide");
    fail(new Error("EIO"));
    expect((await answer).status).toBe(500);
    expect((await editor.get("/admin/posts")).text).not.toContain("Published. Readers can see it now.");
  });
});
