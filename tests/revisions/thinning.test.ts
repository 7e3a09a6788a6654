import { describe, expect, it } from "vitest";
import { newsroom } from "../support/newsroom.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A post that is saved by itself every ten minutes. */
function room() {
  const { author, parts, later, now, signedIn, ben } = newsroom();
  const numbers = (id: number) =>
    parts.revisions
      .list(id, { limit: 10_000, offset: 0 })
      .map(({ number }) => number)
      .toReversed();
  const bodies = (id: number) => numbers(id).map((number) => parts.revisions.findSnapshot(id, number)!.body);
  const autosave = async (id: number, body: string) => {
    const version = String(parts.desk.findSource(id)!.revision);
    await author.post(`/admin/posts/${id}/autosave`, { title: "Tides", body, version }).expect(200);
    later(HOUR_MS / 6);
  };
  return { author, parts, later, now, numbers, bodies, autosave, again: () => signedIn(ben) };
}

describe("autosaves", () => {
  it("thin with age, and what stays can be read, compared and restored", async () => {
    const { author, parts, later, numbers, bodies, autosave, again } = room();
    const { headers } = await author.post("/admin/posts", { do: "draft", title: "Tides", body: "Begun." });
    const id = Number(/\d+$/.exec(headers.location!)![0]);
    for (let save = 1; save <= 24; save += 1)
      await autosave(id, `Save ${save} of a long morning.\n\nThe same.`);
    expect(numbers(id)).toHaveLength(25);
    parts.due.look();
    expect(numbers(id), "all of the last day").toHaveLength(25);
    const before = new Map(numbers(id).map((number, index) => [number, bodies(id)[index]]));

    later(2 * DAY_MS);
    parts.due.look();
    const hourly = numbers(id);
    expect(hourly, "one of each of four hours, and the first").toHaveLength(5);
    expect(bodies(id)).toEqual(hourly.map((number) => before.get(number)));
    const page = (await author.get(`/admin/posts/${id}/revisions/compare`).expect(200)).text;
    expect(page).toMatch(/<ins class="added">.*24/);
    expect((await author.get(`/admin/posts/${id}/revisions`)).text).toContain("1 added, 1 removed");

    later(10 * DAY_MS);
    parts.due.look();
    expect(bodies(id)).toEqual(["Begun.", "Save 24 of a long morning.\n\nThe same."]);
    later(200 * DAY_MS);
    parts.due.look();
    expect(numbers(id)).toHaveLength(2);
    const version = String(parts.desk.findSource(id)!.revision);
    await again().post(`/admin/posts/${id}/revisions/1/restore`, { version }).expect(303);
    expect(parts.desk.findSource(id)!.bodySource).toBe("Begun.");
  });

  it("do not take the working draft of a published post with them, nor what a button saved", async () => {
    const { author, parts, later, bodies, autosave, again } = room();
    const { headers } = await author.post("/admin/posts", { do: "publish", title: "Tides", body: "Out." });
    const id = Number(/\d+$/.exec(headers.location!)![0]);
    for (const words of ["One.", "Two.", "Three."]) await autosave(id, words);
    const version = String(parts.desk.findSource(id)!.revision);
    await author
      .post(`/admin/posts/${id}`, { do: "keep", title: "Tides", body: "By hand.", version })
      .expect(303);
    await autosave(id, "Four.");
    later(300 * DAY_MS);
    parts.due.look();
    expect(bodies(id)).toEqual(["Out.", "By hand.", "Four."]);
    expect((await again().get(`/admin/posts/${id}`)).text).toContain("Four.</textarea>");
  });
});
